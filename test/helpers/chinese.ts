import { isMessage, type Language, languageOf, type Message, say, type Text } from '../../src/base/message';
import { chinese as table } from '../../src/texts/zh-cn';

/** The product's own Chinese. */
export const chineseLanguage: Language = languageOf(table);

/** A message in Chinese. */
export function inChinese(said: Message): string {
  return say(said, chineseLanguage);
}

/** A value with each of its messages in English. */
export function inEnglish(value: unknown): unknown {
  if (isMessage(value)) return say(value);
  if (Array.isArray(value)) return value.map(inEnglish);
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, inEnglish(part)]));
}

/** A message of any text: only a test needs one that no table has. */
export function anyMessage(text: string, ...parts: Message['parts']): Message {
  return { text: text as Text, parts };
}
