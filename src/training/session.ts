import { message, type Message } from '../base/message';
import { assertNever } from '../base/assert-never';
import type { Disposable } from '../base/disposable';
import { Emitter } from '../base/emitter';
import type { ColumnBatch } from '../protocol/columns';
import type { StepTrace } from '../protocol/step-trace';
import { changesSomething, type PlaygroundView } from '../protocol/playground';
import type {
  Execution,
  NonFinite,
  OutputView,
  RunView,
  SessionState,
  SourceText,
  TrainingSnapshot,
  TrainOps,
} from '../protocol/training-messages';
import type { PreparedRun, TrainingEvent, TrainingRequest } from './commands';
import { RunLog } from './run-log';
import { fieldViewOf, verdictViewOf, viewOf } from './session-views';
import { locationOf } from '../protocol/source-location';
import type { StartThread, TrainingThread } from './worker-port';

/** What changed in a session: everything, what is known of its runs, the rows of one run, or the state. */
export type SessionChange =
  | { readonly type: 'reset' }
  | { readonly type: 'runs' }
  | { readonly type: 'rows'; readonly runId: string }
  | { readonly type: 'state' };

/** What a session knows of its program beside the plan. */
export interface AboutProgram {
  /** The texts for a reader to see the lines that a step goes through; and every one that was read, with those of all modules. */
  readonly sources?: readonly SourceText[];
  readonly read?: readonly SourceText[];
  /** What of the program can be changed, and what is. */
  readonly playground?: PlaygroundView | null;
  /** The train ops that it runs, where they are several. */
  readonly trainOps?: TrainOps | null;
  /** Reads what the program prints, a run each. Asked once, when the training first rests. */
  readonly readOutputs?: (signal: AbortSignal) => Promise<readonly OutputView[]>;
}

/** The rows of one run that are recorded so far. */
export interface RecordedRows {
  readonly count: number;
  /** At most `maxRows` rows from row `firstRow` (from 0) on, as an exact-size batch. */
  read(firstRow: number, maxRows: number): ColumnBatch;
}

/** What `trace` resolves to: a trace a run, or why there is none; null where a newer question took its place. */
export type TraceAnswer = { readonly traces: readonly StepTrace[]; readonly problem: Message | null } | null;

const noRows = new RunLog(0);
/** Bytes of a batch from which on new memory costs more than a message. */
const worthReturning = 65_536;

/**
 * A training session: it owns the thread that trains and every row that came from it. The truth about a session is here; pages and
 * reports are made from it. Disposing of it ends the thread.
 */
export class TrainingSession implements Disposable {
  private readonly changes = new Emitter<SessionChange>();
  private thread: TrainingThread | null = null;
  private prepared: readonly PreparedRun[] = [];
  /** Of the prepared runs; kept, for a feed asks for the snapshot with every message. */
  private views: readonly RunView[] = [];
  private logs = new Map<string, RunLog>();
  private readonly executions = new Map<string, Execution>();
  private readonly nonFinite = new Map<string, NonFinite>();
  private state: SessionState = { kind: 'loading' };
  private isDisposed = false;
  private asked = 0;
  private hasAskedForOutputs = false;
  private outputs: readonly OutputView[] = [];
  /** Ends what is still being read when the session is disposed of. */
  private readonly ended = new AbortController();
  private settleTrace: ((answer: TraceAnswer) => void) | null = null;

  /** Listens to changes; they come in order, after the session's own state has changed. */
  readonly onDidChange = this.changes.event;

  constructor(
    readonly title: string,
    private readonly request: TrainingRequest,
    private readonly startThread: StartThread,
    private readonly about: AboutProgram = {},
  ) {}

  /** Starts to train, from the first iteration. */
  start(): void {
    this.answerTrace(null);
    this.thread?.dispose();
    this.prepared = [];
    this.views = [];
    this.logs = new Map();
    this.executions.clear();
    this.nonFinite.clear();
    this.state = { kind: 'loading' };
    this.changes.fire({ type: 'reset' });
    this.thread = this.startThread({
      onEvent: (event) => {
        this.receive(event);
      },
      onDeath: (reason) => {
        this.thread = null;
        this.answerTrace({ traces: [], problem: reason });
        const call = this.request.runs[0]?.plan.call ?? null;
        this.enter({ kind: 'failed', message: reason, location: locationOf(call) });
      },
    });
    this.thread.send({ type: 'start-training', request: this.request });
  }

  /** Everything that a fresh page needs, but for the rows. */
  get snapshot(): TrainingSnapshot {
    const plan = this.request.runs[0]?.plan;
    return {
      title: this.title,
      verdict: verdictViewOf(this.request.runs[0]),
      runs: this.views,
      trainOps: this.about.trainOps ?? null,
      entries: (plan?.entries ?? []).map(({ label, value, range }) => ({ label, value, location: locationOf(range) })),
      unresolved: [...(plan?.unresolved ?? []), ...(this.prepared[0]?.unresolved ?? [])].map(
        ({ what, why, standIn, range, field }) => ({
          what,
          why,
          standIn,
          location: locationOf(range),
          field: fieldViewOf(field),
        }),
      ),
      sources: this.about.sources ?? [],
      state: this.state,
      playground: this.about.playground ?? null,
      isOutOfDate: false,
    };
  }

  /** Every text that the training is of. */
  get texts(): readonly SourceText[] {
    return this.about.read ?? [];
  }

  /** The recorded rows of a run; none for an id that the session does not have. */
  rows(runId: string): RecordedRows {
    return this.logs.get(runId) ?? noRows;
  }

  /** How a run's iterations are executed; null while it has made too few to know. */
  execution(runId: string): Execution | null {
    return this.executions.get(runId) ?? null;
  }

  /** Where a run first left the finite numbers, and by what; null while all are finite. */
  firstNonFinite(runId: string): NonFinite | null {
    return this.nonFinite.get(runId) ?? null;
  }

  pause(): void {
    this.thread?.send({ type: 'pause-training' });
  }

  resume(): void {
    this.thread?.send({ type: 'resume-training' });
  }

  /** One more iteration of every run, then paused. */
  step(): void {
    this.thread?.send({ type: 'step-training' });
  }

  /** Trains on to an iteration, then pauses. */
  runTo(iteration: number): void {
    this.thread?.send({ type: 'run-to', iteration });
  }

  stop(): void {
    this.thread?.send({ type: 'stop-training' });
  }

  /** Takes one iteration, from 1, of every run apart. Settles always, at the latest with the session. */
  trace(iteration: number): Promise<TraceAnswer> {
    this.answerTrace(null);
    const { thread } = this;
    if (thread === null)
      return Promise.resolve({ traces: [], problem: message('the training thread is gone: restart it') });
    this.asked += 1;
    thread.send({ type: 'trace-step', request: this.asked, iteration });
    return new Promise((resolve) => {
      this.settleTrace = resolve;
    });
  }

  /** The same plan in a session of its own, which starts to train. */
  reopen(): TrainingSession {
    const session = new TrainingSession(this.title, this.request, this.startThread, this.about);
    session.start();
    return session;
  }

  /** Forgets the rows and trains again from the start, in a new thread. */
  restart(): void {
    if (!this.isDisposed) this.start();
  }

  dispose(): void {
    this.isDisposed = true;
    this.ended.abort();
    this.answerTrace(null);
    this.thread?.dispose();
    this.thread = null;
    this.changes.dispose();
  }

  /** The memory of a large batch goes back, where none of it is kept. */
  private keep(runId: string, rows: ColumnBatch): void {
    const isKept = this.logs.get(runId)?.append(rows) === true;
    if (!isKept && rows.values.byteLength >= worthReturning)
      this.thread?.send({ type: 'return-rows', values: rows.values });
  }

  private receive(event: TrainingEvent): void {
    switch (event.type) {
      case 'training-prepared':
        this.prepared = event.runs;
        this.views = this.request.runs.flatMap((run, index) => {
          const prepared = event.runs.find(({ runId }) => runId === run.id);
          const known = { isVaried: this.isVaried, output: this.outputs[index] ?? null };
          return prepared === undefined ? [] : [{ ...viewOf(run, prepared), ...known }];
        });
        this.logs = new Map(event.runs.map(({ runId, columns }) => [runId, new RunLog(columns.length)]));
        this.changes.fire({ type: 'reset' });
        return;
      case 'rows-recorded':
        this.keep(event.runId, event.rows);
        this.changes.fire({ type: 'rows', runId: event.runId });
        return;
      case 'execution-chosen':
        this.executions.set(event.runId, event.execution);
        this.learn(event.runId, { execution: event.execution });
        return;
      case 'became-non-finite':
        this.nonFinite.set(event.runId, { iteration: event.iteration, message: event.message });
        this.learn(event.runId, { nonFinite: { iteration: event.iteration, message: event.message } });
        return;
      case 'state-changed':
        this.enter(event.state);
        return;
      case 'defect-found':
      case 'values-fetched':
        // The thread's owner logs a defect; values are fetched in threads of their own.
        return;
      case 'step-traced':
        if (event.request === this.asked) this.answerTrace({ traces: event.traces, problem: event.problem });
        return;
      default:
        assertNever(event, 'training event');
    }
  }

  /** Something more is known of a run. */
  private learn(runId: string, known: Partial<RunView>): void {
    this.views = this.views.map((view) => (view.id === runId ? { ...view, ...known } : view));
    this.changes.fire({ type: 'runs' });
  }

  private get isVaried(): boolean {
    const { playground = null } = this.about;
    return playground !== null && changesSomething(playground.variation);
  }

  private answerTrace(answer: TraceAnswer): void {
    this.settleTrace?.(answer);
    this.settleTrace = null;
  }

  private enter(state: SessionState): void {
    this.state = state;
    this.changes.fire({ type: 'state' });
    if (state.kind === 'paused' || state.kind === 'ended') this.askForOutputs();
  }

  /** What the program prints is worth nothing while it trains at full speed, and the same whenever it is trained again. */
  private askForOutputs(): void {
    if (this.hasAskedForOutputs || this.isDisposed) return;
    this.hasAskedForOutputs = true;
    this.about.readOutputs?.(this.ended.signal).then(
      (outputs) => {
        if (this.isDisposed) return;
        this.outputs = outputs;
        this.request.runs.forEach(({ id }, index) => {
          this.learn(id, { output: outputs[index] ?? null });
        });
      },
      // Nothing is shown where nothing is known: the training itself is what it was.
      () => undefined,
    );
  }
}
