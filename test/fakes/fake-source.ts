import { verbatim } from '../../src/base/message';
import { Emitter } from '../../src/base/emitter';
import type { SourceChange, TrainingSource } from '../../src/panel/training-source';
import type { ColumnBatch } from '../../src/protocol/columns';
import type { RunView, SessionState, SourceLocation, TrainingSnapshot } from '../../src/protocol/training-messages';
import { noWiring } from './no-wiring';

const columns = ['iteration', 'global_step', 'learning_rate', 'loss'];

/** A place that the fake's plan points at. */
export const knownLocation: SourceLocation = {
  file: 'file:///train.py',
  cell: null,
  line: 9,
  column: 5,
  endLine: 9,
  endColumn: 13,
};

/** What a user can set of the fake's plan. */
const fields = [
  { id: 'iterations', kind: 'int', value: 100, least: 1, most: 1_000_000, choices: [], isSet: false },
  { id: 'rate', kind: 'number', value: 0.1, least: 0, most: null, choices: [], isSet: false },
] as const;

/** A training whose rows come when a test says so: row r of every run holds r + 1, and 0 in the other columns. */
export class FakeSource implements TrainingSource {
  readonly width = columns.length;
  readonly commands: string[] = [];
  texts: TrainingSource['texts'] = [];
  isDisposed = false;
  private readonly changes = new Emitter<SourceChange>();
  private counts = new Map<string, number>();
  private state: SessionState = { kind: 'running' };

  constructor(
    private readonly ids: readonly string[],
    private readonly title = 'train.py',
  ) {}

  get snapshot(): TrainingSnapshot {
    const runs = this.ids.map((id): RunView => ({
      id,
      variant: 'as-written',
      label: id,
      passesGlobalStep: true,
      case: 'passed',
      columns,
      absent: [],
      plannedIterations: 10,
      isEndless: false,
      lossOf: 'program',
      wiring: noWiring,
      location: knownLocation,
      isVaried: false,
      execution: null,
      nonFinite: null,
      output: null,
      kept: null,
    }));
    return {
      title: this.title,
      verdict: null,
      runs,
      trainOps: null,
      entries: [],
      unresolved: fields.map((field) => ({
        what: verbatim(field.id),
        why: verbatim(''),
        standIn: verbatim(''),
        location: null,
        field,
      })),
      sources: [],
      state: this.state,
      playground: null,
      isOutOfDate: false,
    };
  }

  record(id: string, count: number): void {
    this.counts.set(id, this.rows(id).count + count);
    this.changes.fire({ type: 'rows', runId: id });
  }

  enter(state: SessionState): void {
    this.state = state;
    this.changes.fire({ type: 'state' });
  }

  reset(): void {
    this.counts = new Map();
    this.changes.fire({ type: 'reset' });
  }

  rows(id: string): ReturnType<TrainingSource['rows']> {
    const recorded = this.counts.get(id) ?? 0;
    return {
      count: recorded,
      read: (firstRow, maxRows): ColumnBatch => {
        const count = Math.max(0, Math.min(maxRows, recorded - firstRow));
        const values = new Float64Array(count * columns.length);
        for (let row = 0; row < count; row++) values[row] = firstRow + row + 1;
        return { firstRow, count, values: values.buffer };
      },
    };
  }

  onDidChange(listener: (change: SourceChange) => void): { dispose(): void } {
    return this.changes.event(listener);
  }

  pause(): void {
    this.commands.push('pause');
  }

  resume(): void {
    this.commands.push('resume');
  }

  step(): void {
    this.commands.push('step');
  }

  runTo(iteration: number): void {
    this.commands.push(`run to ${iteration}`);
  }

  stop(): void {
    this.commands.push('stop');
  }

  trace(iteration: number): ReturnType<TrainingSource['trace']> {
    this.commands.push(`trace ${iteration}`);
    return Promise.resolve({ traces: [], problem: null });
  }

  reopen(): TrainingSource {
    return new FakeSource(this.ids, `${this.title}, again`);
  }

  restart(): void {
    this.commands.push('restart');
  }

  dispose(): void {
    this.isDisposed = true;
    this.changes.dispose();
  }
}
