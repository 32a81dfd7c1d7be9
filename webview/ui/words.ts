import { joined, type Message, message, type PartsOf, type Text, verbatim } from '../../src/base/message';
import { said } from './language';

// What the tables of the page's sentences are written with.

/** A sentence in the page's language. */
export const t = <T extends Text>(key: T, ...parts: PartsOf<T>): string => said(message(key, ...parts));
/** Names one after another. */
export const listed = (things: readonly string[]): Message => joined(things.map(verbatim), '{0}, {1}{#list}');
/** Facts one after another, which may hold commas of their own. */
export const facts = (things: readonly string[]): Message => joined(things.map(verbatim), '{0}; {1}{#facts}');
/** Sentences one after another, in one text. */
export const inOne = (sentences: readonly string[]): string =>
  said(joined(sentences.map(verbatim), '{0} {1}{#sentences}'));
/** Words that begin a sentence. */
export const capitalized = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
