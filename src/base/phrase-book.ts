/** Turns a whole sentence into another language's; what the book does not have stays as it is. */
export type PhraseBook = (text: string) => string;

/** A place for a part: `{0}`, or `{0;}` and the like for a list, whose items are parts of their own. */
const placePattern = /\{(\d+)([;&·]?)\}/g;
/** What stands between the items of a list, here and there. */
const separators: ReadonlyMap<string, readonly [here: string, there: string]> = new Map([
  [';', ['; ', '；']],
  ['&', [' and ', '、']],
  ['·', [' · ', ' · ']],
]);
/** An icon of VS Code's before a text. */
const icon = /^\$\([\w~-]+\) /;
/** Sentences within sentences within sentences: deeper ones than the code makes are not looked up. */
const deepest = 6;

interface Phrase {
  /** What stands before, between and after the places. */
  readonly fixed: readonly string[];
  readonly places: readonly { readonly index: string; readonly list: string }[];
  readonly translation: string;
  /** How much of it is fixed: the more, the sooner it is tried. */
  readonly weight: number;
}

/**
 * A book of phrases: English texts with places for their parts, and what each is in another language. The pure folders write English
 * sentences, as the command line prints them; a surface that speaks another language looks the whole sentence up, then its parts.
 */
export function phraseBook(phrases: Readonly<Record<string, string>>): PhraseBook {
  const exact = new Map(Object.entries(phrases).filter(([text]) => text.search(placePattern) < 0));
  const withPlaces = Object.entries(phrases)
    .map(([text, translation]) => phraseOf(text, translation))
    .filter(({ places, weight }) => places.length > 0 && weight > 0)
    .sort((a, b) => b.weight - a.weight);
  const look = (text: string, depth: number): string => {
    // A part that is one word is a name of the program's own, whatever it means in English.
    if (depth > 0 && !/\s/.test(text)) return text;
    const [prefix = ''] = icon.exec(text) ?? [];
    const sentence = text.slice(prefix.length);
    const known = exact.get(sentence);
    if (known !== undefined) return prefix + known;
    if (depth >= deepest) return text;
    for (const { fixed, places, translation } of withPlaces) {
      const found = between(fixed, sentence);
      if (found === null) continue;
      const parts = new Map(
        places.map(({ index, list }, place) => [
          index,
          partOf(found[place] ?? '', list, (part) => look(part, depth + 1)),
        ]),
      );
      return prefix + translation.replace(placePattern, (whole, index: string) => parts.get(index) ?? whole);
    }
    return text;
  };
  return (text) => look(text, 0);
}

function partOf(text: string, list: string, look: PhraseBook): string {
  const [here, there] = separators.get(list) ?? ['', ''];
  return here === '' ? look(text) : text.split(here).map(look).join(there);
}

function phraseOf(text: string, translation: string): Phrase {
  const places = [...text.matchAll(placePattern)].map(([, index = '', list = '']) => ({ index, list }));
  const fixed = text.split(/\{\d+[;&·]?\}/);
  return { fixed, places, translation, weight: fixed.join('').length };
}

/**
 * The parts of a text between fixed texts, each as short as can be and none empty; null where it does not fit. The first place where
 * a fixed text stands leaves the most for those after it, so that nothing has to be tried again.
 */
function between(fixed: readonly string[], text: string): string[] | null {
  const [head = '', ...inner] = fixed;
  const tail = inner.pop() ?? '';
  if (!text.startsWith(head) || !text.endsWith(tail)) return null;
  const end = text.length - tail.length;
  const parts: string[] = [];
  let at = head.length;
  for (const part of inner) {
    const next = text.indexOf(part, at + 1);
    if (next < 0 || next + part.length >= end) return null;
    parts.push(text.slice(at, next));
    at = next + part.length;
  }
  if (at >= end) return null;
  parts.push(text.slice(at, end));
  return parts;
}
