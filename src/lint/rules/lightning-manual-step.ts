import { message } from '../../base/message';
import { slipRule } from '../slip-rule';

/** A scheduler of a module that optimizes by itself, which Lightning does not step. */
export const lightningManualStep = slipRule({
  id: 'lightning-manual-step',
  kind: 'manual-step',
  severity: 'warning',
  says: ({ name }) =>
    message(
      'With automatic_optimization = False Lightning does not step this {0}, and the class does not call lr_schedulers(): the learning rate never changes.',
      name,
    ),
  related: () => message('returned here to Lightning'),
});
