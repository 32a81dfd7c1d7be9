import { Markdown } from '../base/escape/markdown';
import { type Message, message } from '../base/message';
import { cellNumber, type SourceRange } from '../base/source-range';
import type { Cause, Explanation } from '../explain/explanation';

/** A place that the text names, by where its words stand in the text. */
export interface PlaceLink {
  readonly start: number;
  readonly end: number;
  readonly range: SourceRange;
}

/** An explanation as a Markdown text, and the places in it. */
export interface ExplanationText {
  readonly text: string;
  readonly links: readonly PlaceLink[];
}

/** A message as Markdown in the reader's language: the names in it are texts. */
type Say = (message: Message) => Markdown;

/** Explanations as one Markdown text. `title` is what a reader calls the program; null where there is none to look into. */
export function explanationText(
  explanations: readonly Explanation[],
  title: string | null,
  inWords: Say,
): ExplanationText {
  const say = (said: Message): string => inWords(said).source;
  const links: PlaceLink[] = [];
  let text = '';
  const line = (...words: readonly string[]): void => {
    text += `${words.join('')}\n`;
  };
  const causeLines = (cause: Cause, number: number): void => {
    text += `${number}. ${say(cause.what)}`;
    if (cause.range !== null) {
      text += ' – ';
      const start = text.length;
      text += say(placeMessage(cause.range, title ?? ''));
      links.push({ start, end: text.length, range: cause.range });
    }
    line();
    line('   → ', say(cause.advice));
  };
  for (const { title: heading, quote, meaning, causes } of explanations) {
    line('# ', say(heading));
    line();
    line('> ', Markdown.of(message('{0}', quote)).source);
    line();
    line(say(meaning));
    line();
    const seen = causes.filter(({ certainty }) => certainty !== 'possible');
    const rest = causes.filter(({ certainty }) => certainty === 'possible');
    line('## ', title === null ? say(message('Causes')) : say(message('In {0}', title)));
    line();
    if (title === null)
      line(
        say(message('Open the Python program beside this text, then explain again: its own lines are looked at then.')),
      );
    else if (seen.length === 0) line(say(message('Nothing in this file explains it.')));
    seen.forEach((cause, index) => {
      causeLines(cause, index + 1);
    });
    line();
    if (rest.length === 0) continue;
    line('## ', say(message('What the source cannot show')));
    line();
    rest.forEach((cause, index) => {
      causeLines(cause, seen.length + index + 1);
    });
    line();
  }
  return { text, links };
}

function placeMessage({ line, cell }: SourceRange, title: string): Message {
  return cell === null
    ? message('{0}, line {1}', title, line)
    : message('{0}, cell {1}, line {2}', title, cellNumber(cell), line);
}
