import { english, type Texts } from './text-en';
import { chinese } from './text-zh-cn';

const tables = new Map<string, Texts>([
  ['en', english],
  ['zh-cn', chinese],
]);

/** What the page says, in the language that its root element names; English where there is no table for it. */
export const text: Texts =
  (typeof document === 'undefined' ? undefined : tables.get(document.documentElement.lang.toLowerCase())) ?? english;
