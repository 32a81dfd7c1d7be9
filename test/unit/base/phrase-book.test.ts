import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { phraseBook } from '../../../src/base/phrase-book';

const bundle = JSON.parse(readFileSync('l10n/bundle.l10n.zh-cn.json', 'utf8')) as Readonly<Record<string, string>>;
const chinese = phraseBook(bundle);

describe('phraseBook', () => {
  const book = phraseBook({
    'it is {0}': '这是{0}',
    'it is {0}, and {1}': '这是{0}，还有{1}',
    'a number': '一个数',
    'all of {0;}': '全部：{0}',
  });

  it('looks up the whole, then its parts', () => {
    expect(book('it is a number')).toBe('这是一个数');
    expect(book('it is w, and a number')).toBe('这是w，还有一个数');
    expect(phraseBook({ 'counts {0}': '计数：{0}', step: '步数' })('counts step')).toBe('计数：step');
    expect(book('all of a number; x; it is y')).toBe('全部：一个数；x；这是y');
  });

  it('keeps an icon, and what it does not know', () => {
    expect(book('$(warning) a number')).toBe('$(warning) 一个数');
    expect(book('something else')).toBe('something else');
    expect(book('')).toBe('');
  });

  it('loses nothing of a long text that nearly fits', () => {
    const text = `minimize is not handed a global step. ${'x on line 3 reads y, which nothing moves: '.repeat(2000)}`;
    expect(chinese(text).split('3')).toHaveLength(2001);
  });

  it('takes each part as short as it can be, and none empty', () => {
    const book = phraseBook({ '{0} of {1} of {2}.': '{2}/{1}/{0}' });
    expect(book('a b of c d of e f of g h.')).toBe('e f of g h/c d/a b');
    expect(book(' of  of .')).toBe(' of  of .');
  });
});
