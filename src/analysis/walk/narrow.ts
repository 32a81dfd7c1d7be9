import { tensorflow1 } from '../../frameworks/tensorflow1/catalogue';
import type { Expression } from '../../python/syntax';
import type { Frame } from '../values/frame';
import { join } from '../values/join';
import { optionsOf, unknown, type Value } from '../values/values';
import { isInstance } from './instance-test';
import type { World } from './world';

/**
 * Leaves of a name's alternatives those for which `isinstance(name, …)` comes out as it does in a branch. An optimizer of the program's own, of which
 * that is not known, is not known either where Keras's are asked for.
 */
export function narrow(world: World, test: Expression, frame: Frame, isTrue: boolean): void {
  if (test.kind === 'Unary' && test.operator === 'not') {
    narrow(world, test.operand, frame, !isTrue);
    return;
  }
  if (test.kind !== 'Call' || test.callee.kind !== 'Name' || test.callee.name !== 'isinstance') return;
  const [tested, of] = test.arguments;
  if (tested?.value.kind !== 'Name' || of === undefined || frame.isElsewhere(tested.value.name)) return;
  const value = frame.peek(tested.value.name);
  if (value === null) return;
  const kinds = world.evaluate(of.value, frame);
  const [first, ...others] = optionsOf(value).flatMap((option): Value[] => {
    const is = isInstance(option, kinds);
    if (is === !isTrue) return [];
    return is === null && isTrue && option.kind === 'optimizer' && isOfKeras(kinds) ? [unknown] : [option];
  });
  if (first !== undefined) frame.bind(tested.value.name, others.reduce(join, first));
}

function isOfKeras(kinds: Value): boolean {
  return kinds.kind === 'tensorflow' && tensorflow1.findKind(kinds.path, 'optimizer')?.meaning.isKeras === true;
}
