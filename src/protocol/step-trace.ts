/** The parts of one training step, in the order in which TensorFlow 1 makes them visible. */
export const stepPhases = ['feed', 'forward', 'gradients', 'rate', 'update', 'increment', 'average', 'read'] as const;

/** A part of one training step. */
export type StepPhase = (typeof stepPhases)[number];

/** A tensor's shape and its first values. */
export interface TensorPreview {
  readonly shape: readonly number[];
  /** The first elements, at most `previewLength`. */
  readonly values: readonly number[];
}

/** Most elements of a preview. */
export const previewLength = 6;

/** A tensor by its name. */
export interface NamedTensor {
  readonly name: string;
  readonly tensor: TensorPreview;
}

/** A variable that the optimizer writes: what stood there, what came of it. */
export interface TracedUpdate {
  readonly variable: string;
  /** TensorFlow's operation, as `ApplyGradientDescent`. */
  readonly operation: string;
  readonly before: TensorPreview;
  readonly after: TensorPreview;
  /** The optimizer's equations for one element; null where another update of the step has them. */
  readonly formula: TracedFormula | null;
}

/** The equations of an update with the numbers of one element put in: each slot's, then the variable's. */
export interface TracedFormula {
  /** Where the element stands in the variable; empty of a scalar. */
  readonly element: readonly number[];
  readonly equations: readonly TracedEquation[];
}

/** An equation of an update. A prime tells a slot's new value from the one before. */
export interface TracedEquation {
  /** The slot that it is the new value of; null of the variable. */
  readonly slot: string | null;
  /** The right side by name. */
  readonly symbols: string;
  /** The right side by number: texts and numbers that follow each other. */
  readonly numbers: readonly (string | number)[];
  readonly result: number;
}

/** What happened to the step variable. */
export interface TracedStep {
  /** As the iteration began; as its training run began; after that run. The first two differ where another run moved it between. */
  readonly atStart: number;
  readonly before: number;
  readonly after: number;
  /** Operations of the training run that wrote it, as `AssignAdd`; `isTrainOp` for the increment that minimize made. */
  readonly writes: readonly { readonly operation: string; readonly isTrainOp: boolean }[];
}

/** The moving averages that one `apply` updated: the decay, what it is computed from, and the averages. */
export interface TracedAverages {
  readonly decay: number;
  /** The decay that the program gives, and the number of updates that it is limited by. */
  readonly limit: number;
  readonly count: number;
  readonly averages: readonly TracedAverage[];
}

/** The average of something that the program calls `name`: what stood there, the difference from its value, what came of it. */
export interface TracedAverage {
  readonly name: string;
  readonly before: TensorPreview;
  /** The average less the value, as the update took it; null where the average is debiased. */
  readonly difference: TensorPreview | null;
  readonly after: TensorPreview;
}

/** One iteration of one run, taken apart: computed by making that very step again. */
export interface StepTrace {
  readonly runId: string;
  /** From 1. */
  readonly iteration: number;
  readonly feeds: readonly NamedTensor[];
  readonly loss: TensorPreview | null;
  /** The loss as the row has it: its mean where it is no scalar. */
  readonly lossValue: number | null;
  readonly gradients: readonly NamedTensor[];
  /** The rate that the updates were made with. */
  readonly rate: number | null;
  readonly updates: readonly TracedUpdate[];
  readonly step: TracedStep | null;
  /** Moving averages whose decay reads a count, those that the run updates. */
  readonly averages: readonly TracedAverages[];
  /** What the program reads after the iteration. */
  readonly read: { readonly step: number | null; readonly rate: number | null };
}
