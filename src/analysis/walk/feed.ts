import type { SourceText } from '../../python/source-text';
import type { Expression } from '../../python/syntax';
import type { Frame } from '../values/frame';
import { optionsOf, type Trace, type Value, type Variable } from '../values/values';
import type { World } from './world';

/** A variable as the key of a dictionary: it is fed. */
export function feed(world: World, key: Value, node: Expression, frame: Frame): void {
  feedByName(world, key, node, frame);
  if (key.kind === 'string' || key.kind === 'number') return;
  for (const option of optionsOf(key)) {
    const variable = option.kind === 'bound' && option.name === 'initial_value' ? option.receiver : option;
    if (variable.kind === 'tensor' && variable.mayBeFed === true) feedDefault(world, variable.trace.reads);
    if (variable.kind === 'unknown') feedUnknown(world, frame);
    if (variable.kind === 'variable')
      world.events.move(node, frame, { step: variable, by: 'feed', range: frame.module.source.range(node) });
  }
  noteMovedAttribute(world, key, node);
}

/** A placeholder's default is replaced. */
function feedDefault(world: World, reads: Trace['reads']): void {
  world.effects += 1;
  for (const read of reads) world.feeds.add(read);
}

/** A key of a dictionary in a text that feeds: any placeholder may be meant. */
function feedUnknown(world: World, { module: { source } }: Frame): void {
  let feeds = feeding.get(source);
  if (feeds === undefined) feeding.set(source, (feeds = source.text.includes('feed')));
  if (!feeds) return;
  world.effects += 1;
  world.feeds.add('any');
}

const feeding = new WeakMap<SourceText, boolean>();

/** Something is done to an attribute of an object that is not known: any variable of that attribute may be meant. */
export function noteMovedAttribute(world: World, value: Value, node: Expression): void {
  if (node.kind === 'Attribute' && (value.kind === 'unknown' || value.kind === 'bound'))
    world.movedAttributes.add(node.name);
}

/** The variable of a tensor's name, `scope/name:0`. */
export function variableNamed(world: World, name: string): Variable | null {
  const own = name.replace(/:\d+$/, '');
  const last = own.slice(own.lastIndexOf('/') + 1);
  for (const variable of world.events.variables.values())
    if (variable.tfName !== null && (variable.tfName === own || variable.tfName === last)) return variable;
  return null;
}

/** A feed by a tensor's name, or of something that may be any variable. */
function feedByName(world: World, key: Value, node: Expression, frame: Frame): void {
  const range = frame.module.source.range(node);
  if (key.kind === 'unknown' && key.isHandle === true) world.events.move(node, frame, { step: key, by: 'feed', range });
  if (key.kind !== 'string' || key.value === null || !/:\d+$/.test(key.value)) return;
  const variable = variableNamed(world, key.value);
  if (variable === null) feedUnknown(world, frame);
  else world.events.move(node, frame, { step: { kind: 'variable', variable }, by: 'feed', range });
}
