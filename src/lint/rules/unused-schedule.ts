import { message } from '../../base/message';
import { slipRule } from '../slip-rule';

/** A schedule whose value nothing reads. */
export const unusedSchedule = slipRule({
  id: 'unused-schedule',
  kind: 'unread-schedule',
  severity: 'info',
  says: ({ name, text }) =>
    message('Nothing reads {1}, the value of this {0}: it is the learning rate of no optimizer.', name, text),
});
