import type { Message } from '../base/message';
import type { SourceRange } from '../base/source-range';
import type { FileReport } from '../lint/finding';
import type { LogKind, Recognized } from './kinds';
import type { SourceCall, SourceIndex } from './source-index';

/** How sure it is that this is the reason: seen in the source, fits what the source has, or cannot be told from the source. */
export type Certainty = 'found' | 'likely' | 'possible';

/** One reason for a warning, and what to do about it. */
export interface Cause {
  readonly certainty: Certainty;
  readonly what: Message;
  readonly advice: Message;
  /** Where in the program, or null where the source does not show it. */
  readonly range: SourceRange | null;
}

/** What a line of a log means for one program. */
export interface Explanation {
  readonly kind: LogKind;
  readonly quote: string;
  readonly title: Message;
  readonly meaning: Message;
  /** In the order in which to look at them. */
  readonly causes: readonly Cause[];
}

/** A program as far as explanations read it. */
export interface ExplainedProgram {
  readonly report: FileReport;
  readonly index: SourceIndex;
}

/** Finds the causes of one kind of warning in a program. */
export type FindCauses = (program: ExplainedProgram, recognized: Recognized) => readonly Cause[];

/** A cause that the source itself shows. */
export function found(range: SourceRange, what: Message, advice: Message): Cause {
  return { certainty: 'found', what, advice, range };
}

/** A cause that something in the source makes likely. */
export function likely(range: SourceRange | null, what: Message, advice: Message): Cause {
  return { certainty: 'likely', what, advice, range };
}

/** A cause that is known for this warning, with a place to look at where there is one. */
export function possible(range: SourceRange | null, what: Message, advice: Message): Cause {
  return { certainty: 'possible', what, advice, range };
}

/** A cause for each finding of some rules, in the rule's own words. */
export function fromFindings({ report }: ExplainedProgram, rules: readonly string[], advice: Message): Cause[] {
  return report.findings
    .filter(({ rule }) => rules.includes(rule))
    .map((finding) => found(finding.range, finding.message, advice));
}

/** The calls whose resolved callee matches. */
export function callsOf({ index }: ExplainedProgram, callee: RegExp): readonly SourceCall[] {
  return index.calls.filter((call) => callee.test(call.callee));
}

/** Where the first call stands whose resolved callee matches; null where there is none. */
export function firstCall(program: ExplainedProgram, callee: RegExp): SourceRange | null {
  return callsOf(program, callee)[0]?.range ?? null;
}

const order: Readonly<Record<Certainty, number>> = { found: 0, likely: 1, possible: 2 };

/** What was found first, then what is likely, then what is possible; of several reasons found at one place, the first, which is a rule's. */
export function inOrder(causes: readonly Cause[]): Cause[] {
  const seen = new Set<string>();
  return [...causes]
    .sort((a, b) => order[a.certainty] - order[b.certainty])
    .filter(({ certainty, what, range }) => {
      const key = JSON.stringify([range?.cell, range?.start, certainty === 'found' ? null : what]);
      return seen.has(key) ? false : (seen.add(key), true);
    });
}
