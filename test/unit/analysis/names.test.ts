import { expect, it } from 'vitest';
import { Names } from '../../../src/analysis/values/names';
import { join } from '../../../src/analysis/values/join';
import { type Value } from '../../../src/analysis/values/values';

const number = (value: number): Value => ({ kind: 'number', value, isInt: true });
const content = (names: Names) => Object.fromEntries(names);

/** The same by copies, which is what forks stand for. */
function joinedCopies(a: ReadonlyMap<string, Value>, b: ReadonlyMap<string, Value>): Map<string, Value> {
  const joined = new Map(a);
  for (const [name, value] of b) {
    const other = joined.get(name);
    if (other !== value) joined.set(name, other === undefined ? value : join(other, value));
  }
  return joined;
}

it('takes back what a branch changes', () => {
  const names = new Names();
  names.set('a', number(1));
  names.branch();
  names.set('a', number(2));
  names.set('b', number(3));
  expect(content(names)).toEqual({ a: number(2), b: number(3) });
  const changes = names.leave();
  expect(content(names)).toEqual({ a: number(1) });
  expect([names.has('b'), names.get('c')]).toEqual([false, undefined]);
  names.take(changes);
  expect(content(names)).toEqual({ a: number(2), b: number(3) });
});

it('keeps a copy as it is', () => {
  const names = new Names();
  names.set('a', number(1));
  const copy = names.copy();
  names.set('a', number(2));
  expect(content(copy)).toEqual({ a: number(1) });
});

/** Branches of random bindings, some in each other, beside copies of all names. */
function walk(names: Names, copy: Map<string, Value>, random: (limit: number) => number, depth: number) {
  let now = copy;
  for (let change = random(4); change >= 0; change--) {
    const name = `n${random(12)}`;
    const value = number(random(5));
    names.set(name, value);
    now = new Map(now).set(name, value);
    if (depth < 4 && random(3) === 0) now = branches(names, now, random, depth + 1);
  }
  return now;
}

function branches(names: Names, copy: Map<string, Value>, random: (limit: number) => number, depth: number) {
  const ways = Array.from({ length: 1 + random(3) }, () => {
    names.branch();
    const map = walk(names, copy, random, depth);
    return { changes: names.leave(), map };
  });
  const [only] = ways;
  if (ways.length === 1 && only !== undefined && random(2) === 0) {
    names.merge(only.changes);
    return joinedCopies(copy, only.map);
  }
  names.takeAny(ways.map(({ changes }) => changes));
  return ways.map(({ map }) => map).reduce(joinedCopies);
}

it('joins like copies of all names, however deep the branches', () => {
  let state = 7;
  const random = (limit: number): number => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * limit);
  };
  const names = new Names();
  let copy = new Map<string, Value>();
  for (let round = 0; round < 300; round++) {
    copy = branches(names, copy, random, 0);
    expect(content(names)).toEqual(Object.fromEntries(copy));
  }
});
