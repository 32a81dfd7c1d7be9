import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { bigProgram, stuckLine } from './big-programs/all';
import { checkOne, fuzzParser } from './check-one';
import { asNotebook, mutations, notebookMutations } from './mutations';
import { Random } from './random';

// Checks file after file in a thread; one that takes too long is ended with its thread, noted, and passed over.

interface Options {
  readonly folders: readonly string[];
  readonly seed: number;
  readonly count: number;
  readonly limitMs: number;
  readonly isMutating: boolean;
  /** Of so many cases, one is a program that costs far more than it is long; 0 for none. */
  readonly oneOf: number;
}

interface Case {
  readonly name: string;
  readonly path: string;
  readonly content: string;
  /** A line that the check must find wrong, unless it says that it gave up; null where anything may be. */
  readonly wrongLine: string | null;
}

function filesBelow(folders: readonly string[]): string[] {
  return folders
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .sort()
        .map((name) => join(folder, name)),
    )
    .filter((path) => /\.(?:pyi?|ipynb)$/.test(path) && statSync(path, { throwIfNoEntry: false })?.isFile() === true);
}

/** A program that costs far more than its length says. */
function big(seed: number, index: number): Case {
  const { name, text } = bigProgram(new Random(seed * 1_000_003 + index));
  return { name: `a big program: ${name}`, path: 'big.py', content: text, wrongLine: stuckLine };
}

/** A case that the seed and its number decide. */
function mutated(files: readonly string[], seed: number, index: number): Case {
  const random = new Random(seed * 1_000_003 + index);
  const file = random.pick(files);
  const text = readFileSync(file, 'utf8').slice(0, 200_000);
  const isNotebook = file.endsWith('.ipynb');
  if (isNotebook || random.next() < 0.1) {
    const [name, mutate] = random.pick(Object.entries(notebookMutations));
    const json = isNotebook ? text : asNotebook(text, random);
    return {
      name: `${file}, as a notebook, ${name}`,
      path: 'mutated.ipynb',
      content: mutate(json, random),
      wrongLine: null,
    };
  }
  const names = Array.from({ length: random.next() < 0.3 ? 2 : 1 }, () => random.pick(Object.keys(mutations)));
  const content = names.reduce((before, name) => mutations[name]?.(before, random) ?? before, text);
  return {
    name: `${file}, ${names.join(' and ')}`,
    path: 'mutated.py',
    content: content.slice(0, 2_000_000),
    wrongLine: null,
  };
}

async function main({ folders, seed, count, limitMs, isMutating, oneOf }: Options): Promise<number> {
  const files = filesBelow(folders);
  if (files.length === 0) throw new Error(`no Python files below ${folders.join(', ')}`);
  const total = isMutating ? count : files.length;
  let thread = startThread();
  let [failures, bigOnes] = [0, 0];
  let slowest = { milliseconds: 0, name: '' };
  for (let index = 0; index < total; index++) {
    const path = files[index] ?? '';
    const isBig = isMutating && oneOf > 0 && index % oneOf === oneOf - 1;
    if (isBig) bigOnes += 1;
    const one = isBig
      ? big(seed, index)
      : isMutating
        ? mutated(files, seed, index)
        : { name: path, path, content: readFileSync(path, 'utf8'), wrongLine: null };
    const started = performance.now();
    const failure = await thread.check(one, limitMs);
    const milliseconds = performance.now() - started;
    if (milliseconds > slowest.milliseconds) slowest = { milliseconds, name: one.name };
    if (failure === null) continue;
    failures += 1;
    const kept = join('out', 'fuzz', `${isMutating ? seed : 'file'}-${index}-${one.path.replace(/^.*\//, '')}`);
    mkdirSync(join('out', 'fuzz'), { recursive: true });
    writeFileSync(kept, one.content);
    console.log(`${one.name}: ${failure}\n  kept as ${kept}`);
    if (thread.isOver()) thread = startThread();
  }
  thread.end();
  console.log(
    `${total} files checked${isMutating ? `, mutated with seed ${seed}, ${bigOnes} of them big programs` : ''}; ${failures} failed; the slowest took ${slowest.milliseconds.toFixed(0)} ms (${slowest.name})`,
  );
  return failures;
}

/** A thread that checks one file at a time. */
function startThread() {
  const worker = new Worker(__filename, { resourceLimits: { maxOldGenerationSizeMb: 2048 } });
  let isOver = false;
  worker.on('error', () => undefined);
  return {
    isOver: () => isOver,
    end: () => void worker.terminate(),
    /** What went wrong, or null. */
    check: (one: Case, limitMs: number) =>
      new Promise<string | null>((settle) => {
        const finish = (failure: string | null): void => {
          clearTimeout(timer);
          worker.off('message', finish);
          worker.off('error', onError);
          settle(failure);
        };
        const onError = (error: Error): void => {
          isOver = true;
          finish(`the thread failed: ${error.stack ?? error.message}`);
        };
        const timer = setTimeout(() => {
          isOver = true;
          void worker.terminate();
          finish(`took longer than ${limitMs} ms`);
        }, limitMs);
        worker.on('message', finish);
        worker.on('error', onError);
        worker.postMessage(one);
      }),
  };
}

async function serve(port: NonNullable<typeof parentPort>): Promise<void> {
  const parser = await fuzzParser();
  port.on('message', ({ path, content, wrongLine }: Case) => {
    try {
      checkOne(parser, path, content, wrongLine);
      port.postMessage(null);
    } catch (error) {
      port.postMessage(error instanceof Error ? (error.stack ?? error.message) : String(error));
    }
  });
}

if (isMainThread) {
  void main(JSON.parse(process.env['FUZZ'] ?? '{}') as Options).then((failures) => {
    process.exitCode = failures > 0 ? 1 : 0;
  });
} else if (parentPort !== null) void serve(parentPort);
