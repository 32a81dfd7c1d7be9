import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { phraseBook } from '../../../src/base/phrase-book';
import { type CheckGap, gapParagraphs, gapTitle, withGap } from '../../../src/present/check-gap';

const range = { file: 'a.py', cell: null, start: 0, end: 1, line: 3, column: 1, endLine: 3, endColumn: 2 };
const none: CheckGap = { incomplete: null, broken: null };
const incomplete: CheckGap = {
  ...none,
  incomplete: { message: 'a.py was not checked: there is too much to follow', range: null },
};
const broken: CheckGap = { ...none, broken: { message: 'invalid syntax', range } };
const inCell: CheckGap = { ...none, broken: { message: 'unexpected indent', range: { ...range, cell: 4 } } };
const voice = {
  translate: (text: string) => text,
  translateSentence: (text: string) => text,
  pageOf: (rule: string) => rule,
};

const book = phraseBook(
  JSON.parse(readFileSync('l10n/bundle.l10n.zh-cn.json', 'utf8')) as Readonly<Record<string, string>>,
);

describe('what a report leaves out', () => {
  it('stands beside what a lens and the status bar say', () => {
    expect([none, incomplete, broken, inCell].map(gapTitle)).toEqual([
      null,
      'incomplete check',
      'syntax error on line 3',
      'syntax error in cell 5, line 3',
    ]);
    expect(withGap('counts step', none)).toBe('counts step');
    expect(withGap('counts step', broken)).toBe('counts step · syntax error on line 3');
  });

  it('is a paragraph of a hover, with its reason', () => {
    const said = (gap: CheckGap): string[] => gapParagraphs(gap, voice).map(({ source }) => source);
    expect(said(none)).toEqual([]);
    expect(said(incomplete).join()).toMatch(/^\*\*Incomplete check\*\*: a\S*\.py was not checked/);
    expect(said(inCell)).toEqual([
      '**Syntax error** in cell 5, line 3: unexpected indent. The rest of the notebook is read as far as it can be.',
    ]);
    expect(said({ ...incomplete, ...{ broken: broken.broken } })).toHaveLength(2);
  });

  it('is Chinese in Chinese', () => {
    expect(book(withGap('Global Step: 2 training calls', broken))).toBe(
      'Global Step：2 个训练调用 · 第 3 行有语法错误',
    );
    expect(book('Global Step: incomplete check. Press to see where.')).toBe('Global Step：检查不完整。按下查看位置。');
    expect(book('only a part of my model.py was checked: the code here nests deeper than is followed')).toBe(
      '只检查了 my model.py 的一部分：此处代码嵌套过深，未再深入',
    );
  });
});
