import type { Message } from '../src/base/message';
import type { StepTrace } from '../src/protocol/step-trace';
import type { HostMessage, RunView, SessionState, TrainingSnapshot } from '../src/protocol/training-messages';
import { ColumnTable } from './data/column-table';

/** A run with the rows that have come. */
export interface RunState {
  readonly view: RunView;
  readonly rows: ColumnTable;
}

/** What is shown of a training under the values that are being tried out. */
export interface PreviewState {
  /** The last one that has come, also while a newer one is being read; null before the first. */
  readonly run: RunState | null;
  /** How far the one that was asked for last is; null while its program is being read. */
  readonly state: SessionState | null;
}

/** Everything the page shows. `snapshot` is null until the host has spoken. */
export interface PageState {
  readonly snapshot: TrainingSnapshot | null;
  readonly runs: readonly RunState[];
  /** The last answer to a question about a single step. */
  readonly trace: StepAnswer | null;
  /** What is tried out beside the training; null where nothing is. */
  readonly preview: PreviewState | null;
}

/** One iteration of every run taken apart, or why it is not. */
export interface StepAnswer {
  readonly iteration: number;
  readonly traces: readonly StepTrace[];
  readonly problem: Message | null;
}

/** The page before the first message. */
export const initialState: PageState = { snapshot: null, runs: [], trace: null, preview: null };

/** Whether there is nothing to train: no run was made of the program. */
export function isRefused({ snapshot, runs }: Pick<PageState, 'snapshot' | 'runs'>): boolean {
  return snapshot?.state.kind === 'failed' && runs.length === 0;
}

/** A `steps-recorded` that does not fit the rows the page has: the page should ask for everything again. */
export class RowsOutOfOrderError extends Error {
  override readonly name = 'RowsOutOfOrderError';
}

/** A message that changes what the page shows. */
export type ShownMessage = Exclude<HostMessage, { readonly type: 'download-file' | 'preview-told' }>;

/** The state after a message. Throws RowsOutOfOrderError, with the state unchanged, where rows were lost on the way. */
export function reduce(state: PageState, message: ShownMessage): PageState {
  switch (message.type) {
    case 'snapshot-taken': {
      const { snapshot } = message;
      return {
        snapshot: keptParts(state.snapshot, snapshot),
        runs: keptViews(state, snapshot.runs).map((view) => ({ view, rows: ColumnTable.empty(view.columns.length) })),
        trace: null,
        preview: null,
      };
    }
    case 'steps-recorded':
      if (!state.runs.some(({ view }) => view.id === message.runId)) {
        throw new RowsOutOfOrderError(`rows of "${message.runId}", which is no run of the snapshot`);
      }
      return {
        ...state,
        runs: state.runs.map((run) => (run.view.id === message.runId ? appended(run, message) : run)),
      };
    case 'state-changed':
      return state.snapshot === null ? state : { ...state, snapshot: { ...state.snapshot, state: message.state } };
    case 'runs-changed': {
      const known = new Map(state.runs.map((run) => [run.view.id, run.rows]));
      const runs = keptViews(state, message.runs).map((view) => ({
        view,
        rows: known.get(view.id) ?? ColumnTable.empty(view.columns.length),
      }));
      return { ...state, runs };
    }
    case 'program-changed': {
      const { isOutOfDate } = message;
      return state.snapshot === null ? state : { ...state, snapshot: { ...state.snapshot, isOutOfDate } };
    }
    case 'step-traced': {
      const { iteration, traces, problem } = message;
      return { ...state, trace: { iteration, traces, problem } };
    }
  }
}

/** The object of before where it says the same as the new one: views compare what they have shown by identity. */
function kept<T>(before: T, now: T): T {
  return JSON.stringify(before) === JSON.stringify(now) ? before : now;
}

function keptViews({ runs }: PageState, views: readonly RunView[]): RunView[] {
  const known = new Map(runs.map(({ view }) => [view.id, view]));
  return views.map((view) => kept(known.get(view.id) ?? view, view));
}

function keptParts(before: TrainingSnapshot | null, now: TrainingSnapshot): TrainingSnapshot {
  if (before === null) return now;
  return {
    ...now,
    entries: kept(before.entries, now.entries),
    unresolved: kept(before.unresolved, now.unresolved),
    playground: kept(before.playground, now.playground),
  };
}

function appended({ view, rows }: RunState, message: HostMessage & { type: 'steps-recorded' }): RunState {
  try {
    return { view, rows: rows.append(message.rows) };
  } catch (error) {
    if (error instanceof RangeError) throw new RowsOutOfOrderError(`run "${view.id}": ${error.message}`);
    throw error;
  }
}

/** The runs of the present training. */
export function presentRuns({ runs }: PageState): readonly RunState[] {
  return runs.filter(({ view }) => view.kept === null);
}

/** The runs that charts draw: the present ones, the earlier ones that the user wants to see, and what is tried out. */
export function drawnRuns({ runs, preview }: PageState): readonly RunState[] {
  const drawn = runs.filter(({ view }) => view.kept === null || !view.kept.isHidden);
  const tried = preview?.run ?? null;
  return tried === null ? drawn : [...drawn, tried];
}
