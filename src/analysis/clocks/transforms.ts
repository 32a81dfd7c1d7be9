// Optimizers whose count the program itself passes on: transformations of gradients, their states, and what holds both.
import type { SourceRange } from '../../base/source-range';
import type { ClockPass } from './events';

/** A transformation, as the walk met its construction in one context. */
export interface Transform {
  readonly id: number;
  readonly name: string;
  /** The call that makes it. */
  readonly range: SourceRange;
  /** What is lost with its state: the count of a schedule, or moments alone; null where nothing is, or that is not known. */
  readonly keeps: 'count' | 'moments' | null;
}

/** A transformation, or what comes of it. */
export interface TransformValue {
  readonly kind: 'transform';
  /** `holder`: an object that holds it with its state. `parameters`: what updates of it were added to. */
  readonly part: 'itself' | 'state' | 'updates' | 'parameters' | 'holder';
  readonly of: Transform;
  /** Whether a state, or a holder's, was given by an update. */
  readonly isUpdated: boolean;
  /** The pass of the innermost loop that a first state was made in. */
  readonly madeIn: ClockPass | null;
}

export function isSameTransform(a: TransformValue, b: TransformValue): boolean {
  return a.part === b.part && a.of === b.of && a.isUpdated === b.isUpdated;
}

/** An update of a state. */
export interface TransformUpdate {
  readonly of: Transform;
  /** The called name. */
  readonly range: SourceRange;
  /** Whether its state is certainly one that no update has given. */
  readonly isFirst: boolean;
  /** Whether that state is made in the same pass. */
  readonly isMadeHere: boolean;
  readonly passes: readonly ClockPass[];
  /** What takes the new state up, where that is certain. */
  readonly edit: { readonly range: SourceRange; readonly text: string } | null;
}

/** A walk of more updates tells nothing further. */
const mostUpdates = 5_000;

/** What a walk notes of transformations. */
export class Transforms {
  readonly made = new Map<string, Transform>();
  private readonly noted: TransformUpdate[] = [];
  /** Loops whose next pass goes on with the parameters that an update of a transformation was added to. */
  private readonly going = new Map<Transform, Set<object>>();

  /** Transformations that make a new state in each epoch, by where they do. */
  readonly restarts = new Map<Transform, SourceRange>();

  restart(of: Transform, range: SourceRange): void {
    this.restarts.set(of, range);
  }

  get updates(): readonly TransformUpdate[] {
    return this.noted.length < mostUpdates ? this.noted : [];
  }

  note(update: TransformUpdate): void {
    if (this.noted.length < mostUpdates) this.noted.push(update);
  }

  keep(of: Transform, loops: readonly ClockPass[]): void {
    const known = this.going.get(of) ?? new Set<object>();
    this.going.set(of, known);
    for (const { node } of loops) known.add(node);
  }

  isKept(of: Transform, { node }: ClockPass): boolean {
    return this.going.get(of)?.has(node) === true;
  }
}
