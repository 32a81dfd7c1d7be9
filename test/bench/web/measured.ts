import { EngineThread, startEngine } from '../../../src/editor/engine/engine-thread';
import type { ProgramTexts } from '../../../src/engine/engine';
import type { OpenThread } from '../../../src/host/open-thread';
import { pairOf } from '../../../src/plan/counterpart';
import { TrainingSession } from '../../../src/training/session';
import { startTrainingThread } from '../../../src/training/worker-port';

// What `npm run bench:web` measures of the built engine and the built worker: the same calls in Node's threads and in a browser's workers.

/** What a round is made with. */
export interface Subjects {
  /** The article's program, of so many iterations. */
  readonly article: string;
  readonly iterations: number;
  /** Python files that are checked, one after the other. */
  readonly files: readonly string[];
}

/** Figures of one round. */
export interface Round {
  /** Training steps a second, of both runs together. */
  readonly stepsPerSecond: number;
  /** Files checked a second. */
  readonly filesPerSecond: number;
}

const options = { deadlineMs: 120_000 };

const programOf = (text: string, index: number): ProgramTexts => ({
  file: `bench:/folder-${index}/main.py`,
  title: 'main.py',
  parts: [{ cell: null, text }],
  view: { roots: [], unsaved: [] },
});

/** One round: a warm engine checks the files, then the article's two runs train to their end. */
export async function measured(open: Record<'engine' | 'training', OpenThread>, subjects: Subjects): Promise<Round> {
  const { article, iterations, files } = subjects;
  const engine = new EngineThread(startEngine(open.engine));
  try {
    // The first file warms the parser up, and is not counted.
    await engine.request('check', [programOf(article, -1)], options);
    const started = performance.now();
    for (const [index, text] of files.entries()) await engine.request('check', [programOf(text, index)], options);
    const checked = performance.now() - started;
    const [plan] = await engine.request('plans', [programOf(article, -1), undefined], options);
    if (plan === undefined) throw new Error('the article’s program has no plan');
    const trained = await train(open.training, plan);
    return {
      filesPerSecond: (files.length / checked) * 1000,
      stepsPerSecond: ((2 * iterations) / trained) * 1000,
    };
  } finally {
    engine.dispose();
  }
}

/** Milliseconds from the first row to the end, without the start of the thread. */
async function train(open: OpenThread, plan: Parameters<typeof pairOf>[0]): Promise<number> {
  const request = { runs: pairOf(plan), pace: { stretchSeconds: 0 }, stopAtNonFinite: false };
  const session = new TrainingSession('bench', request, startTrainingThread(open));
  const times = { started: Number.NaN };
  const kind = await new Promise<string>((settle) => {
    session.onDidChange(({ type }) => {
      if (type === 'rows' && Number.isNaN(times.started)) times.started = performance.now();
      const { state } = session.snapshot;
      if (state.kind === 'ended' || state.kind === 'failed') settle(state.kind);
    });
    session.start();
  });
  const ended = performance.now();
  session.dispose();
  if (kind === 'failed') throw new Error('the training failed');
  return ended - times.started;
}
