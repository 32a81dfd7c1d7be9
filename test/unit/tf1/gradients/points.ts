import { type Input, input, type Point, positive } from './differences';

const at = (name: string, inputs: readonly Input[], more: Omit<Point, 'name' | 'inputs'> = {}): Point => ({
  name,
  inputs,
  ...more,
});

const ints = (shape: readonly number[], numbers: readonly number[]): Input => ({ shape, numbers, dtype: 'int32' });
const bools = (shape: readonly number[], numbers: readonly number[]): Input => ({ shape, numbers, dtype: 'bool' });
const given = (shape: readonly number[], numbers: readonly number[]): Input => ({ shape, numbers });
const zeros = (shape: readonly number[]): Input =>
  given(
    shape,
    Array.from({ length: shape.reduce((size, length) => size * length, 1) }, () => 0),
  );

/** Signs of both kinds, a size-1 axis, a scalar, and zero where the function is smooth there. */
function smooth(make: (shape: readonly number[], seed: number) => Input, atZero: boolean): Point[] {
  return [
    at('a matrix', [make([3, 4], 1)]),
    at('a size-1 axis', [make([3, 1, 2], 2)]),
    at('a scalar', [make([], 3)]),
    ...(atZero ? [at('zeros', [zeros([2, 2])])] : []),
  ];
}

const signed = (shape: readonly number[], seed: number): Input => input(shape, seed);
const onlyPositive = (shape: readonly number[], seed: number): Input => positive(shape, seed);
const within = (shape: readonly number[], seed: number): Input => {
  const { numbers } = input(shape, seed);
  return given(shape, numbers.map((x) => x / 2.5)); // prettier-ignore
};

/** Equal shapes, broadcasting from either side, of an axis of 1 and of a missing one, and a scalar. */
function pairs(
  x: (shape: readonly number[], seed: number) => Input,
  y: (shape: readonly number[], seed: number) => Input,
): Point[] {
  const shapes: readonly (readonly [string, readonly number[], readonly number[]])[] = [
    ['equal shapes', [2, 3], [2, 3]],
    ['a row', [2, 3], [3]],
    ['a row on the left', [3], [2, 3]],
    ['a column against a row', [2, 1], [1, 3]],
    ['a scalar', [2, 2], []],
    ['a scalar on the left', [], [2, 2]],
    ['size-1 axes', [1, 1], [2, 3]],
  ];
  return shapes.map(([name, left, right]) => at(name, [x(left, 1), y(right, 2)]));
}

const everyAxis: readonly (readonly number[] | null)[] = [null, [0], [1], [-1], [0, 2], []];

function reductions(make: (shape: readonly number[], seed: number) => Input): Point[] {
  return everyAxis.flatMap((axes) =>
    [false, true].map((keepDims) =>
      at(`axes ${JSON.stringify(axes)}${keepDims ? ', kept' : ''}`, [make([2, 3, 2], 4)], {
        attributes: { axes, keepDims },
      }),
    ),
  );
}

const slices = [
  { kind: 'range', begin: 1, end: null, step: 1 },
  { kind: 'index', index: -1 },
  { kind: 'range', begin: null, end: null, step: -2 },
] as const;

/** The same, where the second bound and the index are the run's. */
const slicesAt = [
  { kind: 'range', begin: 1, end: { place: 0 }, step: 1 },
  { kind: 'index', index: { place: 1 } },
  { kind: 'range', begin: null, end: null, step: -2 },
] as const;

const windows = (filterSize: readonly number[] | null): Readonly<Record<string, unknown>>[] =>
  (['SAME', 'VALID'] as const).flatMap((pad) =>
    [
      [1, 1],
      [2, 2],
    ].map((strides) => ({ strides, pad, ...(filterSize !== null && { filterSize }) })),
  );

const windowed = (make: () => Input[], filterSize: readonly number[] | null): Point[] =>
  windows(filterSize).map((attributes) =>
    at(`${String(attributes['pad'])}, strides ${String(attributes['strides'])}`, make(), {
      attributes,
      onlyFloat32: true,
    }),
  );

/** Images whose numbers are far apart, so that no difference changes which is the greatest. */
const image = (shape: readonly number[]): Input => {
  const size = shape.reduce((product, length) => product * length, 1);
  return given(
    shape,
    Array.from({ length: size }, (_, index) => ((index * 7) % size) / 4 - 2),
  );
};

const rows = (numbers: readonly number[]): Input => given([2, 3], numbers);

/** Points for each type of operation that has a gradient: a type without a point fails the test. */
export const points: Readonly<Record<string, readonly Point[]>> = {
  PlaceholderWithDefault: [at('fed by a default', [input([2, 2])], { attributes: { shape: [2, 2] } })],
  Identity: smooth(signed, true),
  CheckNumerics: smooth(signed, true),
  Neg: smooth(signed, true),
  Abs: smooth(signed, false),
  Sign: smooth(signed, false),
  Square: smooth(signed, true),
  Sqrt: smooth(onlyPositive, false),
  Rsqrt: smooth(onlyPositive, false),
  Exp: smooth(signed, true),
  Expm1: smooth(signed, true),
  Log: smooth(onlyPositive, false),
  Log1p: smooth(onlyPositive, true),
  Sin: smooth(signed, true),
  Cos: smooth(signed, true),
  Tan: smooth(within, true),
  Asin: smooth(within, true),
  Acos: smooth(within, true),
  Atan: smooth(signed, true),
  Sinh: smooth(signed, true),
  Cosh: smooth(signed, true),
  Erf: smooth(signed, true),
  Tanh: smooth(signed, true),
  Sigmoid: smooth(signed, true),
  Softplus: smooth(signed, true),
  Softsign: smooth(signed, false),
  Relu: smooth(signed, false),
  Relu6: [...smooth(signed, false), at('above 6', [given([3], [5.5, 6.5, 7])])],
  Elu: smooth(signed, false),
  Selu: smooth(signed, false),
  Reciprocal: smooth(signed, false),

  Add: pairs(signed, signed),
  Sub: pairs(signed, signed),
  Mul: [...pairs(signed, signed), at('zeros', [zeros([2]), zeros([2])])],
  RealDiv: pairs(signed, signed),
  DivNoNan: pairs(signed, signed),
  FloorMod: pairs((shape, seed) => input(shape, seed, 5.3), onlyPositive),
  Pow: [
    ...pairs(onlyPositive, signed),
    at('a negative base to a whole power', [given([2], [-1.5, -0.5]), given([2], [3, 2])], { without: [1] }),
    at('a base of zero', [zeros([2]), given([2], [2, 3])], { without: [1] }),
  ],
  Maximum: pairs(signed, signed),
  Minimum: pairs(signed, signed),
  SquaredDifference: [...pairs(signed, signed), at('zeros', [zeros([2]), zeros([2])])],

  Sum: reductions(signed),
  Mean: reductions(signed),
  Max: reductions((shape) => image(shape)),
  Min: reductions((shape) => image(shape)),
  Prod: [
    ...reductions(signed),
    at('a zero factor', [rows([0, 2, 3, 4, 5, 6])], { attributes: { axes: [1], keepDims: false } }),
    at('two zero factors', [rows([0, 0, 3, 4, 0, 6])], { attributes: { axes: [1], keepDims: false } }),
  ],
  SumLike: [
    at('down to a row', [input([2, 3]), input([3])], { without: [1] }),
    at('down to a column', [input([2, 3]), input([2, 1])], { without: [1] }),
    at('down to a scalar', [input([2, 3]), input([])], { without: [1] }),
  ],
  BroadcastLike: [
    at('kept axes', [input([2, 1]), input([2, 3])], { attributes: { axes: [1], keepDims: true }, without: [1] }),
    at('lost axes', [input([2]), input([2, 3])], { attributes: { axes: [1], keepDims: false }, without: [1] }),
    at('from a scalar', [input([]), input([2, 3])], { attributes: { axes: null, keepDims: false }, without: [1] }),
  ],
  MatMul: [
    ...[false, true].flatMap((transposeA) =>
      [false, true].map((transposeB) =>
        at(
          `transposed ${String(transposeA)}, ${String(transposeB)}`,
          [input(transposeA ? [3, 2] : [2, 3], 1), input(transposeB ? [4, 3] : [3, 4], 2)],
          { attributes: { transposeA, transposeB } },
        ),
      ),
    ),
    at('size-1 axes', [input([1, 1], 1), input([1, 3], 2)], { attributes: { transposeA: false, transposeB: false } }),
    at('batches', [input([2, 2, 3], 1), input([2, 3, 2], 2)], {
      attributes: { transposeA: false, transposeB: false },
    }),
    at('a batch that is broadcast', [input([1, 2, 3], 1), input([2, 3, 2], 2)], {
      attributes: { transposeA: false, transposeB: false },
    }),
  ],
  Cast: [at('to itself', [input([3])], { attributes: { dtype: 'float64' } })],
  Select: [
    at('elements', [bools([2, 2], [1, 0, 0, 1]), input([2, 2], 1), input([2, 2], 2)]),
    at('rows', [bools([2], [1, 0]), input([2, 3], 1), input([2, 3], 2)]),
    at('all', [bools([], [0]), input([2, 3], 1), input([2, 3], 2)]),
  ],
  Reshape: [at('flat', [input([2, 3])], { attributes: { shape: [-1] } })],
  ReshapeTo: [at('by a tensor', [input([2, 3]), ints([2], [3, -1])])],
  ReshapeLike: [at('like another', [input([2, 3]), input([6])], { without: [1] })],
  ExpandDims: [0, 1, -1].map((axis) => at(`axis ${axis}`, [input([2, 3])], { attributes: { axis } })),
  Squeeze: [
    at('all', [input([1, 3, 1])], { attributes: { axes: [] } }),
    at('one', [input([1, 3, 1])], { attributes: { axes: [-1] } }),
  ],
  Transpose: [
    at('a matrix', [input([2, 3])], { attributes: { permutation: [1, 0] } }),
    at('three axes', [input([2, 3, 1])], { attributes: { permutation: [2, 0, 1] } }),
  ],
  ConcatV2: [0, 1, -1].map((axis) =>
    at(`axis ${axis}`, axis === 0 ? [input([1, 2], 1), input([3, 2], 2)] : [input([2, 1], 1), input([2, 3], 2)], {
      attributes: { axis },
    }),
  ),
  ConcatGrad: [
    at('the second part', [input([5, 2], 1), input([2, 2], 2), input([3, 2], 3)], {
      attributes: { axis: 0 },
      without: [1, 2],
      output: 1,
    }),
  ],
  Pack: [0, 1, -1].map((axis) => at(`axis ${axis}`, [input([2, 3], 1), input([2, 3], 2)], { attributes: { axis } })),
  StridedSlice: [at('ranges and an index', [input([3, 2, 4])], { attributes: { items: slices } })],
  StridedSliceGrad: [
    at('the same back', [input([2, 2]), input([3, 2, 4])], { attributes: { items: slices }, without: [1] }),
  ],
  StridedSliceAt: [
    at('a bound and an index of the run', [input([3, 2, 4]), ints([], [3]), ints([], [-1])], {
      attributes: { items: slicesAt },
      without: [1, 2],
    }),
  ],
  StridedSliceAtGrad: [
    at('the same back', [input([2, 2]), input([3, 2, 4]), ints([], [3]), ints([], [-1])], {
      attributes: { items: slicesAt },
      without: [1, 2, 3],
    }),
  ],
  Gather: [
    at('rows, one twice', [input([4, 2]), ints([3], [1, 3, 1])], { attributes: { axis: 0 } }),
    at('by a matrix', [input([4]), ints([2, 2], [0, 1, 1, 2])], { attributes: { axis: 0 } }),
    at('columns', [input([2, 4]), ints([3], [1, 3, 1])], { attributes: { axis: 1 } }),
    at('the last axis', [input([2, 3, 2]), ints([2], [1, 0])], { attributes: { axis: -1 } }),
  ],
  GatherGrad: [
    at('columns', [input([2, 3]), ints([3], [1, 3, 1]), input([2, 4])], { attributes: { axis: 1 }, without: [2] }),
  ],
  IndexedSlicesToDense: [at('rows, one twice', [input([3, 2]), ints([3], [1, 3, 1]), input([4, 2])], { without: [2] })],
  Tile: [
    at('a matrix', [input([2, 3])], { attributes: { multiples: [2, 2] } }),
    at('size-1 axes', [input([1, 3])], { attributes: { multiples: [3, 1] } }),
  ],
  TileGrad: [at('back', [input([4, 3]), input([2, 3])], { attributes: { multiples: [2, 1] }, without: [1] })],
  Pad: [at('both sides', [input([2, 3])], { attributes: { paddings: [[1, 0], [0, 2]], value: 0 } })], // prettier-ignore
  Cumsum: [false, true].flatMap((reverse) =>
    [false, true].map((exclusive) =>
      at(`${reverse ? 'reverse ' : ''}${exclusive ? 'exclusive' : 'inclusive'}`, [input([2, 3])], {
        attributes: { axis: 1, reverse, exclusive },
      }),
    ),
  ),
  Fill: [at('a number', [ints([2], [2, 3]), input([])])],
  BroadcastTo: [at('a row', [input([3])], { attributes: { shape: [2, 3] } })],

  Softmax: [at('rows', [input([2, 4])]), at('one class', [input([2, 1])])],
  LogSoftmax: [at('rows', [input([2, 4])]), at('one class', [input([2, 1])])],
  SoftmaxCrossEntropy: [
    at('one-hot labels', [input([2, 3]), rows([0, 1, 0, 1, 0, 0])]),
    // TensorFlow's gradient of the logits is softmax - labels whatever the labels sum to.
    at('labels that are no distribution', [input([2, 3]), rows([0.2, 0.5, 0.1, 0.4, 0, 0.9])], { without: [0] }),
  ],
  SparseSoftmaxCrossEntropy: [at('labels', [input([2, 3]), ints([2], [1, 0])])],
  Conv2D: [
    ...windowed(() => [image([1, 4, 4, 2]), input([2, 2, 2, 3], 2)], null),
    ...windowed(() => [image([2, 3, 5, 1]), input([3, 3, 1, 2], 2)], null),
    ...windowed(() => [image([1, 3, 3, 1]), input([1, 1, 1, 1], 2)], null),
  ],
  MaxPool: windowed(() => [image([1, 4, 4, 2])], [2, 2]),
  AvgPool: windowed(() => [image([1, 4, 4, 2])], [2, 2]),
  Cond: [
    at('taken', [bools([], [1]), input([2, 2], 1), input([2, 2], 2)]),
    at('not taken', [bools([], [0]), input([2, 2], 1), input([2, 2], 2)]),
  ],
  BranchGradient: [],
  Schedule: [],
  NoisySchedule: [],
  PiecewiseConstant: [],
  RandomShuffle: [],
  Conv2DTranspose: [
    at('twice as large', [image([1, 2, 2, 3]), input([2, 2, 1, 3], 2), ints([4], [1, 4, 4, 1])], {
      attributes: { strides: [2, 2], pad: 'SAME' },
      without: [2],
      onlyFloat32: true,
    }),
    at('with an edge', [image([2, 2, 1, 2]), input([3, 2, 2, 2], 2), ints([4], [2, 5, 2, 2])], {
      attributes: { strides: [2, 1], pad: 'VALID' },
      without: [2],
      onlyFloat32: true,
    }),
  ],
  DepthwiseConv2D: [
    ...windowed(() => [image([1, 4, 4, 2]), input([2, 2, 2, 3], 2)], null),
    ...windowed(() => [image([2, 3, 5, 1]), input([3, 3, 1, 2], 2)], null),
  ],
  SpreadFilter: [at('apart', [input([2, 3, 1, 2])], { attributes: { rates: [2, 3] } })],
  GatherFilter: [at('together', [input([3, 7, 2, 1])], { attributes: { rates: [2, 3] } })],
  Conv2DBackpropInput: [],
  Conv2DBackpropFilter: [],
  DepthwiseConv2DBackpropInput: [],
  DepthwiseConv2DBackpropFilter: [],
  MaxPoolGrad: [],
  AvgPoolGrad: [],
};

/** Types whose gradient TensorFlow has and this re-creation has not: it is an error that names the type. */
export const refusing: Readonly<Record<string, Point>> = {
  BranchGradient: at('second order', [bools([], [1]), input([2], 1), input([2], 2)], { attributes: { taken: true } }),
  Conv2DBackpropInput: at('second order', [image([1, 2, 2, 1]), input([1, 1, 1, 1]), image([1, 2, 2, 1])], {
    attributes: { strides: [1, 1], pad: 'SAME' },
    onlyFloat32: true,
  }),
  Conv2DBackpropFilter: at('second order', [image([1, 2, 2, 1]), input([1, 1, 1, 1]), image([1, 2, 2, 1])], {
    attributes: { strides: [1, 1], pad: 'SAME' },
    onlyFloat32: true,
  }),
  DepthwiseConv2DBackpropInput: at('second order', [image([1, 2, 2, 1]), input([1, 1, 1, 1]), image([1, 2, 2, 1])], {
    attributes: { strides: [1, 1], pad: 'SAME' },
    onlyFloat32: true,
  }),
  DepthwiseConv2DBackpropFilter: at('second order', [image([1, 2, 2, 1]), input([1, 1, 1, 1]), image([1, 2, 2, 1])], {
    attributes: { strides: [1, 1], pad: 'SAME' },
    onlyFloat32: true,
  }),
  MaxPoolGrad: at('second order', [image([1, 2, 2, 1]), image([1, 1, 1, 1]), image([1, 1, 1, 1])], {
    attributes: { strides: [2, 2], pad: 'SAME', filterSize: [2, 2] },
    onlyFloat32: true,
  }),
  AvgPoolGrad: at('second order', [image([1, 2, 2, 1]), image([1, 1, 1, 1]), image([1, 1, 1, 1])], {
    attributes: { strides: [2, 2], pad: 'SAME', filterSize: [2, 2] },
    onlyFloat32: true,
  }),
  Schedule: at('through a rate that varies', [input([]), input([]), input([]), input([])], {
    attributes: { formula: 'ExponentialDecay', flag: false },
  }),
  NoisySchedule: at(
    'through a rate that varies',
    [input([], 1), positive([], 1), positive([]), positive([]), positive([]), positive([]), positive([]), positive([])],
    { attributes: { formula: 'NoisyLinearCosineDecay', flag: false } },
  ),
  PiecewiseConstant: at('through values that vary', [input([]), input([], 1), input([], 2)], {
    attributes: { boundaries: [1], dtype: 'float64' },
  }),
  RandomShuffle: at('rows', [input([3, 2])]),
};
