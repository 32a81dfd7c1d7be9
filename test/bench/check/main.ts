import { spawnSync } from 'node:child_process';
import { loadParser } from '../../../src/python/parser';
import { type CorpusFile, median, megabytes, readCorpus, spread } from './corpus';
import {
  bareParser,
  check,
  ourCheck,
  parserFiles,
  pyflakesCheck,
  ruffCheck,
  type Subject,
  threadTime,
} from './subjects';
import { benchTyping, programOf } from './typing';

// Figures of the checker. Each comparison is made in one run, the order of the subjects turned around every other round.

interface Options {
  readonly folders: readonly string[];
  /** How many of them are measured, evenly spread; null for all. */
  readonly files: number | null;
  readonly rounds: number;
  /** Path of Ruff's module, or null. */
  readonly ruff: string | null;
  /** A Python that has pyflakes, or null. */
  readonly python: string | null;
}

/** Milliseconds of each subject, the median of the rounds, after one round that does not count. */
function compare(subjects: readonly Subject[], files: readonly CorpusFile[], rounds: number): number[] {
  const times = subjects.map((): number[] => []);
  for (let round = -1; round < rounds; round++) {
    const order = subjects.map((_, index) => (round % 2 === 0 ? index : subjects.length - 1 - index));
    for (const index of order) {
      globalThis.gc?.();
      const time = subjects[index]?.run(files) ?? Number.NaN;
      if (round >= 0) times[index]?.push(time);
    }
  }
  return times.map(median);
}

function printRates(subjects: readonly Subject[], times: readonly number[], files: readonly CorpusFile[]): void {
  const size = megabytes(files);
  subjects.forEach(({ name }, index) => {
    const time = times[index] ?? Number.NaN;
    const ratio = time / (times[0] ?? Number.NaN);
    const beside = index === 0 ? '' : `   global-step check is ${ratio.toFixed(2)} times as quick`;
    console.log(`  ${name.padEnd(26)} ${((size / time) * 1e3).toFixed(2).padStart(8)} MB/s${beside}`);
  });
}

async function main({ folders, files: count, rounds, ruff, python }: Options): Promise<void> {
  const parser = await loadParser(parserFiles);
  const bare = await bareParser();
  const corpus = readCorpus(folders);
  const files = count === null ? corpus : spread(corpus, count);
  console.log(
    `${corpus.length} different Python files, ${megabytes(corpus).toFixed(1)} MB; ${rounds} rounds, medians of processor time`,
  );

  const ours = ourCheck(parser);
  const peers = [
    ours,
    ...(ruff === null ? [] : [ruffCheck(ruff)]),
    ...(python === null ? [] : [pyflakesCheck(python)]),
  ];
  console.log(
    `\nAll files: ${files.length} of ${corpus.length}, ${megabytes(files).toFixed(2)} MB (aims: 4 times Ruff, 30 times pyflakes)`,
  );
  printRates(peers, compare(peers, files, rounds), files);

  const withCalls = corpus.filter((file) => check(parser, file).calls.length > 0);
  const measured = count === null ? withCalls : spread(withCalls, count);
  if (measured.length > 0) {
    console.log(
      `\nFiles with TensorFlow 1 training calls: ${measured.length}, ${megabytes(measured).toFixed(2)} MB (aim: 0.6 of the bare parse)`,
    );
    const subjects = [ours, bare];
    const times = compare(subjects, measured, rounds);
    printRates(subjects, times, measured);
    console.log(`  the whole check at ${((times[1] ?? 0) / (times[0] ?? 1)).toFixed(2)} of the bare parse's rate`);
    for (const [lines, aim] of [
      [2000, 5],
      [10_000, 40],
    ] as const) {
      parser.forget();
      benchTyping(parser, bare.parser, programOf(withCalls, lines), aim);
    }
  }

  const starts = Array.from({ length: 7 }, () => {
    const { stdout } = spawnSync(process.execPath, [__filename], {
      encoding: 'utf8',
      env: { ...process.env, BENCH_CHECK: 'start' },
    });
    return Number(stdout);
  });
  console.log(
    `\nThe parser's cold start, to the first syntax, in a fresh process: ${median(starts).toFixed(1)} ms (aim: at most 60)`,
  );
}

async function start(): Promise<void> {
  const before = threadTime();
  const parser = await loadParser(parserFiles);
  const { statements } = parser.parse('x = 1\n').body;
  if (statements.length !== 1) throw new Error('the first syntax is not what it should be');
  console.log(threadTime() - before);
}

const { BENCH_CHECK: options = '{}' } = process.env;
void (options === 'start' ? start() : main(JSON.parse(options) as Options));
