import { message } from '../../base/message';
import { slipRule } from '../slip-rule';

/** A callback that sets a rate which is a schedule. */
export const kerasScheduleWithCallback = slipRule({
  id: 'keras-schedule-with-callback',
  kind: 'rate-set',
  severity: 'warning',
  says: ({ name, schedule, sets }) =>
    sets === 'once-stalled'
      ? message(
          'The learning rate of this model’s optimizer is {1}, a schedule: once {0} lowers it, Keras raises a TypeError.',
          name,
          schedule,
        )
      : message(
          'The learning rate of this model’s optimizer is {1}, a schedule: {0} cannot set it, Keras raises a TypeError.',
          name,
          schedule,
        ),
  related: () => message('the schedule that the optimizer is made with'),
});
