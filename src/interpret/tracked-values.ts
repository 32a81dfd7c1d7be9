import type { LoopWatch } from './loop-watch';
import type { Value } from './values';

/** By how much a number moves when a watched loop goes on by a turn; null: in no regular way. */
export type Slopes = ReadonlyMap<LoopWatch, { readonly slope: number | null; readonly attempt: number }>;

/**
 * A number that depends on the turn of a loop that is being watched. Reading its value ends the counting of equal turns;
 * arithmetic, remainders and comparisons are made without looking (`tracked.ts`).
 */
export class TrackedNumber {
  constructor(
    readonly kind: 'int' | 'float',
    private readonly now: number,
    readonly slopes: Slopes,
    /** Where it is a remainder: by what, of a number that moves by `slope`. */
    readonly remainder: { readonly by: number; readonly slope: number } | null = null,
  ) {}

  get value(): number {
    for (const [watch, { attempt }] of this.slopes) if (watch.attempt === attempt) watch.observe();
    return this.now;
  }

  /** The value, for those who account for what they do with it. */
  peek(): number {
    return this.now;
  }
}

/** A text with a number in it that depends on the turn. */
export class TrackedText {
  readonly kind = 'str';

  constructor(
    private readonly now: string,
    readonly watches: ReadonlySet<LoopWatch>,
  ) {}

  get value(): string {
    for (const watch of this.watches) watch.observe();
    return this.now;
  }

  /** The text, for those who account for what they do with it. */
  peek(): string {
    return this.now;
  }
}

/** A whole number as one that a watch follows. */
export function trackedBy(watch: LoopWatch, value: Value, slope: number): Value {
  const now = value instanceof TrackedNumber ? value.peek() : numberIn(value);
  const others = value instanceof TrackedNumber ? [...value.slopes].filter(([other]) => other !== watch) : [];
  return new TrackedNumber('int', now, new Map([...others, [watch, { slope, attempt: watch.attempt }]]));
}

/** By how much a value moves a turn; 0: it does not depend on the turn; null: in no regular way. */
export function slopeOf(value: unknown, watch: LoopWatch): number | null {
  if (!(value instanceof TrackedNumber)) return 0;
  const known = value.slopes.get(watch);
  return known === undefined || known.attempt !== watch.attempt ? 0 : known.slope;
}

export function moved(value: unknown, by: number, watch: LoopWatch): unknown {
  if (typeof value === 'number') return value + by;
  if (!(value instanceof TrackedNumber)) return value;
  const others = [...value.slopes].filter(([other]) => other !== watch);
  return others.length === 0
    ? { kind: value.kind, value: value.peek() + by }
    : new TrackedNumber(value.kind, value.peek() + by, new Map(others));
}

export function isInt(value: unknown): value is Value & { kind: 'int' } {
  const held = value as Value | null;
  return (
    typeof value === 'object' && held?.kind === 'int' && (held instanceof TrackedNumber || held.exact === undefined)
  );
}

export function bothInts(before: unknown, now: unknown): boolean {
  return (typeof before === 'number' && typeof now === 'number') || (isInt(before) && isInt(now));
}

export function numberIn(value: unknown): number {
  if (typeof value === 'number') return value;
  if (value instanceof TrackedNumber) return value.peek();
  return isInt(value) ? value.value : Number.NaN;
}
