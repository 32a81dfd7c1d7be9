import { message } from '../../base/message';
import type { Dependent } from '../../analysis/facts/facts';
import { shortest } from '../consequence';
import type { Finding } from '../finding';
import type { Rule } from '../rule';

/** A decay that grows. */
export const growingDecay: Rule = {
  id: 'growing-decay',
  severity: 'info',
  check: ({ dependents }) => dependents.flatMap(findingsOf),
};

function findingsOf({ kind, range, decay, atStart }: Dependent): Finding[] {
  if (decay === null || decay.rate === null) return [];
  const { rate, steps } = decay;
  const factor = factorOf(kind, rate);
  if (factor === null || factor <= 1) return [];
  const grown = shortest(Number(factor.toPrecision(4)));
  const period = steps === null ? 'decay_steps' : shortest(steps);
  return [
    {
      rule: growingDecay.id,
      severity: growingDecay.severity,
      range,
      message:
        atStart === null || steps === null
          ? message(
              'With a decay_rate of {0} the learning rate grows by a factor of {1} every {2} steps.',
              shortest(rate),
              grown,
              period,
            )
          : message(
              'With a decay_rate of {0} the learning rate grows by a factor of {1} every {2} steps: {3} becomes {4} after {5}.',
              shortest(rate),
              grown,
              period,
              shortest(atStart),
              shortest(Number((atStart * factor).toPrecision(6))),
              period,
            ),
      related: [],
      fixes: [],
    },
  ];
}

/** What the rate is multiplied by in one period, from each schedule's own formula. */
function factorOf(kind: string, rate: number): number | null {
  if (kind === 'exponential_decay') return rate;
  if (kind === 'natural_exp_decay') return Math.exp(-rate);
  if (kind === 'inverse_time_decay') return rate > -1 ? 1 / (1 + rate) : null;
  return null;
}
