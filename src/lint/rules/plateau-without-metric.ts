import { message } from '../../base/message';
import { slipRule } from '../slip-rule';

/** A step of a scheduler that needs a metric, without one. */
export const plateauWithoutMetric = slipRule({
  id: 'plateau-without-metric',
  kind: 'no-metric',
  severity: 'error',
  framework: ({ framework }) => framework,
  says: ({ name, text }) =>
    message('step() of {0} needs {1}, the value that it watches: without it Python raises a TypeError.', name, text),
  related: ({ name }) => message('{0} is made here', name),
});
