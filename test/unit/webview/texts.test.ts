import { describe, expect, it } from 'vitest';
import { english } from '../../../webview/ui/text-en';
import { chinese } from '../../../webview/ui/text-zh-cn';

/** What functions are called with: numbers that no text has of its own. */
const firstNumber = 701;

/** Every text of a table by its path; a function is called with its parameters' numbers. */
function textsOf(table: object, path = ''): [path: string, text: string][] {
  return Object.entries(table).flatMap(([key, value]: [string, unknown]) => {
    const place = path === '' ? key : `${path}.${key}`;
    if (typeof value === 'string') return [[place, value]];
    if (typeof value === 'function') {
      const parameters = Array.from({ length: value.length }, (_, index) => firstNumber + index);
      const call = value as (...given: unknown[]) => unknown;
      // Some parameters are texts: they are asked for what only a text has.
      let said: unknown;
      try {
        said = call(...parameters);
      } catch {
        said = call(...parameters.map(String));
      }
      return [[place, String(said)]];
    }
    return value === null || typeof value !== 'object' ? [] : textsOf(value, place);
  });
}

const inEnglish = new Map(textsOf(english));
const inChinese = new Map(textsOf(chinese));
/** Names of formats, numbers and signs, which are no words. */
const wordless =
  /^(?:count|decimal|run\.noValue|course\.of|announce\.state|rows\.(?:csv|json|tensorBoard)|wiring\.addsOne|runs\.heads\.(?:step|rate|loss)|step\.tensor|step\.facts\.(?:feed|gradient|rateConstant|descent|update|moved)|runs\.of|playground\.change)$/;

describe('the page’s table in Chinese', () => {
  it('has a text wherever the English one has, and no other', () => {
    expect([...inChinese.keys()].sort()).toEqual([...inEnglish.keys()].sort());
  });

  it('says each in Chinese', () => {
    for (const [path, text] of inChinese) if (!wordless.test(path)) expect(text, path).toMatch(/[\u4e00-\u9fff]/);
  });

  it('says all that it is told', () => {
    const numbers = (text = ''): string[] => [...text.matchAll(/70\d/g)].map(([number]) => number).sort();
    for (const [path, text] of inEnglish) expect(numbers(inChinese.get(path)), path).toEqual(numbers(text));
  });
});
