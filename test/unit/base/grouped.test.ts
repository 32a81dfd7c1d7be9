import { expect, it } from 'vitest';
import { grouped } from '../../../src/base/grouped';

it('groups things in the order in which each group comes first', () => {
  const groups = grouped(['step', 'rate', 'loss', 'slot', 'run'], (word) => word[0]);
  expect([...groups]).toEqual([
    ['s', ['step', 'slot']],
    ['r', ['rate', 'run']],
    ['l', ['loss']],
  ]);
  expect(grouped([], String).size).toBe(0);
});
