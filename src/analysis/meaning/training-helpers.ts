import type { Call } from '../../python/syntax';
import { placeOf } from '../../frameworks/signature';
import type { LibrarySymbol, MeaningOf } from '../../frameworks/symbol';
import { argument, traceOfArguments } from '../walk/arguments';
import { lastPart } from '../../base/last-part';
import { noArguments } from '../walk/arguments';
import type { Frame } from '../values/frame';
import { callTraining } from './training';
import { type Arguments, mergeTraces, optionsOf, type Trace, traceOf, unknown, type Value } from '../values/values';
import { graphStep } from './variables';
import type { World } from '../walk/world';
import type { CallSite } from './call-site';

/** A function that makes a train op of a loss and an optimizer: `optimize_loss` and `create_train_op`, which count by themselves. */
export function callTrainingHelper(
  world: World,
  { name, signature }: Pick<LibrarySymbol, 'name' | 'signature'>,
  { step, optimizer: optimizerName }: MeaningOf<'training'>,
  { args, node, frame }: CallSite,
): Value {
  const call = lastPart(name);
  if (call === 'optimize_loss') return optimizeLoss(world, args, node, frame);
  // `tf.train.Optimizer.minimize(…)`, called on the class.
  if (call !== 'create_train_op' || signature === null || optimizerName === null) return unknown;
  const optimizer = argument(args, placeOf(signature, optimizerName), optimizerName) ?? unknown;
  return callTraining(
    world,
    call,
    {
      optimizer: nameOf(optimizer),
      isCertain: true,
      rate: traceOf(optimizer),
      rateAtStart: null,
      notForRate: [],
      ignoresStep: false,
      ownStep: graphStep(world, node, frame),
      isForwarding: false,
      countsCertainly: true,
    },
    { args, node, frame },
    placeOf(signature, step),
  );
}

function optimizeLoss(world: World, args: Arguments, node: Call, frame: Frame): Value {
  const rate = argument(args, 2, 'learning_rate');
  const optimizer = argument(args, 3, 'optimizer') ?? unknown;
  const decay = argument(args, 7, 'learning_rate_decay_fn');
  const step = argument(args, 1, 'global_step');
  const increments = argument(args, 13, 'increment_global_step');
  let trace: Trace = mergeTraces(rate === null ? traceOfArguments(noArguments) : traceOf(rate), traceOf(optimizer));
  const own = step !== null && step.kind !== 'none' ? step : hasGraphStep(world) ? graphStep(world, node, frame) : null;
  if (decay?.kind === 'function')
    trace = mergeTraces(
      trace,
      traceOf(
        world.callFunction(decay, { ...noArguments, positional: [rate ?? unknown, own ?? unknown] }, node, frame),
      ),
    );
  const isOff = increments?.kind === 'bool' && increments.value === false;
  return callTraining(
    world,
    'optimize_loss',
    {
      optimizer: nameOf(optimizer),
      isCertain: true,
      rate: trace,
      rateAtStart: null,
      notForRate: [],
      ignoresStep: isOff,
      ownStep: isOff ? null : own,
      isForwarding: false,
      countsCertainly: true,
    },
    { args, node, frame },
    1,
  );
}

/** Whether the graph may have a step that a helper finds: where nothing has made one, it counts none. An Estimator makes one before it calls its function. */
function hasGraphStep({ events, graph, mode, entering }: World): boolean {
  if (mode === 'entry' || entering > 0) return true;
  return [...events.variables.values()].some(
    (variable) => variable.graph === graph && (variable.isGraphStep || variable.tfName === 'global_step'),
  );
}

function nameOf(optimizer: Value): string | null {
  const [first] = optionsOf(optimizer);
  if (first?.kind === 'optimizer') return first.name;
  return first?.kind === 'string' && first.value !== null ? `${first.value}Optimizer` : null;
}
