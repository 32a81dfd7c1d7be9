import type { TrainingPlan } from '../plan/training-plan';
import { fixedColumns } from '../protocol/columns';
import type { Argument } from '../tf1/api/argument';
import type { BuiltGraph } from '../tf1/build-graph';
import { Operation, Tensor } from '../tf1/graph';
import { Optimizer } from '../tf1/optimizers/optimizer';
import { isFullyDefined } from '../tf1/shape';
import { at, bytesOfElement, sizeOf } from '../tf1/value';
import { literalValue } from '../tf1/api/argument';
import { Variable } from '../tf1/variable';
import { asFetch } from './plan-feeds';

/** Most variables that have a column of their own: a bias and some weights, not a layer. */
const mostVariables = 8;

/** What is read of the program after an iteration: its step, its rate, its variables of one element. */
export interface Observed {
  readonly column: number;
  readonly fetch: Tensor | Variable;
}

/** The columns of a plan's rows, and where the value of each comes from. */
export interface ObservedColumns {
  readonly columns: readonly string[];
  /** Columns that this program has nothing for, by name. */
  readonly absent: readonly string[];
  /** What the session is asked for after an iteration. */
  readonly observed: readonly Observed[];
  /** Rates and steps that are Python numbers: column and value. */
  readonly fixed: readonly (readonly [number, number])[];
  /** Bytes of the observed values of one row in their own dtypes. */
  readonly rowBytes: number;
}

/** The step, the rate, the loss and the variables of one element as columns. */
export function observedColumns(plan: TrainingPlan, built: BuiltGraph, loss: Tensor | null): ObservedColumns {
  const variables = plan.variables
    .map(({ name, value }) => ({ name, fetch: asFetch(built.resultOf(value)) }))
    .filter(({ fetch }) => fetch instanceof Variable && isFullyDefined(fetch.shape) && sizeOf(fetch.shape) === 1)
    .slice(0, mostVariables);
  const rate = rateOf(plan, built);
  const step = plan.globalStep === null ? null : built.resultOf(plan.globalStep);
  const numbers: [number, number][] = [];
  const observed: Observed[] = [];
  const observe = (column: number, value: Argument | null): boolean => {
    if (value === null || value.kind === 'none') return false;
    const fetch = asFetch(value);
    if (fetch !== null && !(fetch instanceof Operation)) observed.push({ column, fetch });
    else numbers.push([column, at(literalValue(value).data, 0)]);
    return true;
  };
  const hasStep = observe(1, step);
  const hasRate = observe(2, rate);
  variables.forEach(({ fetch }, index) => {
    if (fetch instanceof Variable) observed.push({ column: fixedColumns.length + index, fetch });
  });
  const kept = [...observed.map(({ fetch }) => fetch), ...(loss === null ? [] : [loss])];
  return {
    columns: [...fixedColumns, ...variables.map(({ name }) => name)],
    absent: [
      ...(hasStep ? [] : ['global_step']),
      ...(hasRate ? [] : ['learning_rate']),
      ...(loss === null ? ['loss'] : []),
    ],
    observed,
    fixed: numbers,
    rowBytes: kept.reduce((bytes, { dtype }) => bytes + bytesOfElement[dtype], 0),
  };
}

/** The rate that the optimizer was made with, its default included. */
export function rateOf(plan: TrainingPlan, built: BuiltGraph): Argument | null {
  if (plan.learningRate !== null) return built.resultOf(plan.learningRate);
  const train = plan.calls.find(({ id }) => id === plan.trainOp);
  const receiver = train?.args[0];
  if (receiver === undefined) return null;
  const optimizer = built.resultOf(receiver);
  if (optimizer.kind !== 'object' || !(optimizer.value instanceof Optimizer)) return null;
  const { learningRate } = optimizer.value;
  if (typeof learningRate === 'number') return { kind: 'float', value: learningRate };
  return learningRate instanceof Tensor ? { kind: 'object', value: learningRate } : null;
}
