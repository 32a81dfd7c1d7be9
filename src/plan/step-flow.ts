import { lastPart } from '../base/last-part';
import type { GraphCall, GraphValue } from '../base/graph-call';
import { argumentNamed, countArgument, isStepCall, meaningOfCall, movesOf } from '../frameworks/tensorflow1/recorded';
import { CallGraph } from './call-graph';
import { runsIn } from './plan-steps';
import { readStepOf } from './step-of';
import type { PlanStep, TrainingPlan } from './training-plan';

/** What moves and what reads the counts of a plan: the questions that case, counterpart and wiring ask of its calls. */
export class StepFlow {
  readonly graph: CallGraph;
  readonly train: GraphCall | null;
  /** What the train op is passed as its step; null where nothing is. */
  readonly passed: GraphValue | null;
  /** What schedules and averages read as the step: a variable, a placeholder, a number; null where nothing reads one. */
  readonly read: GraphValue | null;

  constructor(private readonly plan: TrainingPlan) {
    this.graph = new CallGraph(plan.calls);
    this.train = plan.calls.find(({ id }) => id === plan.trainOp) ?? null;
    this.passed = this.train === null ? null : stepArgument(this.train);
    this.read = readStepOf(this.graph, plan.learningRate);
  }

  /** Whether two values are the same count: what one call returned, or the graph's own step twice. */
  isSame(a: GraphValue | null, b: GraphValue | null): boolean {
    if (a?.kind !== 'call' || b?.kind !== 'call' || a.output !== undefined || b.output !== undefined) return false;
    if (a.id === b.id) return true;
    const [one, other] = [this.graph.callOf(a), this.graph.callOf(b)];
    return one !== null && other !== null && isStepCall(one) && isStepCall(other);
  }

  /** Whether running a call changes a count: an assignment to it, or a train op that is passed it. */
  moves(call: GraphCall, step: GraphValue): boolean {
    if (movesOf(call) !== null) return this.isSame(call.args[0] ?? argumentNamed(call, 'ref'), step);
    return meaningOfCall(call, 'training') !== null && this.isSame(stepArgument(call), step);
  }

  /** Whether a count is among what a call is computed from. */
  reads(call: GraphCall, step: GraphValue): boolean {
    const values = [...call.args, ...Object.values(call.kwargs)];
    return this.graph.ancestors(values).some(({ id }) => this.isSame({ kind: 'call', id }, step));
  }

  /** The calls that change a count in the training's own runs. */
  moversOf(step: GraphValue): GraphCall[] {
    const fetched = [...runsIn(this.plan.runs)].flatMap(({ fetches }) => fetches);
    return this.graph.ancestors(fetched).filter((call) => this.moves(call, step));
  }

  /** How many of the training's session runs run a variable's own initializer, which sets it to what it started with or is fed. */
  timesInitialized(step: GraphValue): number {
    const count = (steps: readonly PlanStep[]): number =>
      steps.reduce((sum, one) => {
        if ('steps' in one) return sum + count(one.steps) * one.times;
        return 'fetches' in one && one.fetches.some((fetch) => this.initializes(fetch, step)) ? sum + one.times : sum;
      }, 0);
    return count(this.plan.runs);
  }

  /** Whether a fetch is the initializer of a variable. */
  initializes(fetch: GraphValue, step: GraphValue): boolean {
    return fetch.kind === 'call' && fetch.output === 'initializer' && this.isSame({ kind: 'call', id: fetch.id }, step);
  }

  /** How many of the training's session runs run each call that any of them runs, by its id. */
  timesRun(): ReadonlyMap<number, number> {
    const times = new Map<number, number>();
    const add = (steps: readonly PlanStep[], factor: number): void => {
      for (const step of steps) {
        if ('steps' in step) add(step.steps, factor * step.times);
        else if ('fetches' in step)
          for (const { id } of this.graph.ancestors(step.fetches))
            times.set(id, (times.get(id) ?? 0) + factor * step.times);
      }
    };
    add(this.plan.runs, 1);
    return times;
  }

  /** The calls that read a count other than to move it: schedules, averages; the rate's and the loss's own arithmetic. */
  readersOf(step: GraphValue): { readonly kind: string; readonly call: GraphCall }[] {
    const { plan, graph } = this;
    const found: { kind: string; call: GraphCall }[] = [];
    for (const call of plan.calls) {
      const given = countArgument(call);
      if (given !== null && graph.ancestors([given]).some(({ id }) => this.isSame({ kind: 'call', id }, step)))
        found.push({ kind: shortName(call), call });
    }
    const told = new Set(found.map(({ call }) => call.id));
    for (const [kind, value] of [
      ['learning rate', plan.learningRate],
      ['loss', plan.loss],
    ] as const) {
      const made = graph.callOf(value);
      const isTold = kind === 'learning rate' && graph.ancestors([value]).some(({ id }) => told.has(id));
      if (made !== null && !isTold && this.reads(made, step)) found.push({ kind, call: made });
    }
    return found;
  }

  /** The schedules and averages that are given a number in the place of a count. */
  readersOfNumber(number: GraphValue): GraphCall[] {
    return this.plan.calls.filter((call) => countArgument(call) === number);
  }

  /** Whether the program fetches a count itself, to print it or to decide by it. */
  isFetched(step: GraphValue): boolean {
    return [...runsIn(this.plan.setup), ...runsIn(this.plan.runs)].some(({ fetches }) =>
      fetches.some((fetch) => this.isSame(fetch, step)),
    );
  }
}

/** The public name of a call without its modules: `exponential_decay`. */
export function shortName({ name }: GraphCall): string {
  return lastPart(name);
}

/** The name of a call as the program has it: that of the library's where a library makes the call, else its own. */
export function writtenName(call: GraphCall): string {
  return call.madeBy ?? shortName(call);
}

/** The step that a train op is passed. */
export function stepArgument(train: GraphCall): GraphValue | null {
  const training = meaningOfCall(train, 'training');
  return training === null ? null : argumentNamed(train, training.step);
}

/** The count that matters: the one that is read; where nothing reads one, the one that is passed or the graph's. */
export function countOf({ read, passed }: StepFlow, globalStep: GraphValue | null): GraphValue | null {
  for (const value of [read, passed, globalStep]) if (value?.kind === 'call') return value;
  return null;
}
