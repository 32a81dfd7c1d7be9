import { webThread } from '../../../src/host/web/web-thread';
import { measured, type Round, type Subjects } from './measured';

// The same round in a page, as the extension host of a browser does it.
const read = async (name: string): Promise<Uint8Array> =>
  new Uint8Array(await (await fetch(`/dist/${name}`)).arrayBuffer());

const engine = webThread('engine', async () => ({
  script: await read('engine.js'),
  first: { runtime: await read('tree-sitter.wasm'), grammar: await read('tree-sitter-python.wasm') },
}));
const training = webThread('training', async () => ({ script: await read('worker.js'), first: null }));

Object.assign(globalThis, {
  round: async (): Promise<Round> =>
    measured({ engine, training }, (await (await fetch('/subjects.json')).json()) as Subjects),
});
