import { describe, expect, it } from 'vitest';
import { cellText } from '../../../src/protocol/cell-text';

describe('cellText', () => {
  it('prints counts in full, where float32 would have lost the last digits', () => {
    expect(cellText('global_step', 16_777_217, [])).toBe('16777217');
    expect(cellText('iteration', 10, [])).toBe('10');
  });

  it('prints rates and losses as the shortest float32 text', () => {
    expect(cellText('learning_rate', 0.1 * 2 ** 0.1, [])).toBe('0.10717735');
    expect(cellText('loss', Number.NaN, [])).toBe('NaN');
  });

  it('prints nothing where the program has no such value', () => {
    expect(cellText('global_step', Number.NaN, ['global_step'])).toBe('');
  });
});
