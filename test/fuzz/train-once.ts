import { say } from '../../src/base/message';
import { caseOf } from '../../src/plan/case-of';
import { cellTexts } from '../../src/cli/report/run-report';
import type { TrainingPlan } from '../../src/plan/training-plan';
import type { Execution } from '../../src/training/commands';
import { PlanTrainee } from '../../src/training/plan-trainee';
import { RowRecorder } from '../../src/training/row-recorder';

/** What a training came to. */
export interface TrainedOnce {
  /** Every number of every row, variables of one element included. */
  readonly rows: readonly (readonly number[])[];
  /** The rows as `global-step run --format csv` prints them, without its header. */
  readonly lines: readonly string[];
  /** What became no finite number or was raised, or null. */
  readonly problem: string | null;
  readonly execution: Execution | null;
}

/** Trains a plan to its end in this thread, compiled or on the kernels alone. */
export function trainOnce(plan: TrainingPlan, compiles: boolean): TrainedOnce {
  const trainee = new PlanTrainee(
    { id: 'as-written', variant: 'as-written', label: '', plan, case: caseOf(plan) },
    { compiles },
  );
  if (trainee.unresolved.length > 0) throw new Error(trainee.unresolved.map(({ why }) => say(why)).join('; '));
  const recorder = new RowRecorder(trainee.columns.length);
  const rows: number[][] = [];
  let problem: string | null = null;
  try {
    while (problem === null && trainee.completedIterations < trainee.plannedIterations) {
      const before = trainee.completedIterations;
      const told = trainee.advance(recorder, trainee.plannedIterations - before);
      problem = told === null ? null : say(told);
      if (trainee.completedIterations === before) break;
      rows.push(...takenRows(recorder, trainee.columns.length));
    }
  } catch (error) {
    rows.push(...takenRows(recorder, trainee.columns.length));
    problem = error instanceof Error ? error.message : String(error);
  }
  const { execution, absent } = trainee;
  trainee.dispose();
  return { rows, lines: rows.map((row) => ['as-written', ...cellTexts(row, absent)].join(',')), problem, execution };
}

function takenRows(recorder: RowRecorder, width: number): number[][] {
  const batch = recorder.take();
  if (batch === null) return [];
  const values = new Float64Array(batch.values);
  return Array.from({ length: batch.count }, (_row, row) =>
    Array.from({ length: width }, (_column, column) => values[column * batch.count + row] ?? Number.NaN),
  );
}
