import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { say } from '../../../src/base/message';
import { interpret } from '../../../src/interpret/interpret';
import { programSettings } from '../../../src/plan/program-settings';
import { readPlans } from '../../../src/plan/read-plans';
import type { TrainingPlan } from '../../../src/plan/training-plan';
import { unchanged } from '../../../src/protocol/playground';
import { SourceText } from '../../../src/python/source-text';
import { changeProgram } from '../../../src/rewrite/change-program';
import type { SourceEdit } from '../../../src/rewrite/places';
import { type FieldValue, scheduleFields, scheduleOf, valuesOf } from '../../../src/schedules/fields';
import type { Schedule } from '../../../src/schedules/schedule';
import { testParser } from '../../helpers/python-parser';

// Each argument of each real program's schedule: written where it belongs, or refused with a reason; never anything else.
const folder = 'test/fixtures/programs';
const programs = readdirSync(folder).filter((name) => name.endsWith('.py'));

const parser = await testParser();

function read(text: string): TrainingPlan | null {
  return readPlans('train.py', interpret(parser.parse(text), new SourceText('train.py', text)))[0] ?? null;
}

function applied(text: string, edits: readonly SourceEdit[]): string {
  return [...edits]
    .sort((a, b) => b.range.start - a.range.start)
    .reduce((now, { range, text: put }) => now.slice(0, range.start) + put + now.slice(range.end), text);
}

function other(value: FieldValue): FieldValue {
  if (typeof value === 'boolean') return !value;
  return typeof value === 'number' ? value * 2 + 1 : value.map((one) => one * 2);
}

function tried(text: string, plan: TrainingPlan, schedule: Schedule): string | { readonly text: string } {
  const result = changeProgram({
    plan,
    variation: { ...unchanged, schedule },
    modules: [{ source: new SourceText('train.py', text), syntax: parser.parse(text) }],
    findModule: () => null,
    readAgain: (edits) => read(applied(text, edits)),
  });
  return result.kind === 'refused' ? say(result.reason) : { text: applied(text, result.edits) };
}

describe('the schedule of a real program', () => {
  let written = 0;
  let refused = 0;

  it.each(programs)('%s', (name) => {
    const text = readFileSync(`${folder}/${name}`, 'utf8');
    const plan = read(text);
    const schedule = plan === null ? null : programSettings(plan).schedule;
    if (plan === null || schedule === null) return;
    for (const { field } of scheduleFields[schedule.kind]) {
      const values = valuesOf(schedule);
      const wanted = scheduleOf(schedule.kind, { ...values, [field]: other(values[field] ?? 0) });
      if (wanted === null) throw new Error(field);
      const result = tried(text, plan, wanted);
      if (typeof result === 'string') {
        refused += 1;
        expect(result, field).toMatch(/by hand|not at hand|written elsewhere|no train op|decides the number/);
      } else {
        written += 1;
        const again = read(result.text);
        expect(again === null ? null : programSettings(again).schedule, field).toEqual(wanted);
        // Nothing but what was to change.
        expect(result.text.split('\n').length, field).toBeLessThanOrEqual(text.split('\n').length + 1);
      }
    }
  });

  it('is written more often than refused', () => {
    expect(written).toBeGreaterThan(refused * 10);
  });
});
