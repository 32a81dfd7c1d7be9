// A text that stands in for one that is a download: words of syllables, some much more frequent than others, in sentences.
import type { Module } from '../../python/statements';
import { visit } from '../../python/visit';
import { MersenneTwister } from '../numpy/mersenne-twister';

/** Words that the text has. */
export const wordsOfText = 10_000;
const vocabularySize = 600;
const consonants = 'bcdfghjklmnpqrstvwxyz';
const vowels = 'aeiou';
/** What a program asks a model of its text for later: `['five', 'of', 'going']`, `'thou art more'`. */
const plainWords = /^[a-z]{1,16}(?: [a-z]{1,16}){0,9}$/;
/** One word of so many is one of the program's. Of the most that there are each comes ten times: rarer ones are often left out. */
const everySo = 10;
const mostWords = 100;

/** Words that a program writes itself, each once, as they come. */
export function wordsOf(module: Module): string[] {
  const words = new Set<string>();
  visit(module, (node) => {
    if (node.kind === 'String' && plainWords.test(node.value))
      for (const word of node.value.split(' ')) words.add(word);
    return words.size < mostWords;
  });
  return [...words].slice(0, mostWords);
}

/**
 * The text, the same every time. A word mostly follows on the same few, so that a model of the language can learn it. It has each of `words`
 * ten times or more: what a program looks up in its dictionary is in there.
 */
export function drawnText(words: readonly string[] = []): string {
  const generator = new MersenneTwister(28);
  const below = (count: number): number => Math.floor(generator.nextDouble() * count);
  const letter = (letters: string): string => letters[below(letters.length)] ?? '';
  const vocabulary = Array.from({ length: vocabularySize }, () =>
    Array.from({ length: 1 + below(3) }, () => letter(consonants) + letter(vowels)).join(''),
  );
  vocabulary.push(...words);
  // The frequency of a word falls with its rank.
  const drawn = (): number => Math.floor(vocabularySize ** generator.nextDouble()) - 1;
  const followers = vocabulary.map(() => [drawn(), drawn(), drawn()]);
  let word = 0;
  let text = '';
  for (let length = 0, left = 0, made = 0; made < wordsOfText; made++, left--) {
    if (left === 0) left = length = below(12) + 5;
    const turn = Math.floor(made / everySo);
    if (words.length > 0 && made % everySo === 0) word = vocabularySize + (turn % words.length);
    else word = generator.nextDouble() < 0.7 ? (followers[word]?.[below(3)] ?? 0) : drawn();
    const spelled = vocabulary[word] ?? '';
    text += left === length ? spelled.charAt(0).toUpperCase() + spelled.slice(1) : spelled;
    text += left > 1 ? ' ' : '.\n';
  }
  return text;
}
