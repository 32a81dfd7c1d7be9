import type { Call } from '../../python/syntax';
import { argument, argumentOf } from '../walk/arguments';
import type { Training } from '../facts/events';
import type { TrainingCallName } from '../facts/facts';
import type { Frame } from '../values/frame';
import {
  type Arguments,
  mergeTraces,
  noTrace,
  optionsOf,
  type RateAtStart,
  type Tensor,
  type Trace,
  traceOf,
  type Value,
  type Variable,
} from '../values/values';
import { ownLineBefore } from '../walk/own-line';
import { noteMovedAttribute } from '../walk/feed';
import { unnumbered } from '../walk/recorded-events';
import type { World } from '../walk/world';
import { removalOf } from './remove-argument';
import type { CallSite } from './call-site';

/** What is known of the receiver of a training call, or of the helper that trains. */
export interface Trainer {
  readonly optimizer: string | null;
  readonly isCertain: boolean;
  readonly rate: Trace;
  readonly rateAtStart: RateAtStart;
  readonly notForRate: readonly Variable[];
  readonly ignoresStep: boolean;
  /** Whether it is known to add to a step that it is passed: of an object that cannot be read nobody knows. */
  readonly countsCertainly: boolean;
  /** What the helper moves where it is passed nothing, or null where nothing is moved then. */
  readonly ownStep: Value | null;
  /** It stands in a class that is an optimizer itself: what moves the step is the call of that class's method. */
  readonly isForwarding: boolean;
}

/** Records a training call and gives its operation. */
export function callTraining(
  world: World,
  call: TrainingCallName,
  trainer: Trainer,
  { args, node, frame }: CallSite,
  stepIndex: number,
): Tensor {
  const { source } = frame.module;
  const named = node.callee.kind === 'Attribute' ? node.callee.nameSpan : node.callee;
  const given = argumentOf(node, stepIndex, 'global_step');
  const argumentValue = argument(args, stepIndex, 'global_step');
  const step = referenced(argumentValue);
  const passes = passed(step, args, call);
  const hasStep = passes === 'value' || passes === 'unknown';
  const training = world.events.record(world.events.trainings, world.contexts.key(node, frame), {
    id: unnumbered,
    site: node,
    call,
    range: source.range(named),
    optimizer: trainer.optimizer,
    isCertain: trainer.isCertain,
    passes,
    step: hasStep ? step : null,
    stepText: hasStep && given !== null ? source.slice(given.value) : hasStep && step !== null ? 'global_step' : null,
    stepRange: given === null ? null : source.range(given.value),
    isPositional: given?.name === null,
    removal: given === null ? null : removalOf(node, given, frame),
    isIgnored: trainer.ignoresStep,
    countsByItself: trainer.ownStep !== null && passes === 'nothing',
    rate: trainer.rate,
    rateAtStart: trainer.rateAtStart,
    notForRate: trainer.notForRate,
    loss: lossOf(args),
    graph: world.graph,
    mode: world.mode,
    root: world.root,
    insertion: insertionOf(node, frame, given?.value.kind === 'Constant' ? given : null),
    visible: visibleVariables(frame),
    creation: creationAt(world, frame),
    heldBy: [],
  } satisfies Training);
  const moved = hasStep ? (step ?? { kind: 'unknown', trace: noTrace }) : passes === 'nothing' ? trainer.ownStep : null;
  const moves = [...world.controlMoves];
  if (moved !== null && !trainer.ignoresStep && !trainer.isForwarding) {
    if (given !== null) noteMovedAttribute(world, moved, given.value);
    moves.push(
      world.events.move(node, frame, {
        step: moved,
        by: trainer.ownStep !== null && !hasStep ? 'helper' : 'training',
        range: training.range,
        training,
        isIncrement: trainer.countsCertainly,
      }),
    );
  }
  // What adds to the output of an assignment runs that assignment first.
  if (argumentValue !== null && argumentValue !== step) moves.push(...traceOf(argumentValue).moves);
  const trace = mergeTraces(argumentMoves(args), { ...noTrace, moves, trains: [training, ...world.controlTrains] });
  return { kind: 'tensor', trace, atStart: null };
}

/** The variable whose reference an assignment gives, where that is passed as the step. */
function referenced(step: Value | null): Value | null {
  return step?.kind === 'tensor' && step.assigned !== undefined ? { kind: 'variable', variable: step.assigned } : step;
}

/** What the loss, or the gradients that are applied, are computed from. */
function lossOf({ positional, named }: Arguments): Trace {
  const first = positional[0] ?? named.get('loss') ?? named.get('grads_and_vars') ?? named.get('total_loss');
  return first === undefined ? noTrace : traceOf(first);
}

/** Gradients that wait for something run it too. */
function argumentMoves({ positional, named }: Arguments): Trace {
  const first = positional[0] ?? named.get('loss') ?? named.get('grads_and_vars') ?? named.get('total_loss');
  return first === undefined ? noTrace : { ...noTrace, moves: traceOf(first).moves };
}

function passed(step: Value | null, args: Arguments, call: TrainingCallName): Training['passes'] {
  if (step === null) return args.isOpen ? 'unknown' : 'nothing';
  if (step.kind === 'none') return call === 'optimize_loss' ? 'nothing' : 'none';
  // The helper's own sentinel.
  if (call === 'create_train_op' && step.kind === 'number' && step.value === 0) return 'nothing';
  return step.kind === 'unknown' || step.kind === 'bound' ? 'unknown' : 'value';
}

function insertionOf(
  node: Call,
  { module: { source } }: Frame,
  replaced: { readonly start: number; readonly end: number } | null,
): Training['insertion'] {
  const end = node.argumentsSpan.end - 1;
  const isClosed = source.text[end] === ')' && end > node.argumentsSpan.start;
  if (!isClosed) return null;
  if (replaced !== null) return { range: source.range(replaced), needsComma: false };
  const last = node.arguments.at(-1);
  if (node.arguments.some(({ star }) => star !== '')) return null;
  const at = last?.end ?? end;
  return { range: source.range({ start: at, end: at }), needsComma: last !== undefined };
}

/** Names that reach a variable from a frame: its own, those around it, and the attributes of its `self`. */
function visibleVariables(frame: Frame): ReadonlyMap<Variable, string> {
  const visible = new Map<Variable, string>();
  const see = (value: Value, name: string): void => {
    if (value.kind === 'variable' && !visible.has(value.variable)) visible.set(value.variable, name);
    if (value.kind === 'dict')
      for (const [key, held] of value.entries) if (isPlainKey(key)) see(held, `${name}['${key}']`);
  };
  const hidden = new Set<string>();
  for (let around: Frame | null = frame; around !== null; around = around.parent) {
    if (around.isClass && around !== frame) continue;
    for (const [name, value] of around.names.holders()) {
      if (hidden.has(name)) continue;
      see(value, name);
      const instance = value.kind === 'instance' ? value : value.kind === 'optimizer' ? value.instance : null;
      // A module's own variables, as this one names them.
      if (value.kind === 'module')
        for (const [member, held] of value.module.frame?.names ?? []) see(held, `${name}.${member}`);
      if (instance !== null) for (const [attribute, held] of instance.attributes) see(held, `${name}.${attribute}`);
    }
    // Nothing is around a module, whose names are many.
    if (around.parent !== null) for (const name of around.names.bound()) hidden.add(name);
  }
  return visible;
}

/** Whether a text can stand between quotes as it is. A number is a key as well, and reads the same there only as a number. */
function isPlainKey(key: string): boolean {
  return /^[A-Za-z_][\w .:/-]*$/.test(key);
}

/** The call of the graph's own step, as this module spells TensorFlow. */
function creationAt(world: World, frame: Frame): Training['creation'] {
  const tensorflow = spelling(frame);
  if (tensorflow === null) return null;
  const isFree = frame.lookUp('global_step') === null;
  return {
    text: `${tensorflow}.train.get_or_create_global_step()`,
    line: isFree ? ownLineBefore(world, frame) : null,
  };
}

function spelling(frame: Frame): string | null {
  for (let around: Frame | null = frame; around !== null; around = around.parent) {
    for (const [name, value] of around.names) if (value.kind === 'tensorflow' && value.path === '') return name;
  }
  return frame.lookUp('tf') === null && frame.module.hasUnknownStar ? 'tf' : null;
}

/** Whether any alternative of a value is certainly a variable. */
export function variablesIn(value: Value): Variable[] {
  return optionsOf(value).flatMap((option) => (option.kind === 'variable' ? [option.variable] : []));
}
