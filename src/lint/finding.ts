import { type Message } from '../base/message';
import type { Framework } from '../base/framework';
import type { SourceRange } from '../base/source-range';
import type { CaseKind, StepReader } from '../case/step-case';

/** From the mildest to the gravest. */
export const severities = ['hint', 'info', 'warning', 'error'] as const;
/** How grave a finding is. */
export type Severity = (typeof severities)[number];

/** One replacement of a text; an insertion where the range is empty. */
export interface Edit {
  readonly range: SourceRange;
  readonly text: string;
}

/** A way to mend a finding. A safe fix changes nothing that the program means but for the finding. */
export interface Fix {
  readonly title: Message;
  readonly safe: boolean;
  readonly edits: readonly Edit[];
  /** The step that it has counted, where several calls could count it: of the fixes with the same one, one is applied. */
  readonly choice?: string;
}

/** What a rule has to say of one place. */
export interface Finding {
  /** Id of the rule, the same as its file, its doc and its fixture folder. */
  readonly rule: string;
  /** The framework that it is about; absent where that is its rule's. */
  readonly framework?: Framework;
  readonly severity: Severity;
  readonly range: SourceRange;
  readonly message: Message;
  /** Places that explain it: what depends on the step, where the variable is made. */
  readonly related: readonly { readonly range: SourceRange; readonly message: Message }[];
  /** The preferred fix first. */
  readonly fixes: readonly Fix[];
}

/** What reads the step that a call moves or should move. */
export interface ReportedReader extends StepReader {
  readonly range: SourceRange;
  /** What its step starts at; null where that is not known. */
  readonly start: number | null;
  /** Whether its step is certainly never incremented. */
  readonly isStuck: boolean;
}

/** A call that applies gradients with a TensorFlow 1 optimizer, or stands for one. */
export interface CallReport {
  /** The called name. */
  readonly range: SourceRange;
  /** `minimize`, `apply_gradients`, `optimize_loss` or `create_train_op`. */
  readonly call: string;
  /** The optimizer's class, or null where it is not known. */
  readonly optimizer: string | null;
  /** The step's argument as the source has it, or null where none is passed. */
  readonly globalStep: string | null;
  readonly verdict: 'warning' | 'hint' | 'ok';
  /** What is wrong, or right, with how its steps are counted; null where the source does not tell it. */
  readonly case: CaseKind | null;
  /** What comes of the call, from the source alone, in as few words as a lens has room for; no full stop. */
  readonly answer: Message;
  /** What the first fix of the call's findings does; null where none has one. */
  readonly fix: Message | null;
  /** What reads the step that the call moves or should move: `exponential_decay`, `ExponentialMovingAverage`, … */
  readonly dependents: readonly ReportedReader[];
}

/** A place at which a text is no Python, or is not read, and why. */
export interface SyntaxGap {
  readonly message: Message;
  readonly range: SourceRange;
}

/** Everything that a check has to say of one file. */
export interface FileReport {
  readonly calls: readonly CallReport[];
  /** How many learning-rate schedulers of other libraries it makes. */
  readonly schedulers: number;
  readonly findings: readonly Finding[];
  /** What the check gave up on, and where that begins, if it is at one place; null where it went through everything. */
  readonly incomplete: { readonly message: Message; readonly range: SourceRange | null } | null;
}
