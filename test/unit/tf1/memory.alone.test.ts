import { memory } from '@tensorflow/tfjs-core';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { Session } from '../../../src/tf1/session';
import { tfjs } from '../../../src/tf1/kernels/tfjs';
import { programs } from './programs/programs';

/** tfjs's own count of what is alive. */
const live = (): { tensors: number; buffers: number; bytes: number } => {
  const { numTensors, numBytes } = memory();
  return { tensors: numTensors, buffers: tfjs().liveBuffers, bytes: numBytes };
};

describe.each(['decay_demo', 'xor_adam', 'softmax_inverse_time', 'cosine_restarts_flags'])('%s', (name) => {
  test.each([
    ['compiled', true],
    ['on the kernels', false],
  ])('%s: as much is alive after 1, 10 and 10,000 steps, and nothing when the session is closed', (_how, compiles) => {
    const before = live();
    const { tf, train, loss, feeds } = programs[name]!();
    const session = new Session(tf.graph, { compiles });
    session.run([tf.operation('global_variables_initializer')]);
    const fed = [...(feeds?.(0) ?? [])];
    const run = session.prepare([...train, loss], fed.map(([tensor]) => tensor)); // prettier-ignore
    for (const [tensor, value] of fed) run.feed(tensor, value);
    const after: unknown[] = [];
    for (let step = 1; step <= 10_000; step++) {
      run.step();
      if (step === 1 || step === 10 || step === 10_000) after.push(live());
    }
    expect(live().tensors).toBeGreaterThan(before.tensors);
    expect(after).toEqual([after[0], after[0], after[0]]);
    session.close();
    expect(live()).toEqual(before);
  });
});

/** Collects what is no longer needed, so that what the heap holds can be compared. */
function heapBytes(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  collect();
  return process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers;
}

test('memory is flat over a million steps', () => {
  const { tf, train, loss } = programs['decay_demo']!();
  const session = tf.session();
  const run = session.prepare([...train, loss]);
  const advance = (steps: number): number => {
    for (let step = 0; step < steps; step++) run.step();
    return heapBytes();
  };
  const early = advance(20_000);
  const late = advance(1_000_000);
  session.close();
  expect(late - early).toBeLessThan(256 * 1024);
});
