// What a call of TensorFlow's does to steps: one answer for each meaning that the catalogue knows.
import { placeOf } from '../../frameworks/signature';
import type { MeaningOf, ScopeKind } from '../../frameworks/symbol';
import { meaningOf, tensorflow1 } from '../../frameworks/tensorflow1/catalogue';
import type { Call } from '../../python/syntax';
import { allArguments, argument, argumentOf, noArguments, traceOfArguments } from '../walk/arguments';
import { asKerasObject } from '../clocks/keras-calls';
import { noteEpochs } from '../clocks/keras-schedules';
import { callAverage, callSchedule, dependency, itemsIn, readStep } from './dependents';
import { startOf } from '../values/constants';
import type { Frame } from '../values/frame';
import { noteChange } from '../values/history';
import { isStepKey, listCollection } from './handles';
import { noteMaximum } from './held-schedules';
import { takeHooks } from './hooks';
import { callTrainingHelper } from './training-helpers';
import { lastPart } from '../../base/last-part';
import {
  type Arguments,
  mergeTraces,
  none,
  noTrace,
  type Trace,
  traceOf,
  unknown,
  unknownOf,
  type Value,
} from '../values/values';
import { graphStep, makeInitializer, makeVariable, moveBy } from './variables';
import type { World } from '../walk/world';
import type { CallSite } from './call-site';
import { type Called, given } from './called';
import { makeOptimizer, wrapOptimizer } from './optimizer-calls';

/** Calls a public name of TensorFlow, as the catalogue describes it. */
export function callTensorFlow(world: World, path: string, args: Arguments, node: Call, frame: Frame): Value {
  const found = tensorflow1.find(path);
  const called = found ?? { name: path, meaning: meaningOf(path), signature: null };
  const value = callMeaning(world, called, args, node, frame);
  return asKerasObject(world, value, called, { args, node, frame });
}

function callMeaning(world: World, called: Called, args: Arguments, node: Call, frame: Frame): Value {
  const { meaning } = called;
  switch (meaning.kind) {
    case 'schedule':
      if (meaning.count !== null) return callSchedule(world, called, meaning, { args, node, frame });
      noteEpochs(world, called, { args, node, frame });
      return operation(world, called, args, node, frame);
    case 'step':
      return graphStep(world, node, frame);
    case 'variable':
      return makeVariable(world, called, meaning, { args, node, frame });
    case 'initializer':
      return makeInitializer(called, meaning, args);
    case 'training':
      return callTrainingHelper(world, called, meaning, { args, node, frame });
    case 'optimizer':
      return makeOptimizer(world, called, meaning, { args, node, frame });
    case 'wrapper':
      return wrapOptimizer(called, meaning, args);
    case 'average':
      return callAverage(world, args, node, frame);
    case 'reader':
      return callReader(world, called, meaning, { args, node, frame });
    case 'session':
      return openSession(world, called, args, node, frame);
    case 'operation':
      noteMaximum(world, called, { args, node, frame });
      return operation(world, called, args, node, frame);
    case 'opaque':
    case 'harmless':
      return opaque(world, args, node, frame);
    case 'hook':
      return makeHook(world, called, meaning, { args, node, frame });
    case 'scope':
      return scope(world, meaning.scope, called, { args, node, frame });
    case 'collection':
      return meaning.does === 'add' ? addToCollection(world, args) : listCollection(world, meaning, args, node, frame);
    case 'placeholder':
      return placeholder(world, called, meaning, args);
    case 'main': {
      const main = argument(args, 0, 'main') ?? frame.global().lookUp('main');
      if (main?.kind === 'function') world.callFunction(main, { ...noArguments, positional: [unknown] }, node, frame);
      return none;
    }
    case 'eager':
      world.isEager = true;
      world.disturb();
      noteChange(0);
      return none;
    case 'initialization':
    case 'update':
    case 'data':
    case 'dtype':
    case 'module':
      return operation(world, called, args, node, frame);
  }
}

/** A tensor that depends on no step. */
const tensor: Value = { kind: 'tensor', trace: noTrace, atStart: null };

/** What a run feeds depends on nothing; what it may leave out is computed from the value that stands in for it. */
function placeholder(world: World, called: Called, { otherwise }: MeaningOf<'placeholder'>, args: Arguments): Value {
  const value = otherwise === undefined ? null : given(called, otherwise, args);
  const { reads } = value === null ? noTrace : traceOf(value);
  if (value === null || reads.length === 0) return tensor;
  world.effects += 1;
  for (const read of reads) world.defaults.add(read);
  return { kind: 'tensor', trace: { ...noTrace, reads }, atStart: startOf(value), mayBeFed: true };
}

/** A hook of TensorFlow's own moves nothing. Made only to be passed on, it reads nothing yet; that somebody made it says that it is meant to. */
function makeHook(
  world: World,
  called: Called,
  { role, reads, every }: MeaningOf<'hook'>,
  { args, node, frame }: CallSite,
): Value {
  const kind = readerName(called.name);
  if (role === null || reads !== undefined) opaque(world, args, node, frame);
  if (role === null) return tensor;
  if (reads !== undefined) {
    for (const step of itemsIn(given(called, reads, args)).filter(({ kind: of }) => of === 'variable'))
      readStep(world, node, frame, { kind, role, step, stepNode: null });
    return tensor;
  }
  const period = every === undefined ? null : given(called, every, args);
  const step = graphStep(world, node, frame);
  const known = { every: period?.kind === 'number' ? period.value : null };
  dependency(world, node, frame, { kind, role, step, stepNode: null }, known);
  return tensor;
}

/** Specs and loops read the graph's own step; functions that name a parameter read that one. */
function callReader(
  world: World,
  called: Called,
  { role, step: stepName, trains, isOwnByDefault }: MeaningOf<'reader'>,
  { args, node, frame }: CallSite,
): Value {
  const kind = readerName(called.name);
  if (trains === null && stepName !== null) {
    const passed = given(called, stepName, args);
    const isOwn = isOwnByDefault === true && !args.isOpen && (passed === null || passed.kind === 'none');
    const step = isOwn ? graphStep(world, node, frame) : (passed ?? unknown);
    const place = called.signature === null ? -1 : placeOf(called.signature, stepName);
    const stepNode = argumentOf(node, place, stepName)?.value ?? null;
    const readBy = readStep(world, node, frame, { kind, role, step, stepNode });
    // An object that reads the step in time is no number that was computed from it.
    return isClass(called)
      ? unknown
      : { kind: 'unknown', trace: traceOf(step), ...(readBy === null ? {} : { readBy }) };
  }
  const own = (stepName === null ? null : given(called, stepName, args)) ?? graphStep(world, node, frame);
  if (trains === null) {
    dependency(world, node, frame, { kind, role, step: own, stepNode: null });
    return unknown;
  }
  const hooked = takeHooks(world, called, args);
  const op = given(called, trains, args);
  // Running the op runs all that it holds at once.
  if (op?.kind === 'tensor') world.runs.note(node, frame, mergeTraces(op.trace, hooked));
  const trainings = op === null ? [] : traceOf(op).trains;
  if (role === 'estimator' && trainings.length === 0) return unknown;
  const read = dependency(world, node, frame, { kind, role, step: own, stepNode: null });
  for (const training of trainings) if (!training.heldBy.includes(read)) training.heldBy.push(read);
  // The ops are the spec's: who takes it runs them.
  return { kind: 'unknown', trace: { ...noTrace, trains: trainings } };
}

function isClass({ name }: Called): boolean {
  return /^[A-Z]/.test(lastPart(name));
}

/** A class by its name, a function with the module that programs know it by. */
function readerName(name: string): string {
  const last = lastPart(name);
  if (last !== last.toLowerCase()) return last;
  return name.startsWith('contrib.') ? name.slice('contrib.'.length) : `tf.${name}`;
}

function openSession(world: World, called: Called, args: Arguments, node: Call, frame: Frame): Value {
  const hooked = takeHooks(world, called, args);
  const folder = given(called, 'checkpoint_dir', args);
  if (folder !== null && folder.kind !== 'none' && folder.kind !== 'unknown') {
    const own = graphStep(world, node, frame);
    dependency(world, node, frame, {
      kind: lastPart(called.name),
      role: 'monitored-session',
      step: own,
      stepNode: null,
    });
  }
  return hooked === noTrace ? { kind: 'session' } : { kind: 'session', hooked };
}

function scope(world: World, kind: ScopeKind, called: Called, { args, node, frame }: CallSite): Value {
  switch (kind) {
    case 'reset-graph':
      world.graph = world.contexts.graphAt(node, frame);
      return none;
    case 'new-graph':
      return { kind: 'graph', graph: world.contexts.graphAt(node, frame) };
    case 'default-graph':
      return { kind: 'graph', graph: world.graph };
    case 'default-session':
      return { kind: 'session' };
    case 'name':
    case 'control':
    case 'other':
      return operation(world, called, args, node, frame);
  }
}

function addToCollection(world: World, { positional: [key, value] }: Arguments): Value {
  const isStep = isStepKey(key);
  if (isStep && value?.kind === 'variable') Object.assign(value.variable, { tfName: 'global_step' });
  if (value !== undefined) world.consumers.collect(traceOf(value).trains);
  world.disturb();
  return tensor;
}

/** A function of which nothing is known but that it calls what it is passed. */
function opaque(world: World, args: Arguments, node: Call, frame: Frame): Value {
  for (const value of allArguments(args)) if (value.kind === 'function') world.enterFunction(value, node, frame);
  const trace = traceOfArguments(args);
  return trace === noTrace ? unknown : unknownOf(trace);
}

/** An operation: it depends on what it is passed, and runs after what controls it. */
function operation(
  world: World,
  { name, meaning, signature }: Called,
  args: Arguments,
  node: Call,
  frame: Frame,
): Value {
  if (meaning.kind === 'operation' && meaning.moves !== null) {
    const [, value] = args.positional;
    const target = signature?.parameters[0]?.name ?? 'ref';
    return moveBy(world, node, frame, {
      target: argument(args, 0, target) ?? unknown,
      value: value ?? args.named.get('value') ?? null,
      targetNode: argumentOf(node, 0, target)?.value ?? null,
    });
  }
  let trace: Trace = traceOfArguments(args);
  if (world.controlMoves.length + world.controlTrains.length > 0)
    trace = mergeTraces(trace, { ...noTrace, moves: world.controlMoves, trains: world.controlTrains });
  const made = new Map<Value, Value>();
  for (const value of allArguments(args)) {
    if (value.kind !== 'function' && value.kind !== 'partial') continue;
    // Branches of `tf.cond` and similar functions: read for certain, run only perhaps. Functions of an element are passed it.
    const isOpen = value.kind === 'function' || !/^(?:cond|case)$/.test(name);
    const result = world.callValue(value, { ...noArguments, isOpen }, node, frame);
    made.set(value, result);
    trace = mergeTraces(trace, { ...traceOf(result), moves: [] });
  }
  if (name === 'constant') {
    const value = argument(args, 0, 'value');
    return { kind: 'tensor', trace: noTrace, atStart: value === null ? null : startOf(value), isConstant: true };
  }
  const operand = (value: Value): Value => made.get(value) ?? value;
  return { kind: 'tensor', trace, atStart: atStartOf({ meaning, signature }, args, operand) };
}

/** What an operation on single numbers gives while its step is at its initial value; null where an operand is not known. */
function atStartOf(
  { meaning, signature }: Pick<Called, 'meaning' | 'signature'>,
  args: Arguments,
  operand: (value: Value) => Value,
): number | null {
  if (meaning.kind !== 'operation' || meaning.scalar === null) return null;
  const { operands, compute, isChoice } = meaning.scalar;
  const values = Array.from({ length: operands }, (_, index) => {
    const name = signature?.parameters[index]?.name;
    return name === undefined ? args.positional[index] : argument(args, index, name);
  });
  const numbers = values.map((value) => (value === undefined || value === null ? null : startOf(operand(value))));
  // What is not chosen need not be known.
  const [condition] = numbers;
  if (isChoice && condition !== null && condition !== undefined) numbers[condition === 0 ? 1 : 2] = 0;
  if (numbers.includes(null)) return null;
  const isInteger = values.every((value) => value?.kind === 'number' && value.isInt);
  const result = compute(numbers.map(Number), isInteger);
  return Number.isFinite(result) ? result : null;
}
