import { type Language, languageOf, type Message, say, type Text } from '../../src/base/message';
import { chinese as table } from '../../src/texts/zh-cn';

/** The product's own Chinese. */
export const chineseLanguage: Language = languageOf(table);

/** A message in Chinese. */
export function inChinese(said: Message): string {
  return say(said, chineseLanguage);
}

/** A message of any text: only a test needs one that no table has. */
export function anyMessage(text: string, ...parts: Message['parts']): Message {
  return { text: text as Text, parts };
}
