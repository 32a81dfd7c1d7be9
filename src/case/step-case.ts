import type { SourceRange } from '../base/source-range';

/** What is wrong, or right, with how the steps of one training call are counted. Decided once; every surface speaks from it. */
export type CaseKind =
  /** No step is passed, and what reads one waits for it. */
  | 'missing'
  /** The call is passed the step, and alone counts it. */
  | 'passed'
  /** The call is passed the step, and something else moves it as well. */
  | 'counted-twice'
  /** The call is not passed the step, and something else moves it. */
  | 'counted-elsewhere'
  /** What reads a step reads a placeholder, which the program feeds. */
  | 'fed'
  /** The call is passed one variable, and another one is read. */
  | 'other-step'
  /** A number stands where the step belongs. */
  | 'not-a-variable'
  /** No step is passed, and nothing reads one. */
  | 'no-reader';

/** Every kind, as `run --format json` names it. */
export const caseKinds: readonly CaseKind[] = [
  'missing',
  'passed',
  'counted-twice',
  'counted-elsewhere',
  'fed',
  'other-step',
  'not-a-variable',
  'no-reader',
];

/** Whether the program as written counts as its readers expect. */
export function isRight(kind: CaseKind): boolean {
  return kind === 'passed' || kind === 'counted-elsewhere' || kind === 'fed' || kind === 'no-reader';
}

/** Whether the count that is shown moves: in the program as written, and in its counterpart. */
export function isCounted(kind: CaseKind, variant: 'as-written' | 'counterpart'): boolean {
  const isWritten = (isRight(kind) && kind !== 'no-reader') || kind === 'counted-twice' || kind === 'other-step';
  if (variant === 'as-written') return isWritten;
  return kind === 'no-reader' || !isRight(kind);
}

/** What changes the count that is read. */
export interface StepMover {
  /** The ids of the recorded calls at one place of the source; of a feed, the placeholder's; none of the variable's own initializer. */
  readonly calls: readonly number[];
  readonly by: 'train-op' | 'other-train-op' | 'assignment' | 'initializer' | 'feed';
  readonly range: SourceRange | null;
  /** How often it moves the count in an iteration, on the average of the run. */
  readonly perIteration: number;
  /** What it adds each time; null where that is not a known number. */
  readonly adds: number | null;
}

/** What an iteration adds to the count; null where that is not known. */
export function paceOf(movers: readonly StepMover[]): number | null {
  return movers.reduce<number | null>(
    (sum, { adds, perIteration }) => (sum === null || adds === null ? null : sum + adds * perIteration),
    0,
  );
}

/** What reads the count. */
export interface StepReader {
  /** The TensorFlow name: `exponential_decay`, `ExponentialMovingAverage`, …; `learning rate` for plain arithmetic, `loss`, `Session.run`. */
  readonly kind: string;
  readonly range: SourceRange | null;
}

/** The case of one training call. */
export interface StepCase {
  readonly kind: CaseKind;
  readonly movers: readonly StepMover[];
  readonly readers: readonly StepReader[];
}
