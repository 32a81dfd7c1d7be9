import { message } from '../../base/message';
import { slipRule } from '../slip-rule';

/** A scheduler under a key that Lightning passes over. */
export const lightningSchedulerKey = slipRule({
  id: 'lightning-scheduler-key',
  kind: 'unknown-key',
  severity: 'warning',
  says: ({ name, text }) =>
    message(
      'Lightning does not read the key {0} beside "optimizer": nothing steps this scheduler. The key is {1}.',
      `"${name}"`,
      `"${text}"`,
    ),
  related: () => message('the scheduler that is not stepped'),
  fix: ({ text }) => message('Change the key to {0}', `"${text}"`),
});
