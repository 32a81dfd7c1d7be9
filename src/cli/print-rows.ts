import type { VerdictView } from '../protocol/training-messages';
import type { TrainingSession } from '../training/session';
import type { RunOptions } from './options';
import { csvLines, jsonLines, type Lines, reportedColumns, type ReportedRun, tableLines } from './report/run-report';

/** A pipe takes so many bytes whole or not at all (POSIX), so that whatever ends the command ends it between two lines. */
const mostBytes = 4096;

/** Prints a session's rows as they come, in the form that is asked for: the second run's behind the first's. */
export class RowPrinter {
  private lines: Lines | null = null;
  private pending = '';
  private isRead = true;

  /** `print` writes to standard output; false where nobody reads it any more. */
  constructor(
    private readonly session: TrainingSession,
    private readonly format: RunOptions['format'],
    private readonly print: (text: string) => boolean,
  ) {}

  /** Prints what is known by now. False where nobody reads it. */
  advance(): boolean {
    const lines = this.linesNow();
    for (let next = lines?.next(); next !== undefined && this.isRead; next = lines?.next()) {
      if (next.done === true || next.value === null) break;
      this.add(`${next.value}\n`);
    }
    this.flush();
    return this.isRead;
  }

  private add(line: string): void {
    if (Buffer.byteLength(this.pending) + Buffer.byteLength(line) > mostBytes) this.flush();
    this.pending += line;
  }

  private flush(): void {
    if (this.pending !== '' && this.isRead) this.isRead = this.print(this.pending);
    this.pending = '';
  }

  /** The report's lines, from when it is known which runs there are. */
  private linesNow(): Lines | null {
    const { runs, verdict } = this.session.snapshot;
    if (this.lines === null && (runs.length > 0 || isOver(this.session))) {
      this.lines = linesOf(
        runs.map((view) => ({
          id: view.id,
          absent: view.absent,
          columns: reportedColumns(view),
          rows: this.session.rows(view.id),
          isOver: () => isOver(this.session),
        })),
        this.format,
        verdict,
      );
    }
    return this.lines;
  }
}

/** Whether a session has ended, one way or another: no more rows come. */
export function isOver({ snapshot: { state } }: TrainingSession): boolean {
  return state.kind === 'ended' || state.kind === 'failed';
}

function linesOf(runs: readonly ReportedRun[], format: RunOptions['format'], verdict: VerdictView | null): Lines {
  switch (format) {
    case 'csv':
      return csvLines(runs);
    case 'json':
      return jsonLines(runs, verdict);
    case 'table':
      return tableLines(runs);
  }
}
