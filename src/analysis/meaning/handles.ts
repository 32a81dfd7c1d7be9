// Variables that a program has by a name, or out of a collection: which of its own they are, or that they may be any.
import type { Call } from '../../python/syntax';
import type { MeaningOf } from '../../frameworks/symbol';
import type { Frame } from '../values/frame';
import { ListValue } from '../values/mutable-values';
import { type Arguments, plainTensor, unknown, type Unknown, type Value } from '../values/values';
import { argument } from '../walk/arguments';
import { variableNamed } from '../walk/feed';
import type { World } from '../walk/world';
import { graphStep } from './variables';

/** Any variable of the graph, whatever the program calls it. */
const anyVariable: Unknown = { ...unknown, isHandle: true };

/** What a collection holds: the graph's own step, any variable, or what no step is among, such as weights or losses. */
export function listCollection(
  world: World,
  { holds }: MeaningOf<'collection'>,
  args: Arguments,
  node: Call,
  frame: Frame,
): Value {
  world.takeHandles();
  const [key] = args.positional;
  if (holds === 'keyed' && isStepKey(key)) return new ListValue([graphStep(world, node, frame)], false);
  const scope = argument(args, holds === 'keyed' ? 1 : 0, 'scope');
  // What is asked for by its scope is a network's part.
  const isAll = scope === null || scope.kind === 'none';
  const mayHoldSteps = holds === 'all' || (holds === 'keyed' && !isOfOthers(key));
  return isAll && mayHoldSteps ? new ListValue([anyVariable], true) : plainTensor;
}

export function isStepKey(key: Value | undefined): boolean {
  return key?.kind === 'string'
    ? key.value === 'global_step'
    : key?.kind === 'tensorflow' && key.path === 'GraphKeys.GLOBAL_STEP';
}

/** Whether a key is one of TensorFlow's own collections, and not the one of all variables. */
function isOfOthers(key: Value | undefined): boolean {
  return key?.kind === 'tensorflow' && !/^GraphKeys\.(?:GLOBAL_|LOCAL_)?VARIABLES$/.test(key.path);
}

/** What a graph gives for a name: its own step, a variable that the program has given that name, or what may be any variable. */
export function byName(world: World, key: Value | undefined, node: Call, frame: Frame): Value {
  world.takeHandles();
  if (key?.kind !== 'string' || key.value === null) return anyVariable;
  if (/(?:^|\/)global_step(?::0)?$/.test(key.value)) return graphStep(world, node, frame);
  const variable = variableNamed(world, key.value);
  return variable === null ? unknown : { kind: 'variable', variable };
}
