import type { SourceLocation } from '../../src/protocol/training-messages';
import { element } from '../ui/dom';
import { text } from '../ui/text';
import type { Intents } from './view';

/** Where a location is, in words: its line, and its cell in a notebook. Cells are shown counted from 1, as VS Code does. */
export function placeText({ cell, line }: SourceLocation): string {
  return cell === null ? text.place.line(line) : text.place.cellLine(cell + 1, line);
}

/** A link into the user's source; plain text where there is no location. */
export function sourceLink(label: string, location: SourceLocation | null, intents: Intents): HTMLElement {
  if (location === null) return element('span', {}, label);
  const link = element('button', { type: 'button', class: 'link', title: text.place.show(placeText(location)) }, label);
  link.addEventListener('click', () => {
    intents.reveal(location);
  });
  return link;
}
