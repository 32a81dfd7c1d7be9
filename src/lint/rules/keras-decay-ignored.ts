import { message } from '../../base/message';
import { slipRule } from '../slip-rule';

/** The decay of an old optimizer, given to one that has none. */
export const kerasDecayIgnored = slipRule({
  id: 'keras-decay-ignored',
  kind: 'decay-ignored',
  severity: 'warning',
  says: ({ name, text }) =>
    message(
      '{0} of this Keras has no decay: {1} is ignored with a warning or refused, and the learning rate stays constant.',
      name,
      text,
    ),
});
