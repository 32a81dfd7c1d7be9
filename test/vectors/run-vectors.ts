import { checkDivergence } from './divergences';
import type { CheckCase, VectorCase } from './findings';
import { checkMovingAverage } from './moving-averages';
import { checkOptimizer } from './optimizers';
import { checkScheduleError } from './schedule-errors';
import { checkSchedule } from './schedules';
import { checkStepError } from './step-errors';
import { checkStepTable } from './step-tables';
import { guarded, type Vector } from './vector';

const sections: Readonly<Record<string, CheckCase>> = {
  schedules: checkSchedule,
  schedule_errors: checkScheduleError,
  optimizers: checkOptimizer,
  ema: checkMovingAverage,
  global_step_tables: checkStepTable,
  global_step_errors: checkStepError,
};

const casesIn = (section: unknown): VectorCase[] => (Array.isArray(section) ? (section as VectorCase[]) : []);

/** Every case of a file of vectors. A section that is not known is one case, which fails. */
export function vectorsIn(file: unknown): Vector[] {
  const { meta, tfjs_4_22_divergence: divergences, ...others } = file as Readonly<Record<string, unknown>>;
  if (meta === undefined && Object.keys(others).length === 0) throw new Error('the file holds no vectors');
  const vectors = Object.entries(others).flatMap(([section, cases]): Vector[] => {
    const check = sections[section];
    if (check === undefined)
      return [{ id: section, check: () => [{ what: 'section', got: section, expected: Object.keys(sections) }] }];
    return casesIn(cases).map((given) => ({ id: given.id, check: guarded(() => check(given)) }));
  });
  const optimizers = new Map(casesIn(others['optimizers']).map((given) => [given.id, given]));
  // A divergence belongs to a case; where the file does not hold that case there is nothing of ours to compare.
  for (const given of casesIn(divergences)) {
    const caseId = String(given['case_id']);
    const optimizer = optimizers.get(caseId);
    if (optimizer !== undefined)
      vectors.push({ id: `tfjs.${caseId}`, check: guarded(() => checkDivergence(given, optimizer)) });
  }
  return vectors;
}
