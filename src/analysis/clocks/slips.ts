// What is wrong with a training's clock at one place, whatever the rest of the program does.
import { placeKey, type SourceRange } from '../../base/source-range';
import type { Framework } from '../../base/framework';
import type { World } from '../walk/world';
import type { RateSetter } from './events';
import type { Transform } from './transforms';

/** The kinds, each of which is a rule's. */
export type ClockSlipKind =
  | 'unknown-key'
  | 'epoch-interval'
  | 'manual-step'
  | 'wrapped'
  | 'epochs-as-updates'
  | 'no-metric'
  | 'state-dropped'
  | 'rate-set'
  | 'decay-ignored'
  | 'not-given'
  | 'held-at-start'
  | 'unread-schedule';

/** What every slip says. */
interface SlipBase {
  readonly range: SourceRange;
  /** What it is about: a class, a key. */
  readonly name: string;
  /** A place that explains it. */
  readonly related: SourceRange | null;
  /** What mends it, where that is certain. */
  readonly edit: { readonly range: SourceRange; readonly text: string } | null;
}

/** What most slips say beside that: an argument as the source has it, a right key. */
interface SlipText {
  readonly text: string;
}

/** What slips of some kinds say. */
interface OwnDetails {
  readonly 'state-dropped': {
    /** Each pass, or each epoch, makes a first state, each pass starts from the same first state, or nothing takes what holds the new one. */
    readonly how: 'made-anew' | 'each-epoch' | 'dropped' | 'unused';
    /** What is lost with the state. */
    readonly keeps: Transform['keeps'];
  };
  readonly 'held-at-start': {
    /** What the schedule starts at, and the number at or above it that a maximum has beside it. */
    readonly start: number;
    readonly bound: number;
  };
  /** Any library's scheduler may need one. */
  readonly 'no-metric': SlipText & { readonly framework: Framework };
  readonly 'rate-set': Pick<RateSetter, 'sets'> & {
    /** The schedule's class. */
    readonly schedule: string;
  };
}

/** Something wrong at one place, of one kind. */
export type SlipOf<Kind extends ClockSlipKind> = SlipBase & { readonly kind: Kind } & (Kind extends keyof OwnDetails
    ? OwnDetails[Kind]
    : SlipText);

/** Something wrong at one place. */
export type ClockSlip = { [Kind in ClockSlipKind]: SlipOf<Kind> }[ClockSlipKind];

/** Whether a slip is of a kind. */
export function isSlipOf<Kind extends ClockSlipKind>(slip: ClockSlip, kind: Kind): slip is ClockSlip & SlipOf<Kind> {
  return slip.kind === kind;
}

export function noteSlip(world: World, slip: ClockSlip): void {
  world.effects += 1;
  world.clocks.slips.set(`${slip.kind}:${placeKey(slip.range)}`, slip);
}
