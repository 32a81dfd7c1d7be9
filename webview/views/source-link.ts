import type { SourceLocation } from '../../src/protocol/training-messages';
import { element } from '../ui/dom';
import { placeText } from '../ui/place-text';
import { text } from '../ui/text';
import type { Intents } from './view';

/** A link into the user's source; plain text where there is no location. */
export function sourceLink(label: string, location: SourceLocation | null, intents: Intents): HTMLElement {
  if (location === null) return element('span', {}, label);
  const link = element('button', { type: 'button', class: 'link', title: text.place.show(placeText(location)) }, label);
  link.addEventListener('click', () => {
    intents.reveal(location);
  });
  return link;
}
