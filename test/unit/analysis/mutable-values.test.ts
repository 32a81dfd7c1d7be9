import { expect, it } from 'vitest';
import { Attributes, DictValue, ListValue, type Watch } from '../../../src/analysis/values/mutable-values';
import { startPass } from '../../../src/analysis/values/passes';
import { someNumber, unknown, type Value } from '../../../src/analysis/values/values';

const one: Value = { kind: 'number', value: 1, isInt: true };
const nothing = (): null => null;

/** Whether a pass that reads and then changes has changed something that it had read and not made itself. */
function isCarried(read: () => unknown, change: (watch: Watch) => void): boolean {
  const { startedAt } = startPass();
  let isChanged = false;
  read();
  change({
    changed: (madeAt, readAt) => {
      isChanged ||= madeAt < startedAt && readAt >= startedAt;
    },
  });
  return isChanged;
}

it('tells of a list that was read and then changed', () => {
  const carries = (list: ListValue, item: Value, read: () => unknown = () => list.items): boolean =>
    isCarried(read, (watch) => {
      list.add(watch, item);
    });
  expect(carries(new ListValue([], false), one)).toBe(true);
  expect(carries(new ListValue([], false), one, nothing)).toBe(false);
  expect(carries(new ListValue([one], true), unknown)).toBe(true);
  // As little is known with another one that is not known; but how many there are is known no longer.
  expect(carries(new ListValue([unknown], true), { ...unknown })).toBe(false);
  expect(carries(new ListValue([unknown], false), unknown)).toBe(true);
});

it('does not tell of what the pass has made itself', () => {
  let list = new ListValue([], false);
  const make = (): unknown => (list = new ListValue([], false)).items;
  const change = (watch: Watch): void => {
    list.add(watch, one);
  };
  expect(isCarried(make, change)).toBe(false);
});

it('tells of an entry, and of any entry', () => {
  const made = (): DictValue => new DictValue(new Map([['a', one]]), null);
  const sets = (dict: DictValue, key: string, value: Value, read: () => unknown = () => dict.entries): boolean =>
    isCarried(read, (watch) => {
      dict.set(watch, key, value);
    });
  expect(sets(made(), 'a', someNumber)).toBe(true);
  expect(sets(made(), 'a', someNumber, nothing)).toBe(false);
  expect(sets(made(), 'a', { ...one })).toBe(false);
  expect(sets(made(), 'b', one)).toBe(true);
  const dict = made();
  const add = (watch: Watch): void => {
    dict.add(watch, unknown);
  };
  expect(isCarried(() => dict.rest, add)).toBe(true);
  expect(dict.rest).toBe(unknown);
});

it('tells of an attribute, also of one that was not there', () => {
  const attributes = new Attributes();
  const sets = (name: string, value: Value, read: () => unknown = () => attributes.get(name)): boolean =>
    isCarried(read, (watch) => {
      attributes.set(watch, name, value);
    });
  expect(sets('a', one, nothing)).toBe(false);
  expect(sets('a', { ...one })).toBe(false);
  expect(sets('a', unknown)).toBe(true);
  expect(sets('b', unknown)).toBe(true);
  expect(sets('c', one, () => [...attributes])).toBe(true);
  expect([...attributes].map(([name]) => name)).toEqual(['a', 'b', 'c']);
});
