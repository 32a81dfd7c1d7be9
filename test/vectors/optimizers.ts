import type { Optimizer } from '../../src/tf1/optimizers/optimizer';
import { RecordedOptimizer } from '../../src/tf1/optimizers/recorded-optimizer';
import type { Variable } from '../../src/tf1/variable';
import {
  array,
  dtype,
  float,
  numberOf as fetched,
  numbersOf as fetchedAll,
  TensorFlow,
} from '../unit/tf1/support/tensorflow';
import { value } from '../unit/tf1/support/tensorflow';
import { compareNumbers, type Finding, numberOf, toleranceOf, type VectorCase } from './findings';

/** The optimizer of a case; AdagradDA's step is an argument of its constructor. */
export function optimizerOf(tf: TensorFlow, given: VectorCase, step: Variable): Optimizer {
  const name = given['optimizer'] as string;
  const kwargs: Record<string, unknown> = {};
  for (const [key, argument] of Object.entries((given['args'] ?? {}) as Readonly<Record<string, unknown>>))
    kwargs[key] = typeof argument === 'number' ? float(argument) : argument;
  if (name.startsWith('AdagradDA')) kwargs['global_step'] = step;
  return tf.call(`train.${name}`, [], kwargs) as Optimizer;
}

/** What the variable is after each application of the case's gradients, one row a step, and the slots and the step at the end. */
export function applyGradients(given: VectorCase): {
  rows: number[][];
  slots: Map<string, number[]>;
  globalStep: number;
} {
  const tf = new TensorFlow();
  const initial = given['var0'] as number[];
  const gradients = (given['grads'] as unknown[][]).map((row) => row.map(numberOf));
  const variable = tf.variable(array(initial));
  const step = tf.variable(0, { trainable: false, dtype: dtype('int64'), name: 'global_step' });
  const gradient = tf.tensor('placeholder', [dtype('float32')], { shape: [initial.length] });
  const optimizer = optimizerOf(tf, given, step);
  const passes = given['global_step_passed_to_apply_gradients'] !== false;
  const train = tf.operation(
    'Optimizer.apply_gradients',
    [optimizer, [[gradient, variable]]],
    passes ? { global_step: step } : {},
  );
  const session = tf.session();
  const rows = gradients.map((row) => {
    session.run([train], new Map([[gradient, value(row)]]));
    return fetchedAll(session, variable);
  });
  const slots = new Map<string, number[]>();
  for (const name of optimizer.getSlotNames()) {
    const slot = optimizer.getSlot(variable, name);
    if (slot !== null) slots.set(name, fetchedAll(session, slot));
  }
  if (optimizer instanceof RecordedOptimizer) {
    for (const [parameter, power] of optimizer.powersIn(tf.graph))
      slots.set(`${parameter}_power`, fetchedAll(session, power));
  }
  const globalStep = fetched(session, step);
  session.close();
  return { rows, slots, globalStep };
}

/** Holds the variable's way, the slots at its end and the step against the case. */
export function checkOptimizer(given: VectorCase): Finding[] {
  const { rows, slots, globalStep } = applyGradients(given);
  const tolerance = toleranceOf(given['tolerance']);
  const { expected, expected_f32: expectedF32, global_step_after: after } = given;
  const findings = compareNumbers('variable', rows.flat(), { expected, expectedF32, tolerance });
  const wantedSlots = (given['slots_after_last_step_f32'] ?? {}) as Readonly<Record<string, unknown>>;
  for (const [name, wanted] of Object.entries(wantedSlots)) {
    const got = slots.get(name);
    if (got === undefined) findings.push({ what: `slot ${name}`, got: [...slots.keys()], expected: name });
    else findings.push(...compareNumbers(`slot ${name}`, got, { expectedF32: wanted, tolerance }));
  }
  if (after !== undefined && globalStep !== after)
    findings.push({ what: 'global step', got: globalStep, expected: after });
  findings.push(...checkLiteral(given, rows));
  return findings;
}

/** The numbers that stand in TensorFlow's own test, with that test's tolerance. */
function checkLiteral(given: VectorCase, rows: readonly number[][]): Finding[] {
  const literal = given['tf_test_literal'] as
    { step?: number; values: unknown; rtol?: number; atol?: number } | undefined;
  if (literal === undefined) return [];
  const row = literal.step === undefined ? rows.at(-1) : rows[literal.step - 1];
  const tolerance = { rel: literal.rtol ?? 1e-6, abs: literal.atol ?? 1e-6 };
  return compareNumbers('literal of the TensorFlow test', row ?? [], { expected: literal.values, tolerance });
}
