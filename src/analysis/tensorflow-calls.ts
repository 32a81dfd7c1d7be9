import type { Call } from '../python/syntax';
import { allArguments, argument, argumentOf, noArguments, traceOfArguments } from './arguments';
import { callAverage, callSchedule, dependency, readStep } from './dependents';
import { calculate, startOf } from './constants';
import type { DependencyRole } from './events';
import type { Frame } from './frame';
import { callFunction, enterFunction } from './functions';
import { callTrainingHelper } from './training-helpers';
import {
  graphSteps,
  kerasOptimizerClass,
  optimizerClass,
  schedules,
  stepTakingOptimizers,
  wrappers,
} from './tensorflow-names';
import {
  type Arguments,
  mergeTraces,
  none,
  noTrace,
  optionsOf,
  readsOf,
  type Trace,
  traceOf,
  unknown,
  unknownOf,
  type Value,
} from './values';
import { callVariable, graphStep, moveBy } from './variables';
import type { World } from './world';

/** Hooks and loops that read the graph's step by themselves, and what for. */
const readers: ReadonlyMap<string, DependencyRole> = new Map([
  ['train.StopAtStepHook', 'stop'],
  ['train.CheckpointSaverHook', 'checkpoint'],
  ['train.StepCounterHook', 'counter'],
  ['train.SummarySaverHook', 'summary-hook'],
  ['train.GlobalStepWaiterHook', 'stop'],
]);
const sessions =
  /^(?:Session|InteractiveSession|train\.(?:MonitoredTrainingSession|MonitoredSession|SingularMonitoredSession)|python_io\.Session)$/;
const specs = /(?:^|\.)(?:EstimatorSpec|TPUEstimatorSpec|ModelFnOps)$/;
const arithmetic: ReadonlyMap<string, '+' | '-' | '*' | '/' | '**'> = new Map([
  ['add', '+'],
  ['subtract', '-'],
  ['multiply', '*'],
  ['mul', '*'],
  ['scalar_mul', '*'],
  ['div', '/'],
  ['divide', '/'],
  ['truediv', '/'],
  ['pow', '**'],
]);
const sameValue = /^(?:cast|to_float|to_double|to_int32|to_int64|identity|convert_to_tensor|constant|stop_gradient)$/;

/** Calls a public name of TensorFlow. */
export function callTensorFlow(world: World, path: string, args: Arguments, node: Call, frame: Frame): Value {
  const known = answering.get(path);
  if (known !== undefined) return known(world, path, args, node, frame) ?? unknown;
  for (const answer of answers) {
    const value = answer(world, path, args, node, frame);
    if (value === null) continue;
    if (answering.size < mostAnswering) answering.set(path, answer);
    return value;
  }
  return unknown;
}

type Answer = (world: World, path: string, args: Arguments, node: Call, frame: Frame) => Value | null;

/** What knows some names each. Whether one answers depends on the name alone: it is found out once, by a dozen patterns. */
const answers: readonly Answer[] = [
  (world, path, args, node, frame) => {
    const schedule = schedules.get(path);
    return schedule === undefined ? null : callSchedule(world, path, schedule, args, node, frame);
  },
  (world, path, _, node, frame) => (graphSteps.has(path) ? graphStep(world, node, frame) : null),
  (world, path, args, node, frame) => callVariable(world, path, args, node, frame),
  (world, path, args, node, frame) => callTrainingHelper(world, path, args, node, frame),
  makeOptimizer,
  callReader,
  callOther,
];
const answering = new Map<string, Answer>();
const mostAnswering = 20_000;

function makeOptimizer(world: World, path: string, args: Arguments, node: Call, frame: Frame): Value | null {
  const wrapper = wrappers.get(path);
  if (wrapper !== undefined) {
    const inner = argument(args, wrapper.index, wrapper.name) ?? unknown;
    const trace = traceOfArguments(args);
    const options = optionsOf(inner).map((option): Value => {
      if (option.kind === 'optimizer')
        return { ...option, name: path.replace(/^.*\./, ''), trace: mergeTraces(option.trace, trace) };
      // Horovod wraps Keras optimizers too: of an unknown one it is not known what it is.
      if (path.startsWith('horovod.') || option.kind === 'keras-optimizer') return option;
      return {
        kind: 'optimizer',
        name: path.replace(/^.*\./, ''),
        trace: mergeTraces(traceOf(option), trace),
        ignoresStep: false,
        instance: null,
      };
    });
    return options.length === 1 ? (options[0] ?? unknown) : { kind: 'union', options };
  }
  const keras = kerasOptimizerClass(path);
  if (keras !== null) return { kind: 'keras-optimizer', name: keras };
  const name = optimizerClass(path);
  if (name === null) return null;
  let trace = traceOfArguments(args);
  // A rate may be a function that is called for its value.
  for (const value of allArguments(args))
    if (value.kind === 'function')
      trace = mergeTraces(trace, traceOf(callFunction(world, value, noArguments, node, frame)));
  const index = stepTakingOptimizers.get(path);
  const step = index === undefined ? null : argument(args, index, 'global_step');
  if (index !== undefined && step !== null) {
    const stepNode = argumentOf(node, index, 'global_step')?.value ?? null;
    const read = readStep(world, node, name, 'bias-correction', step, stepNode, frame);
    if (read !== null)
      trace = mergeTraces({ ...trace, reads: trace.reads.filter((one) => 'role' in one) }, readsOf(read));
  }
  return { kind: 'optimizer', name, trace, ignoresStep: false, instance: null };
}

function callReader(world: World, path: string, args: Arguments, node: Call, frame: Frame): Value | null {
  const kind = path.replace(/^.*\./, '');
  const own = (): Value => graphStep(world, node, frame);
  const nothing = { atStart: null, decay: null };
  const role = readers.get(path);
  if (role !== undefined) {
    // Made only to be handed somewhere else, a hook reads nothing yet; that somebody made it says that it is meant to.
    dependency(world, node, kind, role, own(), null, frame, nothing);
    return unknown;
  }
  if (sessions.test(path)) {
    const folder = argument(args, 2, 'checkpoint_dir');
    if (kind === 'MonitoredTrainingSession' && folder !== null && folder.kind !== 'none' && folder.kind !== 'unknown')
      dependency(world, node, kind, 'monitored-session', own(), null, frame, nothing);
    return { kind: 'session' };
  }
  if (specs.test(path)) {
    const op = argument(args, 3, 'train_op') ?? args.named.get('train_op');
    const trainings = op === undefined ? [] : traceOf(op).trains;
    if (trainings.length > 0) {
      const read = dependency(world, node, kind, 'estimator', own(), null, frame, nothing);
      for (const training of trainings) if (!training.heldBy.includes(read)) training.heldBy.push(read);
    }
    return unknown;
  }
  if (path === 'contrib.slim.learning.train' || path === 'contrib.training.train') {
    const op = argument(args, 0, 'train_op');
    const trainings = op === null ? [] : traceOf(op).trains;
    const read = dependency(
      world,
      node,
      path.replace('contrib.', ''),
      'train-loop',
      argument(args, 99, 'global_step') ?? own(),
      null,
      frame,
      nothing,
    );
    for (const training of trainings) if (!training.heldBy.includes(read)) training.heldBy.push(read);
    return unknown;
  }
  return null;
}

function callOther(world: World, path: string, args: Arguments, node: Call, frame: Frame): Value {
  switch (path) {
    case 'train.ExponentialMovingAverage':
      return callAverage(world, args, node, frame);
    case 'assign':
    case 'assign_add':
    case 'assign_sub':
    case 'count_up_to': {
      const [, value] = args.positional;
      return moveBy(
        world,
        argument(args, 0, 'ref') ?? unknown,
        value ?? args.named.get('value') ?? null,
        node,
        argumentOf(node, 0, 'ref')?.value ?? null,
        frame,
      );
    }
    case 'train.global_step': {
      const step = argument(args, 1, 'global_step_tensor') ?? unknown;
      readStep(
        world,
        node,
        'tf.train.global_step',
        'session',
        step,
        argumentOf(node, 1, 'global_step_tensor')?.value ?? null,
        frame,
      );
      return { kind: 'unknown', trace: traceOf(step) };
    }
    case 'reset_default_graph':
      world.graph = world.contextAt(node, frame);
      return none;
    case 'Graph':
      return { kind: 'graph', graph: world.contextAt(node, frame) };
    case 'get_default_graph':
      return { kind: 'graph', graph: world.graph };
    case 'enable_eager_execution':
      world.isEager = true;
      world.disturb();
      return none;
    case 'app.run': {
      const main = argument(args, 0, 'main') ?? frame.global().lookUp('main');
      if (main?.kind === 'function') callFunction(world, main, { ...noArguments, positional: [unknown] }, node, frame);
      return none;
    }
    case 'constant': {
      const value = argument(args, 0, 'value');
      return { kind: 'tensor', trace: noTrace, atStart: value === null ? null : startOf(value), isConstant: true };
    }
    case 'add_to_collection': {
      const [key, value] = args.positional;
      const isStep =
        key?.kind === 'string'
          ? key.value === 'global_step'
          : key?.kind === 'tensorflow' && key.path === 'GraphKeys.GLOBAL_STEP';
      if (isStep && value?.kind === 'variable') Object.assign(value.variable, { tfName: 'global_step' });
      world.disturb();
      return none;
    }
    case 'placeholder':
    case 'placeholder_with_default':
    case 'train.Saver':
    case 'gradients':
    case 'trainable_variables':
    case 'global_variables':
    case 'get_collection':
      return path === 'train.Saver' ? unknown : { kind: 'tensor', trace: noTrace, atStart: null };
    default:
      return operation(world, path, args, node, frame);
  }
}

/** Any other operation: what it is given it depends on, and it runs after what controls it. */
function operation(world: World, path: string, args: Arguments, node: Call, frame: Frame): Value {
  if (
    /^(?:estimator|contrib\.(?:estimator|learn|tpu|slim|layers)|keras|flags|app|logging|gfile|io|data|test|ConfigProto|GPUOptions)(?:\.|$)/.test(
      path,
    )
  ) {
    for (const value of allArguments(args)) if (value.kind === 'function') enterFunction(world, value, node, frame);
    const trace = traceOfArguments(args);
    return trace === noTrace ? unknown : unknownOf(trace);
  }
  let trace: Trace = traceOfArguments(args);
  if (world.controlMoves.length > 0) trace = mergeTraces(trace, { ...noTrace, moves: world.controlMoves });
  for (const value of allArguments(args)) {
    if (value.kind !== 'function') continue;
    // Branches of `tf.cond` and their like: read for certain, run only perhaps.
    const made = traceOf(callFunction(world, value, { ...noArguments, isOpen: true }, node, frame));
    trace = mergeTraces(trace, { ...made, moves: [] });
  }
  return { kind: 'tensor', trace, atStart: atStartOf(path, args) };
}

function atStartOf(path: string, { positional, named }: Arguments): number | null {
  const [first, second] = [...positional, ...named.values()];
  const a = first === undefined ? null : startOf(first);
  if (a === null) return null;
  if (sameValue.test(path)) return a;
  const b = second === undefined ? null : startOf(second);
  if (b === null) return null;
  if (path === 'maximum') return Math.max(a, b);
  if (path === 'minimum') return Math.min(a, b);
  const operator = arithmetic.get(path.replace(/^math\./, ''));
  return operator === undefined ? null : calculate(operator, a, b);
}
