// Where schedulers and optimizers go: what takes one and cannot be read may step it.
import { wrappedFrom } from '../../frameworks/lightning/catalogue';
import { clockSymbol } from '../../frameworks/clocks';
import { escape } from './escape';
import { lastPart } from '../../base/last-part';
import type { Arguments, Value } from '../values/values';
import { allArguments } from '../walk/arguments';
import type { World } from '../walk/world';

/** Things within things: deeper ones are nobody's program. */
const deepest = 6;

/** Notes that something which cannot be read takes a value, with all that it holds. */
export function loseTrack(world: World, value: Value, depth = 0): void {
  if (depth > deepest) return;
  if (escape(value)) {
    world.effects += 1;
    return;
  }
  const lose = (inner: Value): void => {
    loseTrack(world, inner, depth + 1);
  };
  switch (value.kind) {
    case 'bound':
      lose(value.receiver);
      return;
    case 'partial':
      lose(value.callee);
      allArguments(value.args).forEach(lose);
      return;
    case 'list':
      value.items.forEach(lose);
      return;
    case 'dict':
      for (const item of value.entries.values()) lose(item);
      if (value.rest !== null) lose(value.rest);
      return;
    case 'instance':
      for (const [, item] of value.attributes) lose(item);
      return;
    case 'union':
      value.options.forEach(lose);
      return;
    default:
  }
}

/** Python's functions, and other libraries', that neither keep nor call what they are passed. */
const inert = new Set(
  'print len str repr bool type id hash isinstance hasattr callable dir abs min max sum round float int format'.split(
    ' ',
  ),
);
/** Those whose result holds what they are passed, as the walk knows. */
const passing = new Set(
  (
    'enumerate zip list tuple set sorted reversed iter next dict range getattr super functools.partial ' +
    'collections.OrderedDict tqdm tqdm.tqdm tqdm.trange tqdm.auto.tqdm'
  ).split(' '),
);
const inertLibraries = /^(?:logging|json|math|time|warnings|pprint|loguru)\./;
/** Methods of lists and dictionaries that the walk follows. */
const followed = new Set(
  'append add insert extend get pop update values items iteritems copy keys index count remove clear'.split(' '),
);

/** Notes what a call hands over to something that is not followed. */
export function handOver(world: World, callee: Value, args: Arguments): void {
  if (!world.clocks.isOn || isFollowed(callee)) return;
  for (const value of allArguments(args)) loseTrack(world, value);
}

function isFollowed(callee: Value): boolean {
  switch (callee.kind) {
    case 'function':
    case 'partial':
    case 'union':
    case 'class':
      return true;
    case 'foreign':
      return isKeptByNobody(callee.path);
    case 'bound':
      return isMethodFollowed(callee.receiver, callee.name);
    default:
      return false;
  }
}

function isKeptByNobody(path: string): boolean {
  if (inert.has(path) || passing.has(path) || inertLibraries.test(path)) return true;
  return clockSymbol(path) !== null || lastPart(path) === 'partial';
}

function isMethodFollowed(receiver: Value, name: string): boolean {
  switch (receiver.kind) {
    case 'list':
    case 'dict':
      return followed.has(name);
    case 'scheduler':
    case 'stepped-optimizer':
    case 'clock-object':
      return true;
    case 'unknown':
    case 'bound':
    case 'foreign':
      // `scaler.step(optimizer)`, `accelerator.prepare(…)`: looked at where they are called.
      return (
        name === 'step' || name === 'prepare' || wrappedFrom(name) !== null || name === 'unscale_' || name === 'info'
      );
    default:
      return false;
  }
}
