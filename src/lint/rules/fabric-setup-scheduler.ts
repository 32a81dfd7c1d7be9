import { message } from '../../base/message';
import { slipRule } from '../slip-rule';

/** A scheduler among the optimizers that Lightning Fabric wraps. */
export const fabricSetupScheduler = slipRule({
  id: 'fabric-setup-scheduler',
  kind: 'wrapped',
  severity: 'warning',
  says: ({ name, text }) =>
    message(
      '{1}() of Fabric takes a model and its optimizers: it wraps this {0} as an optimizer, and so is its step() made.',
      name,
      text,
    ),
  related: ({ name }) => message('{0} is made here', name),
});
