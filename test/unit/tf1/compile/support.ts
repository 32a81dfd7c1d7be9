import { expect } from 'vitest';
import type { Operation, Tensor } from '../../../../src/tf1/graph';
import type { PreparedRows } from '../../../../src/tf1/prepared-run';
import { Session } from '../../../../src/tf1/session';
import type { Execution } from '../../../../src/tf1/step-executor';
import type { Value } from '../../../../src/tf1/value';
import type { Variable } from '../../../../src/tf1/variable';
import type { TensorFlow } from '../support/tensorflow';

/** A program to be trained: what is run, reported and read, and what is fed. */
export interface Program {
  readonly tf: TensorFlow;
  readonly train: Operation;
  readonly loss: Tensor;
  readonly observed: readonly (Tensor | Variable)[];
  readonly feeds: ReadonlyMap<Tensor, Value>;
}

/** Numbers in [-1, 1) that depend on a seed alone. */
export function numbers(count: number, seed: number): number[] {
  let state = (seed * 2654435761) >>> 0;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  });
}

/** Rows of such numbers. */
export function matrix(rows: number, columns: number, seed: number): number[][] {
  const all = numbers(rows * columns, seed);
  return Array.from({ length: rows }, (_, row) => all.slice(row * columns, (row + 1) * columns));
}

/** A program in a session of its own, initialised and fed. */
export function prepared(
  { tf, train, loss, observed, feeds }: Program,
  compiles: boolean,
): { session: Session; rows: PreparedRows } {
  const session = new Session(tf.graph, { compiles });
  session.run([tf.operation('global_variables_initializer')]);
  const rows = session.prepareRows({
    train: [train],
    reported: [{ column: 0, fetch: loss }],
    observed: observed.map((fetch, index) => ({ column: index + 1, fetch })),
    fed: [...feeds.keys()],
  });
  for (const [tensor, fed] of feeds) rows.feed(tensor, fed);
  return { session, rows };
}

/** What a training left: its rows by column, the variables, and how it was executed. */
export interface Trained {
  readonly rows: readonly number[];
  readonly values: readonly (readonly number[])[];
  readonly execution: Execution;
}

/** Trains from the start and gives every reported row and every variable. */
export function trained(program: Program, compiles: boolean, steps: number): Trained {
  const { session, rows } = prepared(program, compiles);
  const cells = new Float64Array(steps * (program.observed.length + 1));
  for (let made = 0; made < steps;) {
    const more = rows.advance(steps - made, cells, steps, made);
    expect(more).toBeGreaterThan(0);
    made += more;
  }
  const variables = program.tf.graph.getCollection<Variable>('variables');
  const values = session.run(variables).map((each) => [...(each?.data ?? [])]);
  const { execution } = rows;
  session.close();
  return { rows: [...cells], values, execution };
}
