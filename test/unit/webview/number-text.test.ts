import { describe, expect, it } from 'vitest';
import { countText, numberText, shortCellText } from '../../../webview/ui/number-text';

describe('a number of the page', () => {
  it.each([
    [0, '0'],
    [-0.5, '-0.5'],
    [0.123114444, '0.12311'],
    [2 / 3, '0.66667'],
    [1234.5678, '1,234.6'],
    [999_994, '999,990'],
    [1e6, '1e6'],
    [1.7123456e13, '1.7123e13'],
    [-4e10, '-4e10'],
    [1e-4, '0.0001'],
    [9.87654321e-5, '9.8765e-5'],
    [Number.NaN, 'NaN'],
    [Number.NEGATIVE_INFINITY, '-Infinity'],
  ])(
    '%d has five digits at most, thousands apart, and a power of ten where zeros would have to be counted: %s',
    (value, text) => {
      expect(numberText(value)).toBe(text);
    },
  );

  it('that counts has all of its digits', () => {
    expect(countText(1_234_567)).toBe('1,234,567');
    expect(shortCellText('global_step', 1_234_567, [])).toBe('1,234,567');
    expect(shortCellText('loss', 1_234_567, [])).toBe('1.2346e6');
    expect(shortCellText('loss', 1, ['loss'])).toBe('');
  });
});
