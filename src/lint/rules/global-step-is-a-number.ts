import { message } from '../../base/message';
import { placeKey } from '../../base/source-range';
import type { Dependent, ProgramFacts, TrainingCall } from '../../analysis/facts/facts';
import { consequenceOf, consequencesOf, relatedTo } from '../consequence';
import type { Finding } from '../finding';
import { useGraphStep } from '../use-graph-step';
import type { Rule } from '../rule';

/** A number or a constant where the variable belongs. */
export const globalStepIsANumber: Rule = {
  id: 'global-step-is-a-number',
  severity: 'error',
  check: (facts) => [...facts.calls.flatMap(handedOver), ...facts.calls.flatMap(readByRate), ...alone(facts)],
};

/** `minimize(loss, global_step=0)` raises where the graph is built. */
function handedOver({ passes, call, range, stepText }: TrainingCall): Finding[] {
  if (passes !== 'number' && passes !== 'constant') return [];
  const what = passes === 'number' ? message('a number') : message('a constant');
  return [
    {
      rule: globalStepIsANumber.id,
      severity: 'error',
      range,
      message: message(
        '{0} is passed {1} as its global step, which is {2}: it raises an AttributeError, because only a variable can be added to.',
        call,
        stepText ?? what,
        what,
      ),
      related: [],
      fixes: [],
    },
  ];
}

function readByRate(call: TrainingCall): Finding[] {
  const stuck = call.stuck.filter(isNumber);
  if (stuck.length === 0) return [];
  return [
    {
      rule: globalStepIsANumber.id,
      severity: 'warning',
      range: call.range,
      message: message(
        'The learning rate of this {0} does not change. {1}.',
        call.call,
        consequencesOf(stuck, call.range),
      ),
      related: relatedTo(stuck),
      fixes: useGraphStep(call, stuck),
    },
  ];
}

/** A schedule that no call in sight uses is told of where it stands. */
function alone({ calls, dependents }: ProgramFacts): Finding[] {
  const told = new Set(calls.flatMap(({ stuck }) => stuck.map(({ range }) => placeKey(range))));
  return dependents
    .filter((dependent) => isNumber(dependent) && dependent.role === 'schedule' && !told.has(placeKey(dependent.range)))
    .map((dependent) => ({
      rule: globalStepIsANumber.id,
      severity: 'warning' as const,
      range: dependent.range,
      message: message('{0}.', consequenceOf(dependent, dependent.range)),
      related: [],
      fixes: [],
    }));
}

function isNumber({ step }: Dependent): boolean {
  return step.kind === 'number';
}
