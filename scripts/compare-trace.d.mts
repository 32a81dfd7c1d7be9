/** One execution of a train op, as TensorFlow made it; `null` where there is nothing to compare. */
export interface TraceIteration {
  readonly train_op?: number;
  readonly global_step: number | null;
  readonly learning_rate: number | string | null;
  readonly loss: number | string | null;
}

/** What TensorFlow did when it ran a program, as far as it is compared. */
export interface Trace {
  readonly deterministic: boolean;
  readonly stopped: string | null;
  readonly train_ops: readonly { readonly line: number }[];
  readonly iterations: readonly TraceIteration[];
}

/** A row of `--format csv`. */
export type CsvRow = Readonly<Record<string, string | number | null>>;

export function readRows(csv: string): CsvRow[];

export function compareWithTrace(
  iterations: readonly TraceIteration[],
  rows: readonly CsvRow[],
  trace: Pick<Trace, 'deterministic' | 'stopped'>,
): string | null;
