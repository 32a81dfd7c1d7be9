import type { PartsOf as Places } from '../texts/places';
import type { chinese } from '../texts/zh-cn';

/** Every English text of the product: the keys of the tables in `src/texts`, one a language. */
export type Text = keyof typeof chinese;

/** The parts of a text: as many as it has places. */
export type PartsOf<T extends Text> = Places<T, MessagePart>;

/** What stands at a message's place: a name or a number as it is, or a message of its own. */
export type MessagePart = string | number | Message;

/** A sentence, or a part of one, that a surface says in its own language. It is plain data: it crosses threads and protocols as it is. */
export interface Message {
  /** In English, with `{0}`, `{1}`… where the parts go; its translations are kept under it. */
  readonly text: Text;
  readonly parts: readonly MessagePart[];
}

/** A language: the translation of an English text. English itself is the identity. */
export type Language = (text: string) => string;

/** English: what the command line says, and what logs hold. */
export const english: Language = (text) => text;

/** The language of a table; what the table does not have stays English. */
export function languageOf(table: Readonly<Record<string, string>>): Language {
  const translations = new Map(Object.entries(table));
  return (text) => translations.get(text) ?? text;
}

/** The file of the table of a language, as VS Code names it; null for English, and for languages that have none. */
export function tableFile(language: string): string | null {
  return language.toLowerCase() === 'zh-cn' ? 'zh-cn.js' : null;
}

/** A message of an English text. A text that no table has is a compile error, and so is a part that is missing or one too many. */
export function message<T extends Text>(text: T, ...parts: PartsOf<T>): Message {
  return { text, parts };
}

/** What is no sentence of the product: a program's own text, or TensorFlow's. It is the same in every language. */
export function verbatim(text: string): Message {
  return message('{0}', text);
}

/** Messages one after another, joined two by two by a text such as `{0}; {1}`. */
export function joined(messages: readonly Message[], by: Text & `{0}${string}{1}${string}`): Message {
  const [first, ...others] = messages;
  return others.reduce((all, next) => ({ text: by, parts: [all, next] }), first ?? verbatim(''));
}

/** A message in a language, by default in English. `textOf` is how a part is written that is a text or a number. */
export function say(said: Message, language: Language = english, textOf: (part: string) => string = String): string {
  return language(said.text)
    .replace(/\{#[\w-]+\}/, '')
    .replace(/\{(\d)\}/g, (place, index: string) => {
      const part = said.parts[Number(index)];
      if (part === undefined) return place;
      return typeof part === 'object' ? say(part, language, textOf) : textOf(String(part));
    });
}

/** Whether a value that crossed a boundary is a message. */
export function isMessage(value: unknown): value is Message {
  if (typeof value !== 'object' || value === null || !('text' in value) || !('parts' in value)) return false;
  return typeof value.text === 'string' && Array.isArray(value.parts) && value.parts.every(isPart);
}

function isPart(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || isMessage(value);
}
