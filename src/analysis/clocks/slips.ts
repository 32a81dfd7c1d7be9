// What is wrong with a training's clock at one place, whatever the rest of the program does.
import { placeKey, type SourceRange } from '../../base/source-range';
import type { World } from '../walk/world';

/** The kinds, each of which is a rule's. */
export type ClockSlipKind =
  | 'unknown-key'
  | 'epoch-interval'
  | 'manual-step'
  | 'epochs-as-updates'
  | 'no-metric'
  | 'state-dropped'
  | 'rate-set'
  | 'decay-ignored'
  | 'not-given';

/** Something wrong at one place. */
export interface ClockSlip {
  readonly kind: ClockSlipKind;
  readonly range: SourceRange;
  /** What it is about: a class, a key. */
  readonly name: string;
  /** What the message says beside that: an argument as the source has it, a right key. */
  readonly text: string;
  /** A place that explains it. */
  readonly related: SourceRange | null;
  /** What mends it, where that is certain. */
  readonly edit: { readonly range: SourceRange; readonly text: string } | null;
}

export function noteSlip(world: World, slip: ClockSlip): void {
  world.effects += 1;
  world.clocks.slips.set(`${slip.kind}:${placeKey(slip.range)}`, slip);
}
