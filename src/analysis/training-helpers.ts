import type { Call } from '../python/syntax';
import { argument, traceOfArguments } from './arguments';
import { callFunction } from './functions';
import { noArguments } from './arguments';
import type { Frame } from './frame';
import { callTraining } from './training';
import { type Arguments, mergeTraces, optionsOf, type Trace, traceOf, unknown, type Value } from './values';
import { graphStep } from './variables';
import type { World } from './world';

/** Functions that train and count by themselves: `optimize_loss` and `create_train_op`. Null for any other path. */
export function callTrainingHelper(
  world: World,
  path: string,
  args: Arguments,
  node: Call,
  frame: Frame,
): Value | null {
  if (/^(?:contrib\.layers|contrib\.slim)\.optimize_loss$/.test(path)) return optimizeLoss(world, args, node, frame);
  if (/^(?:contrib\.slim\.learning|contrib\.training|contrib\.slim)\.create_train_op$/.test(path)) {
    const optimizer = argument(args, 1, 'optimizer') ?? unknown;
    return callTraining(
      world,
      'create_train_op',
      {
        optimizer: nameOf(optimizer),
        isCertain: true,
        rate: traceOf(optimizer),
        ignoresStep: false,
        ownStep: graphStep(world, node, frame),
        isForwarding: false,
      },
      args,
      node,
      frame,
      2,
    );
  }
  return null;
}

function optimizeLoss(world: World, args: Arguments, node: Call, frame: Frame): Value {
  const rate = argument(args, 2, 'learning_rate');
  const optimizer = argument(args, 3, 'optimizer') ?? unknown;
  const decay = argument(args, 7, 'learning_rate_decay_fn');
  const step = argument(args, 1, 'global_step');
  const increments = argument(args, 13, 'increment_global_step');
  let trace: Trace = mergeTraces(rate === null ? traceOfArguments(noArguments) : traceOf(rate), traceOf(optimizer));
  const own = step === null || step.kind === 'none' ? graphStep(world, node, frame) : step;
  if (decay?.kind === 'function')
    trace = mergeTraces(
      trace,
      traceOf(callFunction(world, decay, { ...noArguments, positional: [rate ?? unknown, own] }, node, frame)),
    );
  const isOff = increments?.kind === 'bool' && increments.value === false;
  return callTraining(
    world,
    'optimize_loss',
    {
      optimizer: nameOf(optimizer),
      isCertain: true,
      rate: trace,
      ignoresStep: isOff,
      ownStep: isOff ? null : own,
      isForwarding: false,
    },
    args,
    node,
    frame,
    1,
  );
}

function nameOf(optimizer: Value): string | null {
  const [first] = optionsOf(optimizer);
  if (first?.kind === 'optimizer') return first.name;
  return first?.kind === 'string' && first.value !== null ? `${first.value}Optimizer` : null;
}
