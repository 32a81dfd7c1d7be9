import { expect, it } from 'vitest';
import { Names } from '../../../src/analysis/names';
import { join, type Value } from '../../../src/analysis/values';

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

it('leaves what was forked as it was', () => {
  const names = new Names();
  names.set('a', number(1));
  const fork = names.fork();
  fork.set('a', number(2));
  fork.set('b', number(3));
  expect(content(names)).toEqual({ a: number(1) });
  expect(content(fork)).toEqual({ a: number(2), b: number(3) });
  expect([fork.has('b'), names.has('b'), fork.get('c')]).toEqual([true, false, undefined]);
});

it('joins like copies of all names, however deep the branches', () => {
  let state = 7;
  const random = (limit: number): number => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * limit);
  };
  let names = new Names();
  let copy = new Map<string, Value>();
  for (let round = 0; round < 400; round++) {
    const ways = Array.from({ length: 1 + random(3) }, () => {
      let fork = names.fork();
      const map = new Map(copy);
      for (let change = random(4); change > 0; change--) {
        const name = `n${random(12)}`;
        const value = number(random(5));
        fork.set(name, value);
        map.set(name, value);
        if (random(3) === 0) fork = fork.fork();
      }
      return { fork, map };
    });
    names = ways.map(({ fork }) => fork).reduce((a, b) => Names.join(a, b));
    copy = ways.map(({ map }) => map).reduce(joinedCopies);
    expect(content(names)).toEqual(Object.fromEntries(copy));
    expect([...names].map(([name]) => name).sort()).toEqual([...copy.keys()].sort());
  }
});

it('joins names that have nothing in common', () => {
  const [a, b] = [new Names(), new Names()];
  a.set('x', number(1));
  b.set('x', number(2));
  b.set('y', number(3));
  expect(content(Names.join(a, b))).toEqual({ x: join(number(1), number(2)), y: number(3) });
});
