import { message } from '../../base/message';
import type { DType } from '../../base/graph-call';
import { AmbiguousIntervalError, piecewiseIndex } from '../../schedules/piecewise-constant';
import { float32, float64, type Rounding } from '../../schedules/rounding';
import { isScheduleName, recordOf, type ScheduleName, scheduleRecords } from '../../schedules/schedule';
import { TensorFlowError, UnsupportedError } from '../errors';
import type { Operation, Tensor } from '../graph';
import { defineOps, type OpDefinition } from '../op-registry';
import { emptyValue, item, scalarOf, type Value } from '../value';

/**
 * A schedule as one operation. Its inputs are the step and then the numbers of the call in TensorFlow's order, any of which may be a
 * tensor; `flag` is its boolean. `normal` is a standard normal number, for the one schedule that draws.
 */
type Formula = (numbers: readonly number[], flag: boolean, round: Rounding) => (step: number, normal: number) => number;

/** Marks the formula of a schedule some of whose numbers vary, so that TensorFlow's rewriting of constants does not reach them. */
const varying = '/varying';

/** The name of a schedule's formula: as it is computed where its numbers are constants, or where they vary. */
export function formulaName(kind: ScheduleName, areConstant: boolean): string {
  return areConstant ? kind : `${kind}${varying}`;
}

// What the numbers give is made once: a formula of constants is then asked for step after step without an allocation.
function formulaOf(kind: ScheduleName, isFolded: boolean): Formula {
  const { fields, rate } = recordOf(kind);
  return (numbers, flag, round) => {
    const places = fields.filter((field) => field.kind !== 'flag');
    const values = Object.fromEntries<number | boolean>([
      ...places.map(({ field }, index) => [field, numbers[index] ?? 0] as const),
      ...fields.filter((field) => field.kind === 'flag').map(({ field }) => [field, flag] as const),
    ]);
    const computing = { round, isFolded, normal: 0 };
    return (step, normal) => rate(values as never, step, normal === 0 ? computing : { ...computing, normal });
  };
}

/** By `formulaName`. */
export const formulas: ReadonlyMap<string, Formula> = new Map(
  [true, false].flatMap((isFolded) =>
    Object.keys(scheduleRecords)
      .filter(isScheduleName)
      .map((kind) => [formulaName(kind, isFolded), formulaOf(kind, isFolded)] as const),
  ),
);

/** The rounding of a working dtype. */
export function roundingOf(dtype: DType): Rounding {
  return dtype === 'float64' ? float64 : float32;
}

/** No gradient flows to the step of a schedule; one to a number that varies is not computed here, and is refused. */
function throughConstants({ type, inputs }: Operation): readonly null[] {
  for (const { op } of inputs.slice(1))
    if (op.type !== 'Const')
      throw new UnsupportedError(message('the gradient of {0} with respect to {1} is not supported', type, op.name));
  return inputs.map(() => null);
}

const schedule = (type: string, isRandom: boolean): OpDefinition => ({
  type,
  infer: ([, learningRate]) => [{ dtype: (learningRate as Tensor).dtype, shape: [] }],
  kernel: (inputs, operation, state) => {
    const [step, ...numbers] = inputs.map(scalarOf) as [number, ...number[]];
    const { dtype } = operation.output;
    const [normal = 0] = isRandom ? state.randomStream(operation).normal(1) : [];
    const formula = formulas.get(operation.attribute<string>('formula')) as Formula;
    const result = emptyValue(dtype, []);
    result.data[0] = formula(numbers, operation.attribute('flag'), roundingOf(dtype))(step, normal);
    return [result];
  },
  gradient: throughConstants,
  random: isRandom,
});

defineOps(schedule('Schedule', false), schedule('NoisySchedule', true), {
  type: 'PiecewiseConstant',
  infer: (_inputs, { dtype }) => [{ dtype: dtype as DType, shape: [] }],
  kernel: ([x, ...values], operation) => {
    try {
      return [item(values, piecewiseIndex(operation.attribute('boundaries'), scalarOf(x as Value)))];
    } catch (error) {
      if (error instanceof AmbiguousIntervalError) throw new TensorFlowError('InvalidArgumentError', error.message);
      throw error;
    }
  },
  gradient: throughConstants,
});
