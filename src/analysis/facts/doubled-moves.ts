import { placeKey } from '../../base/source-range';
import type { World } from '../walk/world';
import type { Movement, RunExtent } from './events';
import type { DoubledMove } from './facts';
import { certainVariable, nearest } from './readers';

/** What else moves the step of a call's own movements in one and the same run. */
export function doubledMoves(world: World, own: readonly Movement[]): DoubledMove[] {
  const others = new Map<Movement, RunExtent>();
  for (const { moves, within } of world.runs.all.values()) {
    for (const movement of own) {
      const step = certainVariable(movement);
      if (step === null || !movement.isIncrement || !moves.includes(movement)) continue;
      for (const other of moves)
        if (other !== movement && other.by !== 'feed' && other.isIncrement && certainVariable(other) === step)
          others.set(other, nearest(others.get(other), within));
    }
  }
  const [first] = own;
  return [...others].map(([other, within]) => ({
    range: other.range,
    by: other.by === 'feed' ? 'assign' : other.by,
    within,
    times: other.times,
    loop: other.loop,
    calls: first === undefined ? null : differingCalls(world, first, other),
  }));
}

/** Where one line is reached in two contexts: the two calls, in the innermost function around both, by which the ways to it part. */
function differingCalls(world: World, own: Movement, other: Movement): DoubledMove['calls'] {
  if (placeKey(own.range) !== placeKey(other.range)) return null;
  const [here, there] = [world.contexts.callsTo(own.context), world.contexts.callsTo(other.context)];
  const at = here.findIndex((call, index) => there[index] === undefined || placeKey(call) !== placeKey(there[index]));
  const [first, second] = [here[at], there[at]];
  return first === undefined || second === undefined ? null : { own: first, other: second };
}
