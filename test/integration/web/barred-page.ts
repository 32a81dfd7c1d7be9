import { EngineThread, startEngine } from '../../../src/editor/engine/engine-thread';
import { webThread } from '../../../src/host/web/web-thread';
import { pairOf } from '../../../src/plan/counterpart';
import type { Execution } from '../../../src/protocol/training-messages';
import { TrainingSession } from '../../../src/training/session';
import { startTrainingThread } from '../../../src/training/worker-port';

// A page in which the built engine and the built worker run in web workers, as the extension host of a browser starts them.

/** How a training in the page ended. */
export interface Trained {
  readonly kind: string;
  readonly runs: readonly { readonly id: string; readonly execution: Execution | null; readonly rates: number[] }[];
}

const options = { deadlineMs: 120_000 };
const rateColumn = 2;

const read = async (name: string): Promise<Uint8Array> =>
  new Uint8Array(await (await fetch(`/dist/${name}`)).arrayBuffer());

async function train(text: string): Promise<Trained> {
  const open = webThread('engine', async () => ({
    script: await read('engine.js'),
    first: { runtime: await read('tree-sitter.wasm'), grammar: await read('tree-sitter-python.wasm') },
  }));
  const engine = new EngineThread(startEngine(open));
  const program = {
    file: 'test:/folder/main.py',
    title: 'main.py',
    parts: [{ cell: null, text }],
    view: { roots: [], unsaved: [] },
  };
  const [plan] = await engine.request('plans', [program, undefined], options);
  engine.dispose();
  if (plan === undefined) throw new Error('the program has no plan');
  const worker = startTrainingThread(
    webThread('training', async () => ({ script: await read('worker.js'), first: null })),
  );
  const session = new TrainingSession(
    'test',
    { runs: pairOf(plan), pace: { stretchSeconds: 0 }, stopAtNonFinite: false },
    worker,
  );
  const kind = await new Promise<string>((settle) => {
    session.onDidChange(() => {
      const { state } = session.snapshot;
      if (state.kind === 'ended' || state.kind === 'failed') settle(state.kind);
    });
    session.start();
  });
  const runs = session.snapshot.runs.map(({ id, execution }) => {
    const { count, values } = session.rows(id).read(0, 100);
    return {
      id,
      execution,
      rates: [...new Float64Array(values).subarray(rateColumn * count, (rateColumn + 1) * count)],
    };
  });
  session.dispose();
  return { kind, runs };
}

Object.assign(globalThis, { train });
