import type { For, While } from '../../python/statements';
import { loopOfFor, loopOfWhile } from '../clocks/turns';
import { assign } from './assign';
import { readStep } from '../meaning/dependents';
import type { Frame } from '../values/frame';
import { elementOf } from '../values/items';
import { traceOf } from '../values/values';
import { countOf } from './turns';
import type { World } from './world';

/**
 * Walks a loop's body, and once more where its head may see what its end leaves; deep down once, for time's sake. Most loops of programs
 * that train hand on nothing that their next pass reads.
 */
function walkLoop(world: World, node: For | While, count: number | null, frame: Frame, head: () => void): void {
  const passes = world.loops.around.length < 2 ? 2 : 1;
  for (let pass = 0; pass < passes; pass++) {
    const isCarried = world.watch(() => {
      frame.names.branch();
      frame.statement = node;
      world.loops.pass(node, frame, count, () => {
        head();
        world.walkSuite(node.body, frame);
      });
    });
    frame.isOver = false;
    const isSettled = !isCarried && !frame.bindsElsewhere && !frame.names.carries();
    frame.names.merge(frame.names.leave());
    if (isSettled) return;
  }
}

export function walkWhile(world: World, node: While, frame: Frame): void {
  if (world.clocks.isWatching) world.clocks.loops.set(node, loopOfWhile(node, frame));
  const head = (): void => {
    const test = world.evaluate(node.test, frame);
    readStep(world, node, frame, {
      kind: 'while',
      role: 'loop',
      step: { kind: 'unknown', trace: traceOf(test) },
      stepNode: node.test,
    });
  };
  walkLoop(world, node, null, frame, head);
  if (node.orElse !== null) world.walkSuite(node.orElse, frame);
}

export function walkFor(world: World, node: For, frame: Frame): void {
  const iterable = world.evaluate(node.iterable, frame);
  const element = elementOf(iterable);
  const head = (): void => {
    assign(world, node.target, element, frame);
  };
  const count = countOf(world, node.iterable, iterable, frame);
  if (world.clocks.isWatching) world.clocks.loops.set(node, loopOfFor(node, iterable, count, frame));
  walkLoop(world, node, count, frame, head);
  if (node.orElse !== null) world.walkSuite(node.orElse, frame);
}
