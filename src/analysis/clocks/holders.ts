// Attributes that hold schedulers: whoever else can read the attribute may step what it holds.
import type { ClockSymbol } from '../../frameworks/clock-symbol';
import { clockSymbol } from '../../frameworks/clocks';
import { builtins, isHarmless } from '../meaning/tensorflow-names';
import type { Frame } from '../values/frame';
import { type InstanceValue, optionsOf, type Value } from '../values/values';
import { lineage } from '../values/lineage';
import type { World } from '../walk/world';
import type { Scheduler } from './events';
import { loseTrack } from './tracking';

/** Notes that an attribute of an object of the program's own is set. A base class that cannot be read may step what it holds. */
export function hold(world: World, instance: InstanceValue, name: string, value: Value): void {
  if (hasForeignBase(instance)) loseTrack(world, value);
  for (const scheduler of schedulersIn(value)) world.clocks.hold(name, scheduler);
}

/** Notes that a name is bound. A module's own can be read by other modules. */
export function noteName(world: World, name: string, value: Value, frame: Frame): void {
  if (frame.parent === null) for (const scheduler of schedulersIn(value)) world.clocks.bind(name, scheduler);
}

function* schedulersIn(value: Value, depth = 0): Generator<Scheduler> {
  if (depth > 3) return;
  for (const option of optionsOf(value)) {
    if (option.kind === 'scheduler') yield option.scheduler;
    else if (option.kind === 'list') for (const item of option.items) yield* schedulersIn(item, depth + 1);
    else if (option.kind === 'dict') for (const item of option.entries.values()) yield* schedulersIn(item, depth + 1);
  }
}

/** Whether a base class steps nothing that it finds in an attribute. */
function isQuiet(symbol: ClockSymbol | null): boolean {
  return symbol?.meaning.kind === 'inert' || symbol?.meaning.kind === 'loop-module';
}

/** Whether a class has a base that cannot be read and may step what it finds in its attributes. */
function hasForeignBase({ of }: InstanceValue): boolean {
  return lineage(of).some(
    (one) =>
      one.kind === 'unknown' ||
      one.kind === 'bound' ||
      (one.kind === 'foreign' && !builtins.has(one.path) && !isHarmless(one.path) && !isQuiet(clockSymbol(one.path))),
  );
}
