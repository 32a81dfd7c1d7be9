import { scalar } from '../../frameworks/scalar';
import { placeKey } from '../../base/source-range';
import type { Dependency } from '../facts/events';
import { allArguments } from '../walk/arguments';
import type { World } from '../walk/world';
import type { Value } from '../values/values';
import type { CallSite } from './call-site';
import type { Called } from './called';

/** Schedules that only fall from a rate above 0, by which decay rates they do so; null where they have none. */
const falling: ReadonlyMap<string, ((rate: number) => boolean) | null> = new Map([
  ['exponential_decay', (rate: number) => rate > 0 && rate <= 1],
  ['natural_exp_decay', (rate: number) => rate >= 0],
  ['inverse_time_decay', (rate: number) => rate >= 0],
  ['cosine_decay', null],
]);

/** Notes whether a maximum holds a schedule at a number that it only falls from: `tf.maximum(0.1, exponential_decay(0.1, …))`. */
export function noteMaximum(world: World, { meaning }: Called, { args, node, frame }: CallSite): void {
  if (meaning.kind !== 'operation' || meaning.scalar !== scalar.maximum) return;
  const [first, second] = allArguments(args);
  if (first === undefined || second === undefined) return;
  const range = frame.module.source.range(node.callee);
  const key = placeKey(range);
  const { held } = world.clocks;
  if (scheduleOf(first) === null && scheduleOf(second) === null) return;
  const by = args.isOpen ? null : (boundOf(first, second) ?? boundOf(second, first));
  // One that another call of the same code does not hold is none.
  const isHeld = by !== null && held.get(key) !== null;
  held.set(key, isHeld ? { kind: 'held-at-start', range, ...by, edit: null } : null);
  world.effects += 1;
}

interface Bound {
  readonly name: string;
  readonly start: number;
  readonly bound: number;
  readonly related: Dependency['range'];
}

function boundOf(value: Value, other: Value): Bound | null {
  const bound = numberOf(other);
  const schedule = scheduleOf(value);
  if (schedule === null || bound === null) return null;
  const { kind: name, atStart: start, range: related } = schedule;
  return start !== null && start > 0 && bound >= start && isFalling(schedule) ? { name, start, bound, related } : null;
}

/** The schedule of a step that a value is. */
function scheduleOf(value: Value): Dependency | null {
  return value.kind === 'tensor' && value.schedule !== undefined && 'role' in value.schedule ? value.schedule : null;
}

function isFalling({ kind, decay }: Dependency): boolean {
  const falls = falling.get(kind);
  if (falls === undefined) return false;
  const rate = decay?.rate ?? null;
  return falls === null || (rate !== null && falls(rate));
}

function numberOf(value: Value): number | null {
  if (value.kind === 'number') return value.value;
  return value.kind === 'tensor' && value.isConstant === true ? value.atStart : null;
}
