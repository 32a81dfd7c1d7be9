import { analyze } from '../../../../src/analysis/analyze';
import { noFacts } from '../../../../src/analysis/facts/facts';
import { interpret } from '../../../../src/interpret/interpret';
import { limits } from '../../../../src/interpret/limits';
import { checkFacts } from '../../../../src/lint/check-facts';
import { givenLengths } from '../../../../src/plan/clocks/clock-fields';
import { clockPlans } from '../../../../src/plan/clocks/clock-plans';
import type { PlannedClock, PlanOverrides, TrainingPlan } from '../../../../src/plan/training-plan';
import type { PythonParser } from '../../../../src/python/parser';
import { SourceText } from '../../../../src/python/source-text';

/** The plans of a program's clocks, beside what its check finds. */
export function clockPlansOf(parser: PythonParser, text: string, overrides: PlanOverrides = {}): TrainingPlan[] {
  const syntax = parser.parse(text);
  const source = new SourceText('train.py', text);
  const { schedulers, clockSlips, leftOut } = analyze(syntax, source);
  const { findings } = checkFacts({ syntax, source }, { ...noFacts, schedulers, clockSlips, leftOut });
  const bounds = { ...limits, ...givenLengths(overrides) };
  const workspace = { load: () => null, parse: (module: string) => parser.parse(module) };
  return clockPlans(interpret(syntax, source, workspace, undefined, bounds), {
    title: 'train.py',
    findings,
    overrides,
  });
}

/** The only plan of a program. Throws where it has another number of them. */
export function onlyClock(
  parser: PythonParser,
  text: string,
  overrides: PlanOverrides = {},
): TrainingPlan & { readonly clock: PlannedClock } {
  const [plan, ...more] = clockPlansOf(parser, text, overrides);
  if (plan?.clock === undefined || more.length > 0) throw new Error(`${1 + more.length} plans`);
  return { ...plan, clock: plan.clock };
}
