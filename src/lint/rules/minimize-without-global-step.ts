import type { Dependent, ProgramFacts, StepVariable, TrainingCall } from '../../analysis/facts';
import type { Finding, Fix } from '../finding';
import type { Rule } from '../rule';

/** A step that a schedule reads, and that no call moves. */
export const minimizeWithoutGlobalStep: Rule = {
  id: 'minimize-without-global-step',
  summary: 'A training call is handed no global step, and something depends on one that nothing moves.',
  severity: 'warning',
  check: (facts) => facts.calls.flatMap((call) => findingsOf(call, facts)),
};

function findingsOf(call: TrainingCall, facts: ProgramFacts): Finding[] {
  if (call.stepText !== null || call.countsByItself) return [];
  const stuck = call.schedules.filter(({ step }) => step !== null && !isMoved(step, facts));
  const [first] = stuck;
  if (first === undefined) return [];
  return [
    {
      rule: minimizeWithoutGlobalStep.id,
      severity: minimizeWithoutGlobalStep.severity,
      range: call.range,
      message: `${call.call} is not handed a global step. ${stuck.map(consequence).join('; ')}.`,
      related: stuck.flatMap(relatedPlaces),
      fixes: fixesOf(call, stuck),
    },
  ];
}

function isMoved(step: StepVariable, { calls, increments }: ProgramFacts): boolean {
  const isUnknownStepPassed = (call: TrainingCall): boolean => call.stepText !== null && call.step === null;
  return (
    increments.some((increment) => increment.step.id === step.id) ||
    calls.some((call) => call.step?.id === step.id || isUnknownStepPassed(call))
  );
}

function consequence({ kind, range, stepText, valueAtZero }: Dependent): string {
  const value = valueAtZero === null ? 'never changes' : `stays ${valueAtZero}`;
  return `${kind} on line ${range.line} reads ${stepText}, which nothing moves: the learning rate ${value}`;
}

function relatedPlaces({ kind, range, step, stepText }: Dependent): Finding['related'] {
  return [
    { range, message: `${kind} reads ${stepText}` },
    ...(step === null ? [] : [{ range: step.range, message: `${step.name} is made here` }]),
  ];
}

function fixesOf({ insertion, visibleNames }: TrainingCall, stuck: readonly Dependent[]): Fix[] {
  if (insertion === null) return [];
  const names = new Set(stuck.flatMap(({ step }) => (step === null ? [] : (visibleNames.get(step.id) ?? []))));
  return [...names].map((name) => ({
    title: `Pass global_step=${name}`,
    safe: names.size === 1,
    edits: [{ range: insertion.range, text: `${insertion.needsComma ? ', ' : ''}global_step=${name}` }],
  }));
}
