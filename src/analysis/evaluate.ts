import type { Binary, Comparison, Comprehension, DictDisplay, Expression, Subscript } from '../python/syntax';
import { attributeOf } from './attributes';
import { evaluateCall } from './calls';
import { Frame } from './frame';
import { assign } from './walk';
import {
  join,
  mergeTraces,
  none,
  noTrace,
  number,
  optionsOf,
  plainTensor,
  someNumber,
  traceOf,
  unknown,
  unknownOf,
  type Value,
} from './values';
import { builtins } from './tensorflow-names';
import type { World } from './world';

/** What an expression may be, where it stands. */
export function evaluate(world: World, node: Expression, frame: Frame): Value {
  world.spend();
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
      return binary(world, node, frame);
    case 'Boolean': {
      const left = evaluate(world, node.left, frame);
      const right = evaluate(world, node.right, frame);
      const truth = truthOf(left);
      if (truth === null) return join(left, right);
      return truth === (node.operator === 'or') ? left : right;
    }
    case 'Comparison':
      return comparison(world, node, frame);
    case 'Conditional': {
      const truth = truthOf(evaluate(world, node.test, frame));
      if (truth !== null) return evaluate(world, truth ? node.body : node.orElse, frame);
      world.conditions += 1;
      const value = join(evaluate(world, node.body, frame), evaluate(world, node.orElse, frame));
      world.conditions -= 1;
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
      return { kind: 'function', definition: node, frame, self: null, owner: null };
    case 'Comprehension':
      return comprehension(world, node, frame);
    case 'NamedExpression': {
      const value = evaluate(world, node.value, frame);
      frame.bind(node.name, value);
      return value;
    }
    case 'Await':
    case 'Yield':
      if (node.value !== null) evaluate(world, node.value, frame);
      return unknown;
    case 'BrokenExpression':
      return unknown;
  }
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
  return { kind: 'list', items: values, isOpen };
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
  return { kind: 'dict', entries: known, rest };
}

/** A variable as the key of a dictionary: it is fed. */
export function feed(world: World, key: Value, node: Expression, frame: Frame): void {
  for (const option of optionsOf(key)) {
    if (option.kind === 'variable') world.move(node, frame, option, 'feed', frame.module.source.range(node));
  }
  noteMovedAttribute(world, key, node);
}

/** Something is done to an attribute of an object that is not known: any variable of that attribute may be meant. */
export function noteMovedAttribute(world: World, value: Value, node: Expression): void {
  if (node.kind === 'Attribute' && (value.kind === 'unknown' || value.kind === 'bound'))
    world.movedAttributes.add(node.name);
}

function binary(world: World, node: Binary, frame: Frame): Value {
  const left = evaluate(world, node.left, frame);
  const right = evaluate(world, node.right, frame);
  if (left.kind === 'number' && right.kind === 'number') {
    const value =
      left.value === null || right.value === null ? null : calculate(node.operator, left.value, right.value);
    return number(value, left.isInt && right.isInt && node.operator !== '/');
  }
  if (left.kind === 'string') return { kind: 'string', value: null };
  if (left.kind === 'list' && node.operator === '+') {
    if (right.kind === 'list')
      return { kind: 'list', items: [...left.items, ...right.items], isOpen: left.isOpen || right.isOpen };
    return { kind: 'list', items: left.items, isOpen: true };
  }
  if (left.kind === 'list' && node.operator === '*') return { kind: 'list', items: left.items, isOpen: true };
  const trace = mergeTraces(traceOf(left), traceOf(right));
  const isPlain = (value: Value): boolean => value.kind === 'unknown' && value.trace === noTrace;
  if (trace === noTrace && (isPlain(left) || isPlain(right))) return unknown;
  const a = startOf(left);
  const b = startOf(right);
  return { kind: 'tensor', trace, atStart: a === null || b === null ? null : calculate(node.operator, a, b) };
}

/** What a value is while every step is at its initial value, if that is a known number. */
export function startOf(value: Value): number | null {
  switch (value.kind) {
    case 'number':
      return value.value;
    case 'tensor':
      return value.atStart;
    case 'variable':
      return value.variable.initial;
    default:
      return null;
  }
}

export function calculate(operator: Binary['operator'], a: number, b: number): number | null {
  const results: Partial<Record<Binary['operator'], number>> = {
    '+': a + b,
    '-': a - b,
    '*': a * b,
    '/': a / b,
    '//': Math.floor(a / b),
    '%': a - b * Math.floor(a / b),
    '**': a ** b,
  };
  const result = results[operator];
  // Ten digits: what 0.1 * 3 is meant to be.
  return result === undefined || !Number.isFinite(result) ? null : Number(result.toPrecision(10));
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
  return trace === noTrace ? { kind: 'bool', value: null } : { kind: 'unknown', trace };
}

function isMainGuard({ operands }: Comparison): boolean {
  return operands.some((operand) => operand.kind === 'Name' && operand.name === '__name__');
}

function compare(left: Value, right: Value, operator: Comparison['operators'][number] | undefined): boolean | null {
  const isEqual = operator === 'is' || operator === '==';
  if (!isEqual && operator !== 'is not' && operator !== '!=') return null;
  if (right.kind === 'none' || left.kind === 'none') {
    const other = right.kind === 'none' ? left : right;
    if (other.kind === 'none') return isEqual;
    // A name that may have come from elsewhere may be None; a thing that was made is not.
    return other.kind === 'unknown' || other.kind === 'union' || other.kind === 'bound' || other.kind === 'foreign'
      ? null
      : !isEqual;
  }
  if ((left.kind === 'string' || left.kind === 'bool' || left.kind === 'number') && left.kind === right.kind) {
    return left.value === null || right.value === null ? null : (left.value === right.value) === isEqual;
  }
  return null;
}

/** Whether a value counts as true, where that is certain. */
export function truthOf(value: Value): boolean | null {
  switch (value.kind) {
    case 'none':
      return false;
    case 'bool':
      return value.value;
    case 'number':
      return value.value === null ? null : value.value !== 0;
    case 'string':
      return value.value === null ? null : value.value !== '';
    case 'function':
    case 'class':
    case 'module':
    case 'optimizer':
    case 'session':
      return true;
    default:
      return null;
  }
}

function unknownOfReads(value: Value): Value {
  return { kind: 'unknown', trace: traceOf(value) };
}

function subscript(world: World, { object, index }: Subscript, frame: Frame): Value {
  const value = evaluate(world, object, frame);
  const at = index.kind === 'Slice' ? unknown : evaluate(world, index, frame);
  return optionsOf(value)
    .map((option) => itemOf(option, at, index.kind === 'Slice'))
    .reduce(join);
}

function itemOf(value: Value, at: Value, isSlice: boolean): Value {
  if (value.kind === 'list') {
    if (isSlice) return { kind: 'list', items: value.items, isOpen: true };
    if (at.kind === 'number' && at.value !== null && !value.isOpen) return value.items.at(at.value) ?? unknown;
    return elementOf(value);
  }
  if (value.kind === 'dict') {
    const key = at.kind === 'string' ? at.value : at.kind === 'number' && at.value !== null ? String(at.value) : null;
    const known = key === null ? undefined : value.entries.get(key);
    if (known !== undefined) return known;
    if (key !== null) return value.rest ?? unknown;
    const all = value.rest === null ? [...value.entries.values()] : [...value.entries.values(), value.rest];
    return all.length === 0 ? unknown : all.reduce(join);
  }
  if (value.kind === 'unknown') return value.trace === noTrace ? unknown : value;
  const trace = traceOf(value);
  return trace === noTrace ? unknown : { ...plainTensor, trace };
}

/** Any one of the items of what can be iterated over. */
export function elementOf(value: Value): Value {
  if (value.kind === 'list') {
    if (value.items.length > 0) return value.items.reduce(join);
    return unknown;
  }
  if (value.kind === 'dict') return { kind: 'string', value: null };
  if (value.kind === 'union') return value.options.map(elementOf).reduce(join);
  if (value.kind === 'number') return someNumber;
  return unknownOf(traceOf(value));
}

function comprehension(world: World, node: Comprehension, frame: Frame): Value {
  const inner = new Frame(frame.module, frame.isClass ? frame : frame, frame.context);
  for (const { target, iterable, conditions } of node.clauses) {
    assign(world, target, elementOf(evaluate(world, iterable, inner)), inner);
    for (const condition of conditions) evaluate(world, condition, inner);
  }
  const key = node.key === null ? null : evaluate(world, node.key, inner);
  if (key !== null && node.key !== null) feed(world, key, node.key, inner);
  const item = evaluate(world, node.element, inner);
  if (node.type === 'dict') return { kind: 'dict', entries: new Map(), rest: item };
  return { kind: 'list', items: [item], isOpen: true };
}
