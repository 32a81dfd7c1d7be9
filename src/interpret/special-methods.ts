// What the special methods of the program's own classes make of operators, comparisons and conditions.
import { message } from '../base/message';
import type { BinaryOperator, ComparisonOperator, Span } from '../python/syntax';
import { lookUpMethod, truthMethods } from './class-members';
import { truthOf } from './read-value';
import { type Arguments, bool, unknown, type Value } from './values';

type Apply = (callee: Value, given: Arguments) => Value;

/** What Python calls the method of an operator, without the underscores around it. */
const operatorMethods: Readonly<Record<BinaryOperator, string>> = {
  '+': 'add',
  '-': 'sub',
  '*': 'mul',
  '/': 'truediv',
  '//': 'floordiv',
  '%': 'mod',
  '**': 'pow',
  '@': 'matmul',
  '<<': 'lshift',
  '>>': 'rshift',
  '&': 'and',
  '|': 'or',
  '^': 'xor',
};

/** The method of a comparison on the left side, and the one that the right side has instead. */
const comparisonMethods: Partial<Record<ComparisonOperator, readonly [string, string]>> = {
  '==': ['__eq__', '__eq__'],
  '!=': ['__ne__', '__ne__'],
  '<': ['__lt__', '__gt__'],
  '<=': ['__le__', '__ge__'],
  '>': ['__gt__', '__lt__'],
  '>=': ['__ge__', '__le__'],
};

/** Calls the first method that the object's class has; null where it has none, or the value is of no class of the program's. */
function callFirst(
  object: Value,
  names: readonly string[],
  positional: readonly Value[],
  span: Span,
  apply: Apply,
): Value | null {
  if (object.kind !== 'instance' || object.class === null) return null;
  for (const name of names) {
    const callee = lookUpMethod(object.class, name);
    if (callee !== null) return apply({ kind: 'method', self: object, callee }, { positional, named: new Map(), span });
  }
  return null;
}

/** `left operator right` by the method of either; null where neither has one. `isInPlace`: as `left operator= right`. */
export function ownBinary(
  operator: BinaryOperator,
  [left, right]: readonly [Value, Value],
  isInPlace: boolean,
  span: Span,
  apply: Apply,
): Value | null {
  const name = operatorMethods[operator];
  const names = operator === '/' ? [name, 'div'] : [name];
  const written = (start: string): string[] => names.map((method) => `__${start}${method}__`);
  const ofLeft = [...(isInPlace ? written('i') : []), ...written('')];
  // A text formats what stands beside it, a tensor converts it.
  const isTaken = left.kind === 'tensor' || left.kind === 'array' || (left.kind === 'str' && operator === '%');
  return (
    callFirst(left, ofLeft, [right], span, apply) ??
    (isTaken ? null : callFirst(right, written('r'), [left], span, apply))
  );
}

/** `operand` with a sign by its own method; null where it has none. */
export function ownUnary(operator: '-' | '+' | '~', operand: Value, span: Span, apply: Apply): Value | null {
  const name = { '-': '__neg__', '+': '__pos__', '~': '__invert__' }[operator];
  return callFirst(operand, [name], [], span, apply);
}

/** `left operator right`, a comparison, by the method of either; null where neither has one. */
export function ownComparison(
  operator: ComparisonOperator,
  left: Value,
  right: Value,
  span: Span,
  apply: Apply,
): Value | null {
  if (operator === 'in' || operator === 'not in') {
    const held = callFirst(right, ['__contains__'], [left], span, apply);
    return held === null ? null : truth(held, operator === 'in', span);
  }
  const [ofLeft, ofRight] = comparisonMethods[operator] ?? [];
  if (ofLeft === undefined || ofRight === undefined) return null;
  const compared = callFirst(left, [ofLeft], [right], span, apply) ?? callFirst(right, [ofRight], [left], span, apply);
  if (compared !== null || operator !== '!=') return compared;
  const isEqual = ownComparison('==', left, right, span, apply);
  return isEqual === null ? null : truth(isEqual, false, span);
}

/** What a condition looks at: of an object whose class says so, what its method gives; any other value itself. */
export function tested(value: Value, span: Span, apply: Apply): Value {
  return callFirst(value, truthMethods, [], span, apply) ?? value;
}

/** Whether a value is true, or with `wanted` false whether it is not. */
function truth(value: Value, wanted: boolean, span: Span): Value {
  const known = truthOf(value);
  return known === null
    ? value.kind === 'unknown'
      ? value
      : unknown(message('a comparison'), span)
    : bool(known === wanted);
}
