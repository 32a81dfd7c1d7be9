import type { SourceText } from '../../python/source-text';
import type { Span } from '../../python/syntax';
import type { LeftOut, LeftOutReason } from '../facts/facts';
import type { Frame } from '../values/frame';
import type { World } from './world';

// How far a walk goes: how many expressions it costs, how deep it goes, and what it leaves out beyond that.

/** The walk took longer than any program of a person's should: what it knows is not the whole. */
export class BudgetSpent extends Error {
  constructor(readonly budget: number) {
    super(`more than ${budget} expressions`);
  }
}

/**
 * Expressions that a walk may cost, beside as many as its texts have characters: what is in proportion to its text does not run away.
 * Nearly all programs cost some thousands; a million take some two seconds.
 */
const leastBudget = 1_000_000;
/** A walk of so few is kept a while (`analyze`). */
const mostSmall = 500;

/** How deep a walk goes: expressions and blocks within each other, and functions within each other. Further ones are left out. */
export interface Depth {
  readonly nesting: number;
  readonly calls: number;
}

export const usualDepth: Depth = { nesting: 800, calls: 250 };
/** A stack of less than 1 MB, which is V8's usual one, has room for so much of anything. */
export const safeDepth: Depth = { nesting: 200, calls: 40 };

/** What a walk has spent of its budget, and how deep it is. */
export class Limits {
  /** The first thing that the walk has left out, because it lies too deep. */
  leftOut: LeftOut | null = null;
  private spent = 0;
  private budget = leastBudget;
  private sharedBudget = 0;
  /** Expressions and blocks around the current one. */
  private nesting = 0;

  constructor(
    private readonly world: World,
    readonly depth: Depth,
  ) {}

  /** Whether the walk was short enough for all that it made to be kept a while. */
  get isSmall(): boolean {
    return this.spent < mostSmall;
  }

  /** How much of its budget the walk has spent: 0 for little, 2 for much. */
  get progress(): 0 | 1 | 2 {
    const { spent, budget } = this;
    return spent * 16 < budget ? 0 : spent * 4 < budget ? 1 : 2;
  }

  /** Counts one expression or statement. Throws `BudgetSpent`. */
  spend(): void {
    this.spent += 1;
    if (this.spent > this.budget + this.sharedBudget) this.allowShared();
  }

  /** Modules that were walked for an earlier program are allowed for like the others; most walks never ask for that. */
  private allowShared(): void {
    this.sharedBudget = this.world.loads.sharedTexts().reduce((all, { text }) => all + text.length, 0);
    if (this.spent > this.budget + this.sharedBudget) throw new BudgetSpent(this.budget + this.sharedBudget);
  }

  /** Allows for a text's length. */
  allow({ text }: SourceText): void {
    this.budget += text.length;
  }

  /** Begins something within something else, which ends with `end`; false where it lies too deep, and is left out. */
  begin(span: Span, frame: Frame): boolean {
    if (this.nesting >= this.depth.nesting) {
      this.leaveOut(span, frame, 'nests-too-deep');
      return false;
    }
    this.nesting += 1;
    return true;
  }

  end(): void {
    this.nesting -= 1;
  }

  /** Leaves out what stands at a place. What is done there is not known, so that nothing is certain of the program any more. */
  leaveOut(span: Span, { module: { source } }: Frame, why: LeftOutReason): void {
    this.leftOut ??= { range: source.range({ start: span.start, end: Math.min(span.end, span.start + 1) }), why };
  }
}
