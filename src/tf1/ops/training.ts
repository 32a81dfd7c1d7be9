// Kernels of optimizers' updates: they evaluate the equations of the optimizers' records.
import type { DType } from '../../base/graph-call';
import { own } from '../../base/own';
import type { ElementOperation, Expression, Leaf, Scalar } from '../../frameworks/equation';
import { recordedUpdates } from '../../frameworks/tensorflow1/optimizers';
import { resultsOf, scalarsOf, sparseType, type Update } from '../../frameworks/tensorflow1/optimizers/record';
import { float64, type Rounding } from '../../schedules/rounding';
import { typeError } from '../errors';
import type { Tensor } from '../graph';
import { defineOps, type Kernel, type OpDefinition } from '../op-registry';
import { allocate, at, type Elements, item, scalarOf, type Value } from '../value';
import { binaryFunctions, unaryFunctions } from './scalar-functions';

/** Elements that are computed at a time: the arrays between the operations stay in the processor's cache. */
const chunkSize = 1024;

type Numbers = number | Elements;

/** What an update's equations are given for some elements. */
interface Given {
  readonly variable: Elements;
  readonly gradient: Elements;
  readonly slots: ReadonlyMap<string, Elements>;
  readonly scalars: ReadonlyMap<Scalar, number>;
}

/** Evaluates equations for up to `chunkSize` elements at a time, every operation rounded to the dtype. */
class Evaluation {
  private readonly known = new Map<Expression, Numbers>();
  private readonly arrays = new Map<Expression, Elements>();
  private readonly constants = new Map<number, Elements>();
  private given: Given | null = null;

  constructor(
    private readonly dtype: DType,
    private readonly round: Rounding,
  ) {}

  /** The equations' values; arrays among them last until the next call. */
  evaluate(roots: readonly Expression[], given: Given): Numbers[] {
    this.given = given;
    this.known.clear();
    return roots.map((root) => this.valueOf(root));
  }

  private valueOf(expression: Expression): Numbers {
    let value = this.known.get(expression);
    if (value === undefined) this.known.set(expression, (value = this.compute(expression)));
    return value;
  }

  private compute(expression: Expression): Numbers {
    switch (expression.kind) {
      case 'number':
        return expression.value;
      case 'apply':
        return this.applied(expression, expression.operation, expression.operands);
      case 'choose':
        return this.chosen(expression);
      default:
        return this.leaf(expression);
    }
  }

  private leaf(leaf: Leaf): Numbers {
    const { given } = this;
    const found =
      leaf.kind === 'variable' || leaf.kind === 'gradient'
        ? given?.[leaf.kind]
        : leaf.kind === 'slot'
          ? given?.slots.get(leaf.name)
          : given?.scalars.get(leaf);
    if (found === undefined) throw new Error(`an update is not given its ${leaf.kind}`);
    return found;
  }

  private applied(node: Expression, type: ElementOperation, operands: readonly Expression[]): Numbers {
    const [x = Number.NaN, y = x] = operands.map((operand) => this.valueOf(operand));
    if (typeof x === 'number' && typeof y === 'number') return this.round(functionOf(type)(x, y));
    const { length } = typeof x === 'number' ? (y as Elements) : x;
    const result = this.arrayOf(node, length);
    fill(result, type, this.spread(x, length), this.spread(y, length));
    return result;
  }

  /** A number as an array of it. */
  private spread(x: Numbers, length: number): Elements {
    if (typeof x !== 'number') return x;
    const known = this.constants.get(x);
    if (known !== undefined && known.length >= length) return known;
    const array = allocate(this.dtype, length).fill(x);
    this.constants.set(x, array);
    return array;
  }

  private chosen(node: Expression & { readonly kind: 'choose' }): Numbers {
    const when = this.valueOf(node.when);
    if (typeof when === 'number') return this.valueOf(when === 0 ? node.otherwise : node.then);
    const [then, otherwise] = [this.valueOf(node.then), this.valueOf(node.otherwise)];
    const result = this.arrayOf(node, when.length);
    for (let i = 0; i < result.length; i++) {
      const from = at(when, i) === 0 ? otherwise : then;
      result[i] = typeof from === 'number' ? from : at(from, i);
    }
    return result;
  }

  /** The array of a node's values: storing into it rounds. */
  private arrayOf(node: Expression, length: number): Elements {
    let array = this.arrays.get(node);
    if (array === undefined || array.length < length)
      this.arrays.set(node, (array = allocate(this.dtype, Math.min(length, chunkSize))));
    return array.length === length ? array : array.subarray(0, length);
  }
}

/** An operation on single numbers, before it is rounded. */
function functionOf(type: ElementOperation): (x: number, y: number) => number {
  const found = own(unaryFunctions, type) ?? own(binaryFunctions, type);
  if (found === undefined) throw new Error(`equations know no ${type}`);
  return (x, y) => found.apply(x, y);
}

/** An operation on each element. The commonest have loops of their own: one loop that calls each of them is five times as slow. */
function fill(result: Elements, type: ElementOperation, x: Elements, y: Elements): void {
  const { length } = result;
  switch (type) {
    case 'Add':
      for (let i = 0; i < length; i++) result[i] = at(x, i) + at(y, i);
      return;
    case 'Sub':
      for (let i = 0; i < length; i++) result[i] = at(x, i) - at(y, i);
      return;
    case 'Mul':
      for (let i = 0; i < length; i++) result[i] = at(x, i) * at(y, i);
      return;
    case 'RealDiv':
      for (let i = 0; i < length; i++) result[i] = at(x, i) / at(y, i);
      return;
    case 'Sqrt':
      for (let i = 0; i < length; i++) result[i] = Math.sqrt(at(x, i));
      return;
    default: {
      const compute = functionOf(type);
      for (let i = 0; i < length; i++) result[i] = compute(at(x, i), at(y, i));
    }
  }
}

/** Evaluates expressions of an update for one element, by its numbers before it: slots and scalars in the order of the inputs. */
export function updateEvaluation(
  update: Update,
  dtype: DType,
  before: {
    readonly variable: number;
    readonly gradient: number;
    readonly slots: readonly number[];
    readonly scalars: readonly number[];
  },
): (expression: Expression) => number {
  const evaluation = new Evaluation(dtype, roundingOf(dtype));
  const one = (value: number): Elements => allocate(dtype, 1).fill(value);
  const given: Given = {
    variable: one(before.variable),
    gradient: one(before.gradient),
    slots: new Map(update.slots.map(({ name }, index) => [name, one(at(before.slots, index))])),
    scalars: new Map(scalarsOf(update).map((scalar, index) => [scalar, at(before.scalars, index)])),
  };
  return (expression) => {
    const [value = Number.NaN] = evaluation.evaluate([expression], given);
    return typeof value === 'number' ? value : at(value, 0);
  };
}

/** The rows of a sparse gradient, those of a repeated index summed, in order of first appearance. */
export function sumRows(values: Value, indices: Value): Map<number, Float64Array> {
  const rows = new Map<number, Float64Array>();
  const width = values.data.length / Math.max(1, indices.data.length);
  indices.data.forEach((row, position) => {
    const sum = rows.get(row) ?? new Float64Array(width);
    for (let k = 0; k < width; k++) sum[k] = at(sum, k) + at(values.data, position * width + k);
    rows.set(row, sum);
  });
  return rows;
}

const roundingOf = (dtype: DType): Rounding => (dtype === 'float64' ? float64 : Math.fround);

/** The part of an array that one chunk is. */
const part = (data: Elements, start: number, end: number): Elements =>
  start === 0 && end === data.length ? data : data.subarray(start, end);

/** Makes an update in place: inputs are the variable, its slots, the scalars, the gradient, and rows if it is sparse. */
function kernelOf(update: Update, isSparse: boolean): Kernel {
  const slotNames = update.slots.map(({ name }) => name);
  const scalars = scalarsOf(update);
  const roots = resultsOf(update);
  const firstScalar = 1 + slotNames.length;
  const last = firstScalar + scalars.length;
  return (inputs) => {
    const variable = item(inputs, 0);
    const { dtype } = variable;
    const evaluation = new Evaluation(dtype, roundingOf(dtype));
    const numbers = new Map(scalars.map((scalar, index) => [scalar, scalarOf(item(inputs, firstScalar + index))]));
    const gradient = item(inputs, last);
    const updatePart = (gradients: Elements, start: number): void => {
      const parts = inputs.slice(0, firstScalar).map((value) => part(value.data, start, start + gradients.length));
      const slots = new Map(slotNames.map((name, index) => [name, item(parts, 1 + index)]));
      const results = evaluation.evaluate(roots, {
        variable: item(parts, 0),
        gradient: gradients,
        slots,
        scalars: numbers,
      });
      // All equations read the values before the update: nothing is written before all are computed.
      parts.forEach((values, index) => {
        const result = item(results, index);
        if (typeof result === 'number') values.fill(result);
        else values.set(result);
      });
    };
    const updateFrom = (gradients: Elements, offset: number): void => {
      for (let start = 0; start < gradients.length; start += chunkSize)
        updatePart(part(gradients, start, Math.min(start + chunkSize, gradients.length)), offset + start);
    };
    if (!isSparse) updateFrom(gradient.data, 0);
    else {
      for (const [row, sums] of sumRows(gradient, item(inputs, last + 1))) {
        const rounded = allocate(dtype, sums.length);
        rounded.set(sums);
        updateFrom(rounded, row * sums.length);
      }
    }
    return [variable];
  };
}

function assertSameDtype(inputs: readonly Tensor[], type: string): void {
  const [variable, ...others] = inputs as [Tensor, ...Tensor[]];
  for (const other of others) {
    if (other.dtype !== variable.dtype)
      throw typeError(`${type} of ${variable.name} (${variable.dtype}) was given ${other.name} of ${other.dtype}`);
  }
}

defineOps(
  ...recordedUpdates().flatMap((update): OpDefinition[] =>
    [false, true].map((isSparse) => ({
      type: isSparse ? sparseType(update) : update.type,
      infer: (inputs) => {
        assertSameDtype(isSparse ? inputs.slice(0, -1) : inputs, update.type);
        return [{ dtype: item(inputs, 0).dtype, shape: item(inputs, 0).shape }];
      },
      kernel: kernelOf(update, isSparse),
      writes: true,
    })),
  ),
);
