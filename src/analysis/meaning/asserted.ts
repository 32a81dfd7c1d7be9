import type { Expression } from '../../python/syntax';
import { startOf } from '../values/constants';
import type { Frame } from '../values/frame';
import type { Value } from '../values/values';
import type { World } from '../walk/world';
import { lastPart } from '../../base/last-part';

/** `assertEqual`, `assertAllClose`, `assert_array_equal`, … */
const equality = /^assert_?(?:all_?|array_?|almost_?)*(?:equals?|close)$/i;

/** Whether a function, by its name, asserts that its first two arguments are equal. */
export function assertsEquality(path: string): boolean {
  return equality.test(lastPart(path));
}

/** `assert a == b`. */
export function noteAssert(world: World, test: Expression, frame: Frame): void {
  if (test.kind !== 'Comparison' || test.operators.length !== 1 || test.operators[0] !== '==') {
    world.evaluate(test, frame);
    return;
  }
  noteAsserted(
    world,
    test.operands.map((operand) => world.evaluate(operand, frame)),
  );
}

/** A reading that a program asserts to give the number that its step starts at tells nothing of a step that should count. */
export function noteAsserted(world: World, [left, right]: readonly Value[]): void {
  if (left === undefined || right === undefined) return;
  for (const [read, number] of [
    [left, right],
    [right, left],
  ] as const) {
    const reading = read.kind === 'unknown' ? read.readBy : undefined;
    if (reading === undefined || number.kind !== 'number' || number.value === null) continue;
    if (number.value === startOf(reading.step)) world.events.dropReading(reading);
  }
}
