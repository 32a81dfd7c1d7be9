import type { GraphCall, GraphValue } from '../base/graph-call';
import { own } from '../base/own';
import type { SourceRange } from '../base/source-range';
import { withOverride } from './plan-field';
import { scheduleParameters } from './schedule-parameters';
import type { PlanField, PlanOverrides, Unresolved } from './training-plan';

/** An argument that the source does not give: its place or its name, and why. */
export interface UnknownArgument {
  readonly place: number | string;
  readonly why: string;
  readonly range: SourceRange;
}

/** The parameters of TensorFlow 1's optimizers, in order: `tf1-semantics` 6. */
const optimizerParameters: Readonly<Record<string, readonly string[]>> = {
  'train.GradientDescentOptimizer': ['learning_rate'],
  'train.MomentumOptimizer': ['learning_rate', 'momentum', 'use_locking', 'name', 'use_nesterov'],
  'train.AdagradOptimizer': ['learning_rate', 'initial_accumulator_value'],
  'train.AdadeltaOptimizer': ['learning_rate', 'rho', 'epsilon'],
  'train.RMSPropOptimizer': ['learning_rate', 'decay', 'momentum', 'epsilon'],
  'train.AdamOptimizer': ['learning_rate', 'beta1', 'beta2', 'epsilon'],
  'train.FtrlOptimizer': ['learning_rate', 'learning_rate_power', 'initial_accumulator_value'],
  'train.ProximalGradientDescentOptimizer': ['learning_rate'],
  'train.ProximalAdagradOptimizer': ['learning_rate', 'initial_accumulator_value'],
};

type Sensible = Omit<PlanField, 'id'>;

const rate: Sensible = { kind: 'number', value: 0.1, least: 0 };
const flag: Sensible = { kind: 'choice', value: 0, choices: ['False', 'True'] };
const share = (value: number): Sensible => ({ kind: 'number', value, least: 0, most: 1 });
const number = (value: number, least?: number): Sensible => ({
  kind: 'number',
  value,
  ...(least === undefined ? {} : { least }),
});

/** What stands in for a parameter: what tutorials mostly use, and the range that makes sense. */
function sensible(parameter: string, call: GraphCall, iterations: number): Sensible | null {
  switch (parameter) {
    case 'learning_rate':
      return call.name === 'train.AdamOptimizer' ? { ...rate, value: 0.001 } : rate;
    case 'decay_steps':
    case 'first_decay_steps':
      return { kind: 'int', value: Math.max(1, Math.round(iterations / 2)), least: 1 };
    default:
      return own(parameters, parameter) ?? null;
  }
}

const parameters: Readonly<Record<string, Sensible>> = {
  decay_rate: number(0.96, 0),
  end_learning_rate: number(0.0001, 0),
  power: number(1, 0),
  alpha: share(0),
  beta: share(0.001),
  t_mul: number(2, 1),
  m_mul: number(1, 0),
  num_periods: number(0.5, 0),
  staircase: flag,
  cycle: flag,
  use_nesterov: flag,
  momentum: share(0.9),
  decay: share(0.9),
  rho: share(0.95),
  beta1: share(0.9),
  beta2: share(0.999),
  epsilon: number(1e-8, 0),
  initial_accumulator_value: number(0.1, 0),
};

/** Calls with stand-ins for what the source does not give, and a line for each of them. */
export interface FilledCalls {
  readonly calls: readonly GraphCall[];
  readonly unresolved: readonly Unresolved[];
  /** Calls of which nothing is unknown any more. */
  readonly resolved: ReadonlySet<number>;
}

/**
 * Puts a sensible number, or the one that the user has set, in the place of each unknown argument of a schedule or an optimizer: the
 * program's own schedule still runs, and the user can see and change what was put in.
 */
export function fillUnknownArguments(
  calls: readonly GraphCall[],
  wanted: ReadonlySet<number>,
  unknown: ReadonlyMap<number, readonly UnknownArgument[]>,
  { iterations, overrides }: { readonly iterations: number; readonly overrides: PlanOverrides },
): FilledCalls {
  const unresolved: Unresolved[] = [];
  const resolved = new Set<number>();
  const filled = calls.map((call) => {
    const names = own(scheduleParameters, call.name) ?? own(optimizerParameters, call.name);
    const missing = wanted.has(call.id) ? unknown.get(call.id) : undefined;
    if (names === undefined || missing === undefined) return call;
    const args = [...call.args];
    const named = new Map(Object.entries(call.kwargs));
    let left = missing.length;
    for (const { place, why, range } of missing) {
      const parameter = typeof place === 'string' ? place : (names[place] ?? '');
      const found = sensible(parameter, call, iterations);
      if (found === null) continue;
      const id = `${call.range?.cell ?? ''}:${call.range?.start ?? 0}:${parameter}`;
      const field = withOverride({ ...found, id }, overrides);
      const value = graphValue(field);
      if (typeof place === 'string') named.set(place, value);
      else args[place] = value;
      left -= 1;
      const what = parameter === 'learning_rate' ? 'learning rate' : parameter;
      unresolved.push({ what, why, standIn: textOf(field), range, field });
    }
    if (left === 0) resolved.add(call.id);
    return { ...call, args, kwargs: Object.fromEntries(named) };
  });
  return { calls: filled, unresolved, resolved };
}

function graphValue({ kind, value }: PlanField): GraphValue {
  if (kind === 'choice') return { kind: 'bool', value: value !== 0 };
  return kind === 'int' ? { kind: 'int', value: Math.round(value) } : { kind: 'float', value };
}

function textOf({ kind, value, choices }: PlanField): string {
  return kind === 'choice' ? (choices?.[value] ?? String(value)) : String(value);
}
