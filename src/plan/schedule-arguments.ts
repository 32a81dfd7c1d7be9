import type { GraphCall, GraphValue } from '../base/graph-call';
import { own } from '../base/own';
import type { Schedule } from '../schedules/schedule';
import { argument, type CallGraph } from './call-graph';
import { knownNumber } from './known-number';

/** A schedule that a call makes: one that reads a step. */
export type ScheduleKind = Exclude<Schedule['kind'], 'constant'>;

/** Why a schedule's arguments are not all numbers. */
export class UnknownArgument extends Error {}

/** Keras's classes, which take the same arguments in the same order, but for the step. */
const kerasKinds: Readonly<Record<string, ScheduleKind>> = {
  ExponentialDecay: 'exponential_decay',
  InverseTimeDecay: 'inverse_time_decay',
  PolynomialDecay: 'polynomial_decay',
  CosineDecay: 'cosine_decay',
  CosineDecayRestarts: 'cosine_decay_restarts',
  PiecewiseConstantDecay: 'piecewise_constant',
  LinearCosineDecay: 'linear_cosine_decay',
  NoisyLinearCosineDecay: 'noisy_linear_cosine_decay',
};

const tf1Kinds: readonly string[] = ['natural_exp_decay', ...Object.values(kerasKinds)] satisfies ScheduleKind[];

/** Whether a name below `tf` is one of Keras's schedule classes. */
export function isKerasSchedule(name: string): boolean {
  return (
    /(?:^|\.)(?:schedules|experimental)\.\w+$/.test(name) && Object.hasOwn(kerasKinds, name.split('.').at(-1) ?? '')
  );
}

/** Which schedule a call of that name makes, by its name below `tf`; null where none. */
export function scheduleKind(name: string): ScheduleKind | null {
  const last = name.split('.').at(-1) ?? '';
  if (isKerasSchedule(name)) return own(kerasKinds, last) ?? null;
  if (!name.startsWith('train.')) return null;
  if (last === 'piecewise_constant_decay') return 'piecewise_constant';
  return tf1Kinds.includes(last) ? (last as ScheduleKind) : null;
}

/** Reads the arguments of a call one by one, by name or by place. */
class Arguments {
  constructor(
    private readonly call: GraphCall,
    private readonly graph: CallGraph,
    /** How many places the step takes before the arguments that follow it. */
    private readonly stepPlaces: number,
  ) {}

  number(index: number, name: string, otherwise: number | null = null): number {
    const given = this.given(index, name);
    if (given === null && otherwise !== null) return otherwise;
    const known = knownNumber(given, this.graph);
    if (known === null) throw new UnknownArgument(`${name} is not a number that the source gives`);
    return known;
  }

  flag(index: number, name: string): boolean {
    const given = this.given(index, name);
    if (given === null) return false;
    if (given.kind === 'bool') return given.value;
    const known = knownNumber(given, this.graph);
    if (known === null) throw new UnknownArgument(`${name} is not known`);
    return known !== 0;
  }

  numbers(index: number, name: string): number[] {
    const given = this.given(index, name);
    if (given?.kind === 'array') return [...given.value.data];
    const items = given?.kind === 'list' ? given.items : null;
    if (items === null) throw new UnknownArgument(`${name} is not a list that the source gives`);
    return items.map((item) => {
      const known = knownNumber(item, this.graph);
      if (known === null) throw new UnknownArgument(`${name} holds something that is not a number`);
      return known;
    });
  }

  isGiven(index: number, name: string): boolean {
    return this.given(index, name) !== null;
  }

  private given(index: number, name: string): GraphValue | null {
    return argument(this.call, index + (index > 0 || name === 'boundaries' ? this.stepPlaces : 0), name);
  }
}

/** The schedule that a call makes. Throws an UnknownArgument where a number of it is not known. */
export function readSchedule(kind: ScheduleKind, call: GraphCall, graph: CallGraph, isKeras: boolean): Schedule {
  const given = new Arguments(call, graph, isKeras ? 0 : 1);
  if (kind === 'piecewise_constant')
    return { kind, boundaries: given.numbers(0, 'boundaries'), values: given.numbers(1, 'values') };
  const learningRate = given.number(0, isKeras ? 'initial_learning_rate' : 'learning_rate');
  switch (kind) {
    case 'exponential_decay':
    case 'natural_exp_decay':
    case 'inverse_time_decay':
      return {
        kind,
        learningRate,
        decaySteps: given.number(1, 'decay_steps'),
        decayRate: given.number(2, 'decay_rate'),
        staircase: given.flag(3, 'staircase'),
      };
    case 'polynomial_decay':
      return {
        kind,
        learningRate,
        decaySteps: given.number(1, 'decay_steps'),
        endLearningRate: given.number(2, 'end_learning_rate', 0.0001),
        power: given.number(3, 'power', 1),
        cycle: given.flag(4, 'cycle'),
      };
    case 'cosine_decay':
      if (isKeras && (given.isGiven(4, 'warmup_target') || given.isGiven(5, 'warmup_steps')))
        throw new UnknownArgument('its warm-up has no form in the other frameworks');
      return {
        kind,
        learningRate,
        decaySteps: given.number(1, 'decay_steps'),
        alpha: given.number(2, 'alpha', 0),
      };
    case 'cosine_decay_restarts':
      return {
        kind,
        learningRate,
        firstDecaySteps: given.number(1, 'first_decay_steps'),
        tMul: given.number(2, 't_mul', 2),
        mMul: given.number(3, 'm_mul', 1),
        alpha: given.number(4, 'alpha', 0),
      };
    case 'linear_cosine_decay':
      return { kind, learningRate, ...linear(given, 2) };
    case 'noisy_linear_cosine_decay':
      return {
        kind,
        learningRate,
        ...linear(given, 4),
        initialVariance: given.number(2, 'initial_variance', 1),
        varianceDecay: given.number(3, 'variance_decay', 0.55),
      };
  }
}

function linear(given: Arguments, place: number): Record<'decaySteps' | 'numPeriods' | 'alpha' | 'beta', number> {
  return {
    decaySteps: given.number(1, 'decay_steps'),
    numPeriods: given.number(place, 'num_periods', 0.5),
    alpha: given.number(place + 1, 'alpha', 0),
    beta: given.number(place + 2, 'beta', 0.001),
  };
}
