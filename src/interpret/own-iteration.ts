import { message } from '../base/message';
import { lookUpMethod } from './class-members';
import type { Iteration } from './iteration';
import { PythonError } from './limits';
import { NotKnown } from './not-known';
import { spend } from './reading';
import { describe } from './read-value';
import { type ClassValue, type InstanceValue, int, unknown, type Value } from './values';

type Iterate = (value: Value) => Iteration | null;

/** The methods that give an iterator's next value: of Python 3 and of Python 2. */
const nextMethods = ['__next__', 'next'];

/**
 * An object of a class of the program's as something to loop over: by its `__iter__`, else by `__getitem__` from 0 to the IndexError. Null
 * for a class with neither. A loop over it throws NotKnown where it is not known what the method gives.
 */
export function iterateOwn(object: InstanceValue, iterate: Iterate): Iteration | null {
  const { class: made, items } = object;
  if (made === null || items !== undefined) return null;
  if (lookUpMethod(made, '__iter__') !== null)
    return { length: null, items: () => itemsOf(called(object, made, '__iter__'), iterate) };
  if (lookUpMethod(made, '__getitem__') === null) return null;
  return { length: null, items: () => numbered(object, made) };
}

/** `object[0]`, `object[1]` and so on. */
function* numbered(object: InstanceValue, made: ClassValue): Generator<Value> {
  for (let at = 0; ; at++) {
    const item = untilError('IndexError', () => called(object, made, '__getitem__', [int(at)]));
    if (item === null) return;
    yield item;
  }
}

/** What `__iter__` gave, one by one. */
function* itemsOf(given: Value, iterate: Iterate): Generator<Value> {
  if (given.kind === 'instance' && given.class !== null) {
    const { class: made } = given;
    const next = nextMethods.find((name) => lookUpMethod(made, name) !== null);
    while (next !== undefined) {
      const item = untilError('StopIteration', () => called(given, made, next));
      if (item === null) return;
      yield item;
    }
  }
  const iteration = iterate(given);
  if (iteration === null) throw notIterated(given);
  yield* iteration.items();
}

/** What a method gives. Throws NotKnown for what is not known at all: such items may go on for ever. */
function called(object: InstanceValue, made: ClassValue, name: string, positional: readonly Value[] = []): Value {
  spend(1);
  const given = made.callMethod?.(object, name, positional) ?? null;
  if (given === null) throw notIterated(object);
  if (given.kind === 'unknown' && given.form === undefined) throw new NotKnown(given);
  return given;
}

function notIterated(value: Value): NotKnown {
  return new NotKnown(
    value.kind === 'unknown' ? value : unknown(message('a loop over {0}', describe(value)), { start: 0, end: 0 }),
  );
}

/** What a body gives; null where it ends with that error of Python's. */
function untilError(type: string, body: () => Value): Value | null {
  try {
    return body();
  } catch (error) {
    if (error instanceof PythonError && error.type === type) return null;
    throw error;
  }
}
