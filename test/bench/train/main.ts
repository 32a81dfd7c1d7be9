import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { tfjs } from '../../../src/tf1/kernels/tfjs';
import { articleOnTf1, articleRun, builtParser } from './article';
import { measure, report } from './measure';
import { lineInJavaScript, lineOnTfjs, networkOnTfjs, regressionInJavaScript, regressionOnTfjs } from './peers';
import { networkOnTf1, regressionOnTf1 } from './programs';
import { costOfYielding, firstStep, growth, obedience, rowsToHost } from './worker-figures';

// `npm run bench:train`: the training step against plain tfjs and hand-written JavaScript, taken in turns in this process, and what
// the thread around it costs. Figures hold for the machine that they are taken on; the ratios are what is aimed at.

const long = 1_000_000_000;
const plain = 'tfjs optimizer.minimize, cpu';
const raw = 'hand-written JavaScript';

function peer(): void {
  const script = 'test/bench/train/tensorflow_peer.py';
  try {
    const python = process.env['PYTHON'] ?? 'python3';
    const text = execFileSync(python, [script], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    console.log(`  real TensorFlow, v1 session: ${text.trim()}`);
  } catch {
    console.log('  real TensorFlow: not installed');
  }
}

async function main(): Promise<void> {
  const parser = await builtParser();
  const run = articleRun(parser, long);

  const article = 'Global Step, with a row for each step';
  report(
    "(a) the article's program, 10 points, SGD, a decaying rate",
    measure([articleOnTf1(run), lineOnTfjs(), lineInJavaScript()], 25, 80),
    [
      [article, plain, 300],
      [article, raw, 0.7],
    ],
  );
  peer();
  report(
    '(b) linear regression, 100 features, batch 32, SGD',
    measure([regressionOnTf1(), regressionOnTfjs(), regressionInJavaScript()], 25, 80),
    [['Global Step', plain, 8]],
  );
  for (const optimizer of ['sgd', 'adam'] as const)
    report(
      `(c) softmax network 784-128-10, batch 64, ${optimizer}`,
      measure([networkOnTf1(optimizer), networkOnTfjs(optimizer)], 9, 400),
      [['Global Step', plain, 4.5]],
    );

  console.log('around the step');
  if (existsSync('dist/worker.js'))
    console.log(
      `  worker bundle, gzip: ${(gzipSync(readFileSync('dist/worker.js')).length / 1024).toFixed(1)} KB (aim: at most 150)`,
    );
  console.log(
    `  command to first step: ${(await firstStep(() => articleRun(parser, 10))).toFixed(0)} ms (aim: at most 200)`,
  );
  console.log(`  cost of yielding: ${((await costOfYielding(run, 40, 60)) * 100).toFixed(1)} % (aim: at most 5)`);
  const { pause, stop } = await obedience(run);
  console.log(`  answered at full speed: pause ${pause.toFixed(1)} ms, stop ${stop.toFixed(1)} ms (aim: at most 50)`);
  const { rowsPerSecond, p99, max } = await rowsToHost(articleRun(parser, 5_000_000));
  console.log(
    `  rows to the host: ${Math.round(rowsPerSecond).toLocaleString('en')} a second (aim: at least 5,000,000), ` +
      `event loop delayed p99 ${p99.toFixed(1)} ms, max ${max.toFixed(1)} ms (aim: p99 at most 6)`,
  );
  const { heap, arrays, live } = growth(run, () => tfjs().liveBuffers);
  console.log(
    `  over 1,000,000 steps: heap ${(heap / 1024).toFixed(0)} KB, arrays ${(arrays / 1024).toFixed(0)} KB, tfjs buffers ${live} (aim: flat)`,
  );
}

void main();
