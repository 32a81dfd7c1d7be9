import { message } from '../../base/message';
import type { Finding } from '../finding';
import type { Rule } from '../rule';

/** Keras's optimizers count by themselves and take no step. */
export const globalStepOnKerasOptimizer: Rule = {
  id: 'global-step-on-keras-optimizer',
  severity: 'error',
  mildest: 'warning',
  check: ({ slips }) =>
    slips.flatMap(({ kind, range, name, stepText, argument }): Finding[] => {
      if (kind === 'assign-in-loop') return [];
      const isKeyword = kind === 'keras-keyword';
      const meaning = name.endsWith('.minimize') ? 'var_list' : 'name';
      return [
        {
          rule: globalStepOnKerasOptimizer.id,
          severity: isKeyword ? 'error' : 'warning',
          range,
          message: isKeyword
            ? message('{0}() of Keras has no global_step argument: it raises a TypeError.', name)
            : message('The second argument of {0}() of Keras is {1}: {2} is not incremented.', name, meaning, stepText),
          related: [],
          fixes:
            argument === null
              ? []
              : [{ title: message('Remove {0}', stepText), safe: isKeyword, edits: [{ range: argument, text: '' }] }],
        },
      ];
    }),
};
