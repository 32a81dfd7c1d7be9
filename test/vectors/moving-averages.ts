import type { ExponentialMovingAverage } from '../../src/tf1/moving-average';
import { array, dtype, float, numbersOf as fetched, TensorFlow, value } from '../unit/tf1/support/tensorflow';
import { compareNumbers, type Finding, numberOf, numbersOf, toleranceOf, type VectorCase } from './findings';

/** Runs the average over the case's values: a variable that is assigned them, or a tensor that is fed them. */
export function checkMovingAverage(given: VectorCase): Finding[] {
  const tf = new TensorFlow();
  const rows = given['values'] as unknown[][];
  const counts = given['num_updates'] as unknown[] | null;
  const initial = numbersOf(given['shadow_initial']);
  const fed = tf.tensor('placeholder', [dtype('float32')], { shape: [initial.length] });
  const count = tf.tensor('placeholder', [dtype('int64')], { shape: [] });
  const variable = tf.variable(array(initial));
  const assign = tf.tensor('assign', [variable, fed]);
  const tracked = given['tracked'] === 'tensor' ? tf.tensor('identity', [fed]) : variable;
  const average = tf.call('train.ExponentialMovingAverage', [float(numberOf(given['decay']))], {
    num_updates: counts === null ? null : count,
    zero_debias: given['zero_debias'],
  }) as ExponentialMovingAverage;
  const update = tf.operation('ExponentialMovingAverage.apply', [average, [tracked]]);
  const shadow = average.average(tracked);
  if (shadow === null) return [{ what: 'shadow', got: null, expected: 'a variable' }];
  const session = tf.session();
  const findings = compareNumbers('initial shadow', fetched(session, shadow), {
    expected: initial,
    tolerance: toleranceOf(given['tolerance']),
  });
  const shadows = rows.map((row, index) => {
    const feeds = new Map([[fed, value(row.map(numberOf))]]);
    session.run([assign], feeds);
    if (counts !== null) feeds.set(count, value(numberOf(counts[index]), 'int64'));
    session.run([update], feeds);
    return fetched(session, shadow);
  });
  session.close();
  return [
    ...findings,
    ...compareNumbers('shadow', shadows.flat(), {
      expected: given['expected_shadow'],
      expectedF32: given['expected_shadow_f32'],
      tolerance: toleranceOf(given['tolerance']),
    }),
  ];
}
