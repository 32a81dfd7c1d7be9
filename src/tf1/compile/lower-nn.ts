import { message } from '../../base/message';
import { AmbiguousIntervalError, piecewiseIndex } from '../../schedules/piecewise-constant';
import { TensorFlowError } from '../errors';
import { formulas, roundingOf } from '../ops/schedule';
import { at, item } from '../value';
import { type Access, rounded, type Storage, type View } from './ir';
import { computing, type Call, constantNumber, input, type Lower, type Lowering, NotCompiled } from './lowering';

/** Loops over rows, with names for the row, its first index, and the column. */
function rows(
  { fresh }: Access,
  count: number,
  width: number,
  each: (
    row: string,
    start: string,
    columns: (body: (index: string, column: string) => string[]) => string[],
  ) => string[],
): string[] {
  const [row, start] = [fresh(), fresh()];
  const columns = (body: (index: string, column: string) => string[]): string[] => {
    const [j, index] = [fresh(), fresh()];
    return [
      `for (let ${j} = 0; ${j} < ${width}; ${j}++) {`,
      `const ${index} = ${start} + ${j};`,
      ...body(index, j),
      '}',
    ];
  };
  return [
    `for (let ${row} = 0; ${row} < ${count}; ${row}++) {`,
    `const ${start} = ${row} * ${width};`,
    ...each(row, start, columns),
    '}',
  ];
}

type Columns = (body: (index: string, column: string) => string[]) => string[];

/** `softmaxRow` of `ops/nn.ts`: writes a row's softmax to `result` and leaves highest + log(sum) in the name that it returns. */
function softmaxRow(
  { fresh, element, set }: Access,
  x: Storage,
  result: Storage,
  columns: Columns,
): [string[], string] {
  const [highest, sum, power, total] = [fresh(), fresh(), fresh(), fresh()];
  return [
    [
      `let ${highest} = -Infinity, ${sum} = 0;`,
      ...columns((index) => [`${highest} = Math.max(${highest}, ${element(x, index)});`]),
      ...columns((index) => [
        `const ${power} = Math.exp(${element(x, index)} - ${highest});`,
        set(result, index, power),
        `${sum} += ${power};`,
      ]),
      ...columns((index) => [set(result, index, `${element(result, index)} / ${sum}`)]),
      `const ${total} = ${highest} + Math.log(${sum});`,
    ],
    total,
  ];
}

const widthOf = ({ shape }: View): number => item(shape, shape.length - 1);

const softmax: Lower = (lowering, call) => {
  const x = input(call, 0);
  const { dtype, shape } = item(call.results, 0);
  const width = widthOf(x);
  const result = lowering.temporary(dtype, shape);
  lowering.block([x], [result], (access) =>
    rows(access, x.storage.size / width, width, (_row, start, columns) => {
      const { fresh, element, set } = access;
      if (dtype !== 'float32') return softmaxRow(access, x.storage, result.storage, columns)[0];
      // tfjs's five kernels in a row: each result is rounded, the sum once.
      const [highest, sum, value, power] = [fresh(), fresh(), fresh(), fresh()];
      return [
        `let ${highest} = ${element(x.storage, start)}, ${sum} = 0;`,
        ...columns((index) => [
          `const ${value} = ${element(x.storage, index)};`,
          `if (${value} > ${highest} || ${value} !== ${value}) ${highest} = ${value};`,
        ]),
        ...columns((index) => [
          `const ${power} = Math.fround(Math.exp(Math.fround(${element(x.storage, index)} - ${highest})));`,
          set(result.storage, index, power),
          `${sum} += ${power};`,
        ]),
        `${sum} = Math.fround(${sum});`,
        ...columns((index) => [set(result.storage, index, `${element(result.storage, index)} / ${sum}`)]),
      ];
    }),
  );
  return [result];
};

const logSoftmax: Lower = (lowering, call) => {
  const x = input(call, 0);
  const { dtype, shape } = item(call.results, 0);
  const width = widthOf(x);
  const result = lowering.temporary(dtype, shape);
  lowering.block([x], [result], (access) =>
    rows(access, x.storage.size / width, width, (_row, _start, columns) => {
      const [statements, total] = softmaxRow(access, x.storage, result.storage, columns);
      const { element, set } = access;
      return [
        ...statements,
        ...columns((index) => [set(result.storage, index, `${element(x.storage, index)} - ${total}`)]),
      ];
    }),
  );
  return [result];
};

const crossEntropy: Lower = (lowering, call) => {
  const [x, y] = [input(call, 0), input(call, 1)];
  const [first, second] = [item(call.results, 0), item(call.results, 1)];
  const width = widthOf(x);
  const [loss, backprop] = [
    lowering.temporary(first.dtype, first.shape),
    lowering.temporary(second.dtype, second.shape),
  ];
  lowering.block([x, y], [loss, backprop], (access) =>
    rows(access, x.storage.size / width, width, (row, _start, columns) => {
      const [statements, total] = softmaxRow(access, x.storage, backprop.storage, columns);
      const { fresh, element, set } = access;
      const sum = fresh();
      return [
        ...statements,
        `let ${sum} = 0;`,
        ...columns((index) => [
          `${sum} += ${element(y.storage, index)} * (${total} - ${element(x.storage, index)});`,
          set(backprop.storage, index, `${element(backprop.storage, index)} - ${element(y.storage, index)}`),
        ]),
        set(loss.storage, row, sum),
      ];
    }),
  );
  return [loss, backprop];
};

const badLabel = (label: number, width: number): never => {
  throw new TensorFlowError('InvalidArgumentError', `label ${label} is outside of [0, ${width})`);
};

const sparseCrossEntropy: Lower = (lowering, call) => {
  const [x, y] = [input(call, 0), input(call, 1)];
  const [first, second] = [item(call.results, 0), item(call.results, 1)];
  const width = widthOf(x);
  const [loss, backprop] = [
    lowering.temporary(first.dtype, first.shape),
    lowering.temporary(second.dtype, second.shape),
  ];
  const refuse = lowering.outside(computing(call.operation, badLabel));
  lowering.block([x, y], [loss, backprop], (access) =>
    rows(access, x.storage.size / width, width, (row, start, columns) => {
      const [statements, total] = softmaxRow(access, x.storage, backprop.storage, columns);
      const { fresh, element, set } = access;
      const [label, index] = [fresh(), fresh()];
      return [
        ...statements,
        `const ${label} = ${element(y.storage, row)};`,
        `if (!(${label} >= 0 && ${label} < ${width})) ${refuse}(${label}, ${width});`,
        `const ${index} = ${start} + ${label};`,
        set(loss.storage, row, `${total} - ${element(x.storage, index)}`),
        set(backprop.storage, index, `${element(backprop.storage, index)} - 1`),
      ];
    }),
  );
  return [loss, backprop];
};

/** A branch that is a variable would be read when the chosen value is; here it is read at once. */
const refuseVariables = (call: Call, views: readonly View[]): void => {
  if (views.some(({ storage }) => storage.origin.kind === 'variable'))
    throw new NotCompiled(message('{0} chooses between variables', call.operation.name));
};

const cond: Lower = (lowering, call) => {
  const [predicate, x, y] = [input(call, 0), input(call, 1), input(call, 2)];
  refuseVariables(call, [x, y]);
  if (x.shape.join() !== y.shape.join())
    throw new NotCompiled(message('the branches of {0} differ in shape', call.operation.name));
  const scalar = { storage: predicate.storage, shape: [] };
  const code = (p = '', a = '', b = ''): string => `${p} !== 0 ? ${a} : ${b}`;
  return [lowering.elementwise(x.storage.dtype, x.shape, [scalar, x, y], code)];
};

const branchGradient: Lower = (lowering, call) => {
  const [predicate, dy] = [input(call, 0), input(call, 1)];
  const { dtype, shape } = item(call.results, 0);
  const test = call.operation.attribute<boolean>('taken') ? '!==' : '===';
  const code = (p = '', d = ''): string => `${p} ${test} 0 ? ${d} : 0`;
  return [lowering.elementwise(dtype, shape, [{ storage: predicate.storage, shape: [] }, dy], code)];
};

/** A schedule is computed again only when one of its numbers changed: reading the rate after a step costs nothing. */
const schedule: Lower = (lowering, call) => {
  const { operation } = call;
  const views = call.inputs.map((_, index) => input(call, index));
  const { dtype } = item(call.results, 0);
  const { list, compute, memory } = lowering.shared(operation, () => scheduleHelpers(lowering, call, views));
  const result = lowering.temporary(dtype, []);
  lowering.nodes.push({
    kind: 'loop',
    space: [],
    reads: views.map(({ storage }) => ({ storage, offset: 0, strides: [] })),
    writes: [result.storage],
    body: ([step = '', ...given]) => {
      const changing = given.flatMap((_name, index) =>
        constantNumber(item(views, index + 1)) === null ? [index] : [],
      );
      const test = [
        `${memory}[0] !== ${step}`,
        ...changing.map((index) => `${list}[${index}] !== ${item(given, index)}`),
      ].join(' || ');
      const set = changing.map((index) => `${list}[${index}] = ${item(given, index)};`).join(' ');
      return {
        statements: [`if (${test}) { ${set} ${memory}[0] = ${step}; ${compute}(); }`],
        results: [rounded(dtype, `${memory}[1]`)],
      };
    },
  });
  return [result];
};

/** Names of a schedule's numbers, of what computes it, and of the step and the rate that were computed last. */
interface ScheduleHelpers {
  readonly list: string;
  readonly compute: string;
  readonly memory: string;
}

function scheduleHelpers(lowering: Lowering, { operation, results }: Call, views: readonly View[]): ScheduleHelpers {
  const formula = formulas.get(operation.attribute<string>('formula'));
  if (formula === undefined) throw new NotCompiled(message('{0} is a schedule of another kind', operation.name));
  const numbers = views.slice(1).map((view) => constantNumber(view) ?? Number.NaN);
  const [flag, round] = [operation.attribute<boolean>('flag'), roundingOf(item(results, 0).dtype)];
  const memory = new Float64Array([Number.NaN, Number.NaN]);
  const isFixed = !numbers.some(Number.isNaN);
  const fixed = formula(numbers, flag, round);
  // Numbers pass through the memory: a number that is passed would be boxed, step after step.
  const compute = (): void => {
    memory[1] = (isFixed ? fixed : formula(numbers, flag, round))(at(memory, 0), 0);
  };
  return { list: lowering.outside(numbers), compute: lowering.outside(compute), memory: lowering.outside(memory) };
}

const choose = (boundaries: readonly number[], x: number): number => {
  try {
    return piecewiseIndex(boundaries, x);
  } catch (error) {
    if (error instanceof AmbiguousIntervalError) throw new TensorFlowError('InvalidArgumentError', error.message);
    throw error;
  }
};

const piecewise: Lower = (lowering, call) => {
  const [x, ...values] = call.inputs.map((_, index) => input(call, index));
  if (x === undefined) throw new NotCompiled(message('{0} has no step', call.operation.name));
  const { dtype, shape } = item(call.results, 0);
  const numbers = values.map(constantNumber);
  if (numbers.includes(null)) throw new NotCompiled(message('the values of {0} are no constants', call.operation.name));
  const boundaries = call.operation.attribute<readonly number[]>('boundaries');
  const rate = lowering.outside(
    computing(call.operation, (step: number) => at(numbers as number[], choose(boundaries, step))),
  );
  return [lowering.elementwise(dtype, shape, [{ storage: x.storage, shape: [] }], (step = '') => `${rate}(${step})`)];
};

/** What networks end in, branches, and schedules. */
export const nnLowerings: Readonly<Record<string, Lower>> = {
  Softmax: softmax,
  LogSoftmax: logSoftmax,
  SoftmaxCrossEntropy: crossEntropy,
  SparseSoftmaxCrossEntropy: sparseCrossEntropy,
  Cond: cond,
  BranchGradient: branchGradient,
  Schedule: schedule,
  PiecewiseConstant: piecewise,
};
