import { message, type Message } from '../base/message';
import { assertNever } from '../base/assert-never';
import { bytesText, MemoryBudget, memoryLimits } from '../base/memory-limit';
import { RowTally } from '../protocol/row-tally';
import type { SessionState } from '../protocol/training-messages';
import type { BatchMemory } from './batch-memory';
import type { Execution, LoopCommand, Pace, TrainingEvent } from './commands';
import { RowRecorder } from './row-recorder';
import { failedState } from './tell-failure';
import type { Trainee } from './trainee';
import { TrainingError } from './training-error';

/** What the loop needs of the thread it runs in: time, a way to come back later, and somewhere to send events. */
export interface LoopHost {
  /** Milliseconds on a monotonic clock. */
  now(): number;
  /** Calls back once, after pending commands were handled and at least `delayMs` later. */
  schedule(callback: () => void, delayMs: number): void;
  send(event: TrainingEvent): void;
  readonly batches?: BatchMemory;
}

/** A command is answered within one slice: the loop comes up for air this often. */
const sliceMs = 8;
/** Rows wait at most this long for a batch: one screen frame. */
const flushMs = 16;
const longestChunk = 1024;

/** How a loop goes about its work. */
export interface LoopOptions extends Pace {
  readonly stopAtNonFinite: boolean;
  readonly talliesRows: boolean;
}

interface Lane {
  readonly trainee: Trainee;
  readonly recorder: RowRecorder;
  readonly tally: RowTally | null;
  /** What became non-finite, once that ended the lane. */
  nonFinite: Message | null;
  /** Whether it was said that something is no finite number. */
  hasToldNonFinite: boolean;
  /** What was last said of how it is executed. */
  execution: Execution | null;
}

/** Trains several runs side by side, in equal strides, under the commands of its owner. Knows no thread. */
export class TrainingLoop {
  private readonly lanes: readonly Lane[];
  private state: SessionState = { kind: 'loading' };
  /** Where to pause; past the planned end, the last session run is repeated until there. */
  private target: number | null = null;
  private chunk = 1;
  private lastFlush = 0;
  /** Said where there is no memory for more rows; null while there is. */
  private overdrawn: TrainingError | null = null;
  /** When pacing began, and how many iterations had been made by then. */
  private paceStart = { time: 0, iterations: 0 };

  constructor(
    trainees: readonly Trainee[],
    private readonly options: LoopOptions,
    private readonly host: LoopHost,
    private readonly memory: MemoryBudget = new MemoryBudget(memoryLimits.training, null),
  ) {
    this.lanes = trainees.map((trainee) => ({
      trainee,
      recorder: new RowRecorder(trainee.columns.length, host.batches),
      tally: options.talliesRows ? new RowTally() : null,
      nonFinite: null,
      hasToldNonFinite: false,
      execution: null,
    }));
  }

  /** Announces the runs and starts to train them. */
  start(): void {
    const runs = this.lanes.map(({ trainee }) => ({
      runId: trainee.id,
      columns: trainee.columns,
      absent: trainee.absent,
      unresolved: trainee.unresolved,
    }));
    this.host.send({ type: 'training-prepared', runs });
    this.proceed();
  }

  /** Obeys a command; one that does not fit the state (pause after the end) changes nothing. */
  handle(command: LoopCommand): void {
    switch (command.type) {
      case 'pause-training':
        this.target = null;
        if (this.state.kind === 'running') this.enter({ kind: 'paused' });
        return;
      case 'resume-training':
        this.target = null;
        if (this.state.kind === 'paused') this.proceed();
        return;
      case 'step-training':
        this.target = null;
        this.stepOnce();
        return;
      case 'run-to':
        this.runTo(command.iteration);
        return;
      case 'stop-training':
        if (this.state.kind !== 'ended') this.enter({ kind: 'ended', reason: 'stopped', message: null });
        return;
      default:
        assertNever(command, 'training command');
    }
  }

  /** Ends every run and frees its tensors. */
  dispose(): void {
    for (const { trainee } of this.lanes) trainee.dispose();
  }

  private proceed(): void {
    this.paceStart = { time: this.host.now(), iterations: this.iterations() };
    this.enter({ kind: 'running' });
    this.host.schedule(() => {
      this.slice();
    }, 0);
  }

  private stepOnce(): void {
    if (!this.canGoOn()) return;
    this.guarded(() => {
      for (const lane of this.lanes) if (lane.nonFinite === null) this.advance(lane, 1);
      this.enter({ kind: 'paused' });
    });
  }

  private runTo(iteration: number): void {
    if (!this.canGoOn() || iteration <= this.iterations()) return;
    this.target = iteration;
    if (this.state.kind !== 'running') this.proceed();
  }

  /** Whether another iteration can be made: yes after a completed end, no after a broken one. */
  private canGoOn(): boolean {
    const { kind } = this.state;
    if (this.overdrawn !== null) return false;
    return kind === 'running' || kind === 'paused' || (kind === 'ended' && this.state.reason === 'completed');
  }

  /** Trains until the slice is over, the pace is kept, or all is done; then comes back later. */
  private slice(): void {
    if (this.state.kind !== 'running') return;
    this.guarded(() => {
      const end = this.host.now() + sliceMs;
      let due = Math.min(this.iterationsDue(), (this.target ?? Number.POSITIVE_INFINITY) - this.iterations());
      while (due > 0 && !this.isDone() && this.overdrawn === null && this.host.now() < end) {
        due -= this.stride(Math.min(due, this.chunk));
      }
      if (this.target !== null && this.iterations() >= this.target) {
        this.target = null;
        this.enter({ kind: 'paused' });
        return;
      }
      const ended = this.isDone() ? this.ending() : null;
      if (ended !== null) {
        this.enter(ended);
        return;
      }
      if (this.host.now() - this.lastFlush >= flushMs) this.flush();
      if (this.overdrawn !== null) throw this.overdrawn;
      this.host.schedule(
        () => {
          this.slice();
        },
        due > 0 ? 0 : sliceMs,
      );
    });
  }

  /** Advances every open lane by `count`, and fits the chunk to a millisecond or two. */
  private stride(count: number): number {
    const before = this.host.now();
    for (const lane of this.lanes) {
      const end = Math.max(this.target ?? 0, lane.trainee.plannedIterations);
      const left = end - lane.trainee.completedIterations;
      if (lane.nonFinite === null && left > 0) this.advance(lane, Math.min(count, left));
    }
    const tookMs = this.host.now() - before;
    if (tookMs < 1) this.chunk = Math.min(this.chunk * 2, longestChunk);
    else if (tookMs > 2) this.chunk = Math.max(1, this.chunk >> 1);
    return count;
  }

  private advance(lane: Lane, count: number): void {
    const { trainee, recorder } = lane;
    const target = trainee.completedIterations + count;
    const planned = trainee.plannedIterations;
    while (trainee.completedIterations < target) {
      // The program may leave its loop before the end that was planned, and says so only then.
      const hasLeft = trainee.plannedIterations < planned && trainee.completedIterations >= (this.target ?? 0);
      if (hasLeft) break;
      const before = trainee.completedIterations;
      const nonFinite = trainee.advance(recorder, target - before);
      if (recorder.isFull) this.flushLane(lane);
      if (trainee.completedIterations === before) break;
      if (nonFinite === null) continue;
      this.tellNonFinite(lane, nonFinite);
      if (this.options.stopAtNonFinite) {
        lane.nonFinite = message('{0} at iteration {1}', nonFinite, trainee.completedIterations);
        break;
      }
    }
    const { execution } = trainee;
    if (execution === null || execution === lane.execution) return;
    lane.execution = execution;
    this.host.send({ type: 'execution-chosen', runId: trainee.id, execution });
  }

  /** Says where a run first left the finite numbers, behind the row that shows it. */
  private tellNonFinite(lane: Lane, message: Message): void {
    if (lane.hasToldNonFinite) return;
    lane.hasToldNonFinite = true;
    this.flushLane(lane);
    const { id: runId, completedIterations: iteration } = lane.trainee;
    this.host.send({ type: 'became-non-finite', runId, iteration, message });
  }

  /** How many iterations the pace allows now. */
  private iterationsDue(): number {
    const { stretchSeconds } = this.options;
    if (stretchSeconds <= 0) return Number.POSITIVE_INFINITY;
    const planned = Math.max(...this.lanes.map(({ trainee }) => trainee.plannedIterations));
    const elapsedMs = this.host.now() - this.paceStart.time;
    // The first is made at once: a tenth of the stretch with nothing to see would look like a program that hangs.
    const atOnce = this.paceStart.iterations === 0 ? 1 : 0;
    const later = Math.floor(((planned - atOnce) * elapsedMs) / (stretchSeconds * 1000));
    return this.paceStart.iterations + atOnce + later - this.iterations();
  }

  private iterations(): number {
    return Math.max(0, ...this.lanes.map(({ trainee }) => trainee.completedIterations));
  }

  private isDone(): boolean {
    return this.lanes.every(
      ({ trainee, nonFinite }) =>
        nonFinite !== null || trainee.completedIterations >= Math.max(this.target ?? 0, trainee.plannedIterations),
    );
  }

  private ending(): SessionState {
    const broken = this.lanes.find(({ nonFinite }) => nonFinite !== null);
    return broken === undefined
      ? { kind: 'ended', reason: 'completed', message: null }
      : {
          kind: 'ended',
          reason: 'non-finite',
          message: message('{0}: {1}', broken.trainee.id, broken.nonFinite ?? ''),
        };
  }

  /** What a run raises ends the session with its message; the rows before it are kept. */
  private guarded(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.enter(failedState(this.host, error));
    }
  }

  private enter(state: SessionState): void {
    this.flush();
    this.state = state;
    const tallies = this.lanes.flatMap(({ trainee, tally }) =>
      tally === null ? [] : [{ runId: trainee.id, count: tally.count, checksum: tally.checksum }],
    );
    const isTold = state.kind === 'ended' && tallies.length > 0;
    this.host.send({ type: 'state-changed', state: isTold ? { ...state, tallies } : state });
  }

  private flush(): void {
    this.lastFlush = this.host.now();
    for (const lane of this.lanes) this.flushLane(lane);
  }

  /** Hands over the rows of a lane, and counts what they take where they are kept. */
  private flushLane({ trainee, recorder, tally }: Lane): void {
    const rows = recorder.take();
    if (rows === null) return;
    if (!this.memory.takeShared(rows.count * trainee.rowBytes))
      this.overdrawn ??= new TrainingError(
        message(
          'the rows of {0} iterations take more than what is left of the {1} for training',
          trainee.completedIterations,
          bytesText(this.memory.limit),
        ),
        trainee.place,
      );
    tally?.add(rows);
    this.host.send({ type: 'rows-recorded', runId: trainee.id, rows });
  }
}
