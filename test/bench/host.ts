import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { interpret } from '../../src/interpret/interpret';
import { pairOf } from '../../src/plan/counterpart';
import { readPlans } from '../../src/plan/read-plans';
import { loadParser } from '../../src/python/parser';
import { SourceText } from '../../src/python/source-text';
import { TrainingSession } from '../../src/training/session';
import { trainingThread } from '../../src/host/node/node-thread';
import { startTrainingThread } from '../../src/training/worker-port';
import { Workbench } from '../e2e/support/workbench';
import { alone } from '../helpers/interpreted';
import { waitFor } from '../helpers/wait-for';

// Figures of the host: activation in a real VS Code, and the delay of the event loop that owns a session while it trains.

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

async function activation(reloads: number): Promise<void> {
  // Tall: the list of running extensions draws only the rows that are to be seen.
  const workbench = await Workbench.start({ viewport: { width: 1400, height: 2600 } });
  try {
    const times: number[] = [];
    await workbench.open('without_global_step.py');
    for (let reload = 0; reload < reloads; reload++) {
      if (reload > 0) await workbench.reload();
      await workbench.lenses().first().waitFor();
      await workbench.command('Developer: Show Running Extensions');
      const row = workbench.page.locator('.runtime-extensions-editor .extension', { hasText: 'Global Step' }).first();
      await row.waitFor();
      const [, time] = /Activation: (\d+)\s*ms/.exec((await row.textContent()) ?? '') ?? [];
      if (time !== undefined) times.push(Number(time));
      await workbench.page.keyboard.press('Escape');
      await row.waitFor({ state: 'detached' });
    }
    console.log(
      `activation in VS Code, as its running extensions say: median ${median(times)} ms of ${times.join(', ')} (aim: at most 5 ms)`,
    );
  } finally {
    await workbench.dispose();
  }
}

/**
 * Runs in every frame: when the first row of a table, and the charts with it, had come to the screen. It looks again and again, for VS
 * Code writes the page into a frame that is there already, which forgets what observed it.
 */
const watchFirstRow = `
  const look = () => {
    if (document.querySelector('table[data-rows] tbody tr') === null) setTimeout(look, 5);
    else requestAnimationFrame(() => requestAnimationFrame(() => { window.firstRowAt = Date.now(); }));
  };
  look();
`;

/** From the command's click in the palette to the picture with the first steps, in a window that has shown a panel before. */
async function firstPaintedSteps(rounds: number, settings: Readonly<Record<string, unknown>>): Promise<number[]> {
  const workbench = await Workbench.start({ settings });
  const times: number[] = [];
  try {
    await workbench.page.addInitScript(watchFirstRow);
    await workbench.open('without_global_step.py');
    await workbench.lenses().first().waitFor();
    for (let round = -1; round < rounds; round++) {
      const start = await workbench.command('Visualize Global Step');
      const frame = await workbench.panel();
      const painted = await waitFor('the first row', () => frame.evaluate<number | null>('window.firstRowAt ?? null'));
      if (round >= 0) times.push(painted - start);
      await workbench.closePanel();
    }
    return times;
  } finally {
    await workbench.dispose();
  }
}

async function reportFirstPaintedSteps(): Promise<void> {
  for (const [pace, settings] of [
    ['at full speed', { 'globalStep.run.stretchSeconds': 0 }],
    ['stretched as by default', {}],
  ] as const) {
    const times = await firstPaintedSteps(5, settings);
    console.log(
      `command to first painted steps in a warm window, ${pace}: median ${median(times)} ms of ${times.join(', ')} (aim: at most 1000 ms)`,
    );
  }
}

async function eventLoopDelay(iterations: number): Promise<void> {
  const [runtime, grammar] = ['dist/tree-sitter.wasm', 'dist/tree-sitter-python.wasm'];
  const parser = await loadParser({ runtime: readFileSync(runtime), grammar: readFileSync(grammar) });
  const text = readFileSync('media/samples/without_global_step.py', 'utf8')
    .replace('range(10)', `range(${iterations})`)
    .replace('0.1, global_steps, 10, 2', `0.01, global_steps, ${iterations}, 0.5`);
  const [plan] = readPlans('bench.py', interpret(parser.parse(text), new SourceText('bench.py', text), alone(parser)));
  if (plan === undefined) throw new Error('the sample has no plan');
  const session = new TrainingSession(
    'bench.py',
    { runs: pairOf(plan), pace: { stretchSeconds: 0 }, stopAtNonFinite: true },
    startTrainingThread(trainingThread(resolve('dist/worker.js'))),
  );
  const histogram = monitorEventLoopDelay({ resolution: 1 });
  histogram.enable();
  const start = performance.now();
  await new Promise<void>((settle) => {
    session.onDidChange(() => {
      const { kind } = session.snapshot.state;
      if (kind === 'ended' || kind === 'failed') settle();
    });
    session.start();
  });
  const took = performance.now() - start;
  histogram.disable();
  const ms = (nanoseconds: number): string => (nanoseconds / 1e6).toFixed(1);
  console.log(
    `event loop of the session's owner during two runs of ${plan.iterations} steps (${took.toFixed(0)} ms, ${session.snapshot.state.kind}): ` +
      [50, 90, 99].map((share) => `p${share} ${ms(histogram.percentile(share))} ms`).join(', ') +
      `, max ${ms(histogram.max)} ms`,
  );
  session.dispose();
}

async function main(): Promise<void> {
  await eventLoopDelay(10_000);
  await eventLoopDelay(1_000_000);
  await activation(5);
  await reportFirstPaintedSteps();
}

void main();
