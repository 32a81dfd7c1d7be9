import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Session } from '../../../../src/tf1/session';
import { globalVariables } from '../../../../src/tf1/variable';
import { numberOf, numbersOf } from '../support/tensorflow';
import type { ByHand } from './by-hand';
import { programs } from './programs';

// What TensorFlow 2.21 (compat.v1) did when it ran these programs, trimmed to what is compared.
const folder = new URL('../../../data/programs/', import.meta.url);

interface Trace {
  readonly global_step: readonly number[];
  readonly learning_rate: readonly number[];
  readonly learning_rate_used: readonly number[];
  readonly loss: readonly number[];
  readonly initial_variables: Readonly<Record<string, unknown>>;
  readonly variables: Readonly<Record<string, unknown>>;
}

const traceOf = (name: string): Trace => JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as Trace;

const numbersIn = (given: unknown): number[] => (Array.isArray(given) ? given.flatMap(numbersIn) : [given as number]);

const isClose = (got: number, expected: number, rel: number, abs = 0): boolean =>
  Math.abs(got - expected) <= Math.max(abs, rel * Math.abs(expected));

interface Row {
  readonly step: number;
  readonly rate: number;
  readonly used: number;
  readonly loss: number;
}

/** One iteration, observed as the traces were: rate and loss before the update, step and rate right after it. */
function iterate(session: Session, program: ByHand, iteration: number): Row {
  const feeds = program.feeds?.(iteration);
  const rateNow = (): number =>
    typeof program.rate === 'number' ? program.rate : numberOf(session, program.rate, feeds);
  const used = rateNow();
  const losses = numbersOf(session, program.loss, feeds);
  session.run(program.train, feeds);
  const row = {
    step: numberOf(session, program.step, feeds),
    rate: rateNow(),
    used,
    loss: losses.reduce((sum, one) => sum + one, 0) / losses.length,
  };
  if (program.after !== undefined) session.run(program.after, feeds);
  return row;
}

test('every trace has its program', () => {
  const names = readdirSync(folder).map((file) => file.replace('.json', ''));
  expect(Object.keys(programs).sort()).toEqual(names.sort());
});

describe.each(Object.entries(programs))('%s', (name, build) => {
  const trace = traceOf(name);
  const program = build();
  const session = program.tf.session();
  const variables = new Map(globalVariables(program.tf.graph).map((variable) => [variable.opName, variable]));

  test('starts from the same variables, by the same names', () => {
    expect([...variables.keys()].sort()).toEqual(Object.keys(trace.initial_variables).sort());
    for (const [key, wanted] of Object.entries(trace.initial_variables)) {
      const got = numbersOf(session, variables.get(key)!);
      expect([key, got]).toEqual([
        key,
        numbersIn(wanted).map((number) => (Number.isInteger(number) ? number : Math.fround(number))),
      ]);
    }
  });

  test('makes the same steps, rates and losses', () => {
    const rows = trace.loss.map((_, iteration) => iterate(session, program, iteration));
    expect(rows.map(({ step }) => step)).toEqual(trace.global_step);
    const wrong = rows.flatMap((row, index) => {
      const fits =
        isClose(row.rate, trace.learning_rate[index]!, 1e-6) &&
        isClose(row.used, trace.learning_rate_used[index]!, 1e-6) &&
        isClose(row.loss, trace.loss[index]!, 1e-4, 1e-6);
      return fits ? [] : [{ index, row, rate: trace.learning_rate[index], loss: trace.loss[index] }];
    });
    expect(wrong).toEqual([]);
  });

  test('ends at the same variables, slots included', () => {
    const wrong = Object.entries(trace.variables).flatMap(([key, wanted]) => {
      const got = numbersOf(session, variables.get(key)!);
      const fits = numbersIn(wanted).every((number, index) => isClose(got[index]!, number, 1e-3, 1e-5));
      return fits ? [] : [{ key, got, wanted }];
    });
    expect(wrong).toEqual([]);
    session.close();
  });
});
