import type { SourceLocation } from '../../src/protocol/training-messages';
import { element } from '../ui/dom';
import { placeText } from '../ui/place-text';
import { text } from '../ui/text';
import type { Intents } from './view';

/** Where links lead from: the page's program, and who opens a place of it. */
export interface LinkSource {
  readonly ownFile: string | null;
  readonly intents: Pick<Intents, 'reveal'>;
}

/** A link into the user's source, with the place's own words. */
export function placeLink(location: SourceLocation, from: LinkSource): HTMLElement {
  return sourceLink(placeText(location, from.ownFile), location, from);
}

/** A link into the user's source; plain text where there is no location. */
export function sourceLink(
  label: string,
  location: SourceLocation | null,
  { ownFile, intents }: LinkSource,
): HTMLElement {
  if (location === null) return element('span', {}, label);
  const title = text.place.show(placeText(location, ownFile));
  const link = element('button', { type: 'button', class: 'link', title }, ...breakable(label));
  link.addEventListener('click', () => {
    intents.reveal(location);
  });
  return link;
}

/** A label that breaks behind the underscores and the slashes of a long file's name, not within its words. */
function breakable(label: string): (string | HTMLElement)[] {
  return label.split(/(?<=[_/]+)(?![_/])/).flatMap((part, index) => (index === 0 ? [part] : [element('wbr'), part]));
}
