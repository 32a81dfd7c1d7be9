/** One way to make steps of the same program; `steps` makes so many and returns the last loss. */
export interface Way {
  readonly name: string;
  steps(count: number): number;
}

/** What the ways reached: in every round, so that a ratio is taken between neighbours in time. */
export type Rates = ReadonlyMap<string, readonly number[]>;

/** The middle value. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Steps in a second, measured over at least `ms`; the count of a call grows until it takes about a tenth of that. */
function rate(way: Way, ms: number): number {
  let [made, count, took] = [0, 1, 0];
  const start = performance.now();
  while (took < ms) {
    way.steps(count);
    made += count;
    const now = performance.now() - start;
    if (now - took < ms / 20) count *= 2;
    took = now;
  }
  return (made / took) * 1000;
}

/** Measures ways in turn, the order reversed every other round, after two rounds that only warm up. */
export function measure(ways: readonly Way[], rounds: number, ms: number): Rates {
  const rates = new Map<string, number[]>(ways.map(({ name }) => [name, []]));
  for (let round = -2; round < rounds; round++) {
    for (const way of round % 2 === 0 ? ways : [...ways].reverse()) {
      const reached = rate(way, ms);
      if (round >= 0) rates.get(way.name)?.push(reached);
    }
  }
  return rates;
}

/** The median of the ratios of two ways, round by round. */
export function ratioOf(rates: Rates, ours: string, theirs: string): number {
  const other = rates.get(theirs) ?? [];
  return median((rates.get(ours) ?? []).map((value, round) => value / (other[round] ?? Number.NaN)));
}

/** Prints medians, and ratios against what they should be. */
export function report(title: string, rates: Rates, aims: readonly (readonly [string, string, number])[]): void {
  console.log(title);
  for (const [name, all] of rates)
    console.log(`  ${name.padEnd(52)} ${Math.round(median(all)).toLocaleString('en').padStart(12)} steps/s`);
  for (const [ours, theirs, aim] of aims) {
    const ratio = ratioOf(rates, ours, theirs);
    const verdict = ratio >= aim ? 'reached' : 'NOT REACHED';
    console.log(`  ${ours} / ${theirs}: ${ratio.toPrecision(3)} (aim: at least ${aim}) ${verdict}`);
  }
}
