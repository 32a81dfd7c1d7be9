import { message } from '../../base/message';
import { slipRule } from '../slip-rule';

/** A scheduler among the optimizers that Lightning Fabric wraps. */
export const fabricSetupScheduler = slipRule({
  id: 'fabric-setup-scheduler',
  kind: 'wrapped',
  severity: 'warning',
  says: ({ name, text }) =>
    message(
      '{1}() of Fabric takes a model and its optimizers: this {0} is wrapped as an optimizer, and its step() is an optimizer’s.',
      name,
      text,
    ),
  related: ({ name }) => message('{0} is made here', name),
});
