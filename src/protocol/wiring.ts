import type { Message } from '../base/message';
import type { StepPhase } from './step-trace';
import type { SourceLocation } from './training-messages';

/** What a node of the wiring stands for. */
export type WiringNodeKind =
  'step' | 'schedule' | 'average' | 'optimizer' | 'train-op' | 'loss' | 'variables' | 'feed' | 'reader' | 'mover';

/** A part of the program that the step flows through. */
export interface WiringNode {
  readonly id: string;
  readonly kind: WiringNodeKind;
  /** The program's or TensorFlow's own name for it, or words where it has none. */
  readonly label: Message;
  readonly location: SourceLocation | null;
  /** The column of the run's rows that holds its value, or null. */
  readonly column: string | null;
}

/** `reads`: a value flows. `moves`: the end is added to. `missing`: it would be, were the argument there. */
export type WiringEdgeKind = 'reads' | 'moves' | 'missing';

/** A flow from one part to another. */
export interface WiringEdge {
  readonly from: string;
  readonly to: string;
  readonly kind: WiringEdgeKind;
  /** The part of a training step in which it happens; null where no run of the program makes it happen. */
  readonly phase: StepPhase | null;
}

/** The step flow of one run's program. */
export interface Wiring {
  readonly nodes: readonly WiringNode[];
  readonly edges: readonly WiringEdge[];
  /** Where the source says what a phase does. */
  readonly places: Readonly<Record<StepPhase, SourceLocation | null>>;
}

/** Of a program of which no step flow is known. */
export const noWiring: Wiring = {
  nodes: [],
  edges: [],
  places: {
    feed: null,
    forward: null,
    gradients: null,
    rate: null,
    update: null,
    increment: null,
    average: null,
    read: null,
  },
};
