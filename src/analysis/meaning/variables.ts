import type { Call, Expression } from '../../python/syntax';
import { placeOf } from '../../frameworks/signature';
import type { LibrarySymbol, MeaningOf } from '../../frameworks/symbol';
import { tensorflow1 } from '../../frameworks/tensorflow1/catalogue';
import { argument, traceOfArguments } from '../walk/arguments';
import { noteMovedAttribute } from '../walk/feed';
import { startOf } from '../values/constants';
import type { Movement } from '../facts/events';
import type { Frame } from '../values/frame';
import {
  type Arguments,
  mergeTraces,
  noTrace,
  optionsOf,
  type TensorFlowValue,
  traceOf,
  unknown,
  type Value,
  type Variable,
} from '../values/values';
import { hasUnknownBase } from '../walk/release';
import type { World } from '../walk/world';
import type { CallSite } from './call-site';
import { trainsEagerly } from './prefilter';

/** A call that makes a variable. */
export function makeVariable(
  world: World,
  { signature }: Pick<LibrarySymbol, 'signature'>,
  { initial: initialName, isNamedFirst }: MeaningOf<'variable'>,
  { args, node, frame }: CallSite,
): Value {
  const given = (name: string): Value | null =>
    argument(args, signature === null ? Number.POSITIVE_INFINITY : placeOf(signature, name), name);
  const initial = given(initialName);
  const name = isNamedFirst ? argument(args, 0, 'name') : given('name');
  const trainable = given('trainable');
  const start = initial === null ? null : startOf(initial);
  const variable = world.events.variable(node, frame, {
    range: frame.module.source.range(node),
    insertion: trainable === null && !args.isOpen ? endOfArguments(node, frame) : null,
    trainableRange: rangeOfTrue(node, frame),
    initial: start,
    type: typeOf(args, initial),
    trainable: trainable === null ? !args.isOpen : trainable.kind === 'bool' ? trainable.value : null,
    tfName: name?.kind === 'string' ? name.value : null,
    isByName: isNamedFirst,
    graph: world.graph,
    isGraphStep: false,
  });
  if (initial !== null) variable.assigned = mergeTraces(variable.assigned, traceOf(initial));
  return { kind: 'variable', variable };
}

/** A call that makes an initializer: the number that variables start with, where it is known. */
export function makeInitializer(
  { signature }: Pick<LibrarySymbol, 'signature'>,
  { fill }: MeaningOf<'initializer'>,
  args: Arguments,
): Value {
  if (fill === null) return { kind: 'tensor', trace: traceOfArguments(args), atStart: null };
  if (typeof fill === 'number') return { kind: 'tensor', trace: noTrace, atStart: fill };
  const given = argument(args, signature === null ? 0 : placeOf(signature, fill), fill);
  return { kind: 'tensor', trace: noTrace, atStart: given === null ? 0 : startOf(given) };
}

function typeOf(args: Arguments, initial: Value | null): Variable['type'] {
  const given =
    args.named.get('dtype') ??
    args.positional.find((value) => value.kind === 'tensorflow' && tensorflow1.is(value.path, 'dtype'));
  if (given !== undefined) {
    const types = new Set(optionsOf(given).map((one) => (one.kind === 'tensorflow' ? isInteger(one) : null)));
    const [only] = types;
    return types.size !== 1 || only === undefined || only === null ? null : only ? 'int' : 'float';
  }
  if (initial?.kind === 'number') return initial.isInt ? 'int' : 'float';
  return null;
}

function isInteger({ path }: TensorFlowValue): boolean {
  return path.includes('int');
}

/** The graph's own step. */
export function graphStep(world: World, node: Expression, frame: Frame): Value {
  const variable = world.events.variable(node, frame, {
    range: frame.module.source.range(node),
    insertion: null,
    trainableRange: null,
    initial: 0,
    type: 'int',
    trainable: false,
    tfName: 'global_step',
    isByName: true,
    graph: world.graph,
    isGraphStep: true,
  });
  return { kind: 'variable', variable };
}

/** What an assignment changes, and to what; null where that is not given, or no expression names the target. */
interface Assignment {
  readonly target: Value;
  readonly value: Value | null;
  readonly targetNode: Expression | null;
}

/** An assignment: it moves what it is applied to, each time that it is run. */
export function moveBy(world: World, node: Call, frame: Frame, { target, value, targetNode }: Assignment): Value {
  if (targetNode !== null) noteMovedAttribute(world, target, targetNode);
  const given = value === null ? noTrace : traceOf(value);
  const moves: Movement[] = [...world.controlMoves];
  const targets = [...within(target)];
  for (const option of targets) {
    if (option.kind !== 'variable') continue;
    // One of a list, of which each is set.
    if (target.kind === 'list') option.variable.escapes = true;
    option.variable.assigned = mergeTraces(option.variable.assigned, given);
  }
  const isKnown = optionsOf(target).some(({ kind }) => kind === 'variable');
  const handle = targets.find((option) => option.kind === 'unknown' && option.isHandle === true);
  if (handle !== undefined) moveUnknown(world, node, frame, handle);
  else if (!isKnown && world.takesHandles && isIncrementByName(node)) moveUnknown(world, node, frame);
  if (isKnown) {
    const movement = world.events.move(node, frame, {
      step: target,
      by: 'assign',
      range: frame.module.source.range(node),
      isIncrement: addsTo(target, value, node),
    });
    world.loops.make(movement, node, frame);
    keep(world, movement, node, frame);
    moves.push(movement);
  }
  const trace = mergeTraces(
    traceOf(target),
    mergeTraces({ ...noTrace, moves, trains: world.controlTrains }, { ...noTrace, moves: given.moves }),
  );
  if (trace === noTrace) return unknown;
  const output: Value = { kind: 'tensor', trace, atStart: null };
  return target.kind === 'variable' ? { ...output, assigned: target.variable } : output;
}

/** Notes where the operation goes, where it is a statement's whole value. In what a decorator has traced, it is run by itself. */
function keep(world: World, movement: Movement, node: Call, frame: Frame): void {
  const { statement } = frame;
  const isWhole = statement !== null && 'value' in statement && statement.value === node;
  if (!isWhole || !/^(?:assign|count_up)/.test(calledName(node))) return;
  if (trainsEagerly(frame.module.source.text) || world.isDecorated) return;
  const graphName = graphNameOf(node);
  if (statement.kind === 'ExpressionStatement') world.events.kept.set(movement, { name: null, node, graphName, frame });
  if (statement.kind !== 'Assign') return;
  const [target] = statement.targets;
  if (statement.targets.length !== 1 || target === undefined) return;
  if (target.kind === 'Name') world.events.kept.set(movement, { name: target.name, node, graphName, frame });
  if (target.kind !== 'Attribute' || target.object.kind !== 'Name' || world.mode !== 'called') return;
  const object = frame.lookUp(target.object.name);
  if (object?.kind === 'instance' && !hasUnknownBase(object))
    world.events.kept.set(movement, { name: target.name, isAttribute: true, node, graphName, frame });
}

/** The literal `name=` of a call. */
function graphNameOf(node: Call): string | null {
  const given = node.arguments.find(({ name }) => name === 'name')?.value;
  return given?.kind === 'String' ? given.value : null;
}

/** The alternatives of a value, and of all that its lists hold. */
function* within(value: Value, depth = 0): Generator<Value> {
  for (const option of optionsOf(value)) {
    if (option.kind !== 'list') yield option;
    else if (depth < 3) for (const item of option.items) yield* within(item, depth + 1);
  }
}

/** Something that the program has by a name or out of a collection is moved: it may be any variable. */
export function moveUnknown(world: World, node: Call, frame: Frame, step: Value = unknown): void {
  world.events.move(node, frame, { step, by: 'assign', range: frame.module.source.range(node) });
}

function isIncrementByName(node: Call): boolean {
  return /^(?:assign_(?:add|sub)|count_up_to)$/.test(calledName(node));
}

function calledName({ callee }: Call): string {
  return callee.kind === 'Attribute' || callee.kind === 'Name' ? callee.name : '';
}

/** `assign_add`, or an `assign` of something computed from the variable itself. */
function addsTo(target: Value, value: Value | null, node: Call): boolean {
  if (!/^(?:assign|load|set_value|update)$/.test(calledName(node))) return true;
  const { reads } = value === null ? noTrace : traceOf(value);
  return optionsOf(target).some((option) => option.kind === 'variable' && reads.includes(option.variable));
}

function endOfArguments(node: Call, { module: { source } }: Frame): Variable['insertion'] {
  const last = node.arguments.at(-1);
  return last === undefined ? null : source.range({ start: last.end, end: last.end });
}

/** A `True` that is given as `trainable=True`. */
function rangeOfTrue(node: Expression, { module: { source } }: Frame): Variable['trainableRange'] {
  const given = node.kind === 'Call' ? node.arguments.find(({ name }) => name === 'trainable') : undefined;
  return given?.value.kind === 'Constant' && given.value.value === true ? source.range(given.value) : null;
}
