import type { PlanRun } from './training-plan';

/**
 * Makes texts that are the same for equal runs. Arrays count by identity: reading interns equal ones, and a long training feeds
 * gigabytes of them.
 */
export function runKeys(): (run: PlanRun) => string {
  const numbers = new Map<Float64Array, number>();
  const short = (_name: string, value: unknown): unknown => {
    if (!(value instanceof Float64Array)) return value;
    const number = numbers.get(value) ?? numbers.size;
    numbers.set(value, number);
    return number;
  };
  return ({ session, fetches, feeds }) => JSON.stringify([session, fetches, feeds], short);
}
