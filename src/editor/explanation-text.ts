import { type Message, message } from '../base/message';
import type { SourceRange } from '../base/source-range';
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

type Say = (message: Message) => string;

/** Explanations as one Markdown text. `title` is what a reader calls the program; null where there is none to look into. */
export function explanationText(explanations: readonly Explanation[], title: string | null, say: Say): ExplanationText {
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
      text += placeText(cause.range, title ?? '', say);
      links.push({ start, end: text.length, range: cause.range });
    }
    line();
    line('   → ', say(cause.advice));
  };
  for (const { title: heading, quote, meaning, causes } of explanations) {
    line('# ', say(heading));
    line();
    line('> ', quote);
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

function placeText({ line, cell }: SourceRange, title: string, say: Say): string {
  return cell === null
    ? say(message('{0}, line {1}', title, line))
    : say(message('{0}, cell {1}, line {2}', title, cell + 1, line));
}
