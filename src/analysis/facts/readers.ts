import type { Movement, RunExtent, Training } from './events';
import type { Dependent, StepSource } from './facts';
import type { Variable } from '../values/values';

/** Something that reads a step, and whether it surely does. */
export interface Reader {
  readonly dependent: Dependent;
  readonly isCertain: boolean;
}

/** What is computed from a step without a schedule, by what it is for. */
export const kinds: Readonly<Record<Dependent['use'], string>> = {
  rate: 'the learning rate',
  loss: 'the loss',
  other: 'the optimizer',
};

/** Roles that say something only of a variable that is surely meant to count. */
export const lenient = new Set(['save', 'summary', 'loop', 'session', 'log']);

/** Of two extents, the one that says more. */
export function nearest(known: RunExtent | undefined, other: RunExtent): RunExtent {
  if (known === undefined || other === 'run') return other;
  return known === 'run' || other === 'branch' ? known : other;
}

/** What stays is the rate that the optimizer is passed, whatever a schedule on the way to it gives by itself. */
export function withRateOf({ rateAtStart }: Training, dependent: Dependent): Dependent {
  const { role, use } = dependent;
  if (use !== 'rate' || (role !== 'schedule' && role !== 'arithmetic') || rateAtStart === null) return dependent;
  return { ...dependent, atStart: rateAtStart === 'unknown' ? null : rateAtStart };
}

export function isStuck(step: StepSource): boolean {
  return step.kind === 'number' || step.kind === 'anonymous' || (step.kind === 'variable' && !step.isMoved);
}

export function certainVariable({ step }: Movement): Variable | null {
  return step.kind === 'variable' ? step.variable : null;
}

/** A schedule that reads the step and is not met in the rate: it is not known to be a learning rate. */
export function besideRate(dependent: Dependent): Dependent {
  return dependent.role === 'schedule' && dependent.use === 'rate' ? { ...dependent, use: 'other' } : dependent;
}
