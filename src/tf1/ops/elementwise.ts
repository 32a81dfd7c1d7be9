import { type DType, integerFormat } from '../../base/dtype';
import { own } from '../../base/own';
import {
  add,
  cast,
  div,
  mul,
  neg,
  scalarLike,
  scale,
  select,
  square,
  sub,
  sumLike,
  unary,
  binary,
  pow,
} from '../build';
import { TensorFlowError, typeError } from '../errors';
import type { Tensor } from '../graph';
import { defineOps, type Gradient, type Kernel, type OpDefinition } from '../op-registry';
import { broadcastConcrete, broadcastShapes } from '../shape';
import { tfjsCall } from '../kernels/tfjs';
import { at, emptyValue, isFloating, item, type Value } from '../value';
import { integerFunction } from './integer-functions';
import { binaryFunctions, unaryFunctions } from './scalar-functions';

/** Which dtypes an operation takes, in TensorFlow's order of strictness. */
type Accepts = 'float' | 'wide' | 'signed' | 'number' | 'bool' | 'any';

const accepts = (kind: Accepts, dtype: DType): boolean => {
  const format = integerFormat(dtype);
  switch (kind) {
    case 'any':
      return true;
    case 'bool':
      return dtype === 'bool';
    case 'float':
      return isFloating(dtype);
    case 'number':
      return isFloating(dtype) || format !== null;
    case 'signed':
      return isFloating(dtype) || format?.isSigned === true;
    // Of integers int32 and int64 alone.
    case 'wide':
      return isFloating(dtype) || (format?.isSigned === true && format.bits >= 32);
  }
};

function assertAccepted(type: string, kind: Accepts, { dtype, name }: Tensor): void {
  if (!accepts(kind, dtype)) throw typeError(`${type} does not take ${dtype} (${name})`);
}

/** tfjs computes float32; int64 and float64, which it lacks, are computed here. */
function onTfjs(dtype: DType): boolean {
  return dtype === 'float32';
}

const unaryKernel =
  (type: string, kernelName: string | null): Kernel =>
  ([x], operation) => {
    const value = x as Value;
    // The same array goes on: a read of a ref variable sees what is written before its reader runs.
    if (type === 'Identity' || type === 'StopGradient') return [value];
    const { dtype } = operation.output;
    if (kernelName !== null && onTfjs(value.dtype)) return [tfjsCall(kernelName, { x: value }, dtype)];
    const scalarFunction = own(unaryFunctions, type) as (typeof unaryFunctions)[string];
    const result = emptyValue(dtype, value.shape);
    const apply = integerFunction(type, value.dtype) ?? scalarFunction.apply;
    for (let i = 0; i < result.data.length; i++) result.data[i] = apply(at(value.data, i), 0);
    return [result];
  };

/** Index of each output element in an input that is broadcast to the output's shape. */
export function broadcastIndex(from: readonly number[], to: readonly number[]): (index: number) => number {
  const offset = to.length - from.length;
  const steps: [stride: number, length: number, inner: number][] = [];
  let inner = 1;
  let stride = 1;
  for (let axis = to.length - 1; axis >= 0; axis--) {
    const length = item(to, axis);
    const own = axis < offset ? 1 : item(from, axis - offset);
    if (own !== 1) steps.push([stride, length, inner]);
    stride *= own;
    inner *= length;
  }
  return (index) => {
    let found = 0;
    for (const [by, length, within] of steps) found += (Math.floor(index / within) % length) * by;
    return found;
  };
}

const binaryKernel =
  (type: string, kernelName: string | null): Kernel =>
  ([x, y], operation) => {
    const [a, b] = [x as Value, y as Value];
    const { dtype } = operation.output;
    if (kernelName !== null && onTfjs(a.dtype)) return [tfjsCall(kernelName, { a, b }, dtype)];
    const scalarFunction = own(binaryFunctions, type) as (typeof binaryFunctions)[string];
    const result = emptyValue(dtype, broadcastConcrete(a.shape, b.shape));
    const left = broadcastIndex(a.shape, result.shape);
    const right = broadcastIndex(b.shape, result.shape);
    const apply = integerFunction(type, a.dtype) ?? scalarFunction.apply;
    for (let i = 0; i < result.data.length; i++) result.data[i] = apply(at(a.data, left(i)), at(b.data, right(i)));
    return [result];
  };

type UnaryGradient = (x: Tensor, y: Tensor, gradient: Tensor) => Tensor;

function defineUnary(
  type: string,
  kernelName: string | null,
  kind: Accepts,
  gradient: UnaryGradient | null,
  result: DType | null = null,
): OpDefinition {
  return {
    type,
    infer: ([x]) => {
      const tensor = x as Tensor;
      assertAccepted(type, kind, tensor);
      return [{ dtype: result ?? tensor.dtype, shape: tensor.shape }];
    },
    kernel: unaryKernel(type, kernelName),
    ...(gradient !== null && {
      gradient: ({ inputs, outputs }, [dy]) => [
        !dy || !isFloating(item(inputs, 0).dtype) ? null : gradient(item(inputs, 0), item(outputs, 0), dy),
      ],
    }),
  };
}

type BinaryGradient = (x: Tensor, y: Tensor, z: Tensor, gradient: Tensor) => readonly [Tensor | null, Tensor | null];

function defineBinary(
  type: string,
  kernelName: string | null,
  kind: Accepts,
  gradient: BinaryGradient | null,
  result: DType | null = null,
): OpDefinition {
  return {
    type,
    infer: ([left, right]) => {
      const [x, y] = [left as Tensor, right as Tensor];
      assertAccepted(type, kind, x);
      if (x.dtype !== y.dtype)
        throw typeError(`input y of ${type} is ${y.dtype} (${y.name}), which does not match ${x.dtype} of ${x.name}`);
      return [{ dtype: result ?? x.dtype, shape: broadcastShapes(x.shape, y.shape) }];
    },
    kernel: binaryKernel(type, kernelName),
    ...(gradient !== null && {
      gradient: ({ inputs, output }, [dz]): readonly Gradient[] => {
        const [x, y] = [item(inputs, 0), item(inputs, 1)];
        if (!dz || !isFloating(x.dtype)) return [null, null];
        const [dx, dy] = gradient(x, y, output, dz);
        return [dx && sumLike(dx, x), dy && sumLike(dy, y)];
      },
    }),
  };
}

const zero = (x: Tensor): Tensor => scalarLike(x, 0);
const one = (x: Tensor): Tensor => scalarLike(x, 1);
const where = (test: string, x: Tensor, y: Tensor, gradient: Tensor): Tensor =>
  mul(gradient, cast(binary(test, x, y), gradient.dtype));

defineOps(
  defineUnary('Identity', null, 'any', (_x, _y, dy) => dy),
  defineUnary('StopGradient', null, 'any', null),
  {
    ...defineUnary('CheckNumerics', null, 'float', (_x, _y, dy) => dy),
    kernel: ([given], operation) => {
      const x = given as Value;
      if (x.data.some((number) => !Number.isFinite(number)))
        throw new TensorFlowError(
          'InvalidArgumentError',
          `${operation.name}: ${operation.attribute<string | null>('message') ?? 'the tensor'} has values that are inf or nan`,
        );
      return [x];
    },
  },
  defineUnary('ZerosLike', null, 'any', null),
  defineUnary('OnesLike', null, 'any', null),
  defineUnary('Neg', 'Neg', 'signed', (_x, _y, dy) => neg(dy)),
  defineUnary('Abs', 'Abs', 'signed', (x, _y, dy) => mul(dy, unary('Sign', x))),
  defineUnary('Sign', 'Sign', 'signed', (x) => unary('ZerosLike', x)),
  defineUnary('Square', 'Square', 'number', (x, _y, dy) => mul(dy, scale(x, 2))),
  defineUnary('Sqrt', 'Sqrt', 'float', (_x, y, dy) => div(scale(dy, 0.5), y)),
  defineUnary('Rsqrt', 'Rsqrt', 'float', (_x, y, dy) => mul(scale(dy, -0.5), mul(y, square(y)))),
  defineUnary('Exp', 'Exp', 'float', (_x, y, dy) => mul(dy, y)),
  defineUnary('Expm1', 'Expm1', 'float', (x, _y, dy) => mul(dy, unary('Exp', x))),
  defineUnary('Log', 'Log', 'float', (x, _y, dy) => div(dy, x)),
  defineUnary('Log1p', 'Log1p', 'float', (x, _y, dy) => div(dy, add(one(x), x))),
  defineUnary('Sin', 'Sin', 'float', (x, _y, dy) => mul(dy, unary('Cos', x))),
  defineUnary('Cos', 'Cos', 'float', (x, _y, dy) => neg(mul(dy, unary('Sin', x)))),
  defineUnary('Tan', 'Tan', 'float', (x, _y, dy) => div(dy, square(unary('Cos', x)))),
  defineUnary('Asin', 'Asin', 'float', (x, _y, dy) => div(dy, unary('Sqrt', sub(one(x), square(x))))),
  defineUnary('Acos', 'Acos', 'float', (x, _y, dy) => neg(div(dy, unary('Sqrt', sub(one(x), square(x)))))),
  defineUnary('Atan', 'Atan', 'float', (x, _y, dy) => div(dy, add(one(x), square(x)))),
  defineUnary('Sinh', 'Sinh', 'float', (x, _y, dy) => mul(dy, unary('Cosh', x))),
  defineUnary('Cosh', 'Cosh', 'float', (x, _y, dy) => mul(dy, unary('Sinh', x))),
  defineUnary('Erf', null, 'float', (x, _y, dy) =>
    mul(scale(dy, 2 / Math.sqrt(Math.PI)), unary('Exp', neg(square(x)))),
  ),
  defineUnary('Tanh', 'Tanh', 'float', (_x, y, dy) => mul(dy, sub(one(y), square(y)))),
  defineUnary('Sigmoid', 'Sigmoid', 'float', (_x, y, dy) => mul(mul(dy, y), sub(one(y), y))),
  defineUnary('Softplus', 'Softplus', 'float', (x, _y, dy) => mul(dy, unary('Sigmoid', x))),
  defineUnary('Softsign', null, 'float', (x, _y, dy) => div(dy, square(add(one(x), unary('Abs', x))))),
  defineUnary('Relu', 'Relu', 'number', (_x, y, dy) => where('Greater', y, zero(y), dy)),
  defineUnary('Relu6', 'Relu6', 'number', (_x, y, dy) =>
    where('Less', y, scalarLike(y, 6), where('Greater', y, zero(y), dy)),
  ),
  defineUnary('Elu', 'Elu', 'float', (x, y, dy) => select(binary('Greater', x, zero(x)), dy, mul(dy, add(y, one(y))))),
  defineUnary('Selu', 'Selu', 'float', (x, y, dy) =>
    select(
      binary('Greater', x, zero(x)),
      scale(dy, 1.0507009873554805),
      mul(dy, add(y, scalarLike(y, 1.7580993408473766))),
    ),
  ),
  defineUnary('Reciprocal', 'Reciprocal', 'float', (_x, y, dy) => neg(mul(dy, square(y)))),
  defineUnary('Floor', 'Floor', 'float', null),
  defineUnary('Ceil', 'Ceil', 'float', null),
  defineUnary('Round', 'Round', 'wide', null),
  defineUnary('LogicalNot', null, 'bool', null),
  defineUnary('IsNan', 'IsNan', 'float', null, 'bool'),
  defineUnary('IsInf', 'IsInf', 'float', null, 'bool'),
  defineUnary('IsFinite', 'IsFinite', 'float', null, 'bool'),

  defineBinary('Add', 'Add', 'number', (_x, _y, _z, dz) => [dz, dz]),
  defineBinary('Sub', 'Sub', 'number', (_x, _y, _z, dz) => [dz, neg(dz)]),
  defineBinary('Mul', 'Multiply', 'number', (x, y, _z, dz) => [mul(dz, y), mul(dz, x)]),
  defineBinary('RealDiv', 'RealDiv', 'float', (x, y, _z, dz) => [div(dz, y), mul(dz, div(div(neg(x), y), y))]),
  defineBinary('DivNoNan', null, 'float', (x, y, _z, dz) => [
    binary('DivNoNan', dz, y),
    mul(dz, binary('DivNoNan', binary('DivNoNan', neg(x), y), y)),
  ]),
  defineBinary('FloorDiv', 'FloorDiv', 'number', null),
  defineBinary('FloorMod', 'Mod', 'number', (x, y, _z, dz) => [dz, neg(mul(dz, unary('Floor', div(x, y))))]),
  defineBinary('TruncateDiv', null, 'number', null),
  defineBinary('Pow', 'Pow', 'signed', (x, y, z, dz) => {
    // The logarithm of what is not positive is taken as 0, as TensorFlow does.
    const logarithm = select(
      binary('Greater', x, zero(x)),
      unary('Log', select(binary('Greater', x, zero(x)), x, unary('OnesLike', x))),
      unary('ZerosLike', x),
    );
    return [mul(mul(dz, y), pow(x, sub(y, one(y)))), mul(mul(dz, z), logarithm)];
  }),
  defineBinary('Maximum', 'Maximum', 'number', (x, y, _z, dz) => [
    where('GreaterEqual', x, y, dz),
    where('Less', x, y, dz),
  ]),
  defineBinary('Minimum', 'Minimum', 'number', (x, y, _z, dz) => [
    where('LessEqual', x, y, dz),
    where('Greater', x, y, dz),
  ]),
  defineBinary('SquaredDifference', 'SquaredDifference', 'wide', (x, y, _z, dz) => {
    const slope = mul(scale(dz, 2), sub(x, y));
    return [slope, neg(slope)];
  }),
  defineBinary('Less', 'Less', 'number', null, 'bool'),
  defineBinary('LessEqual', 'LessEqual', 'number', null, 'bool'),
  defineBinary('Greater', 'Greater', 'number', null, 'bool'),
  defineBinary('GreaterEqual', 'GreaterEqual', 'number', null, 'bool'),
  defineBinary('Equal', 'Equal', 'any', null, 'bool'),
  defineBinary('NotEqual', 'NotEqual', 'any', null, 'bool'),
  defineBinary('LogicalAnd', null, 'bool', null),
  defineBinary('LogicalOr', null, 'bool', null),
  defineBinary('LogicalXor', null, 'bool', null),
);
