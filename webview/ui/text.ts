import { english, type Texts } from './text-en';
import { chinese } from './text-zh-cn';

const tables: Readonly<Record<string, Texts>> = { en: english, 'zh-cn': chinese };

/** What the page says, in the language that its root element names; English where there is no table for it. */
export const text: Texts =
  (typeof document === 'undefined' ? undefined : tables[document.documentElement.lang.toLowerCase()]) ?? english;
