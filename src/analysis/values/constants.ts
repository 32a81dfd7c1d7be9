import { scalar, type ScalarOperation } from '../../frameworks/scalar';
import type { Binary, Comparison } from '../../python/syntax';
import type { Value } from './values';

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

/** Python's operators as operations on single numbers; of `/`, the one of Python 3. */
const operations: Readonly<Partial<Record<Binary['operator'], ScalarOperation>>> = {
  '+': scalar.add,
  '-': scalar.subtract,
  '*': scalar.multiply,
  '/': scalar.divide,
  '//': scalar.floorDivide,
  '%': scalar.remainder,
  '**': scalar.pow,
};

export function calculate(operator: Binary['operator'], a: number, b: number): number | null {
  const result = operations[operator]?.compute([a, b], false) ?? Number.NaN;
  if (!Number.isFinite(result)) return null;
  // Ten digits: what 0.1 * 3 is meant to be.
  return Number.isInteger(result) && Math.abs(result) < 1e10 ? result : Number(result.toPrecision(10));
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

/** `__name__ == '__main__'`: a program is what is run. */
export function isMainGuard({ operands }: Comparison): boolean {
  return operands.some((operand) => operand.kind === 'Name' && operand.name === '__name__');
}

/** What a comparison gives, where that is certain. */
export function compare(
  left: Value,
  right: Value,
  operator: Comparison['operators'][number] | undefined,
): boolean | null {
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
