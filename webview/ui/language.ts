import { english, type Language, languageOf, type Message, say } from '../../src/base/message';

declare global {
  /** What the file of a language's table defines, where the host has put it before the page's own script. */
  var globalStepTexts: { readonly chinese: Readonly<Record<string, string>> } | undefined;
}

const table = globalThis.globalStepTexts;

/** The language of the page: that of the table which the host has loaded, else English. */
const pageLanguage: Language = table === undefined ? english : languageOf(table.chinese);
/** How numbers are written. */
export const locale = table === undefined ? 'en-US' : 'zh-CN';

/** A message in the page's language. */
export function said(message: Message): string {
  return say(message, pageLanguage);
}
