import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Random } from '../random';
import { exhaustingFamilies } from './all';
import { faultOf, runCapped } from './run-one';
import { programOf, type Shape } from './shape';

// Runs generated programs, each of which asks for more than there is, by the built command line: each ends with a sentence, within
// the time and the memory that it may take.

interface Options {
  readonly seed: number;
  readonly count: number;
  /** Text that the name of a shape must hold, or "". */
  readonly only: string;
  readonly seconds: number;
  readonly megabytes: number;
}

/** The families by turns; of each, every shape once in an order of the seed's choice, then again with other numbers. */
function chosen({ seed, count, only }: Options): { readonly shape: Shape; readonly random: Random }[] {
  const families = exhaustingFamilies
    .map((shapes) => shapes.filter(({ name }) => name.includes(only)))
    .filter(({ length }) => length > 0);
  const order = new Random(seed);
  const open = new Map<readonly Shape[], Shape[]>();
  return Array.from({ length: count }, (_, index) => {
    const family = families[index % families.length];
    if (family === undefined) throw new Error(`no shape is named ${only}`);
    let left = open.get(family) ?? [];
    if (left.length === 0) open.set(family, (left = [...family]));
    const [shape] = left.splice(order.below(left.length), 1);
    if (shape === undefined) throw new Error('no shape is left');
    return { shape, random: new Random(seed * 1_000_003 + index) };
  });
}

async function main(options: Options): Promise<number> {
  const folder = join('out', 'fuzz-run');
  mkdirSync(folder, { recursive: true });
  const caps = { seconds: options.seconds, megabytes: options.megabytes };
  const cases = chosen(options);
  const most = { seconds: 0, slowest: '', peakMb: 0, largest: '' };
  let failures = 0;
  for (const [index, { shape, random }] of cases.entries()) {
    const file = join(folder, `${options.seed}-${index}.py`);
    writeFileSync(file, programOf(shape, random));
    const outcome = await runCapped([resolve('dist/cli.js'), 'run', file, '--steps', '3'], caps);
    if (outcome.seconds > most.seconds) [most.seconds, most.slowest] = [outcome.seconds, shape.name];
    if (outcome.peakMb > most.peakMb) [most.peakMb, most.largest] = [outcome.peakMb, shape.name];
    const fault = faultOf(outcome, shape.isDeep === true);
    if (process.env['FUZZ_VERBOSE'] !== undefined)
      console.log(
        `${shape.name}: ${outcome.seconds.toFixed(1)} s, ${outcome.peakMb.toFixed(0)} MB, ${outcome.status ?? '-'}: ${outcome.stderr.trim().split('\n').slice(-2).join(' | ').slice(0, 300)}`,
      );
    if (fault === null) continue;
    failures += 1;
    console.log(`${shape.name} (${file}): ${fault}`);
  }
  const shapes = new Set(cases.map(({ shape }) => shape.name)).size;
  console.log(
    `${cases.length} programs of ${shapes} shapes run with seed ${options.seed}; ${failures} failed; ` +
      `the slowest took ${most.seconds.toFixed(1)} s (${most.slowest}), the largest ${most.peakMb.toFixed(0)} MB (${most.largest})`,
  );
  return failures;
}

void main(JSON.parse(process.env['FUZZ'] ?? '{}') as Options).then((failures) => {
  process.exitCode = failures > 0 ? 1 : 0;
});
