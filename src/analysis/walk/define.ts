import type { ClassDefinition, FunctionDefinition } from '../../python/statements';
import { Frame } from '../values/frame';
import type { ClassValue, FunctionValue, Value } from '../values/values';
import type { World } from './world';

/** Binds a function. One within a function is kept: nobody may call it by its name. */
export function defineFunction(world: World, node: FunctionDefinition, frame: Frame): void {
  const owner = frame.isClass ? frame.owner : null;
  const fn: FunctionValue = { kind: 'function', definition: node, frame, self: null, owner };
  if (frame.parent !== null && !frame.isClass) world.nested.set(node, fn);
  frame.bind(node.name, fn);
}

/** Walks a class's body and binds the class. */
export function defineClass(world: World, node: ClassDefinition, frame: Frame): void {
  const bases = node.bases.filter(({ name }) => name === null).map(({ value }) => world.evaluate(value, frame));
  const members = new Map<string, Value>();
  const of: ClassValue = { kind: 'class', definition: node, frame, bases, members };
  const body = new Frame(frame.module, frame, frame.context, true, of);
  world.walkSuite(node.body, body);
  for (const [name, value] of body.names) members.set(name, value);
  if (frame.parent !== null && !frame.isClass) world.nested.set(node, of);
  frame.bind(node.name, of);
}
