import type { SourceRange } from '../base/source-range';

/** Element types that a plan's arrays and TensorFlow's tensors can have. */
export type DType = 'float16' | 'float32' | 'float64' | 'int32' | 'int64' | 'bool' | 'string';

/** A concrete array computed from the source, row-major. int64 and bool are held as numbers. */
export interface PlanArray {
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly data: Float64Array;
}

/** An argument of a recorded TensorFlow call. Python's int and float stay apart, for TensorFlow infers dtypes from them. */
export type PlanValue =
  | { readonly kind: 'none' }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'int'; readonly value: number }
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'dtype'; readonly value: DType }
  | { readonly kind: 'array'; readonly value: PlanArray }
  | { readonly kind: 'list'; readonly items: readonly PlanValue[] }
  | { readonly kind: 'dict'; readonly entries: readonly (readonly [PlanValue, PlanValue])[] }
  /** What the call of that id returned; `output` where it returned a tuple, or an attribute of an object. */
  | { readonly kind: 'call'; readonly id: number; readonly output?: number | string };

/**
 * One TensorFlow call that the program makes while it builds its graph, in program order. `name` is the public name below `tf`
 * without version prefixes (`matmul`, `nn.sigmoid`, `train.exponential_decay`, `Variable`), an operator's magic function
 * (`add`, `subtract`, `multiply`, `divide`, `pow`, `negative`, `getitem`, …), or a method (`Optimizer.minimize`,
 * `Variable.assign_add`), whose receiver is then the first argument. Arguments stand as the source gives them; tf1 binds them.
 */
export interface PlanCall {
  readonly id: number;
  readonly name: string;
  readonly args: readonly PlanValue[];
  readonly kwargs: Readonly<Record<string, PlanValue>>;
  /** Ids of the calls named by the enclosing `tf.control_dependencies`. */
  readonly control: readonly number[];
  /** The enclosing name and variable scopes joined by "/", or "". */
  readonly scope: string;
  readonly range: SourceRange | null;
}

/** A placeholder and what one run feeds to it. */
export interface PlanFeed {
  readonly placeholder: PlanValue;
  readonly value: PlanValue;
}

/** One `Session.run` of the program, made `times` times in a row with the same feeds. */
export interface PlanRun {
  readonly fetches: readonly PlanValue[];
  readonly feeds: readonly PlanFeed[];
  readonly times: number;
  /** Whether it executes the train op: each such execution is one iteration. */
  readonly trains: boolean;
}

/** A value that the plan could not read from the source, and what is used in its place. */
export interface Unresolved {
  /** What it is: `learning_rate`, `loss`, `iterations`… */
  readonly what: string;
  /** Why it is not known, in a sentence that names the expression. */
  readonly why: string;
  /** What the run uses instead, as shown to the user. */
  readonly standIn: string;
  readonly range: SourceRange | null;
}

/** A fact of the program that the panel shows: its source text, its value as text, and where it stands. */
export interface PlanEntry {
  readonly label: string;
  readonly value: string;
  readonly range: SourceRange | null;
}

/** What to run for one `minimize(` or `apply_gradients(` call: the program's own graph and session, as data. */
export interface TrainingPlan {
  /** Shown as the panel's title: the file's base name. */
  readonly title: string;
  /** The called name of the train op that the plan is for. */
  readonly call: SourceRange;
  readonly calls: readonly PlanCall[];
  /** Runs before the training: initialisers. */
  readonly setup: readonly PlanRun[];
  /** The training itself, in order. */
  readonly runs: readonly PlanRun[];
  /** Iterations in `runs`: the executions of the train op. */
  readonly iterations: number;
  /** The id of the call that made the train op. */
  readonly trainOp: number;
  /** What is observed after each iteration; `null` where the program has none. */
  readonly globalStep: PlanValue | null;
  readonly learningRate: PlanValue | null;
  readonly loss: PlanValue | null;
  /** Trainable variables, with the names that the source gives them. */
  readonly variables: readonly { readonly name: string; readonly value: PlanValue; readonly range: SourceRange | null }[];
  /** Whether the train op is handed a global step. */
  readonly passesGlobalStep: boolean;
  /** What the panel lists: optimizer, schedule with its arguments, step variable, iterations. */
  readonly entries: readonly PlanEntry[];
  readonly unresolved: readonly Unresolved[];
  /** Graph-level seed, or null. */
  readonly seed: number | null;
}

/** One of the runs that are shown side by side. */
export interface PlannedRun {
  readonly id: string;
  /** `as-written` or `counterpart`: the same program with the step's argument added or removed. */
  readonly variant: 'as-written' | 'counterpart';
  readonly label: string;
  readonly plan: TrainingPlan;
}
