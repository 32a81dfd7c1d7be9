import type { Expression } from '../../python/syntax';
import type { Frame } from '../values/frame';
import { optionsOf, type Value } from '../values/values';
import type { World } from './world';

/** A variable as the key of a dictionary: it is fed. */
export function feed(world: World, key: Value, node: Expression, frame: Frame): void {
  if (key.kind === 'string' || key.kind === 'number') return;
  for (const option of optionsOf(key)) {
    const variable = option.kind === 'bound' && option.name === 'initial_value' ? option.receiver : option;
    if (variable.kind === 'variable')
      world.move(node, frame, { step: variable, by: 'feed', range: frame.module.source.range(node) });
  }
  noteMovedAttribute(world, key, node);
}

/** Something is done to an attribute of an object that is not known: any variable of that attribute may be meant. */
export function noteMovedAttribute(world: World, value: Value, node: Expression): void {
  if (node.kind === 'Attribute' && (value.kind === 'unknown' || value.kind === 'bound'))
    world.movedAttributes.add(node.name);
}
