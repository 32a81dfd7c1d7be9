import type { PlannedRun, PlanRun } from '../plan/training-plan';
import { type NamedTensor, type StepTrace, type TensorPreview } from '../protocol/step-trace';
import { literalValue, tensorIn } from '../tf1/api/argument';
import { executionOrder } from '../tf1/execution-order';
import type { Operation } from '../tf1/graph';
import { Tensor } from '../tf1/graph';
import { type Fetch, operationOf } from '../tf1/session';
import { at, type Value } from '../tf1/value';
import { Variable } from '../tf1/variable';
import { asFetch } from './plan-feeds';
import { PlanTrainee, type RunWatch } from './plan-trainee';
import { RowRecorder } from './row-recorder';
import { AveragesWatch } from './trace-averages';
import { previewOf, scalarOf } from './trace-values';

/** Most variables whose gradients and updates a trace tells of. */
const mostVariables = 8;
const writesStep = /^Assign(?:Add|Sub)?$/;

/** An operation of the training run that updates a variable, with what it takes. */
interface Update {
  readonly operation: Operation;
  readonly variable: Tensor;
  readonly gradient: Tensor | null;
}

/**
 * Trains a plan again, in order to look into single steps. The training is deterministic: the same graph, session runs and random
 * streams from the start give the same values, so what is seen here is what was recorded.
 */
export class StepReplay {
  private readonly trainee: PlanTrainee;
  private readonly recorder: RowRecorder;

  /** Builds the graph and makes the program's setup. Throws what TensorFlow would raise. */
  constructor(private readonly run: PlannedRun) {
    this.trainee = PlanTrainee.of(run);
    this.recorder = new RowRecorder(this.trainee.columns.length);
  }

  /** Iterations made so far. */
  get iterations(): number {
    return this.trainee.completedIterations;
  }

  /** Makes the next iteration, unwatched. */
  advance(): void {
    this.recorder.take();
    this.trainee.advance(this.recorder, 1);
  }

  /** Makes the next iteration, and tells what happened in it. */
  trace(): StepTrace {
    this.recorder.take();
    const stepAtStart = this.stepNow();
    const watch = new Watch(this.trainee, this.run);
    this.trainee.advanceWatched(this.recorder, watch);
    const row = this.recorder.take();
    const values = row === null ? new Float64Array(0) : new Float64Array(row.values);
    const cell = (column: number, name: string): number | null =>
      this.trainee.absent.includes(name) ? null : (values[column] ?? null);
    return {
      runId: this.run.id,
      iteration: this.trainee.completedIterations,
      feeds: watch.feeds,
      loss: watch.loss,
      lossValue: cell(3, 'loss'),
      gradients: watch.gradients,
      rate: watch.rate,
      updates: watch.updatesMade(),
      step: watch.stepMoved(stepAtStart),
      averages: watch.averages.made(this.trainee.inside.session),
      read: { step: cell(1, 'global_step'), rate: cell(2, 'learning_rate') },
    };
  }

  dispose(): void {
    this.trainee.dispose();
  }

  private stepNow(): number | null {
    const { session, step } = this.trainee.inside;
    return step instanceof Variable || (step instanceof Tensor && step.op.type === 'VariableV2')
      ? scalarOf(session.run([step])[0] ?? null)
      : null;
  }
}

/** Watches the one session run that trains. */
class Watch implements RunWatch {
  feeds: readonly NamedTensor[] = [];
  loss: TensorPreview | null = null;
  gradients: readonly NamedTensor[] = [];
  rate: number | null = null;
  readonly averages: AveragesWatch;
  private updates: readonly Update[] = [];
  private stepWrites: readonly Operation[] = [];
  private before: readonly (Value | null)[] = [];
  private stepBefore: number | null = null;
  private readonly stepVariable: Tensor | null;
  private readonly names: ReadonlyMap<Operation, string>;

  constructor(
    private readonly trainee: PlanTrainee,
    run: PlannedRun,
  ) {
    const { built, step } = trainee.inside;
    this.averages = new AveragesWatch(run.plan, built);
    const reference = step instanceof Variable ? step.ref : step;
    this.stepVariable = reference?.op.type === 'VariableV2' ? reference : null;
    this.names = new Map(
      run.plan.variables.flatMap(({ name, value }) => {
        const fetch = asFetch(built.resultOf(value));
        return fetch instanceof Variable ? [[fetch.ref.op, name] as const] : [];
      }),
    );
    const rate = trainee.inside.rate;
    if (rate !== null && asFetch(rate) === null) this.rate = at(literalValue(rate).data, 0);
  }

  fetchesBeside(run: PlanRun, fetches: readonly Fetch[], placeholders: readonly Tensor[]): readonly Fetch[] {
    const { built, session, loss, rate } = this.trainee.inside;
    this.feeds = run.feeds.flatMap(({ placeholder, value }) => {
      const tensor = tensorIn(built.resultOf(placeholder));
      if (tensor === null || value.kind === 'none') return [];
      const fed = literalValue(built.resultOf(value), tensor.dtype);
      return [{ name: tensor.op.name, tensor: previewOf(fed) }];
    });
    const order = executionOrder(fetches.map(operationOf), new Set(placeholders));
    this.updates = order.flatMap((operation) => updateOf(operation) ?? []).slice(0, mostVariables);
    this.stepWrites = order.filter(
      ({ type, inputs }) => writesStep.test(type) && inputs[0] !== undefined && inputs[0].op === this.stepVariable?.op,
    );
    const variables = this.updates.map(({ variable }) => variable);
    this.before = session.run(variables);
    this.stepBefore = this.stepVariable === null ? null : scalarOf(session.run([this.stepVariable])[0] ?? null);
    const rateFetch = rate === null ? null : asFetch(rate);
    return [
      ...(loss === null ? [] : [loss]),
      ...(rateFetch === null ? [] : [rateFetch]),
      ...this.updates.flatMap(({ gradient }) => gradient ?? []),
      ...this.averages.fetchesBeside(order, session),
    ];
  }

  hear(values: readonly (Value | null)[]): void {
    const { loss, rate } = this.trainee.inside;
    const rest = [...values];
    if (loss !== null) this.loss = previewOf(rest.shift() ?? null);
    if (rate !== null && asFetch(rate) !== null) this.rate = scalarOf(rest.shift() ?? null);
    this.gradients = this.updates.flatMap(({ gradient, variable }) =>
      gradient === null ? [] : [{ name: this.nameOf(variable), tensor: previewOf(rest.shift() ?? null) }],
    );
    this.averages.hear(rest);
  }

  updatesMade(): StepTrace['updates'] {
    const after = this.trainee.inside.session.run(this.updates.map(({ variable }) => variable));
    return this.updates.map(({ variable, operation }, index) => ({
      variable: this.nameOf(variable),
      operation: operation.type,
      before: previewOf(this.before[index] ?? null),
      after: previewOf(after[index] ?? null),
    }));
  }

  stepMoved(atStart: number | null): StepTrace['step'] {
    const { session, trainOps } = this.trainee.inside;
    if (this.stepVariable === null || this.stepBefore === null || atStart === null) return null;
    return {
      atStart,
      before: this.stepBefore,
      after: scalarOf(session.run([this.stepVariable])[0] ?? null),
      writes: this.stepWrites.map((operation) => ({
        operation: operation.type,
        isTrainOp: trainOps.includes(operation),
      })),
    };
  }

  private nameOf({ op }: Tensor): string {
    return this.names.get(op) ?? op.name;
  }
}

/** The update that an optimizer's operation makes: its variable is the first input, the gradient the last, or the one before the rows. */
function updateOf(operation: Operation): Update | null {
  const { type, inputs } = operation;
  if (!/^(?:Sparse)?Apply/.test(type)) return null;
  const variable = inputs[0];
  if (variable === undefined) return null;
  return { operation, variable, gradient: inputs.at(type.startsWith('Sparse') ? -2 : -1) ?? null };
}
