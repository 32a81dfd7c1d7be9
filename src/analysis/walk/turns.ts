import type { Call, Expression } from '../../python/syntax';
import { startOf } from '../values/constants';
import type { Frame } from '../values/frame';
import type { Value } from '../values/values';
import type { World } from './world';

/** Functions that give as many items as their first argument has; `zip` as many as the shortest of all. */
const asManyAsFirst = new Set(['enumerate', 'list', 'tuple', 'sorted', 'reversed', 'iter', 'tqdm']);

/** How many items an iterable has: a `range` of known numbers, a list, or one of a known list's pairs. Null where that is not known. */
export function countOf(world: World, node: Expression, iterable: Value, frame: Frame): number | null {
  if (iterable.kind === 'list' && !iterable.isOpen) return iterable.items.length;
  if (iterable.kind === 'dict') return iterable.rest === null ? iterable.entries.size : null;
  return node.kind === 'Call' ? countOfCall(world, node, frame) : null;
}

function countOfCall(world: World, node: Call, frame: Frame): number | null {
  const { callee, arguments: given } = node;
  if (given.some(({ star }) => star !== '')) return null;
  const counts = (): (number | null)[] =>
    given.map(({ value }) => countOf(world, value, world.evaluate(value, frame), frame));
  if (callee.kind === 'Attribute') {
    if (!/^(?:items|values|keys|iteritems)$/.test(callee.name)) return null;
    return countOf(world, callee.object, world.evaluate(callee.object, frame), frame);
  }
  if (callee.kind !== 'Name') return null;
  if (/^x?range$/.test(callee.name))
    return countOfRange(given.map(({ value }) => startOf(world.evaluate(value, frame))));
  if (asManyAsFirst.has(callee.name)) return counts()[0] ?? null;
  if (callee.name !== 'zip') return null;
  const all = counts();
  return all.length === 0 || all.includes(null) ? null : Math.min(...all.map(Number));
}

function countOfRange(numbers: readonly (number | null)[]): number | null {
  const [first = null, second = null, third = null] = numbers;
  if (numbers.length === 1) return first === null ? null : Math.max(0, first);
  if (first === null || second === null || (numbers.length === 3 && third === null)) return null;
  return Math.max(0, Math.ceil((second - first) / (third ?? 1)));
}
