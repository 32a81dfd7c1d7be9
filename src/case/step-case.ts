import type { SourceRange } from '../base/source-range';
import type { ReaderRole } from '../base/reader-role';

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
  /** TensorFlow's name of what is called: `minimize`, `apply_gradients`, `assign_add`; `feed_dict` and `initializer`. */
  readonly name: string;
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

/** What a reader computes from the count: a role of the library's, or the program's own arithmetic for a rate, a loss, another argument. */
export type StepRole = ReaderRole | 'arithmetic' | 'loss' | 'argument';

/** What reads the count. */
export interface StepReader {
  /** The TensorFlow name: `exponential_decay`, `ExponentialMovingAverage`, …; `learning rate` for plain arithmetic, `loss`, `Session.run`. */
  readonly kind: string;
  readonly role: StepRole;
  readonly range: SourceRange | null;
  /** What it gives at the step's first value; null where it gives no number, or none that is known. */
  readonly atStart: number | null;
  /** What it gives after a run that counts one step an iteration; null as before. */
  readonly atEnd: number | null;
  /** After how many steps a hook acts again; null or absent where that is not known. */
  readonly every?: number | null;
}

/** A call or a variable of the program, by its name and its place. */
export interface NamedPlace {
  /** Null where the program gives it none that is known. */
  readonly name: string | null;
  readonly range: SourceRange | null;
}

/** The case of one training call. */
export interface StepCase {
  readonly kind: CaseKind;
  readonly movers: readonly StepMover[];
  readonly readers: readonly StepReader[];
  /** The training call: `minimize`, at its name. `makesTrainOp`: a call of a library's that makes its train op by itself, as `train` of an Estimator. */
  readonly call: NamedPlace & { readonly name: string; readonly makesTrainOp?: boolean };
  /** The count that is read, and what it starts at, null where that is not known; null where nothing counts. */
  readonly step: (NamedPlace & { readonly start: number | null }) | null;
  /** What the call is passed as its step. */
  readonly passed: NamedPlace | null;
  /** The number that stands in the place of a step, and whether the call is passed it or a schedule reads it. */
  readonly number: { readonly value: number; readonly by: 'call' | 'reader' } | null;
}
