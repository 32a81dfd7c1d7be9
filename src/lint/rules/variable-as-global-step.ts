import { message } from '../../base/message';
import type { TrainingCall } from '../../analysis/facts/facts';
import { nameOf } from '../consequence';
import type { Finding } from '../finding';
import type { Rule } from '../rule';

/** TensorFlow 2's habit in TensorFlow 1: the second argument is not the variables to train. */
export const variableAsGlobalStep: Rule = {
  id: 'variable-as-global-step',
  severity: 'error',
  mildest: 'warning',
  check: ({ calls }) => calls.flatMap(findingsOf),
};

function findingsOf({ passes, call, range, stepText, stepRange, step }: TrainingCall): Finding[] {
  if ((passes !== 'weight' && passes !== 'list') || stepText === null || call === 'create_train_op') return [];
  const isList = passes === 'list';
  const replacement = isList ? `var_list=${stepText}` : `var_list=[${stepText}]`;
  const canFix = stepRange !== null && call === 'minimize';
  return [
    {
      rule: variableAsGlobalStep.id,
      severity: isList ? 'error' : 'warning',
      range,
      message: isList
        ? message('The second argument of {0}() is the global step, not var_list: a list raises a TypeError.', call)
        : message(
            'The second argument of {0}() is the global step, not var_list: each run adds 1 to {1}.',
            call,
            stepText,
          ),
      related: step === null ? [] : [{ range: step.range, message: message('{0} is created here', nameOf(step)) }],
      fixes: canFix
        ? [{ title: message('Pass {0}', replacement), safe: isList, edits: [{ range: stepRange, text: replacement }] }]
        : [],
    },
  ];
}
