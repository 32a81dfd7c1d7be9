import { english, type Texts } from './text-en';

const tables: Readonly<Record<string, Texts>> = { en: english };

/** What the page says, in the language that its root element names; English where there is no table for it. */
export const text: Texts =
  (typeof document === 'undefined' ? undefined : tables[document.documentElement.lang]) ?? english;
