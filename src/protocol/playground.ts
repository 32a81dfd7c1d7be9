import type { Message } from '../base/message';
import type { OptimizerSettings } from '../frameworks/tensorflow1/optimizers';
import type { Schedule } from '../schedules/schedule';

export {
  isOptimizerName,
  isShare,
  optimizerArguments,
  type OptimizerName,
  type OptimizerSettings,
  settingOf,
} from '../frameworks/tensorflow1/optimizers';
export { type PortTarget, portTargets } from '../base/port-targets';

/** What is trained with in the place of what the program's source says; null: as the source has it. */
export interface Variation {
  readonly schedule: Schedule | null;
  readonly optimizer: OptimizerSettings | null;
  /** The graph's seed. */
  readonly seed: number | null;
  /** How many iterations are trained. */
  readonly iterations: number | null;
}

/** Nothing is changed. */
export const unchanged: Variation = { schedule: null, optimizer: null, seed: null, iterations: null };

/** Whether a variation changes something. */
export function changesSomething({ schedule, optimizer, seed, iterations }: Variation): boolean {
  return schedule !== null || optimizer !== null || seed !== null || iterations !== null;
}

/** What a program's source says of what the playground can change. */
export interface ProgramSettings {
  /** The schedule, or the constant rate; null where it is neither, and `problem` says why. */
  readonly schedule: Schedule | null;
  readonly problem: Message | null;
  /** Whether the schedule is the optimizer's rate itself: else the program computes with it. */
  readonly isWholeRate: boolean;
  /** Null for an optimizer that is none of TensorFlow 1's own, or whose arguments are not known. */
  readonly optimizer: OptimizerSettings | null;
  readonly seed: number | null;
  /** Null where another number would train another program: one of its runs ends by its step, or never. */
  readonly iterations: number | null;
  /** The steps that the schedule reads if each iteration counts: before the first, and after the last. */
  readonly firstStep: number;
  readonly lastStep: number;
}

/** What the playground begins with. */
export interface PlaygroundView {
  readonly source: ProgramSettings;
  /** What the present training was made under. */
  readonly variation: Variation;
}

/** A run under other values, beside the panel's training. Each has a number, for its answers. */
export interface WantedPreview {
  readonly preview: number;
  readonly variation: Variation;
  /** Whether its step is counted as it should be, or not at all. */
  readonly countsStep: boolean;
}

/** What a page asks of such runs. */
export type PreviewRequest =
  /** Trains one; takes the place of the preview before. */
  | ({ readonly type: 'preview-variation' } & WantedPreview)
  | { readonly type: 'end-preview' }
  /** As `acknowledge-steps`, of a preview's rows. */
  | { readonly type: 'acknowledge-preview'; readonly preview: number; readonly batch: number };
