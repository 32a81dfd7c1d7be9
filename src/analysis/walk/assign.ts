import { noteUnread } from '../meaning/unread-schedules';
import type { Expression } from '../../python/syntax';
import { calculate, startOf } from '../values/constants';
import { isOthers, noteChange, noteOthersChange } from '../values/history';
import type { Attributes } from '../values/mutable-values';
import { addTo } from './containers';
import { asList } from '../values/fields';
import { elementOf } from '../values/items';
import { hold, noteName } from '../clocks/holders';
import { loseTrack } from '../clocks/tracking';
import { feed } from './feed';
import type { Frame } from '../values/frame';
import { visibleName } from '../values/naming';
import { areAlike, join, widen } from '../values/join';
import {
  type ClassValue,
  mergeTraces,
  noTrace,
  number,
  optionsOf,
  traceOf,
  unknown,
  type Value,
} from '../values/values';
import type { World } from './world';

/** What `target op= value` leaves. */
export function augmented(world: World, before: Value, by: Value, operator: Parameters<typeof calculate>[0]): Value {
  if (before.kind === 'number' && by.kind === 'number') {
    const known = before.value === null || by.value === null ? null : calculate(operator, before.value, by.value);
    return number(known, before.isInt && by.isInt && operator !== '/');
  }
  if (before.kind === 'list') {
    if (by.kind === 'list') for (const item of by.items) addTo(world, before, item);
    before.open(world);
    return before;
  }
  const trace = mergeTraces(traceOf(before), traceOf(by));
  const a = startOf(before);
  const b = startOf(by);
  if (trace === noTrace) return unknown;
  return { kind: 'tensor', trace, atStart: a === null || b === null ? null : calculate(operator, a, b) };
}

/** Binds a target to a value: a name, an attribute, an item, or several of them. */
export function assign(world: World, target: Expression, value: Value, frame: Frame): void {
  switch (target.kind) {
    case 'Name':
      frame.bind(target.name, outerValue(world, target.name, value, frame));
      if (world.clocks.isOn) noteName(world, target.name, value, frame);
      noteUnread(world, target.name, value, frame);
      visibleName(value, target.name);
      return;
    case 'Attribute': {
      const object = world.evaluate(target.object, frame);
      for (const option of optionsOf(object)) assignAttribute(world, option, target.name, value);
      visibleName(value, target.name);
      return;
    }
    case 'Subscript': {
      const object = world.evaluate(target.object, frame);
      const key = world.evaluate(target.index, frame);
      feed(world, key, target.index, frame);
      for (const option of optionsOf(object)) {
        if (option.kind === 'dict') {
          if (key.kind !== 'string' || key.value === null) {
            option.add(world, value, world.isMerging ? widen : join);
            option.keepBeside(world.repeats.besideIn(option, value, world.conditions.count));
          } else option.set(world, key.value, world.merged(option.peek(key.value), value));
        } else if (option.kind === 'list') option.add(world, value);
        else if (world.clocks.isOn) loseTrack(world, value);
      }
      return;
    }
    case 'Tuple':
    case 'List':
      target.items.forEach((item, index) => {
        const isWhole = value.kind === 'list' && !value.isOpen && value.items.length === target.items.length;
        const part = isWhole ? (value.items[index] ?? unknown) : partOf(value, index);
        assign(world, item.kind === 'Starred' ? item.value : item, part, frame);
      });
      return;
    default:
  }
}

/** What a name of another scope is bound to, where calls are walked as one: to what any of them binds it. */
function outerValue(world: World, name: string, value: Value, frame: Frame): Value {
  return frame.isElsewhere(name) ? world.merged(frame.peek(name) ?? undefined, value) : value;
}

/** One of the values that an unpacking gives. */
function partOf(whole: Value, index: number): Value {
  const value = asList(whole);
  if (value.kind === 'union') return value.options.map((option) => partOf(option, index)).reduce(join);
  if (value.kind === 'list' && !value.isOpen) return value.items[index] ?? elementOf(value);
  return elementOf(value);
}

function assignAttribute(world: World, object: Value, name: string, value: Value): void {
  switch (object.kind) {
    case 'module':
      object.module.frame?.names.set(name, world.merged(object.module.frame.names.peek(name), value));
      world.disturb();
      return;
    case 'class': {
      const before = object.members.get(name);
      const now = before !== undefined && world.conditions.count > 0 ? join(before, value) : value;
      noteMember(object, name, before);
      object.members.set(name, world.merged(before, now));
      world.disturb();
      if (before === undefined || !areAlike(before, now)) noteChange(0);
      return;
    }
    case 'instance':
      if (world.clocks.isOn) hold(world, object, name, value);
      setAttribute(world, object.attributes, name, value);
      return;
    case 'optimizer':
      if (object.instance !== null) setAttribute(world, object.instance.attributes, name, value);
      return;
    case 'scheduler':
      // Who sets its count drives it by hand.
      loseTrack(world, object);
      return;
    default:
      if (world.clocks.isOn) loseTrack(world, value);
  }
}

/** A class is at most as old as the scope that defines it. */
function noteMember({ members, frame: { names } }: ClassValue, name: string, before: Value | undefined): void {
  if (!isOthers(names.madeAt)) return;
  noteOthersChange(names.madeAt, () => {
    if (before === undefined) members.delete(name);
    else members.set(name, before);
  });
}

/** Set under a condition: what was there may stay. */
export function setAttribute(world: World, attributes: Attributes, name: string, value: Value): void {
  attributes.set(
    world,
    name,
    world.merged(attributes.peek(name), value),
    world.conditions.count === 0 || world.isMerging,
  );
}
