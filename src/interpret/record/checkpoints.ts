import type { Span } from '../../python/syntax';
import type { RunLog } from './run-log';
import type { Sessions } from './sessions';
import type { Speculations } from './speculations';

/** What a session does with its variables at a checkpoint of the program's own. */
export interface RecordedCheckpoint {
  readonly does: 'saves' | 'restores';
  readonly path: string;
  /** Of a saved one: the name that its file has, which ends with the step. */
  readonly name?: string;
}

/** What checkpoints need of the recorder. */
interface CheckpointRecord {
  readonly sessions: Sessions;
  readonly runLog: RunLog;
  readonly speculations: Speculations;
}

/**
 * The checkpoints that the program saves and restores itself. A program that restores none of its own is read without them; one that
 * does is read again, and its savings are recorded among its runs.
 */
export class Checkpoints {
  /** Whether a checkpoint of the program's own was restored that this reading did not record. */
  isMissing = false;
  private readonly saved = new Map<string, ReadonlyMap<number, unknown>>();

  constructor(
    private readonly record: CheckpointRecord,
    private readonly isRecorded: boolean,
  ) {}

  save(session: number, path: string, span: Span, name = path): void {
    if (this.record.speculations.noteEffect()) return;
    this.saved.set(path, this.record.sessions.countersOf(session).values.saved());
    this.add(session, { does: 'saves', path, ...(name !== path && { name }) }, span);
  }

  /** Restores what the program saved under a path; false where it saved nothing there. */
  restore(session: number, path: string, span: Span): boolean {
    const saved = this.saved.get(path);
    if (saved === undefined || this.record.speculations.noteEffect()) return saved !== undefined;
    this.record.sessions.countersOf(session).values.restore(saved);
    this.isMissing ||= !this.isRecorded;
    this.add(session, { does: 'restores', path }, span);
    return true;
  }

  private add(session: number, checkpoint: RecordedCheckpoint, span: Span): void {
    if (!this.isRecorded) return;
    const key = `${session} ${checkpoint.does} ${checkpoint.path}`;
    this.record.runLog.add({ key, session, fetches: [], feeds: [], times: 1, span, observes: [], checkpoint });
  }
}
