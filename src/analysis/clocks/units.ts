// What the numbers of a program count: `len(loader)` batches, `args.epochs` epochs, and what is computed from them.
import type { Argument, Binary, Expression } from '../../python/syntax';
import type { CountedUnit, NumberValue, Value } from '../values/values';

/** How programs call what gives a batch in each pass. */
const loaderName = /(?:loader|_dl|dataloaders?|batches|train_iter)$/i;
const epochName = /epochs?$/i;
/** `steps` alone may be a number of anything: that it is one of batches is a library's word, or a product's. */
const stepName = /(?:^|_)steps$|^iters$|_iters$|iterations$/i;
const batchName = /stepping_batches$|(?:num|n|total|train)_batches$|steps_per_epoch$|(?:iters?|batches)_per_epoch$/i;

/** What a name, an attribute or an item is called. */
export function lastName(node: Expression): string {
  switch (node.kind) {
    case 'Name':
    case 'Attribute':
      return node.name;
    case 'Subscript':
      return node.index.kind === 'String' ? node.index.value : lastName(node.object);
    case 'Call':
      return lastName(node.callee);
    default:
      return '';
  }
}

/** Whether a value gives a batch in each pass: a library's loader, or something unknown that is called one. */
export function givesBatches(node: Expression, value: Value): boolean {
  if (value.kind === 'clock-object') return value.of === 'batches';
  const isUnknown = value.kind === 'unknown' || value.kind === 'bound';
  return isUnknown && (node.kind === 'Name' || node.kind === 'Attribute') && loaderName.test(node.name);
}

/** What a number counts, by what it was computed from or else by its name; null where that is not known. */
export function unitOf(node: Expression, value: Value): CountedUnit | null {
  if (value.kind === 'number' && value.unit !== undefined) return value.unit;
  if (!mayCount(value)) return null;
  const name = lastName(node);
  const times = value.kind === 'number' ? value.value : null;
  if (batchName.test(name)) return { of: 'batches', times: null };
  if (epochName.test(name)) return { of: 'epochs', times };
  return stepName.test(name) ? { of: 'steps', times: null } : null;
}

function mayCount({ kind }: Value): boolean {
  return kind === 'number' || kind === 'unknown' || kind === 'bound';
}

/** What the result of an operation counts. */
export function combinedUnit({ operator, left, right }: Binary, a: Value, b: Value): CountedUnit | null {
  if (!mayCount(a) || !mayCount(b)) return null;
  const first = unitOf(left, a);
  const second = unitOf(right, b);
  switch (operator) {
    case '*':
      return product(first, a, second, b);
    case '/':
    case '//':
      // An average over epochs, or a number of other things.
      if (first === null || second !== null) return null;
      return dividedBy(first, lastName(right));
    case '+':
    case '-':
      if (first === null || second === null) return withoutTimes(first ?? second);
      return first.of === second.of ? withoutTimes(first) : null;
    default:
      return null;
  }
}

function product(a: CountedUnit | null, left: Value, b: CountedUnit | null, right: Value): CountedUnit | null {
  const factor = (unit: CountedUnit | null, value: Value): number | null =>
    unit === null ? (value.kind === 'number' ? value.value : null) : unit.times;
  const [x, y] = [factor(a, left), factor(b, right)];
  const times = x === null || y === null ? null : x * y;
  const isDividedBySize = a?.isDividedBySize === true || b?.isDividedBySize === true;
  if (a?.of === 'batches' || b?.of === 'batches')
    return a?.of === b?.of ? null : { of: 'batches', times, isDividedBySize };
  if (a?.of === 'steps' || b?.of === 'steps') return { of: 'steps', times: null };
  // Half of the epochs are epochs; epochs times a greater number, or what is not known, may be batches, or samples.
  const other = a === null ? left : right;
  return (a === null) !== (b === null) && other.kind === 'number' && other.value !== null && other.value <= 1
    ? { of: 'epochs', times }
    : null;
}

/** A part of a number. Batches by the size of a batch are divided once too often; epochs by it are no epochs. */
function dividedBy(unit: CountedUnit, divisor: string): CountedUnit | null {
  const isBySize = /batch(?:_?size)?$/i.test(divisor);
  if (unit.of === 'epochs' && isBySize) return null;
  return { ...unit, times: null, isDividedBySize: unit.of === 'batches' && isBySize };
}

function withoutTimes(unit: CountedUnit | null): CountedUnit | null {
  return unit === null ? null : { ...unit, times: null };
}

/** A value with what it counts: a number, though it may not be known which. */
export function counted(value: Value, unit: CountedUnit | null): Value {
  if (unit === null) return value;
  const known: NumberValue = value.kind === 'number' ? value : { kind: 'number', value: null, isInt: true };
  return { ...known, unit };
}

const keepsUnit = /^(?:int|float|round|abs|max|min|(?:math|numpy)\.(?:ceil|floor))$/;

/** The length of a loader, or a number that a function of Python's rounds; null for any other call. */
export function countedCall(path: string, given: readonly Argument[], values: readonly Value[]): Value | null {
  const nodes = given.map(({ value: node }) => node);
  const [node] = nodes;
  const [value] = values;
  if (node === undefined || value === undefined) return null;
  if (path === 'len') return givesBatches(node, value) ? counted(value, { of: 'batches', times: 1 }) : null;
  if (!keepsUnit.test(path)) return null;
  const units = nodes.flatMap((one, index) => {
    const item = values[index];
    return item === undefined ? [] : (unitOf(one, item) ?? []);
  });
  const [unit] = units;
  if (unit === undefined || units.some(({ of }) => of !== unit.of)) return null;
  const isKnown = value.kind === 'number' && nodes.length === 1 && path !== 'round' && path !== 'abs';
  return counted(
    isKnown && value.value !== null && Number.isInteger(value.value)
      ? value
      : { kind: 'number', value: null, isInt: true },
    unit,
  );
}
