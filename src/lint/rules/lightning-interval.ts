import { message } from '../../base/message';
import { slipRule } from '../slip-rule';

/** A schedule in batches that Lightning steps once an epoch. */
export const lightningInterval = slipRule({
  id: 'lightning-interval',
  kind: 'epoch-interval',
  severity: 'warning',
  says: ({ name, text }) =>
    message(
      '{0} counts batches ({1}), and Lightning steps it once an epoch: the learning rate hardly changes. "interval": "step" in its "lr_scheduler" steps it once a batch.',
      name,
      text,
    ),
  related: () => message('returned here without "interval": "step"'),
  fix: () => message('Step it once a batch'),
});
