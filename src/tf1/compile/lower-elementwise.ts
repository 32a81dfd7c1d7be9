import { isFloating, item } from '../value';
import { elementwiseCode } from './elementwise-code';
import { linearRead, type View } from './ir';
import { assertFixedShape, type Call, constantNumber, input, type Lower, type Lowering, resultShape } from './lowering';
import { binaryFunctions, unaryFunctions } from '../ops/scalar-functions';

/** The operand that an operation hands on unchanged, bit for bit, or null. */
function passedOn({ operation, inputs }: Call): View | null {
  const [x, y] = inputs;
  if (!x || !y) return null;
  const isWhole = (view: View, other: View): boolean => view.storage.size >= other.storage.size;
  const [left, right] = [constantNumber(x) ?? x.storage.literal, constantNumber(y) ?? y.storage.literal];
  if (operation.type === 'Mul') {
    if (right === 1 && isWhole(x, y)) return x;
    if (left === 1 && isWhole(y, x)) return y;
  }
  return (operation.type === 'RealDiv' || operation.type === 'Pow') && right === 1 && isWhole(x, y) ? x : null;
}

/** A value that is passed on must not change with the variable that it came from. */
function settled(lowering: Lowering, view: View, shape: readonly number[]): View {
  const { kind } = view.storage.origin;
  return { storage: kind === 'variable' ? lowering.copy(view).storage : view.storage, shape };
}

const elementwise: Lower = (lowering, call) => {
  const { operation, results } = call;
  const { dtype, shape } = item(results, 0);
  const views = call.inputs.map((_, index) => input(call, index));
  const passed = passedOn(call);
  if (passed !== null && passed.shape.join() === shape.join()) return [settled(lowering, passed, shape)];
  const code = elementwiseCode(operation.type, item(views, 0).storage.dtype);
  if (code === null) throw new Error(`${operation.type} is not elementwise`);
  // The square of a float32 is exact in double precision, so that this power is the product; V8 takes it for the same.
  const isSquare = operation.type === 'Pow' && item(views, 1).storage.literal === 2 && dtype === 'float32';
  const square = (x = ''): string => `${x} * ${x}`;
  if (isSquare) return [lowering.elementwise(dtype, shape, views.slice(0, 1), square)];
  if ('expression' in code)
    return [lowering.elementwise(dtype, shape, views, (x = '0', y = '0') => code.expression(x, y))];
  return [
    lowering.elementwise(dtype, shape, views, (...read) => `${lowering.outside(code.helper)}(${read.join(', ')})`),
  ];
};

/** The same storage in the shape that the kernel gave it: later writes to a variable show, as through its reference. */
const alias: Lower = (_lowering, call) => [{ storage: input(call, 0).storage, shape: resultShape(call) }];

/** A reshape whose wished shape does not vary while these feeds have these shapes. */
const reshapeTo: Lower = (lowering, call) => {
  assertFixedShape(call, input(call, 1));
  return alias(lowering, call);
};

/** One number everywhere. */
const fill: Lower = (lowering, call) => {
  assertFixedShape(call, input(call, 0));
  const { storage } = input(call, 1);
  return [lowering.elementwise(storage.dtype, resultShape(call), [{ storage, shape: [] }], (x = '') => x)];
};

const cast: Lower = (lowering, call) => {
  const x = input(call, 0);
  const { dtype, shape } = item(call.results, 0);
  const from = x.storage.dtype;
  const isClamped = dtype === 'int32' && isFloating(from);
  const code = (read = ''): string =>
    dtype === 'bool'
      ? `${read} === 0 ? 0 : 1`
      : isClamped
        ? `(Math.trunc(${read}) === (${read} | 0) ? ${read} : -2147483648)`
        : read;
  return [lowering.map(dtype, shape, [linearRead(x, shape)], code)];
};

const select: Lower = (lowering, call) => {
  const [condition, x, y] = [input(call, 0), input(call, 1), input(call, 2)];
  const { dtype, shape } = item(call.results, 0);
  // A condition with fewer elements chooses rows.
  const rows = condition.storage.size;
  const size = x.storage.size;
  const space = [rows, size / rows];
  const reads = [
    { storage: condition.storage, offset: 0, strides: [rows === 1 ? 0 : 1, 0] },
    linearRead(x, space),
    linearRead(y, space),
  ];
  const code = (c = '', a = '', b = ''): string => `${c} !== 0 ? ${a} : ${b}`;
  if (rows === size) {
    const linear = [condition, x, y].map((view) => linearRead(view, shape));
    return [lowering.map(dtype, shape, linear, code)];
  }
  return [lowering.map(dtype, shape, reads, code, space)];
};

const aliases = [
  'Identity',
  'StopGradient',
  'PlaceholderWithDefault',
  'Reshape',
  'ReshapeLike',
  'ExpandDims',
  'Squeeze',
] as const;

/** Functions of one element that are lowered in ways of their own. */
const lowered: ReadonlySet<string> = new Set<string>([...aliases, 'CheckNumerics', 'ZerosLike', 'OnesLike']);

const elementwiseTypes = [...Object.keys(unaryFunctions), ...Object.keys(binaryFunctions)].filter(
  (type) => !lowered.has(type),
);

/** Elementwise operations, and those that only give another shape. */
export const elementwiseLowerings: Readonly<Record<string, Lower>> = {
  ...Object.fromEntries(elementwiseTypes.map((type) => [type, elementwise])),
  ...Object.fromEntries(aliases.map((type) => [type, alias])),
  ReshapeTo: reshapeTo,
  Fill: fill,
  Cast: cast,
  Select: select,
};
