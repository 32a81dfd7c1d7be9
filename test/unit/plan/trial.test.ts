import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { trialOf } from '../../../src/plan/counterpart';
import { withReadersBeside } from '../../../src/plan/readers-beside';
import { PlanTrainee } from '../../../src/training/plan-trainee';
import { RowRecorder } from '../../../src/training/row-recorder';
import { checkText } from '../../helpers/check-text';
import { plansOf } from '../../helpers/plan-of';
import { testParser } from '../../helpers/python-parser';
import { stepCaseFolder } from '../../helpers/step-cases';

// What a trial of other values trains, of a program of each kind: its step counted, and not.
const parser = await testParser();

/** Step and rate after ten iterations; NaN where the program has none. */
function trained(name: string, countsStep: boolean): readonly [step: number, rate: number] {
  const text = readFileSync(join(stepCaseFolder, `${name}.py`), 'utf8');
  const [plan] = withReadersBeside(plansOf(parser, text), checkText(parser, text).calls);
  if (plan === undefined) throw new Error('no plan');
  const trainee = new PlanTrainee(trialOf(plan, countsStep));
  const recorder = new RowRecorder(trainee.columns.length);
  trainee.advance(recorder, 10);
  const batch = recorder.take();
  trainee.dispose();
  const values = new Float64Array(batch?.values ?? new ArrayBuffer(0));
  const last = (column: string): number =>
    values[(trainee.columns.indexOf(column) + 1) * (batch?.count ?? 0) - 1] ?? NaN;
  return [last('global_step'), Number(last('learning_rate').toPrecision(6))];
}

/** After ten iterations that count, and after ten that do not. */
const expected: Readonly<Record<string, readonly [readonly [number, number], readonly [number, number]]>> = {
  missing: [
    [10, 0.2],
    [0, 0.1],
  ],
  passed: [
    [10, 0.2],
    [0, 0.1],
  ],
  // Both runs of these programs count: a third one does not.
  'twice-pass': [
    [10, 0.0775],
    [0, 0.1],
  ],
  'twice-control': [
    [10, 0.05],
    [0, 0.1],
  ],
  'own-assign-add': [
    [10, 0.05],
    [0, 0.1],
  ],
  fed: [
    [9, 0.0176041],
    [0, 0.02],
  ],
  // The step that is passed counts, and nothing reads it.
  'other-step': [
    [10, 0.05],
    [10, 0.1],
  ],
  'no-reader': [
    [NaN, 0.1],
    [NaN, 0.1],
  ],
  hooks: [
    [10, 0.1],
    [0, 0.1],
  ],
  warmup: [
    [10, 0.5],
    [0, 0],
  ],
};

describe('a trial', () => {
  it.each(Object.entries(expected))('counts the step of %s, or does not', (name, [counted, uncounted]) => {
    expect([trained(name, true), trained(name, false)]).toEqual([counted, uncounted]);
  });
});
