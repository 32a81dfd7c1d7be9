import type { Dependent } from '../../analysis/facts/facts';
import { shortest } from '../consequence';
import type { Finding } from '../finding';
import type { Rule } from '../rule';

/** A decay that grows. */
export const growingDecay: Rule = {
  id: 'growing-decay',
  summary: 'The learning rate grows: the decay rate is greater than 1.',
  severity: 'info',
  check: ({ dependents }) => dependents.flatMap(findingsOf),
};

function findingsOf({ kind, range, decay, atStart }: Dependent): Finding[] {
  if (decay === null || decay.rate === null) return [];
  const { rate, steps } = decay;
  const factor = factorOf(kind, rate);
  if (factor === null || factor <= 1) return [];
  const period = steps === null ? 'every decay_steps steps' : `every ${shortest(steps)} steps`;
  const numbers =
    atStart === null || steps === null
      ? ''
      : `: ${shortest(atStart)} becomes ${shortest(Number((atStart * factor).toPrecision(6)))} after ${shortest(steps)}`;
  return [
    {
      rule: growingDecay.id,
      severity: growingDecay.severity,
      range,
      message: `With a decay_rate of ${shortest(rate)} the learning rate grows by a factor of ${shortest(Number(factor.toPrecision(4)))} ${period}${numbers}.`,
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
