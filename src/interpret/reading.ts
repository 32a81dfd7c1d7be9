import { message, type Message } from '../base/message';
import { bytesText, MemoryBudget, memoryLimits } from '../base/memory-limit';
import type { Span } from '../python/syntax';
import { assertWithin, LimitError, limits, MemoryLimitError } from './limits';

/** Operations, elements and items after which the clock and the memory are looked at. */
const betweenLooks = 4096;
/** Elements that an array function goes through in the time of about one operation. */
const elementsAnOperation = 16;
/** Items that a built-in function goes through in the time of about one operation. */
const itemsAnOperation = 8;
/** What a number or a place in a list takes of the heap. */
const bytesAnItem = 64;
/** Shorter lists are seen by the next look at the heap. */
const fewItems = 256;

/** What the reading of one program may take of its reader: operations, and seconds altogether. */
export interface ReadingBounds {
  readonly operations: number;
  readonly seconds: number;
  /** How many batches a loader gives, where a user has said so. */
  readonly batches?: number | undefined;
  /** How often a loop is passed of which the program does not say it, where a user has said so. */
  readonly passes?: number | undefined;
}

/** What the reading of one program has taken so far of its limits. Readings again of the same program go on with it. */
export class Reading {
  private operations = 0;
  private nextLook = betweenLooks;
  private effort = 0;
  private readonly began = Date.now();
  /** Where the program is. */
  place: Span = { start: 0, end: 0 };

  constructor(
    private readonly memory: MemoryBudget = new MemoryBudget(memoryLimits.reading, null),
    private readonly bounds: ReadingBounds = limits,
  ) {}

  /** What a user has said of numbers that the program does not give; null where nobody has. */
  get given(): { readonly batches: number | null; readonly passes: number | null } {
    const { batches = null, passes = null } = this.bounds;
    return { batches, passes };
  }

  /** Begins another reading of the same program: its operations are counted anew, its time goes on. */
  again(): void {
    this.operations = 0;
    this.effort = 0;
    this.nextLook = betweenLooks;
  }

  /** Operations of the present reading, with the time that built-in functions and arrays take, in the same unit. */
  get spent(): number {
    return this.effort;
  }

  /** Counts an operation against the limit. */
  tick(span: Span): void {
    this.place = span;
    this.operations += 1;
    if ((this.effort += 1) >= this.nextLook) this.look();
  }

  /** Counts items that a built-in function goes through. */
  spend(items: number): void {
    this.operations += items / itemsAnOperation;
    if ((this.effort += items / itemsAnOperation) >= this.nextLook) this.look();
  }

  /** Counts work on arrays, which only takes time. */
  work(elements: number): void {
    if ((this.effort += elements / elementsAnOperation) >= this.nextLook) this.look();
  }

  /** Takes memory for what is about to be made. Throws a MemoryLimitError with `what` it is where there is not enough. */
  take(bytes: number, what: () => Message, span: Span = this.place): void {
    if (!this.memory.take(bytes)) throw this.tooMuch(bytes, what(), span);
  }

  /** Counts an array that has been made. Throws a MemoryLimitError where there is not enough memory. */
  made({ shape, data }: { readonly shape: readonly number[]; readonly data: Float64Array }, span: Span): void {
    if (!this.memory.made(data.byteLength))
      throw this.tooMuch(data.byteLength, message('an array of shape {0}', shapeText(shape)), span);
  }

  /** Takes memory that other threads share. */
  takeShared(bytes: number, what: () => Message, span: Span = this.place): void {
    if (this.memory.takeShared(bytes)) return;
    // It has the name that it is recorded for, not the one that the result of the call is to have.
    throw new LimitError(this.tooMuch(bytes, what(), span).said, span);
  }

  private tooMuch(bytes: number, what: Message, span: Span): MemoryLimitError {
    const { limit } = this.memory;
    return new MemoryLimitError(
      what,
      (subject) =>
        message(
          '{0} takes {1}, which is more than what is left of the {2} for reading',
          subject,
          bytesText(bytes),
          bytesText(limit),
        ),
      span,
    );
  }

  private look(): void {
    this.nextLook = this.effort + betweenLooks;
    const { operations, seconds } = this.bounds;
    if (this.operations > operations)
      throw new LimitError(message('the program takes more than {0} operations to read', operations), this.place);
    if (Date.now() - this.began >= seconds * 1000)
      throw new LimitError(message('the program takes more than {0} seconds to read', seconds), this.place);
    if (!this.memory.look())
      throw new MemoryLimitError(
        message('what the program has made'),
        (subject) => message('{0} takes more than the {1} for reading', subject, bytesText(this.memory.limit)),
        this.place,
      );
  }
}

/** The reading that goes on. One program is read at a time; outside of one, a thread's age is no limit. */
let current = new Reading(new MemoryBudget(Infinity, null), { operations: Infinity, seconds: Infinity });

/** Reads under the limits of one program. */
export function during<Result>(reading: Reading, read: () => Result): Result {
  const before = current;
  current = reading;
  try {
    return read();
  } finally {
    current = before;
  }
}

/** Where the program is. */
export function place(): Span {
  return current.place;
}

/** How many batches a loader gives; null where nobody has said so. */
export function givenBatches(): number | null {
  return current.given.batches;
}

/** How often a loop is passed of which the program does not say it; null where nobody has said so. */
export function givenPasses(): number | null {
  return current.given.passes;
}

/** Counts items that a built-in function goes through. Throws a limit. */
export function spend(items: number): void {
  current.spend(items);
}

/** Counts elements that an array function goes through. Throws a limit. */
export function work(elements: number): void {
  current.work(elements);
}

/** Takes memory for a list of so many items, or another holder of values. Throws a limit. */
export function takeItems(count: number): void {
  if (count < fewItems) return;
  current.spend(count);
  current.take(count * bytesAnItem, () => message('a list of {0} items', count));
}

/** Takes memory for a text. Throws a limit. */
export function takeText(characters: number, span: Span = current.place): void {
  assertWithin('characters', characters, span);
  current.work(characters);
  if (characters >= fewItems) current.take(characters * 2, () => message('a text of {0} characters', characters), span);
}

/** Takes memory for an array of float64. Throws a limit. */
export function takeArray(shape: readonly number[], elements: number, span?: Span): void {
  current.work(elements);
  if (elements >= fewItems) current.take(elements * 8, () => message('an array of shape {0}', shapeText(shape)), span);
}

/** Texts joined into one. Throws a limit. */
export function joinedText(parts: readonly string[], between = ''): string {
  takeText(parts.reduce((sum, { length }) => sum + length + between.length, 0));
  return parts.join(between);
}

/** Takes shared memory for an array that a recorded call or run holds on to. Throws a limit. */
export function takeRecorded(bytes: number, what: () => Message, span?: Span): void {
  current.takeShared(bytes, what, span);
}

/** A shape as Python prints it. */
export function shapeText(shape: readonly number[]): string {
  return shape.length === 1 ? `(${shape[0] ?? 0},)` : `(${shape.join(', ')})`;
}
