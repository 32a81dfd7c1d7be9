import type { Message } from '../base/message';
import type { GraphCall, GraphValue } from '../base/graph-call';
import type { Formula } from '../base/formula';
import type { ClockCaseKind, RunCaseKind } from '../case/clock-case';
import type { StepReader } from '../case/step-case';
import type { Verdict } from '../case/verdict';
import type { SourceRange } from '../base/source-range';
import type { Wiring } from '../protocol/wiring';

/** A placeholder and what one run feeds to it. */
export interface PlanFeed {
  readonly placeholder: GraphValue;
  readonly value: GraphValue;
}

/** One `Session.run` of the program, made `times` times in a row with the same feeds. */
export interface PlanRun {
  /** Which of the program's sessions makes it; each has variables of its own. Absent: the only one. */
  readonly session?: number;
  /** Where the program makes it; absent for a run that stands in. */
  readonly range?: SourceRange | null;
  readonly fetches: readonly GraphValue[];
  readonly feeds: readonly PlanFeed[];
  readonly times: number;
  /** Whether it executes the train op: each such execution is one iteration. */
  readonly trains: boolean;
  /** Fetched values that are kept for the conditions of loops, each in its slot. */
  readonly observes?: readonly { readonly slot: number; readonly fetch: GraphValue }[];
  /** Present where nothing is run: the session's variables are saved under a path, or restored from it. */
  readonly checkpoint?: { readonly does: 'saves' | 'restores'; readonly path: string };
}

/** Runs that the program makes again and again, in the same order. */
export interface PlanLoop {
  readonly steps: readonly PlanStep[];
  readonly times: number;
  /** The loop of the program that exits within it leave. */
  readonly loop?: number;
  /** Present where the steps are made only if this is not 0 during the run; observations are counted backwards. */
  readonly when?: Formula;
}

/** Where the run leaves a loop of the program: when the condition comes to something else than 0. */
export interface PlanExit {
  /** Observations are counted backwards: 0 is the last value of its slot. */
  readonly exit: Formula;
  readonly loop: number;
}

/** A number that the program keeps between its runs, of what it fetched: its slot gets one value more. */
export interface PlanComputation {
  readonly computes: number;
  /** Observations are counted backwards: 0 is the last value of its slot. */
  readonly formula: Formula;
}

export type PlanStep = PlanRun | PlanLoop | PlanExit | PlanComputation;

/** A value that the plan could not read from the source, and what is used in its place. */
export interface Unresolved {
  /** What it is: `learning_rate`, `loss`, `iterations`… */
  readonly what: Message;
  /** Why it is not known, in a sentence that names the expression. */
  readonly why: Message;
  /** What the run uses instead, as shown to the user. */
  readonly standIn: Message;
  readonly range: SourceRange | null;
  /** What the user can set in its place; absent where nothing can be set. */
  readonly field?: PlanField;
}

/** A value that a user can give where the source does not. */
export interface PlanField {
  /** Stays the same while the text before it does. */
  readonly id: string;
  readonly kind: 'number' | 'int' | 'choice';
  /** What is used as long as nothing is set; of a choice, its place among the choices. */
  readonly value: number;
  readonly least?: number;
  readonly most?: number;
  /** What can be chosen. */
  readonly choices?: readonly Message[];
  /** Present where the user has set it. */
  readonly isSet?: true;
}

/** Values that a user has set, by the id of their field. */
export type PlanOverrides = Readonly<Record<string, number>>;

/** A fact of the program that the panel shows: its source text, its value as text, and where it stands. */
export interface PlanEntry {
  readonly label: Message;
  readonly value: Message;
  readonly range: SourceRange | null;
}

/** The rows of a training whose rate another library's scheduler sets. Each array has an element an update. */
export interface ClockRows {
  /** The rate that each update is made with. */
  readonly rates: Float64Array;
  /** The rate that would come next. */
  readonly next: number;
  /** The rates of the groups of parameters behind the first, an array each, the one that would come next at its end. */
  readonly others: readonly Float64Array[];
  /** Steps of the scheduler before each update. */
  readonly steps: Float64Array;
  /** The epoch of each update, from 1; null where the program tells no epochs apart. */
  readonly epochs: Float64Array | null;
  /** What the library raises after the last row; null where it raises nothing. */
  readonly raised: Message | null;
}

/** A training of which the clock alone is run: no session, and a stand-in for the model. */
export interface PlannedClock {
  readonly kind: ClockCaseKind;
  /** Calls of the scheduler's `step` in the program as written. */
  readonly ticks: number;
  readonly verdict: Verdict;
  readonly rows: ClockRows;
  /** Of the counterpart: stepped right, or, where it is right, never. */
  readonly other: ClockRows;
  /** What an update with a rate of 1 takes of the stand-in model's only weight. */
  readonly lossFactor: number;
}

/** What to run for one `minimize(` or `apply_gradients(` call: the program's own graph and session, as data. */
export interface TrainingPlan {
  /** Shown as the panel's title: the file's base name. */
  readonly title: string;
  /** The called name of the train op that the plan is for. */
  readonly call: SourceRange;
  readonly calls: readonly GraphCall[];
  /** Runs before the training: initialisers. */
  readonly setup: readonly PlanStep[];
  /** The training itself, in order. */
  readonly runs: readonly PlanStep[];
  /** Iterations in `runs`: the executions of the train op. Where the run may leave a loop, the most that there can be. */
  readonly iterations: number;
  /** The id of the call that made the train op. */
  readonly trainOp: number;
  /** The program's name for it; null where it has none. */
  readonly trainOpName?: string | null;
  /** What is observed after each iteration; `null` where the program has none. */
  readonly globalStep: GraphValue | null;
  readonly learningRate: GraphValue | null;
  readonly loss: GraphValue | null;
  /** Trainable variables, with the names that the source gives them. */
  readonly variables: readonly {
    readonly name: string;
    readonly value: GraphValue;
    readonly range: SourceRange | null;
  }[];
  /** Where the program reads the step or the rate in a run of its own; null where it does not. */
  readonly readAt?: SourceRange | null;
  /** Whether the train op is passed a global step. */
  readonly passesGlobalStep: boolean;
  /** What the panel lists: optimizer, schedule with its arguments, step variable, iterations. */
  readonly entries: readonly PlanEntry[];
  readonly unresolved: readonly Unresolved[];
  /** What reads the step in the program's own model, where a stand-in is trained in its place. */
  readonly readersInModel?: readonly StepReader[];
  /** What reads the step outside of the graph, in Python: savers, hooks, loops. */
  readonly readersBeside?: readonly StepReader[];
  /** Whether a loop of the program never ends: `iterations` are those after which the run stops here. */
  readonly isEndless?: boolean;
  /** What the program runs where its step is counted; present where that ends an endless loop. */
  readonly corrected?: ProgramRuns | undefined;
  /** What the program runs where its step is not counted; absent where no loop may wait for it, or where that is not known. */
  readonly uncounted?: ProgramRuns | 'endless' | 'not-read';
  /** The program's own calls and session runs, where a stand-in model is trained in their place: they tell which train op each run executes. */
  readonly own?: Pick<TrainingPlan, 'calls' | 'setup' | 'runs'> | undefined;
  /** What a fix of the call would do to the source; absent where there is none. */
  readonly fix?: Message;
  /** The program's names of the variables and placeholders that its calls make, by their ids. */
  readonly names?: ReadonlyMap<number, string>;
  /** Present where the rate is that of a scheduler which the program steps by hand: then there is nothing else to run. */
  readonly clock?: PlannedClock;
  /** Present where the program makes no session run at all: nothing initializes its variables, and nothing trains. */
  readonly isNeverRun?: true;
  /** Present where a length stands in for an unknown one: what does not fit it is no error of the program's. */
  readonly hasUsualLength?: true;
  /** Graph-level seed, or null. */
  readonly seed: number | null;
}

/** What a program runs. */
export type ProgramRuns = Pick<TrainingPlan, 'setup' | 'runs' | 'iterations'>;

/** One of the runs that are shown side by side. */
export interface PlannedRun {
  readonly id: string;
  /**
   * `as-written` or `counterpart`: the same program with one thing changed in how its step is counted. `preview`: under other values,
   * while the user looks for them.
   */
  readonly variant: 'as-written' | 'counterpart' | 'preview';
  readonly label: string;
  readonly plan: TrainingPlan;
  /** The case of the program as written. */
  readonly case: { readonly kind: RunCaseKind };
  /** What is said of the case. Absent of a run that has no counterpart to be compared with. */
  readonly verdict?: Verdict;
  /** How the step flows through its program, for a page to draw; absent where nobody asked for it. */
  readonly wiring?: Wiring;
}
