import type { Call } from '../../python/syntax';
import { escape } from '../clocks/escape';
import type { Frame } from '../values/frame';
import { type Arguments, type InstanceValue, type Trace, traceOf, type Value } from '../values/values';
import { allArguments, noArguments, traceOfArguments } from './arguments';
import { builtins, isHarmless } from '../meaning/tensorflow-names';
import { lineage } from '../values/lineage';
import type { World } from './world';

/** A variable that is passed to an unknown function may be moved by it, and what trains may be run, with a count of the function's own. */
export function release(world: World, args: Arguments): void {
  for (const value of allArguments(args)) {
    releaseValue(value, 0);
    takeTrainer(world, value);
  }
  takeOps(world, traceOfArguments(args));
}

/** Something unknown takes the ops of training calls. */
function takeOps(world: World, { trains }: Trace): void {
  if (trains.length === 0) return;
  world.effects += 1;
  world.consumers.take(trains);
}

/** An optimizer applies gradients wherever it gets, and a function trains where it is called. */
function takeTrainer(world: World, value: Value): void {
  switch (value.kind) {
    case 'optimizer':
      world.effects += 1;
      world.consumers.take([{ graph: world.graph, root: world.root }]);
      return;
    case 'function':
      world.effects += 1;
      world.consumers.hand(value.definition);
      return;
    case 'instance':
      for (const [, held] of value.attributes) {
        const trace = traceOf(held);
        takeOps(world, trace);
        // It runs what it finds there.
        for (const movement of trace.moves) world.events.kept.delete(movement);
      }
      return;
    case 'union':
      for (const option of value.options) takeTrainer(world, option);
      return;
    default:
  }
}

/** Whether a class has a base that cannot be read, which may call its methods and read its attributes. */
export function hasUnknownBase({ of }: InstanceValue): boolean {
  return lineage(of).some(
    (one) => one.kind === 'unknown' || (one.kind === 'foreign' && !builtins.has(one.path) && !isHarmless(one.path)),
  );
}

export function releaseValue(value: Value, depth: number): void {
  if (depth > 3) return;
  switch (value.kind) {
    case 'variable':
      value.variable.escapes = true;
      return;
    case 'list':
      for (const item of value.items) releaseValue(item, depth + 1);
      return;
    case 'dict':
      for (const item of value.entries.values()) releaseValue(item, depth + 1);
      if (value.rest !== null) releaseValue(value.rest, depth + 1);
      return;
    case 'instance':
      for (const [, item] of value.attributes) releaseValue(item, depth + 1);
      return;
    case 'union':
      for (const option of value.options) releaseValue(option, depth + 1);
      return;
    default:
      escape(value);
  }
}

/** What is passed on without a name is called by whoever takes it: `train_op_fn=lambda loss: …`. */
export function enterLambdas(world: World, args: Arguments, node: Call, frame: Frame): void {
  for (const value of allArguments(args)) {
    if (value.kind === 'function' && value.definition.kind === 'Lambda') world.enterFunction(value, node, frame);
    if (value.kind === 'partial') world.callValue(value, { ...noArguments, isOpen: true }, node, frame);
  }
}
