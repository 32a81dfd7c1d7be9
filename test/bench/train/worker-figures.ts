import { resolve } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { say } from '../../../src/base/message';
import type { PlannedRun } from '../../../src/plan/training-plan';
import { TrainingLoop } from '../../../src/training/loop';
import { PlanTrainee } from '../../../src/training/plan-trainee';
import { RowRecorder } from '../../../src/training/row-recorder';
import { TrainingSession } from '../../../src/training/session';
import { trainingThread } from '../../../src/host/node/node-thread';
import { startTrainingThread } from '../../../src/training/worker-port';
import { median } from './measure';

const request = (run: PlannedRun) => ({
  runs: [run],
  pace: { stretchSeconds: 0 },
  stopAtNonFinite: true,
  talliesRows: true,
});

function sessionOf(run: PlannedRun): TrainingSession {
  return new TrainingSession('bench', request(run), startTrainingThread(trainingThread(resolve('dist/worker.js'))));
}

function until(session: TrainingSession, isReached: () => boolean): Promise<void> {
  return new Promise((settle, fail) => {
    const listener = session.onDidChange(() => {
      const { state } = session.snapshot;
      if (state.kind === 'failed') fail(new Error(say(state.message)));
      if (!isReached()) return;
      listener.dispose();
      settle();
    });
  });
}

/** From the command to the first row in the host: the thread, tfjs, the graph, the step. `plan` reads the program anew. */
export async function firstStep(plan: () => PlannedRun): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 7; round++) {
    const start = performance.now();
    const session = sessionOf(plan());
    const done = until(session, () => session.rows(session.snapshot.runs[0]?.id ?? '').count > 0);
    session.start();
    await done;
    times.push(performance.now() - start);
    session.dispose();
  }
  return median(times);
}

/** Rows a second that reach the host, and the delay of its event loop meanwhile. */
export async function rowsToHost(run: PlannedRun): Promise<{ rowsPerSecond: number; p99: number; max: number }> {
  const session = sessionOf(run);
  const started = until(session, () => session.rows(run.id).count > 100_000);
  session.start();
  await started;
  const histogram = monitorEventLoopDelay({ resolution: 1 });
  histogram.enable();
  const [before, start] = [session.rows(run.id).count, performance.now()];
  await until(session, () => session.snapshot.state.kind === 'ended');
  const took = performance.now() - start;
  histogram.disable();
  const rows = session.rows(run.id).count - before;
  session.dispose();
  const ms = (nanoseconds: number): number => nanoseconds / 1e6 - 1;
  return { rowsPerSecond: (rows / took) * 1000, p99: ms(histogram.percentile(99)), max: ms(histogram.max) };
}

/** How long the worker takes at full speed until it has obeyed, in milliseconds: the longest of several times. */
export async function obedience(run: PlannedRun): Promise<{ pause: number; stop: number }> {
  const session = sessionOf(run);
  const running = until(session, () => session.rows(run.id).count > 50_000);
  session.start();
  await running;
  let pause = 0;
  for (let round = 0; round < 10; round++) {
    const start = performance.now();
    const paused = until(session, () => session.snapshot.state.kind === 'paused');
    session.pause();
    await paused;
    pause = Math.max(pause, performance.now() - start);
    const resumed = until(session, () => session.snapshot.state.kind === 'running');
    session.resume();
    await resumed;
    await new Promise((settle) => setTimeout(settle, 30));
  }
  const start = performance.now();
  const stopped = until(session, () => session.snapshot.state.kind === 'ended');
  session.stop();
  await stopped;
  const stop = performance.now() - start;
  session.dispose();
  return { pause, stop };
}

/** Steps a second in the loop that comes up for air, as a share of those without it, taken in turns. */
export async function costOfYielding(run: PlannedRun, rounds: number, ms: number): Promise<number> {
  const direct = new PlanTrainee(run);
  const recorder = new RowRecorder(direct.columns.length);
  const spin = (): number => {
    const [before, start] = [direct.completedIterations, performance.now()];
    while (performance.now() - start < ms) {
      direct.advance(recorder, 1024);
      if (recorder.isFull) recorder.take();
    }
    return (direct.completedIterations - before) / (performance.now() - start);
  };
  const trainee = new PlanTrainee(run);
  const loop = new TrainingLoop(
    [trainee],
    { stretchSeconds: 0, stopAtNonFinite: true, talliesRows: false },
    {
      now: () => performance.now(),
      schedule: (callback) => {
        setImmediate(callback);
      },
      send: () => undefined,
    },
  );
  loop.start();
  loop.handle({ type: 'pause-training' });
  const inLoop = async (): Promise<number> => {
    const [before, start] = [trainee.completedIterations, performance.now()];
    loop.handle({ type: 'resume-training' });
    await new Promise((settle) => setTimeout(settle, ms));
    loop.handle({ type: 'pause-training' });
    return (trainee.completedIterations - before) / (performance.now() - start);
  };
  const shares: number[] = [];
  for (let round = -2; round < rounds; round++) {
    const share = (await inLoop()) / spin();
    if (round >= 0) shares.push(share);
  }
  loop.dispose();
  direct.dispose();
  return 1 - median(shares);
}

/** Growth of the heap, of array buffers and of tfjs's live buffers over a million steps. */
export function growth(run: PlannedRun, liveBuffers: () => number): { heap: number; arrays: number; live: number } {
  const trainee = new PlanTrainee(run);
  const recorder = new RowRecorder(trainee.columns.length);
  const steps = (count: number): void => {
    for (const target = trainee.completedIterations + count; trainee.completedIterations < target;) {
      trainee.advance(recorder, target - trainee.completedIterations);
      if (recorder.isFull) recorder.take();
    }
  };
  const used = (): [number, number] => {
    global.gc?.();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return [heapUsed, arrayBuffers];
  };
  steps(20_000);
  const [heap, arrays] = used();
  const live = liveBuffers();
  steps(1_000_000);
  const [heapAfter, arraysAfter] = used();
  const result = { heap: heapAfter - heap, arrays: arraysAfter - arrays, live: liveBuffers() - live };
  trainee.dispose();
  return result;
}
