import type { TrainingPlan } from '../plan/training-plan';
import { fixedColumns } from '../protocol/columns';
import type { Argument } from '../tf1/api/argument';
import type { BuiltGraph } from '../tf1/build-graph';
import { Operation, Tensor } from '../tf1/graph';
import { Optimizer } from '../tf1/optimizers/optimizer';
import type { ColumnFetch } from '../tf1/session';
import { isFullyDefined } from '../tf1/shape';
import { at, bytesOfElement, sizeOf } from '../tf1/value';
import { literalValue } from '../tf1/api/argument';
import { Variable } from '../tf1/variable';
import { asFetch } from './plan-feeds';
import { type AverageColumns, averageColumns } from './seen-decays';

/** Most variables that have a column of their own: a bias and some weights, not a layer. */
const mostVariables = 8;

/** What is read of the program after an iteration: its step, its rate, its averages and variables of one element. */
export type Observed = ColumnFetch;

/** The columns of a plan's rows, and where the value of each comes from. */
export interface ObservedColumns {
  readonly columns: readonly string[];
  /** Columns that this program has nothing for, by name. */
  readonly absent: readonly string[];
  /** What the session is asked for after an iteration. */
  readonly observed: readonly Observed[];
  /** Columns that hold one number in all rows: rates and steps that are Python numbers, and NaN where there is nothing. */
  readonly fixed: readonly (readonly [number, number])[];
  /** The decays of moving averages, which are computed in the run that updates these. */
  readonly decays: AverageColumns['decays'];
  /** Bytes of the observed values of one row in their own dtypes. */
  readonly rowBytes: number;
}

/** The step, the rate, the loss, the moving averages and the variables of one element as columns. */
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
  const absent = [...(observe(1, step) ? [] : [1]), ...(observe(2, rate) ? [] : [2]), ...(loss === null ? [3] : [])];
  const averages = averageColumns(plan, built, fixedColumns.length);
  observed.push(...averages.observed);
  const before = [...fixedColumns, ...averages.columns];
  variables.forEach(({ fetch }, index) => {
    if (fetch instanceof Variable) observed.push({ column: before.length + index, fetch });
  });
  const decays = averages.decays.flatMap(({ updates: [first] }) => first?.decay ?? []);
  const kept = [...observed.map(({ fetch }) => fetch), ...decays, ...(loss === null ? [] : [loss])];
  return {
    columns: [...before, ...variables.map(({ name }) => name)],
    absent: absent.flatMap((column) => fixedColumns[column] ?? []),
    observed,
    fixed: [...numbers, ...absent.map((column) => [column, Number.NaN] as const)],
    decays: averages.decays,
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
