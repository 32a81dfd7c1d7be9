import type { DType } from '../../../../src/base/graph-call';
import { gradients } from '../../../../src/tf1/gradients';
import { densify } from '../../../../src/tf1/gradients';
import { Graph, type Tensor } from '../../../../src/tf1/graph';
import { constant, mul, reduceSum } from '../../../../src/tf1/build';
import { Session } from '../../../../src/tf1/session';
import { makeValue, sizeOf, type Value } from '../../../../src/tf1/value';

/** An input of the operation: numbers in a shape. Integers and bools are held constant. */
export interface Input {
  readonly shape: readonly number[];
  readonly numbers: readonly number[];
  readonly dtype?: DType;
}

/** A point at which the gradient of an operation is held against differences. */
export interface Point {
  readonly name: string;
  readonly inputs: readonly Input[];
  readonly attributes?: Readonly<Record<string, unknown>>;
  /** Only float32 kernels exist: differences are then coarser. */
  readonly onlyFloat32?: boolean;
  /** Inputs that TensorFlow gives no gradient (labels of integers are left out without saying). */
  readonly without?: readonly number[];
  /** Which output is followed; the first by default. */
  readonly output?: number;
}

/** Numbers between -2 and 2 without a pattern, none of them near 0 or of equal size, so that kinks stay away. */
export function numbers(count: number, seed = 1, offset = 0): number[] {
  return Array.from({ length: count }, (_, index) => {
    const noise = Math.sin((index + 1) * 12.9898 + seed * 78.233) * 43758.5453;
    const unit = noise - Math.floor(noise);
    return offset + (unit < 0.5 ? -1 : 1) * (0.3 + 1.5 * unit);
  });
}

/** An input of such numbers. */
export function input(shape: readonly number[], seed = 1, offset = 0): Input {
  return { shape, numbers: numbers(sizeOf(shape), seed, offset) };
}

/** An input of positive numbers. */
export function positive(shape: readonly number[], seed = 1): Input {
  return { shape, numbers: numbers(sizeOf(shape), seed).map(Math.abs) };
}

interface Built {
  readonly loss: Tensor;
  readonly placeholders: readonly Tensor[];
  readonly found: readonly (Tensor | null)[];
  readonly session: Session;
}

function build(type: string, point: Point, dtype: DType): Built {
  const graph = new Graph();
  const placeholders = point.inputs.map(({ shape, dtype: own }) => {
    const attributes = { dtype: own ?? dtype, shape };
    return graph.createOperation('Placeholder', [], { attributes }).output;
  });
  const operation = graph.createOperation(type, placeholders, { attributes: point.attributes ?? {} });
  const y = operation.outputs[point.output ?? 0] as Tensor;
  // Each element weighs otherwise, so that a gradient in the wrong place shows. The weights have the shape of the run.
  const session = new Session(graph);
  const [value] = session.run([y], feedsOf(placeholders, point.inputs, dtype));
  const { shape } = value as Value;
  const weights = constant(graph, makeValue(y.dtype, shape, numbers(sizeOf(shape), 7)));
  const loss = reduceSum(mul(y, weights));
  const found = gradients([loss], placeholders).map((gradient) => gradient && densify(gradient));
  return { loss, placeholders, found, session };
}

function feedsOf(placeholders: readonly Tensor[], inputs: readonly Input[], dtype: DType): Map<Tensor, Value> {
  return new Map(
    placeholders.map((tensor, index) => {
      const { shape, numbers: given, dtype: own } = inputs[index] as Input;
      return [tensor, makeValue(own ?? dtype, shape, given)];
    }),
  );
}

function lossAt({ loss, placeholders, session }: Built, inputs: readonly Input[], dtype: DType): number {
  const [value] = session.run([loss], feedsOf(placeholders, inputs, dtype));
  return value?.data[0] ?? Number.NaN;
}

/** The central difference of the loss in one element of one input. */
function difference(built: Built, point: Point, dtype: DType, at: readonly [which: number, index: number]): number {
  const [which, index] = at;
  const step = dtype === 'float64' ? 1e-6 : 2e-2;
  const moved = (by: number): Input[] =>
    point.inputs.map((given, position) =>
      position === which ? { ...given, numbers: given.numbers.map((x, i) => (i === index ? x + by : x)) } : given,
    );
  return (lossAt(built, moved(step), dtype) - lossAt(built, moved(-step), dtype)) / (2 * step);
}

/** What an input's gradient is and what the differences say, where they disagree. */
export interface Disagreement {
  readonly input: number;
  readonly got: readonly number[] | string;
  readonly expected: readonly number[];
}

/** Compares every element of every gradient with the difference quotient of the operation's own forward kernel. */
export function disagreements(type: string, point: Point): Disagreement[] {
  const dtype = point.onlyFloat32 === true ? 'float32' : 'float64';
  const tolerance = dtype === 'float64' ? 1e-6 : 5e-3;
  const built = build(type, point, dtype);
  const result: Disagreement[] = [];
  point.inputs.forEach(({ dtype: own, numbers: given }, which) => {
    if ((own !== undefined && own !== dtype) || point.without?.includes(which) === true) return;
    const expected = given.map((_, index) => difference(built, point, dtype, [which, index]));
    const got = gradientAt(built, point, dtype, which);
    const fits =
      got !== null &&
      got.length === expected.length &&
      expected.every((one, i) => Math.abs((got[i] ?? Number.NaN) - one) <= tolerance * Math.max(1, Math.abs(one)));
    if (!fits) result.push({ input: which, got: got ?? 'none', expected });
  });
  built.session.close();
  return result;
}

function gradientAt(built: Built, point: Point, dtype: DType, which: number): number[] | null {
  const gradient = built.found[which] ?? null;
  if (gradient === null) return null;
  const [value] = built.session.run([gradient], feedsOf(built.placeholders, point.inputs, dtype));
  return [...(value?.data ?? [])];
}

/** How far the gradients in float32, which run on tfjs's kernels, are from those in float64, which are computed here. */
export function farthestOfFloat32(type: string, point: Point): number {
  if (point.onlyFloat32 === true) return 0;
  const [single, double] = [build(type, point, 'float32'), build(type, point, 'float64')];
  let farthest = 0;
  point.inputs.forEach((_, which) => {
    const got = gradientAt(single, point, 'float32', which);
    const expected = gradientAt(double, point, 'float64', which);
    expected?.forEach((one, index) => {
      const distance = Math.abs((got?.[index] ?? Number.NaN) - one) / Math.max(1, Math.abs(one));
      if (!(distance <= farthest)) farthest = distance;
    });
  });
  single.session.close();
  double.session.close();
  return farthest;
}
