import { readFileSync } from 'node:fs';
import { say } from '../../../src/base/message';
import { interpret } from '../../../src/interpret/interpret';
import { pairOf } from '../../../src/plan/counterpart';
import { readPlans } from '../../../src/plan/read-plans';
import type { PlannedRun } from '../../../src/plan/training-plan';
import { loadParser, type PythonParser } from '../../../src/python/parser';
import { SourceText } from '../../../src/python/source-text';
import { PlanTrainee } from '../../../src/training/plan-trainee';
import { RowRecorder } from '../../../src/training/row-recorder';
import { alone } from '../../helpers/interpreted';
import type { Way } from './measure';

/** The parser from the built bundle's own files. */
export function builtParser(): Promise<PythonParser> {
  const [runtime, grammar] = ['dist/tree-sitter.wasm', 'dist/tree-sitter-python.wasm'];
  return loadParser({ runtime: readFileSync(runtime), grammar: readFileSync(grammar) });
}

/** The article's program, made to go on for long: as many iterations, and a rate that falls slowly. */
export function articleRun(parser: PythonParser, iterations: number): PlannedRun {
  const text = readFileSync('media/samples/with_global_step.py', 'utf8').replace(
    '0.1, global_steps, 10, 2',
    '0.01, global_steps, 1000000, 0.5',
  );
  const [plan] = readPlans('bench.py', interpret(parser.parse(text), new SourceText('bench.py', text), alone(parser)));
  if (plan === undefined) throw new Error('the sample has no plan');
  // Its loop makes the same session run again and again: one run, so many times.
  const [train] = plan.runs;
  if (train === undefined || plan.runs.length > 1) throw new Error('the sample makes other runs than expected');
  return pairOf({ ...plan, iterations, runs: [{ ...train, times: iterations }] })[0];
}

/** (a) as the worker makes it: the plan's own graph, and a row of iteration, step, rate, loss and weight for each step. */
export function articleOnTf1(run: PlannedRun): Way {
  const trainee = new PlanTrainee(run);
  const recorder = new RowRecorder(trainee.columns.length);
  return {
    name: 'Global Step, with a row for each step',
    steps: (count) => {
      for (let target = trainee.completedIterations + count; trainee.completedIterations < target;) {
        trainee.advance(recorder, target - trainee.completedIterations);
        if (recorder.isFull) recorder.take();
      }
      const { execution } = trainee;
      if (execution?.kind === 'kernels')
        throw new Error(`the article's program is not compiled: ${say(execution.reason)}`);
      return Number.NaN;
    },
  };
}
