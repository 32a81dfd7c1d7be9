import { TensorFlowError } from '../errors';
import { globalStepRead } from '../global-step';
import type { Graph, Tensor } from '../graph';
import type { Fetch, Session } from '../session';
import { scalarOf, type Value } from '../value';

/** What a hook may do around a run. */
export interface RunContext {
  /** The plain session: what runs in it does not come back to the hooks. */
  readonly session: Session;
  /** Ends the training after this run. */
  readonly requestStop: () => void;
}

/** `tf.train.SessionRunHook`: what watches a monitored session. */
export interface SessionRunHook {
  /** Before the session is made; the graph may still grow. */
  begin?(graph: Graph): void;
  afterCreateSession?(session: Session): void;
  /** What the hook wants fetched in the coming run. */
  beforeRun?(context: RunContext): readonly Fetch[];
  /** The values of what it asked for, in order. */
  afterRun?(context: RunContext, values: readonly (Value | null)[]): void;
  /** When the session ends without an error. */
  end?(session: Session): void;
}

/** The graph's step as a hook reads it, or the RuntimeError that names the hook. */
export function requiredGlobalStep(graph: Graph, hook: string): Tensor {
  const step = globalStepRead(graph);
  if (step === null) throw new TensorFlowError('RuntimeError', `a global step should be created to use ${hook}`);
  return step;
}

/** The step's value now. */
export function readStep(session: Session, step: Tensor): number {
  return stepIn(session.run([step]));
}

/** The step among what a run fetched. */
export function stepIn([value]: readonly (Value | null)[]): number {
  return value ? scalarOf(value) : Number.NaN;
}
