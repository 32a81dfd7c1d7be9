import type { TrainingCall } from '../../analysis/facts/facts';
import type { Finding } from '../finding';
import type { Rule } from '../rule';

/** TensorFlow 2's habit in TensorFlow 1: the second argument is not the variables to train. */
export const variableAsGlobalStep: Rule = {
  id: 'variable-as-global-step',
  summary: 'A weight is handed over where the global step belongs, and gains 1 with each run.',
  severity: 'error',
  check: ({ calls }) => calls.flatMap(findingsOf),
};

function findingsOf({ passes, call, range, stepText, stepRange, step }: TrainingCall): Finding[] {
  if ((passes !== 'weight' && passes !== 'list') || stepText === null || call === 'create_train_op') return [];
  const isList = passes === 'list';
  const consequence = isList
    ? 'A list is no step: it raises a TypeError.'
    : `${stepText} is trained, and gains 1 with each run besides.`;
  const replacement = isList ? `var_list=${stepText}` : `var_list=[${stepText}]`;
  const canFix = stepRange !== null && call === 'minimize';
  return [
    {
      rule: variableAsGlobalStep.id,
      severity: isList ? 'error' : 'warning',
      range,
      message: `The second argument of ${call} is the global step, not the variables to train. ${consequence}`,
      related: step === null ? [] : [{ range: step.range, message: `${step.name} is made here` }],
      fixes: canFix
        ? [{ title: `Pass ${replacement}`, safe: isList, edits: [{ range: stepRange, text: replacement }] }]
        : [],
    },
  ];
}
