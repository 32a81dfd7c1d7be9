import type { Disposable } from '../base/disposable';
import { TensorFlowError } from './errors';
import type { Graph } from './graph';
import { CheckpointSaverHook } from './hooks/checkpoint-saver-hook';
import type { RunContext, SessionRunHook } from './hooks/session-run-hook';
import { StepCounterHook } from './hooks/step-counter-hook';
import { CheckpointList, Saver } from './saver';
import { type Feeds, type Fetch, Session } from './session';
import type { Value } from './value';
import { globalVariablesInitializer } from './variable';

/** What a monitored session starts from. */
export interface MonitoredSessionOptions {
  readonly hooks?: readonly SessionRunHook[];
  /** A folder of checkpoints: the latest that is listed in it is restored in place of the initial values. */
  readonly checkpointDir?: string | null;
  readonly checkpoints?: CheckpointList | null;
}

/** `tf.train.MonitoredSession`: initialises or restores by itself, and lets hooks watch each run and end the training. */
export class MonitoredSession implements Disposable {
  private readonly session: Session;
  private readonly hooks: readonly SessionRunHook[];
  private isStopping = false;
  private isClosed = false;

  constructor(graph: Graph, { hooks = [], checkpointDir = null, checkpoints = null }: MonitoredSessionOptions = {}) {
    this.hooks = hooks;
    for (const hook of hooks) hook.begin?.(graph);
    const initializer = globalVariablesInitializer(graph);
    this.session = new Session(graph);
    const latest = checkpointDir === null ? null : (checkpoints?.latest(checkpointDir) ?? null);
    if (checkpoints === null || latest === null) this.session.run([initializer]);
    else new Saver(graph, { checkpoints }).restore(this.session, latest.path);
    for (const hook of hooks) hook.afterCreateSession?.(this.session);
  }

  /** The plain session within, which the hooks do not see. */
  get rawSession(): Session {
    return this.session;
  }

  shouldStop(): boolean {
    return this.isStopping || this.isClosed;
  }

  /** One run, with what the hooks want fetched besides. An error closes the session without `end`. */
  run(fetches: readonly Fetch[], feeds?: Feeds): (Value | null)[] {
    if (this.isClosed) throw new TensorFlowError('RuntimeError', 'run called even after should_stop requested');
    try {
      return this.runWithHooks(fetches, feeds);
    } catch (error) {
      this.isClosed = true;
      this.session.close();
      throw error;
    }
  }

  /** Ends the session: hooks save what they have to. */
  close(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    for (const hook of this.hooks) hook.end?.(this.session);
    this.session.close();
  }

  dispose(): void {
    this.close();
  }

  private runWithHooks(fetches: readonly Fetch[], feeds?: Feeds): (Value | null)[] {
    const context: RunContext = {
      session: this.session,
      requestStop: () => {
        this.isStopping = true;
      },
    };
    const wanted = this.hooks.map((hook) => hook.beforeRun?.(context) ?? []);
    const results = this.session.run([...fetches, ...wanted.flat()], feeds);
    let position = fetches.length;
    this.hooks.forEach((hook, index) => {
      const count = wanted[index]?.length ?? 0;
      hook.afterRun?.(context, results.slice(position, position + count));
      position += count;
    });
    return results.slice(0, fetches.length);
  }
}

/** What `tf.train.MonitoredTrainingSession` adds by default when it has a folder. */
export interface MonitoredTrainingOptions {
  readonly checkpointDir?: string | null;
  readonly hooks?: readonly SessionRunHook[];
  /** Seconds between checkpoints, 600 unless steps are given. */
  readonly saveCheckpointSecs?: number | null;
  readonly saveCheckpointSteps?: number | null;
  readonly logStepCountSteps?: number | null;
  /** Where checkpoints are listed; a later session over the same list goes on from the latest. */
  readonly checkpoints?: CheckpointList;
}

/** `tf.train.MonitoredTrainingSession` of a chief: with a folder it counts steps and saves, and so requires a global step. */
export function monitoredTrainingSession(graph: Graph, options: MonitoredTrainingOptions = {}): MonitoredSession {
  const { checkpointDir = null, hooks = [], saveCheckpointSteps = null, logStepCountSteps = 100 } = options;
  if (checkpointDir === null) return new MonitoredSession(graph, { hooks });
  const saveCheckpointSecs = options.saveCheckpointSecs ?? (saveCheckpointSteps === null ? 600 : null);
  const checkpoints = options.checkpoints ?? new CheckpointList();
  const own: SessionRunHook[] = [];
  if (logStepCountSteps !== null && logStepCountSteps > 0)
    own.push(new StepCounterHook({ everySteps: logStepCountSteps }));
  if (saveCheckpointSecs !== null || saveCheckpointSteps !== null) {
    const cadence = { everySecs: saveCheckpointSecs, everySteps: saveCheckpointSteps };
    own.push(new CheckpointSaverHook({ checkpointDir, cadence, checkpoints }));
  }
  return new MonitoredSession(graph, { hooks: [...hooks, ...own], checkpointDir, checkpoints });
}
