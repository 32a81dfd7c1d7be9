import { message, type Message } from '../base/message';
import { spokenOf } from '../base/spoken-error';
import { trainingMemory } from './budget';
import { isReportAlike } from './compile/compare';
import type { CompiledStep, Part } from './compile/compile-step';
import { isFlushedSize } from './compile/lower-state';
import type { Operation } from './graph';
import { opDefinition } from './op-registry';
import { StepChange } from './step-change';
import { at, type Elements, type Value } from './value';
import type { VariableStore } from './variable-store';

/** Makes a step on the kernels and by a compiled function, from the same state, and compares what they leave. */
export class StepTrial {
  /** Variables that the step reads or writes. */
  private readonly variables: readonly Operation[];
  /** Those of them that it may write. */
  private readonly written: readonly Operation[];
  private readonly width: number;

  constructor(
    private readonly parts: readonly Part[],
    private readonly store: VariableStore,
  ) {
    const operations = parts.flatMap(({ program }) => program.order);
    this.variables = [...new Set(operations.filter(({ type }) => type === 'VariableV2'))];
    this.written = [...new Set(operations.flatMap(writtenBy))];
    this.width = Math.max(0, ...parts.flatMap(({ cells }) => cells.map(({ column }) => column + 1)));
  }

  /** Whether there is memory for the copies of the variables that a comparison takes. */
  get hasMemory(): boolean {
    let bytes = 0;
    for (const variable of this.written)
      if (this.store.isInitialized(variable)) bytes += 2 * this.store.readVariable(variable).data.byteLength;
    return trainingMemory().take(bytes);
  }

  /**
   * Makes one step; what the kernels made stands. `compile` is called when the kernels are through, for it takes the shapes from what
   * they computed. Returns what the function computes differently, or null: also where the step gave a variable another storage, so
   * that the two cannot be compared. Throws what the kernels and `compile` throw.
   */
  run(onKernels: () => void, compile: () => CompiledStep): Message | null {
    const { store } = this;
    const storages = this.storages();
    const changes = new Map(
      this.written.flatMap((variable) =>
        store.isInitialized(variable) ? [[variable, new StepChange(store.readVariable(variable))] as const] : [],
      ),
    );
    const streams = store.streamPositions();
    onKernels();
    const compiled = compile();
    if (this.storages().some((value, index) => value !== storages[index])) return null;
    const streamsAfter = store.streamPositions();
    const report = this.report();
    for (const change of changes.values()) change.undo();
    store.rewind(streams);
    const difference = this.difference(compiled, changes, report);
    for (const change of changes.values()) change.redo();
    store.rewind(streamsAfter);
    return difference;
  }

  /** What the variables lie in; null for one that has no value yet. */
  private storages(): (Value | null)[] {
    const { store } = this;
    return this.variables.map((variable) => (store.isInitialized(variable) ? store.readVariable(variable) : null));
  }

  private difference(
    compiled: CompiledStep,
    changes: ReadonlyMap<Operation, StepChange>,
    report: Float64Array,
  ): Message | null {
    const rows = new Float64Array(this.width).fill(Number.NaN);
    try {
      compiled.run(1, rows, 1, 0);
    } catch (error) {
      return message('the compiled step raises {0}', spokenOf(error, message('what the kernels do not')));
    }
    const isExact = !compiled.usesSimd;
    for (const variable of compiled.written) {
      const isFlushed = isFlushedSize(this.store.readVariable(variable).data.length);
      if (changes.get(variable)?.isRepeated({ isExact, isFlushed }) !== true)
        return message('the compiled step computes {0} differently', variable.name);
    }
    const column = rows.findIndex((value, index) => !isReportAlike(value, at(report, index), isExact));
    return column < 0 ? null : message('the compiled step reports {0} differently', this.nameOf(column));
  }

  private nameOf(column: number): string {
    return this.parts.flatMap(({ cells }) => cells).find((cell) => cell.column === column)?.tensor.name ?? '';
  }

  private report(): Float64Array {
    const row = new Float64Array(this.width).fill(Number.NaN);
    writeCells(this.parts, row, 1, 0);
    return row;
  }
}

/** Variables that an operation may write: of one that writes, all that it is given references to. */
function writtenBy(operation: Operation): Operation[] {
  if (opDefinition(operation.type).writes !== true) return [];
  return operation.inputs.flatMap(({ op }) => (op.type === 'VariableV2' ? [op] : writtenBy(op)));
}

/** Writes the row of what the kernels computed last; false where a watched number is not finite. */
export function writeCells(parts: readonly Part[], rows: Float64Array, capacity: number, row: number): boolean {
  let isFinite = true;
  for (const { program, cells } of parts) {
    for (const { tensor, column, isMean, isWatched } of cells) {
      const { data } = program.valueOf(tensor);
      const value = data.length === 1 ? at(data, 0) : isMean ? meanOf(data) : Number.NaN;
      rows[column * capacity + row] = value;
      if (isWatched && !Number.isFinite(value)) isFinite = false;
    }
  }
  return isFinite;
}

function meanOf(data: Elements): number {
  let sum = 0;
  for (const element of data) sum += element;
  return Math.fround(sum / data.length);
}
