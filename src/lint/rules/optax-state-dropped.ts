import { type Message, message } from '../../base/message';
import type { SlipOf } from '../../analysis/clocks/slips';
import { slipRule } from '../slip-rule';

/** An update of optax' whose new state, which holds the count, nobody takes. */
export const optaxStateDropped = slipRule({
  id: 'optax-state-dropped',
  kind: 'state-dropped',
  severity: 'warning',
  says: textOf,
  related: ({ name }) => message('{0} is made here', name),
  fix: () => message('Keep the new state'),
});

function textOf({ how, keeps, name }: SlipOf<'state-dropped'>): Message {
  switch (how) {
    case 'unused':
      return message(
        'apply_gradients() changes nothing and gives a new state, which nothing takes here: neither the parameters nor the count of {0} move.',
        name,
      );
    case 'each-epoch':
      return message(
        'Each epoch makes a new state of {0} with init() for parameters that it has been training: its count, and the learning rate with it, starts anew each time.',
        name,
      );
    case 'made-anew':
      return keeps === 'count'
        ? message(
            'Each pass of the loop makes a new state of {0} with init(): its count is 0 at each update, and the learning rate never changes.',
            name,
          )
        : message(
            'Each pass of the loop makes a new state of {0} with init(): its moments and its count start anew at each update.',
            name,
          );
    case 'dropped':
      return keeps === 'count'
        ? message(
            'The new state that update() of {0} gives is dropped, and the loop goes on with the first one: its count stays 0, and the learning rate never changes.',
            name,
          )
        : message(
            'The new state that update() of {0} gives is dropped, and the loop goes on with the first one: its moments and its count start anew at each update.',
            name,
          );
  }
}
