/** One way to make steps of the same program; `steps` makes so many and returns the last loss. */
export interface Way {
  readonly name: string;
  steps(count: number): number;
}

/** What a way reached. */
export interface Figure {
  readonly name: string;
  readonly stepsPerSecond: number;
}

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

/** Measures ways in turn, the order reversed every other round, after a round that only warms up; medians. */
export function measure(ways: readonly Way[], rounds: number, ms: number): Figure[] {
  const rates = new Map<Way, number[]>(ways.map((way) => [way, []]));
  for (let round = -1; round < rounds; round++) {
    for (const way of round % 2 === 0 ? ways : [...ways].reverse()) {
      const reached = rate(way, ms);
      if (round >= 0) rates.get(way)?.push(reached);
    }
  }
  return ways.map((way) => ({ name: way.name, stepsPerSecond: median(rates.get(way) ?? []) }));
}

/** Prints figures and their ratio to the ways that are compared with. */
export function report(
  title: string,
  figures: readonly Figure[],
  aims: readonly (readonly [string, string, number])[],
): void {
  console.log(title);
  for (const { name, stepsPerSecond } of figures)
    console.log(`  ${name.padEnd(52)} ${Math.round(stepsPerSecond).toLocaleString('en').padStart(12)} steps/s`);
  for (const [ours, theirs, aim] of aims) {
    const find = (name: string): number => figures.find((figure) => figure.name === name)?.stepsPerSecond ?? Number.NaN;
    const ratio = find(ours) / find(theirs);
    console.log(
      `  ${ours} / ${theirs}: ${ratio.toPrecision(3)} (aim: at least ${aim}) ${ratio >= aim ? 'reached' : 'NOT REACHED'}`,
    );
  }
}
