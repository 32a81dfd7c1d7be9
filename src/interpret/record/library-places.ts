import type { GraphCall } from '../../base/graph-call';
import type { SourceText } from '../../python/source-text';
import type { Span } from '../../python/syntax';
import type { Scope } from '../scope';
import type { FunctionValue } from '../values';

/** A call of a function of Python that is being made. */
export interface Frame {
  readonly callee: FunctionValue;
  readonly scope: Scope;
}

/** Where the program calls into a library that is written in Python: the call, and the called name within it. */
interface CallPlace {
  readonly span: Span;
  readonly called: Span | undefined;
}

/** Which spans are of a library's text and not of the program's, and which place of the program stands for them: its call. */
export class LibraryPlaces {
  private readonly texts: Span[] = [];
  private readonly calls: CallPlace[] = [];
  /** The calls of functions that are being made, the outermost first. */
  readonly frames: Frame[] = [];

  /** Adds a library's text, by the span that it takes among the program's texts. */
  add(text: Span): void {
    this.texts.push(text);
  }

  /** Whether a span is of a library's text. */
  holds({ start }: Span): boolean {
    return this.texts.some((text) => text.start <= start && start < text.end);
  }

  /** Enters a library's function by a call of the program; the result leaves it. */
  enter(span: Span, called: Span | undefined): () => void {
    this.calls.push({ span, called });
    return () => void this.calls.pop();
  }

  /** The place in the program: of what is done in a library, the call of it. */
  placeOf(span: Span): Span {
    return this.holds(span) ? (this.calls.at(-1)?.span ?? nowhere) : span;
  }

  /** The called name in the program: of what a library calls, the name by which the library is called. */
  calledAt(called: Span | undefined): Span | undefined {
    return called !== undefined && this.holds(called) ? this.calls.at(-1)?.called : called;
  }
}

/** The called name of a recorded call, and where it is the library's call by the program, its text. `written` is what the recorded call itself has. */
export function namesOf(
  called: Span | undefined,
  written: Span | undefined,
  source: SourceText,
): Pick<GraphCall, 'called' | 'madeBy'> {
  if (called === undefined) return {};
  return { called: source.range(called), ...(called === written ? {} : { madeBy: source.slice(called) }) };
}

const nowhere: Span = { start: 0, end: 0 };
