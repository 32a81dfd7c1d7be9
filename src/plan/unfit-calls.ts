import type { GraphCall, GraphValue } from '../base/graph-call';
import { own } from '../base/own';
import { meaningOfCall, symbolOfCall } from '../frameworks/tensorflow1/recorded';
import type { Obstacle } from '../interpret/record/notes';
import type { Recorder } from '../interpret/record/recorder';
import { staticShapeOf, type StaticShape } from '../interpret/static-shape';

/** Calls whose arguments cannot go together because of a length that stands in for an unknown one: it has to fit a known one. */
export function unfitCalls({ calls, standIns }: Recorder): [number, Obstacle][] {
  const { length } = standIns;
  return length === null ? [] : callsThatDoNotFit(calls).map(({ id }) => [id, length]);
}

/** Calls whose arguments cannot go together by their static shapes. */
function callsThatDoNotFit(calls: readonly GraphCall[]): GraphCall[] {
  const shapeOf = (value: GraphValue | undefined): StaticShape | null => staticShapeOf(value, calls);
  return calls.filter((call) => {
    const rule = meaningOfCall(call, 'operation')?.shape;
    const [first, second] = (symbolOfCall(call)?.signature?.parameters ?? []).map(
      ({ name }, at) => own(call.kwargs, name) ?? call.args[at],
    );
    const [left, right] = [shapeOf(first), shapeOf(second)];
    if (left === null || right === null) return false;
    if (rule === 'broadcast') return !doBroadcast(left, right);
    const isPlain = call.name === 'matmul' && call.args.length === 2 && Object.keys(call.kwargs).length === 0;
    return isPlain && left.length === 2 && right.length === 2 && !isSame(left[1], right[0]);
  });
}

function doBroadcast(left: StaticShape, right: StaticShape): boolean {
  const [longer, shorter] = left.length >= right.length ? [left, right] : [right, left];
  const skipped = longer.length - shorter.length;
  return shorter.every((length, axis) => {
    const other = longer[axis + skipped];
    return length === 1 || other === 1 || isSame(length, other);
  });
}

/** Whether two lengths are the same, as far as they are known. */
function isSame(one: number | null | undefined, other: number | null | undefined): boolean {
  return typeof one !== 'number' || typeof other !== 'number' || one === other;
}
