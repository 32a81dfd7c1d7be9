import { message, type Message } from '../../src/base/message';
import { countText as count } from './number-text';
import { t } from './words';

/** What the page says of the playground. */
export const playgroundText = {
  title: t('Try another learning rate'),
  note: t('Change a value: rate and loss follow at once. The source changes only when you apply it.'),
  help: t('In a field, the arrow keys up and down change its number.'),
  form: t('Values'),
  schedule: t('Schedule'),
  constant: t('constant'),
  own: t('own formula'),
  optimizer: t('Optimizer'),
  otherOptimizer: t('the program’s'),
  iterations: t('iterations'),
  curve: t('Learning rate by step'),
  step: t('global step'),
  here: t('in the playground'),
  inSource: t('in the program'),
  at: (step: string): string => t('at {0}{#playground-at}', step),
  stepValue: (step: string, values: string): string => t('step {0}: {1}', step, values),
  course: (first: string, rate: string, last: string, end: string): string =>
    t('At step {0} the rate is {1}, at step {2} it is {3}.', first, rate, last, end),
  settles: (step: string): string => t('Constant from step {0}.', step),
  stands: (rate: string): string => t('In your program nothing increments the step: the rate stays {0}.', rate),
  passed: t('step passed'),
  notPassed: (step: string, rate: string): string =>
    t('Without the step passed, it stays {0} and the rate {1}.', step, rate),
  partial: t(
    'The program computes with this schedule before the optimizer gets it: the curve is the schedule’s alone.',
  ),
  noise: t('The run adds noise to this curve; the curve is its middle.'),
  unread: (why: Message | null): string =>
    t('This rate cannot be drawn in advance: {0}.', why ?? message('it is not known')),
  reading: t('The loss follows: the program is being read.'),
  previewed: (loss: string, made: number, planned: number): string =>
    t('Preview: the loss is {0} after iteration {1} of {2}.', loss, count(made), count(planned)),
  trained: (run: string, loss: string): string => t('The run “{0}” uses these values: its loss is {1}.', run, loss),
  notPreviewed: (why: Message): string => t('The loss is not previewed: {0}.', why),
  run: t('Run this'),
  apply: t('Apply to source…'),
  reset: t('Reset to source'),
  copyAs: t('Copy as'),
  copyLabel: (target: string): string => t('Copy the schedule as {0} code', target),
  nothing: t('Nothing is changed.'),
  changes: t('Changed'),
  change: (name: string, from: string, to: string): string => t('{0}: {1} → {2}', name, from, to),
  unset: t('not set'),
  wrong: {
    number: (name: string): string => t('{0}: enter a number.', name),
    list: (name: string): string => t('{0}: enter numbers separated by commas.', name),
    count: (name: string, least: number): string =>
      t('{0}: enter a whole number of at least {1}, or leave it empty.', name, least),
    tooSmall: (name: string, least: number, isOpen: boolean): string =>
      isOpen ? t('{0} must be above {1}.', name, least) : t('{0} must be at least {1}.', name, least),
    notFinite: (name: string): string => t('{0} must be a finite number.', name),
    empty: (name: string): string => t('{0} needs at least one number.', name),
    notAscending: (name: string): string => t('{0} must ascend.', name),
    oneValueMore: (name: string): string => t('{0} needs one number more than boundaries has.', name),
  },
};
