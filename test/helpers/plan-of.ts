import { readPlans } from '../../src/plan/read-plans';
import type { TrainingPlan } from '../../src/plan/training-plan';
import type { PythonParser } from '../../src/python/parser';
import { interpreted } from './interpreted';

/** The plans of a program's text. */
export function plansOf(parser: PythonParser, text: string): TrainingPlan[] {
  return readPlans('train.py', interpreted(parser, text));
}

/** The only plan of a program. */
export function planOf(parser: PythonParser, text: string): TrainingPlan {
  const [plan, second] = plansOf(parser, text);
  if (plan === undefined || second !== undefined) throw new Error('the program has not exactly one plan');
  return plan;
}
