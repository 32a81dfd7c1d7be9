import { message } from '../../base/message';
import { slipRule } from '../slip-rule';

/** Schedules that go on falling. */
const endless = /^(?:Exponential|InverseTime)Decay$/;

/** A schedule of Keras that is given a number of epochs. */
export const kerasScheduleUnit = slipRule({
  id: 'keras-schedule-unit',
  kind: 'epochs-as-updates',
  severity: 'warning',
  says: ({ name, text }) =>
    endless.test(name)
      ? message(
          '{0} counts the optimizer’s updates, one a batch, and {1} is a number of epochs: the rate falls as far in that many batches.',
          name,
          text,
        )
      : message(
          '{0} counts the optimizer’s updates, one a batch, and {1} is a number of epochs: the schedule is over after that many batches.',
          name,
          text,
        ),
});
