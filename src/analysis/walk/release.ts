import type { Call } from '../../python/syntax';
import type { Frame } from '../values/frame';
import type { Arguments, Value } from '../values/values';
import { allArguments } from './arguments';
import type { World } from './world';

/** A variable that is passed to an unknown function may be moved by it. */
export function release(args: Arguments): void {
  for (const value of allArguments(args)) releaseValue(value, 0);
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
  }
}

/** What is passed on without a name is called by whoever takes it: `train_op_fn=lambda loss: …`. */
export function enterLambdas(world: World, args: Arguments, node: Call, frame: Frame): void {
  for (const value of allArguments(args))
    if (value.kind === 'function' && value.definition.kind === 'Lambda') world.enterFunction(value, node, frame);
}
