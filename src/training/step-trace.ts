import type { PlannedRun, PlanRun } from '../plan/training-plan';
import type { NamedTensor, StepTrace, TensorPreview } from '../protocol/step-trace';
import { literalValue, tensorIn } from '../tf1/api/argument';
import { executionOrder } from '../tf1/execution-order';
import { type Operation, Tensor } from '../tf1/graph';
import { type Fetch, operationOf } from '../tf1/session';
import { at, type Value } from '../tf1/value';
import { Variable } from '../tf1/variable';
import { holdsFormula } from '../base/graph-call';
import { asFetch, fedAgain } from './plan-feeds';
import { PlanTrainee, type RunWatch } from './plan-trainee';
import { RowRecorder } from './row-recorder';
import { AveragesWatch } from './trace-averages';
import { UpdatesWatch } from './trace-updates';
import { previewOf, scalarOf } from './trace-values';

// One step of a training, taken apart: what was fed, computed, updated and counted in it.

const writesStep = /^Assign(?:Add|Sub)?$/;

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
      gradients: watch.updates.gradients(),
      rate: watch.rate,
      updates: watch.updates.made(this.trainee.inside.session),
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
  rate: number | null = null;
  readonly averages: AveragesWatch;
  readonly updates: UpdatesWatch;
  private stepWrites: readonly Operation[] = [];
  private stepBefore: number | null = null;
  private readonly stepVariable: Tensor | null;

  constructor(
    private readonly trainee: PlanTrainee,
    run: PlannedRun,
  ) {
    const { built, step } = trainee.inside;
    this.averages = new AveragesWatch(run.plan, built);
    const reference = step instanceof Variable ? step.ref : step;
    this.stepVariable = reference?.op.type === 'VariableV2' ? reference : null;
    const names = new Map(
      run.plan.variables.flatMap(({ name, value }) => {
        const fetch = asFetch(built.resultOf(value));
        return fetch instanceof Variable ? [[fetch.ref.op, name] as const] : [];
      }),
    );
    this.updates = new UpdatesWatch(({ op }) => names.get(op) ?? op.name);
    const rate = trainee.inside.rate;
    if (rate !== null && asFetch(rate) === null) this.rate = at(literalValue(rate).data, 0);
  }

  fetchesBeside(run: PlanRun, fetches: readonly Fetch[], placeholders: readonly Tensor[]): readonly Fetch[] {
    const { built, session, loss, rate, slots } = this.trainee.inside;
    this.feeds = run.feeds.flatMap(({ placeholder, value }) => {
      const tensor = tensorIn(built.resultOf(placeholder));
      if (tensor === null || value.kind === 'none') return [];
      const fed = holdsFormula(value)
        ? fedAgain(value, slots, tensor.dtype)
        : literalValue(built.resultOf(value), tensor.dtype);
      return [{ name: tensor.op.name, tensor: previewOf(fed) }];
    });
    const order = executionOrder(fetches.map(operationOf), new Set(placeholders));
    this.stepWrites = order.filter(
      ({ type, inputs }) => writesStep.test(type) && inputs[0] !== undefined && inputs[0].op === this.stepVariable?.op,
    );
    this.stepBefore = this.stepVariable === null ? null : scalarOf(session.run([this.stepVariable])[0] ?? null);
    const rateFetch = rate === null ? null : asFetch(rate);
    return [
      ...(loss === null ? [] : [loss]),
      ...(rateFetch === null ? [] : [rateFetch]),
      ...this.updates.fetchesBeside(order, session),
      ...this.averages.fetchesBeside(order, session),
    ];
  }

  hear(values: readonly (Value | null)[]): void {
    const { loss, rate } = this.trainee.inside;
    const rest = [...values];
    if (loss !== null) this.loss = previewOf(rest.shift() ?? null);
    if (rate !== null && asFetch(rate) !== null) this.rate = scalarOf(rest.shift() ?? null);
    this.updates.hear(rest);
    this.averages.hear(rest);
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
}
