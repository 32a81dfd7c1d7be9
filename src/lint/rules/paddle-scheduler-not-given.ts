import { message } from '../../base/message';
import { slipRule } from '../slip-rule';

/** A scheduler of Paddle that no optimizer has as its learning rate. */
export const paddleSchedulerNotGiven = slipRule({
  id: 'paddle-scheduler-not-given',
  kind: 'not-given',
  severity: 'warning',
  says: ({ name, text }) =>
    message(
      '{1} gets the number in the place of this {0}: its learning rate stays constant, whoever steps the scheduler.',
      name,
      text,
    ),
  fix: ({ name }) => message('Pass this {0} as the learning rate', name),
  related: ({ text }) => message('{0} is made here', text),
});
