// A text that stands in for one that is a download: words of syllables, some much more frequent than others, in sentences.
import { MersenneTwister } from '../numpy/mersenne-twister';

/** Words that the text has. */
export const wordsOfText = 10_000;
const vocabularySize = 600;
const consonants = 'bdfghklmnprstvw';
const vowels = 'aeiou';

/** The text, the same every time. A word mostly follows on the same few, so that a model of the language can learn it. */
export function drawnText(): string {
  const generator = new MersenneTwister(28);
  const below = (count: number): number => Math.floor(generator.nextDouble() * count);
  const letter = (letters: string): string => letters[below(letters.length)] ?? '';
  const vocabulary = Array.from({ length: vocabularySize }, () =>
    Array.from({ length: 1 + below(3) }, () => letter(consonants) + letter(vowels)).join(''),
  );
  // The frequency of a word falls with its rank.
  const drawn = (): number => Math.floor(vocabularySize ** generator.nextDouble()) - 1;
  const followers = vocabulary.map(() => [drawn(), drawn(), drawn()]);
  let word = 0;
  let text = '';
  for (let left = below(12) + 4, made = 0; made < wordsOfText; made++, left--) {
    word = generator.nextDouble() < 0.7 ? (followers[word]?.[below(3)] ?? 0) : drawn();
    text += vocabulary[word] ?? '';
    if (left > 0) text += ' ';
    else {
      text += '.\n';
      left = below(12) + 4;
    }
  }
  return text;
}
