import { describe, expect, it } from 'vitest';
import { english, message, say } from '../../../src/base/message';
import { type CheckGap, gapParagraphs, gapTitle, withGap } from '../../../src/present/check-gap';
import { chineseLanguage, inChinese } from '../../helpers/chinese';

const range = { file: 'a.py', cell: null, start: 0, end: 1, line: 3, column: 1, endLine: 3, endColumn: 2 };
const none: CheckGap = { incomplete: null, broken: null };
const incomplete: CheckGap = {
  ...none,
  incomplete: { message: message('{0} was not checked: there is too much to follow', 'a.py'), range: null },
};
const broken: CheckGap = { ...none, broken: { message: message('invalid syntax'), range } };
const inCell: CheckGap = { ...none, broken: { message: message('unexpected indent'), range: { ...range, cell: 4 } } };
describe('what a report leaves out', () => {
  it('stands beside what a lens and the status bar say', () => {
    expect([none, incomplete, broken, inCell].map(gapTitle).map((title) => title && say(title))).toEqual([
      null,
      'incomplete check',
      'syntax error on line 3',
      'syntax error in cell 5, line 3',
    ]);
    const title = message('counts {0}', 'step');
    expect(say(withGap(title, none))).toBe('counts step');
    expect(say(withGap(title, broken))).toBe('counts step · syntax error on line 3');
  });

  it('is a paragraph of a hover, with its reason', () => {
    const said = (gap: CheckGap): string[] => gapParagraphs(gap, english).map(({ source }) => source);
    expect(said(none)).toEqual([]);
    expect(said(incomplete).join()).toMatch(/^\*\*Incomplete check\*\*: a\S*\.py was not checked/);
    expect(said(inCell)).toEqual([
      '**Syntax error** in cell 5, line 3: unexpected indent. The rest of the notebook is read as far as it can be.',
    ]);
    expect(said({ ...incomplete, ...{ broken: broken.broken } })).toHaveLength(2);
  });

  it('is Chinese in Chinese', () => {
    expect(inChinese(withGap(message('Global Step: {0} training calls', 2), broken))).toBe(
      'Global Step：2 个训练调用 · 第 3 行有语法错误',
    );
    const [gap] = gapParagraphs(incomplete, chineseLanguage);
    expect(gap?.source).toBe('**检查不完整**：未检查 a.py：计算量过大。');
  });
});
