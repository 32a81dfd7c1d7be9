import { message } from '../../base/message';
import { placeKey } from '../../base/source-range';
import type { Dependent, ProgramFacts, TrainingCall } from '../../analysis/facts/facts';
import { causeAndWorst, readsNumber, relatedTo, worstOf } from '../consequence';
import type { Finding } from '../finding';
import { useGraphStep } from '../use-graph-step';
import type { Rule } from '../rule';

/** A number or a constant where the variable belongs. */
export const globalStepIsANumber: Rule = {
  id: 'global-step-is-a-number',
  severity: 'error',
  mildest: 'warning',
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
        '{0}() is passed {1} as its global step, which is {2}: TensorFlow raises an AttributeError.',
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
  const worst = worstOf(stuck);
  if (worst === null) return [];
  return [
    {
      rule: globalStepIsANumber.id,
      severity: 'warning',
      range: call.range,
      message: causeAndWorst(readsNumber(worst), stuck),
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
      message: causeAndWorst(readsNumber(dependent), [dependent]),
      related: [],
      fixes: [],
    }));
}

function isNumber({ step }: Dependent): boolean {
  return step.kind === 'number';
}
