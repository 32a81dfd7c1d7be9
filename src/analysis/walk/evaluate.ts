import { scalar, type ScalarOperation } from '../../frameworks/scalar';
import type {
  Binary,
  BooleanOperation,
  Comparison,
  Comprehension,
  DictDisplay,
  Expression,
  Lambda,
  Span,
  Subscript,
} from '../../python/syntax';
import { calculate, compare, isMainGuard, startOf, truthOf } from '../values/constants';
import { DictValue, ListValue } from '../values/mutable-values';
import { elementOf, itemOf } from '../values/items';
import { mayStep } from '../../frameworks/clock-texts';
import { loseTrack } from '../clocks/tracking';
import { countOf } from './turns';
import { combinedUnit, counted } from '../clocks/units';
import { attributeOf } from './attributes';
import { evaluateCall } from './calls';
import { feed } from './feed';
import { Frame } from '../values/frame';
import { assign } from './assign';
import { join } from '../values/join';
import {
  type FunctionValue,
  mergeTraces,
  none,
  noTrace,
  number,
  plainTensor,
  traceOf,
  unknown,
  type Value,
} from '../values/values';
import { mayTrain } from '../meaning/prefilter';
import { builtins } from '../meaning/tensorflow-names';
import type { World } from './world';

/** What an expression may be, where it stands. */
export function evaluate(world: World, node: Expression, frame: Frame): Value {
  world.limits.spend();
  if (!world.limits.begin(node, frame)) return unknown;
  const value = evaluateOne(world, node, frame);
  world.limits.end();
  return value;
}

// eslint-disable-next-line max-lines-per-function -- one case for each kind of expression
function evaluateOne(world: World, node: Expression, frame: Frame): Value {
  switch (node.kind) {
    case 'Name':
      return nameValue(node.name, frame);
    case 'Number':
      return node.type === 'complex' ? unknown : number(node.value, node.type === 'int');
    case 'String':
      return { kind: 'string', value: node.value };
    case 'FormattedString':
      return { kind: 'string', value: null };
    case 'Constant':
      if (node.value === null) return none;
      return typeof node.value === 'boolean' ? { kind: 'bool', value: node.value } : unknown;
    case 'List':
    case 'Tuple':
    case 'Set':
      return listOf(world, node.items, frame);
    case 'Dict':
      return dictOf(world, node, frame);
    case 'Unary': {
      const value = evaluate(world, node.operand, frame);
      if (node.operator === 'not') {
        const truth = truthOf(value);
        return traceOf(value) === noTrace
          ? { kind: 'bool', value: truth === null ? null : !truth }
          : unknownOfReads(value);
      }
      if (value.kind === 'number')
        return number(value.value === null ? null : node.operator === '-' ? -value.value : value.value, value.isInt);
      if (value.kind === 'tensor' && node.operator === '-')
        return { ...value, atStart: value.atStart === null ? null : -value.atStart };
      return traceOf(value) === noTrace ? unknown : { ...plainTensor, trace: traceOf(value) };
    }
    case 'Binary':
      return chain(world, node, frame, (link, left, right) => countedBinary(world, link, left, right));
    case 'Boolean':
      return chain(world, node, frame, booleanOf);
    case 'Comparison':
      return comparison(world, node, frame);
    case 'Conditional': {
      const truth = truthOf(evaluate(world, node.test, frame));
      if (truth !== null) return evaluate(world, truth ? node.body : node.orElse, frame);
      world.conditions.count += 1;
      const value = join(evaluate(world, node.body, frame), evaluate(world, node.orElse, frame));
      world.conditions.count -= 1;
      return value;
    }
    case 'Call':
      return evaluateCall(world, node, frame);
    case 'Attribute':
      return attributeOf(world, evaluate(world, node.object, frame), node.name, node, frame);
    case 'Subscript':
      return subscript(world, node, frame);
    case 'Slice':
      return unknown;
    case 'Starred':
      return evaluate(world, node.value, frame);
    case 'Lambda':
      return lambdaOf(world, node, frame);
    case 'Comprehension':
      return comprehension(world, node, frame);
    case 'NamedExpression': {
      const value = evaluate(world, node.value, frame);
      frame.bind(node.name, value);
      return value;
    }
    case 'Await':
    case 'Yield': {
      const value = node.value === null ? null : evaluate(world, node.value, frame);
      if (value !== null && world.clocks.isOn) loseTrack(world, value);
      return unknown;
    }
    case 'BrokenExpression':
      return unknown;
  }
}

/** A lambda that trains is kept: it may be stored for somebody who calls it. */
function lambdaOf(world: World, node: Lambda & Span, frame: Frame): Value {
  const fn: FunctionValue = { kind: 'function', definition: node, frame, self: null, owner: null };
  const text = frame.module.source.slice(node);
  if (mayTrain(text) || (world.clocks.isWatching && mayStep(text))) world.nested.set(node, fn);
  return fn;
}

function nameValue(name: string, frame: Frame): Value {
  const value = frame.lookUp(name);
  if (value !== null) return value;
  // A name that nothing binds: by the habit of all TensorFlow programs, or from a star import that cannot be read.
  if (name === 'tf') return { kind: 'tensorflow', path: '' };
  if (name === 'slim' && frame.module.hasUnknownStar) return { kind: 'tensorflow', path: 'contrib.slim' };
  if (builtins.has(name)) return { kind: 'foreign', path: name };
  if (name === '__name__') return { kind: 'string', value: null };
  return unknown;
}

function listOf(world: World, items: readonly Expression[], frame: Frame): Value {
  const values: Value[] = [];
  let isOpen = false;
  for (const item of items) {
    const value = evaluate(world, item, frame);
    if (item.kind !== 'Starred') values.push(value);
    else if (value.kind === 'list') {
      values.push(...value.items);
      isOpen ||= value.isOpen;
    } else isOpen = true;
  }
  return new ListValue(values, isOpen);
}

function dictOf(world: World, { entries }: DictDisplay, frame: Frame): Value {
  const known = new Map<string, Value>();
  let rest: Value | null = null;
  for (const { key, value: node } of entries) {
    const value = evaluate(world, node, frame);
    if (key === null) {
      if (value.kind === 'dict') for (const [name, item] of value.entries) known.set(name, item);
      else rest = rest === null ? unknown : join(rest, unknown);
      continue;
    }
    const name = evaluate(world, key, frame);
    if (name.kind === 'string' && name.value !== null) known.set(name.value, value);
    else if (name.kind === 'number' && name.value !== null) known.set(String(name.value), value);
    else rest = rest === null ? value : join(rest, value);
    feed(world, name, key, frame);
  }
  return new DictValue(known, rest);
}

/** `a + b + c + …`: what stands to the left of an operator may be a chain of the same kind, of any length. */
function chain<Node extends Binary | BooleanOperation>(
  world: World,
  node: Node,
  frame: Frame,
  combine: (node: Node, left: Value, right: Value) => Value,
): Value {
  const links: Node[] = [node];
  let first = node.left;
  while (first.kind === node.kind) {
    world.limits.spend();
    links.push(first as Node);
    first = (first as Node).left;
  }
  let value = evaluate(world, first, frame);
  for (const link of links.reverse()) value = combine(link, value, evaluate(world, link.right, frame));
  return value;
}

function booleanOf({ operator }: BooleanOperation, left: Value, right: Value): Value {
  const truth = truthOf(left);
  // `a and False`, whatever `a` is.
  if (truth === null && right.kind === 'bool' && right.value === (operator === 'or')) return right;
  if (truth === null) return join(left, right);
  return truth === (operator === 'or') ? left : right;
}

/** What a program with a scheduler computes is known with what it counts. */
function countedBinary(world: World, node: Binary, left: Value, right: Value): Value {
  const value = binaryOf(world, node, left, right);
  return world.clocks.isWatching ? counted(value, combinedUnit(node, left, right)) : value;
}

function binaryOf(world: World, node: Binary, left: Value, right: Value): Value {
  if (left.kind === 'number' && right.kind === 'number') {
    const value =
      left.value === null || right.value === null ? null : calculate(node.operator, left.value, right.value);
    return number(value, left.isInt && right.isInt && node.operator !== '/');
  }
  if (left.kind === 'string') return { kind: 'string', value: null };
  if (left.kind === 'list' && node.operator === '+') {
    if (right.kind !== 'list') return new ListValue(left.items, true);
    const others = right.items.flatMap((item) => world.repeats.besideIn(left, item, world.conditions.count));
    const isOpen = left.isOpen || right.isOpen || others.length > 0;
    return new ListValue([...left.items, ...right.items, ...others], isOpen);
  }
  if (left.kind === 'list' && node.operator === '*') return new ListValue(left.items, true);
  const trace = mergeTraces(traceOf(left), traceOf(right));
  const isPlain = (value: Value): boolean => value.kind === 'unknown' && value.trace === noTrace;
  if (trace === noTrace && (isPlain(left) || isPlain(right))) return unknown;
  const a = startOf(left);
  const b = startOf(right);
  return { kind: 'tensor', trace, atStart: a === null || b === null ? null : calculate(node.operator, a, b) };
}

function comparison(world: World, node: Comparison, frame: Frame): Value {
  const values = node.operands.map((operand) => evaluate(world, operand, frame));
  const [left, right] = values;
  const [operator] = node.operators;
  if (values.length === 2 && left !== undefined && right !== undefined) {
    if (isMainGuard(node)) return { kind: 'bool', value: true };
    const known = compare(left, right, operator);
    if (known !== null) return { kind: 'bool', value: known };
  }
  const trace = values.reduce((all, value) => mergeTraces(all, traceOf(value)), noTrace);
  if (trace === noTrace) return { kind: 'bool', value: null };
  const isInGraph = values.some(({ kind }) => kind === 'tensor' || kind === 'variable');
  return isInGraph ? { kind: 'tensor', trace, atStart: truthAtStart(node, values) } : { kind: 'unknown', trace };
}

/** What a comparison of tensors gives while every step is at its initial value: 1 or 0. `==` compares objects in TensorFlow 1. */
function truthAtStart(
  { operators: [operator] }: Comparison,
  [left, right, ...others]: readonly Value[],
): number | null {
  if (left === undefined || right === undefined || others.length > 0) return null;
  const order = operator === undefined ? undefined : orders.get(operator);
  const [a, b] = [startOf(left), startOf(right)];
  return order === undefined || a === null || b === null ? null : order.compute([a, b], false);
}

const orders = new Map<Comparison['operators'][number], ScalarOperation>([
  ['<', scalar.less],
  ['<=', scalar.lessEqual],
  ['>', scalar.greater],
  ['>=', scalar.greaterEqual],
]);

function unknownOfReads(value: Value): Value {
  return { kind: 'unknown', trace: traceOf(value) };
}

function subscript(world: World, { object, index }: Subscript, frame: Frame): Value {
  const value = evaluate(world, object, frame);
  const at = index.kind === 'Slice' ? unknown : evaluate(world, index, frame);
  if (value.kind !== 'union') return itemOf(value, at, index.kind === 'Slice');
  return value.options.map((option) => itemOf(option, at, index.kind === 'Slice')).reduce(join);
}

function comprehension(world: World, node: Comprehension & Span, frame: Frame): Value {
  const inner = new Frame(frame.module, frame.isClass ? frame : frame, frame.context);
  let count: number | null = 1;
  for (const { target, iterable, conditions } of node.clauses) {
    const items = evaluate(world, iterable, inner);
    const own = conditions.length === 0 ? countOf(world, iterable, items, inner) : null;
    count = count === null || own === null ? null : count * own;
    assign(world, target, elementOf(items), inner);
    for (const condition of conditions) evaluate(world, condition, inner);
  }
  const key = node.key === null ? null : evaluate(world, node.key, inner);
  if (key !== null && node.key !== null) feed(world, key, node.key, inner);
  return world.repeats.within(frame.module.source.range(node), count, world.conditions.count, () => {
    const item = evaluate(world, node.element, inner);
    const others = world.repeats.besideHere(item);
    if (node.type !== 'dict') return new ListValue([item, ...others], true);
    const dict = new DictValue(new Map(), item);
    dict.keepBeside(others);
    return dict;
  });
}
