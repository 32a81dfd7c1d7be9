import { type Message, message, type MessagePart } from '../../base/message';
import { numberText, rateText } from '../../base/number-text';
import { placeKey } from '../../base/source-range';
import type { Dependent, TrainingCall } from '../../analysis/facts/facts';
import type { Finding } from '../finding';
import { onePerPlace } from '../one-per-place';
import type { Rule } from '../rule';

/** A decay that grows. */
export const growingDecay: Rule = {
  id: 'growing-decay',
  severity: 'info',
  check: ({ dependents, calls }) =>
    onePerPlace(
      dependents.flatMap((dependent) =>
        findingsOf(
          dependent,
          calls.some((call) => isRateOf(call, dependent)),
        ),
      ),
    ),
};

/** Whether a schedule is a part of a call's learning rate. One that weights the loss, or that no call is known to read, may be anything. */
function isRateOf({ dependents }: TrainingCall, { range }: Dependent): boolean {
  return dependents.some((dependent) => dependent.use === 'rate' && placeKey(dependent.range) === placeKey(range));
}

function findingsOf(dependent: Dependent, isRate: boolean): Finding[] {
  const { kind, range, decay } = dependent;
  if (decay === null || decay.rate === null) return [];
  const factor = factorOf(kind, decay.rate);
  if (factor === null || factor <= 1) return [];
  return [
    {
      rule: growingDecay.id,
      severity: growingDecay.severity,
      range,
      message: growth(dependent, isRate ? message('The learning rate') : kind, factor),
      related: [],
      fixes: [],
    },
  ];
}

function growth({ atStart, decay }: Dependent, what: MessagePart, factor: number): Message {
  const { rate = null, steps = null } = decay ?? {};
  const by = numberText(rate ?? 0);
  if (steps === null)
    return message('{0} grows {1} times every decay_steps: decay_rate is {2}.', what, numberText(factor), by);
  if (atStart === null)
    return message(
      '{0} grows {1} times every {2} steps: decay_rate is {3}.',
      what,
      numberText(factor),
      numberText(steps),
      by,
    );
  const [from, to] = [rateText(atStart), rateText(atStart * factor)];
  return message('{0} grows from {1} to {2} in {3} steps: decay_rate is {4}.', what, from, to, numberText(steps), by);
}

/** What the rate is multiplied by in one period, from each schedule's own formula. */
function factorOf(kind: string, rate: number): number | null {
  if (kind === 'exponential_decay') return rate;
  if (kind === 'natural_exp_decay') return Math.exp(-rate);
  if (kind === 'inverse_time_decay') return rate > -1 ? 1 / (1 + rate) : null;
  return null;
}
