import { message } from '../base/message';
import type { PlannedRun } from '../plan/training-plan';
import type { StepTrace } from '../protocol/step-trace';
import type { TrainingEvent } from './commands';
import { StepReplay } from './step-trace';
import { failedState } from './tell-failure';

/** What the desk needs of the thread it works in. */
export interface TraceHost {
  now(): number;
  schedule(callback: () => void, delayMs: number): void;
  send(event: TrainingEvent): void;
}

/** A replay comes up for air this often, so that the training beside it and newer questions are heard. */
const sliceMs = 8;
/** Steps before the one asked for that are traced on the way there: going back is then free. */
const tracedBefore = 24;
/** Traces kept, over all runs. */
const mostTraces = 600;
/** Replays kept a run, each at another iteration. */
const mostReplays = 2;

/** Answers what happened in a step, for every run of a session. A newer question replaces one that is still being worked on. */
export class TraceDesk {
  private readonly traces = new Map<string, StepTrace>();
  private readonly replays = new Map<string, StepReplay[]>();
  private wanted: { readonly request: number; readonly iteration: number } | null = null;
  private isWorking = false;

  constructor(
    private readonly runs: readonly PlannedRun[],
    private readonly host: TraceHost,
  ) {}

  /** Traces an iteration, counted from 1, of every run; the answer is an event with the same `request`. */
  trace(request: number, iteration: number): void {
    if (this.runs.some(({ plan }) => plan.clock !== undefined)) {
      const problem = message(
        'Only the scheduler of this program is run, not its model: there is no step to take apart.',
      );
      this.answer({ type: 'step-traced', request, iteration, traces: [], problem });
      return;
    }
    this.wanted = { request, iteration };
    if (this.isWorking) return;
    this.isWorking = true;
    this.slice();
  }

  dispose(): void {
    this.wanted = null;
    for (const replays of this.replays.values()) for (const replay of replays) replay.dispose();
    this.replays.clear();
  }

  private slice(): void {
    const { wanted } = this;
    if (wanted === null) {
      this.isWorking = false;
      return;
    }
    try {
      const end = this.host.now() + sliceMs;
      const isDone = this.runs.every((run) => this.approach(run, wanted.iteration, end));
      if (isDone) {
        const traces = this.runs.flatMap(({ id }) => this.traces.get(keyOf(id, wanted.iteration)) ?? []);
        this.answer({ type: 'step-traced', ...wanted, traces, problem: null });
      }
    } catch (error) {
      this.answer({ type: 'step-traced', ...wanted, traces: [], problem: failedState(this.host, error).message });
    }
    this.host.schedule(() => {
      this.slice();
    }, 0);
  }

  private answer(event: TrainingEvent): void {
    this.wanted = null;
    this.host.send(event);
  }

  /** Works towards the trace of an iteration until `end`; true once it is there. */
  private approach(run: PlannedRun, iteration: number, end: number): boolean {
    if (this.traces.has(keyOf(run.id, iteration))) return true;
    const replay = this.replayBefore(run, iteration);
    while (replay.iterations < iteration) {
      if (replay.iterations + 1 >= iteration - tracedBefore) this.keep(replay.trace());
      else replay.advance();
      if (this.host.now() >= end && replay.iterations < iteration) return false;
    }
    return true;
  }

  /** The replay that stands nearest before an iteration; a new one where none does. */
  private replayBefore(run: PlannedRun, iteration: number): StepReplay {
    const known = this.replays.get(run.id) ?? [];
    const usable = known.filter((replay) => replay.iterations < iteration);
    const nearest = usable.reduce<StepReplay | null>(
      (best, replay) => (best === null || replay.iterations > best.iterations ? replay : best),
      null,
    );
    if (nearest !== null) return nearest;
    const made = new StepReplay(run);
    const kept = [made, ...known];
    for (const dropped of kept.splice(mostReplays)) dropped.dispose();
    this.replays.set(run.id, kept);
    return made;
  }

  private keep(trace: StepTrace): void {
    this.traces.set(keyOf(trace.runId, trace.iteration), trace);
    for (const key of this.traces.keys()) {
      if (this.traces.size <= mostTraces) break;
      this.traces.delete(key);
    }
  }
}

function keyOf(runId: string, iteration: number): string {
  return `${iteration} ${runId}`;
}
