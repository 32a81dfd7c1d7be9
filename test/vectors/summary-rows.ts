import type { RunContext, SessionRunHook } from '../../src/tf1/hooks/session-run-hook';
import { SummarySaverHook } from '../../src/tf1/hooks/summary-saver-hook';
import { globalStepRead } from '../../src/tf1/global-step';
import type { Tensor } from '../../src/tf1/graph';
import { MonitoredSession } from '../../src/tf1/monitored-session';
import type { Fetch } from '../../src/tf1/session';
import type { Value } from '../../src/tf1/value';
import type { Variable } from '../../src/tf1/variable';
import type { Finding, VectorCase } from './findings';
import { StepProgram } from './step-programs';

/** What a row asks for: does the program count, and how often does the hook write. */
interface SummaryRow {
  readonly step_passed: boolean;
  readonly save_steps: number;
  readonly x: readonly number[];
}

/**
 * TensorFlow leaves unordered whether a hook's read of the step comes before or after the update of the same run. tf1 always reads
 * before. This hook hands on the other answer in the runs that `late` names.
 */
class Unordered implements SessionRunHook {
  private run = 0;

  constructor(
    private readonly inner: SummarySaverHook,
    private readonly late: ReadonlySet<number>,
    private readonly step: Tensor,
  ) {}

  begin(...args: Parameters<SummarySaverHook['begin']>): void {
    this.inner.begin(...args);
  }

  beforeRun(): readonly Fetch[] {
    return this.inner.beforeRun();
  }

  afterRun(context: RunContext, values: readonly (Value | null)[]): void {
    this.run += 1;
    const [now] = this.late.has(this.run) ? context.session.run([this.step]) : values;
    this.inner.afterRun(context, [now ?? null, ...values.slice(1)]);
  }
}

function pointsOf(row: SummaryRow, runs: number, late: ReadonlySet<number>): number[] {
  const program = new StepProgram();
  const step = program.tf.call('train.get_or_create_global_step') as Variable;
  const train = program.minimize(program.descent(), row.step_passed ? step : null);
  const hook = new SummarySaverHook({ everySteps: row.save_steps }, program.loss);
  const read = globalStepRead(program.tf.graph) as Tensor;
  const session = new MonitoredSession(program.tf.graph, { hooks: [new Unordered(hook, late, read)] });
  for (let run = 0; run < runs; run++) session.run([train]);
  session.close();
  return hook.points.map(({ step: x }) => x);
}

/** Whether these points are among those that TensorFlow may write: in tf1's own order, else with single reads after the update. */
function findOrder(row: SummaryRow, runs: number): number[] | null {
  const own = pointsOf(row, runs, new Set());
  const isMeant = (points: readonly number[]): boolean => points.join() === row.x.join();
  if (isMeant(own)) return null;
  for (let first = 1; first <= runs; first++)
    for (let second = first; second <= runs; second++)
      if (isMeant(pointsOf(row, runs, new Set([first, second])))) return null;
  return own;
}

/** Holds the steps at which the hook writes against each row of a table. */
export function checkSummaryRows(given: VectorCase): Finding[] {
  const runs = Number(/(\d+) runs/.exec(given['setup'] as string)?.[1] ?? 10);
  return (given['rows'] as SummaryRow[]).flatMap((row): Finding[] => {
    const got = findOrder(row, runs);
    const what = `x at save_steps ${row.save_steps}, step ${row.step_passed ? '' : 'not '}passed`;
    return got === null ? [] : [{ what, got, expected: row.x }];
  });
}
