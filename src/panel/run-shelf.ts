import { type Message, say } from '../base/message';
import { memoryLimits } from '../base/memory-limit';
import type { KeptView, PlanDifference, PlanEntryView, RunView, TrainingSnapshot } from '../protocol/training-messages';
import type { TrainingSource } from './training-source';

/** Runs that are kept without having been pinned; the oldest is dropped for a newer one. */
const mostUnpinned = 6;

type Rows = ReturnType<TrainingSource['rows']>;

interface KeptRun {
  readonly id: string;
  readonly view: RunView;
  readonly rows: Rows;
  readonly training: number;
  readonly entries: readonly PlanEntryView[];
  readonly reopen: () => TrainingSource;
  mark: { readonly name: string | null; readonly isPinned: boolean; isHidden: boolean };
}

const noRows: Rows = { count: 0, read: (firstRow) => ({ firstRow, count: 0, values: new ArrayBuffer(0) }) };

/** The earlier runs of a panel, each with its rows and what its plan said. They are hidden until the user wants to see them. */
export class RunShelf {
  private runs: KeptRun[] = [];
  private trainings = 0;

  /** `limit` in bytes, for the rows of runs that nobody has pinned. */
  constructor(private readonly limit: number = memoryLimits.kept) {}

  /**
   * Keeps what a source has recorded, before it is disposed of; nothing of a source without rows, or of one that says the same. With
   * `isShown` its program's own run is drawn beside the next one, in the place of those that were drawn without being pinned.
   */
  keep(source: TrainingSource, next: TrainingSnapshot, isShown = false): void {
    const { snapshot } = source;
    const recorded = snapshot.runs.filter(({ id, kept }) => kept === null && source.rows(id).count > 0);
    if (recorded.length === 0 || planText(snapshot) === planText(next)) return;
    this.trainings += 1;
    if (isShown) {
      for (const { mark } of this.runs) if (!mark.isPinned) mark.isHidden = true;
    }
    for (const view of recorded) {
      this.runs.push({
        id: `earlier-${this.trainings}-${view.id}`,
        view,
        rows: source.rows(view.id),
        training: this.trainings,
        entries: entriesOf(snapshot),
        reopen: () => source.reopen(),
        mark: { name: null, isPinned: false, isHidden: !(isShown && view.variant === 'as-written') },
      });
    }
    this.dropOldest();
  }

  /** Drops the oldest runs that nobody has pinned: as many as are too many, or whose rows take too much memory. */
  private dropOldest(): void {
    for (;;) {
      const unpinned = this.runs.filter(({ mark }) => !mark.isPinned);
      const bytes = unpinned.reduce((sum, run) => sum + bytesOf(run), 0);
      const [oldest] = unpinned;
      if (oldest === undefined || (unpinned.length <= mostUnpinned && bytes <= this.limit)) return;
      this.runs.splice(this.runs.indexOf(oldest), 1);
    }
  }

  /** The kept runs as a page shows them beside a present training. */
  views(present: TrainingSnapshot): RunView[] {
    const now = entriesOf(present);
    return this.runs.map(({ id, view, rows, training, entries, mark }): RunView => {
      const kept: KeptView = {
        training,
        ...mark,
        iterations: rows.count,
        lastRow: [...new Float64Array(rows.read(rows.count - 1, 1).values)],
        differences: differencesOf(entries, now),
      };
      return { ...view, id, kept };
    });
  }

  /** The rows of a kept run; none while it is hidden, so that they are not sent. Null for an id of no kept run. */
  rows(id: string): Rows | null {
    const run = this.runs.find((candidate) => candidate.id === id);
    if (run === undefined) return null;
    return run.mark.isHidden ? noRows : run.rows;
  }

  mark(id: string, mark: KeptRun['mark']): void {
    const others = this.runs.filter((run) => run.id !== id).map((run) => run.mark.name);
    for (const run of this.runs) if (run.id === id) run.mark = { ...mark, name: distinct(mark.name, others) };
  }

  remove(id: string): void {
    this.runs = this.runs.filter((run) => run.id !== id);
  }

  /** Trains a kept run's plan again; null for an id of no kept run. */
  reopen(id: string): TrainingSource | null {
    return this.runs.find((run) => run.id === id)?.reopen() ?? null;
  }
}

/** A name that no other run has: with the next free number behind it where one has it. */
function distinct(name: string | null, others: readonly (string | null)[]): string | null {
  if (name === null) return null;
  let free = name;
  for (let number = 2; others.includes(free); number++) free = `${name} (${number})`;
  return free;
}

/** Bytes of a run's rows, at most: a column of float32 takes half of it. */
function bytesOf({ view, rows }: KeptRun): number {
  return rows.count * view.columns.length * Float64Array.BYTES_PER_ELEMENT;
}

/** What a plan says, with what stands in for what it could not read. */
function entriesOf({ entries, unresolved }: TrainingSnapshot): PlanEntryView[] {
  return [...entries, ...unresolved.map(({ what, standIn }) => ({ label: what, value: standIn, location: null }))];
}

function planText(snapshot: TrainingSnapshot): string {
  const texts = entriesOf(snapshot).map(({ label, value }) => [label, value]);
  return JSON.stringify([texts, snapshot.sources.map(({ text }) => text)]);
}

/** What two plans say differently, label by label; a label that comes several times is compared in its order. Exported for tests. */
export function differencesOf(then: readonly PlanEntryView[], now: readonly PlanEntryView[]): PlanDifference[] {
  const labels = new Map([...then, ...now].map(({ label }) => [say(label), label]));
  return [...labels].flatMap(([name, label]) => {
    const valuesOf = (entries: readonly PlanEntryView[]): Message[] =>
      entries.filter((entry) => say(entry.label) === name).map(({ value }) => value);
    const [before, after] = [valuesOf(then), valuesOf(now)];
    return Array.from({ length: Math.max(before.length, after.length) }, (_, index) => ({
      label,
      then: before[index] ?? null,
      now: after[index] ?? null,
    })).filter((difference) => textOf(difference.then) !== textOf(difference.now));
  });
}

function textOf(said: Message | null): string | null {
  return said === null ? null : say(said);
}
