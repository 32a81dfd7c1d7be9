import { dtype, float, numberOf as fetched, TensorFlow } from '../unit/tf1/support/tensorflow';
import type { Argument } from '../../src/tf1/api/argument';
import type { Tensor } from '../../src/tf1/graph';
import { compareNumbers, type Finding, numberOf, toleranceOf, type VectorCase } from './findings';

type Args = Readonly<Record<string, unknown>>;
type DTypeName = 'int32' | 'int64' | 'float32' | 'float64';

/** A JSON number as Python reads it from the same text is lost: parameters that are floats by nature are floats. */
const counts = new Set(['decay_steps', 'first_decay_steps', 'boundaries', 'num_periods']);

/** A number of a NumPy dtype, which TensorFlow keeps. */
export function numpy(type: DTypeName, number: number): Argument {
  return { kind: 'array', value: { dtype: type, shape: [], data: Float64Array.of(number) } };
}

/** An argument of the recorded call, as Python would give it. */
function pythonValue(name: string, given: unknown): unknown {
  if (Array.isArray(given)) return given.map((part) => pythonValue(name, part));
  if (typeof given !== 'number') return given;
  return counts.has(name) && Number.isInteger(given) ? { kind: 'int', value: given } : float(given);
}

/** The step variable's own dtype, or the boundaries' if the case does not say. */
const stepDtype = (given: VectorCase): DTypeName => (given['step_dtype'] as DTypeName | undefined) ?? 'int64';

/** The rate of BERT's `create_optimizer`: linear warm-up where the step is below it, else a decay that counts from step 0. */
function bertWarmup(tf: TensorFlow, args: Args, step: Tensor): Tensor {
  const rate = numberOf(args['learning_rate']);
  const total = numberOf(args['num_train_steps']);
  const warmup = numberOf(args['num_warmup_steps']);
  const constant = tf.tensor('constant', [], { value: float(rate), shape: [], dtype: dtype('float32') });
  const end = { end_learning_rate: float(0), power: float(1), cycle: false };
  const decayed = tf.tensor('train.polynomial_decay', [constant, step, total], end);
  const stepInt = tf.tensor('cast', [step, dtype('int32')]);
  const warmupInt = tf.tensor('constant', [warmup], { dtype: dtype('int32') });
  const stepFloat = tf.tensor('cast', [stepInt, dtype('float32')]);
  const done = tf.tensor('divide', [stepFloat, tf.tensor('cast', [warmupInt, dtype('float32')])]);
  const warm = tf.tensor('multiply', [float(rate), done]);
  const isWarmup = tf.tensor('cast', [tf.tensor('less', [stepInt, warmupInt]), dtype('float32')]);
  const rest = tf.tensor('multiply', [tf.tensor('subtract', [float(1), isWarmup]), decayed]);
  return tf.tensor('add', [rest, tf.tensor('multiply', [isWarmup, warm])]);
}

/** d^-0.5 * min((s + 1)^-0.5, (s + 1) * w^-1.5). */
function noam(tf: TensorFlow, args: Args, step: Tensor): Tensor {
  const counted = tf.tensor('add', [tf.tensor('cast', [step, dtype('float32')]), float(1)]);
  const warmup = numberOf(args['warmup_steps']) ** -1.5;
  const smaller = tf.tensor('minimum', [
    tf.tensor('rsqrt', [counted]),
    tf.tensor('multiply', [counted, float(warmup)]),
  ]);
  return tf.tensor('multiply', [float(numberOf(args['d_model']) ** -0.5), smaller]);
}

/** `tf.where` or `tf.cond` on the step: linear up to the learning rate, then the rate or its decay. */
function linearWarmup(tf: TensorFlow, args: Args, step: Tensor): Tensor {
  const rate = numberOf(args['learning_rate']);
  const warmup = numberOf(args['warmup_steps'] ?? args['num_warmup_steps']);
  const stepFloat = tf.tensor('cast', [step, dtype('float32')]);
  const warm = tf.tensor('divide', [tf.tensor('multiply', [float(rate), stepFloat]), float(warmup)]);
  const isWarmup = tf.tensor('less', [stepFloat, float(warmup)]);
  return tf.tensor('where', [isWarmup, warm, tf.tensor('constant', [float(rate)])]);
}

const idioms: Readonly<Record<string, (tf: TensorFlow, args: Args, step: Tensor) => Tensor>> = {
  'idiom.bert_warmup_then_polynomial': bertWarmup,
  'idiom.noam': noam,
  'idiom.linear_warmup': linearWarmup,
};

/** The schedule of a case as a tensor. */
export function scheduleOf(
  tf: TensorFlow,
  {
    fn,
    args,
    step,
    rateDtype,
    stepIs,
  }: { fn: string; args: Args; step: unknown; rateDtype: string; stepIs: DTypeName },
): Tensor {
  const known: Record<string, unknown> = {};
  for (const [name, given] of Object.entries(args)) known[name] = pythonValue(name, given);
  if (rateDtype === 'float64' && 'learning_rate' in args)
    known['learning_rate'] = numpy('float64', numberOf(args['learning_rate']));
  if (rateDtype === 'float64' && Array.isArray(args['values']))
    known['values'] = args['values'].map((value) => numpy('float64', numberOf(value)));
  if (Array.isArray(args['boundaries']) && stepIs.startsWith('float'))
    known['boundaries'] = args['boundaries'].map((boundary) => float(numberOf(boundary)));
  known[fn.startsWith('piecewise') ? 'x' : 'global_step'] = step;
  return tf.tensor(`train.${fn}`, [], known);
}

/** Mean and deviation of a schedule that draws, over enough evaluations to hold them against what is expected. */
function checkDrawn(given: VectorCase, evaluate: () => number): Finding[] {
  const count = 4000;
  const numbers = Array.from({ length: count }, evaluate);
  const mean = numbers.reduce((sum, number) => sum + number, 0) / count;
  const deviation = Math.sqrt(numbers.reduce((sum, number) => sum + (number - mean) ** 2, 0) / count);
  const [wantedMean, wantedStd] = [numberOf(given['expected_mean']), numberOf(given['expected_std'])];
  const { std_rel: stdRel = 0.1 } = given['tolerance'] as { std_rel?: number };
  const meanAbs = (4 * wantedStd) / Math.sqrt(count) + 1e-6;
  return [
    ...(Math.abs(mean - wantedMean) <= meanAbs ? [] : [{ what: 'mean', got: mean, expected: wantedMean }]),
    ...(Math.abs(deviation - wantedStd) <= stdRel * wantedStd + 1e-6
      ? []
      : [{ what: 'standard deviation', got: deviation, expected: wantedStd }]),
  ];
}

/** Evaluates the schedule of a case at its step, which is a variable of the case's dtype. */
export function checkSchedule(given: VectorCase): Finding[] {
  const tf = new TensorFlow();
  const fn = given['fn'] as string;
  const args = (given['args'] ?? {}) as Args;
  const rateDtype = given['dtype'] as string;
  const step = tf.variable(numpy(stepDtype(given), numberOf(given['step'])), { trainable: false });
  const idiom = idioms[fn];
  const rate =
    idiom === undefined
      ? scheduleOf(tf, { fn, args, step, rateDtype, stepIs: stepDtype(given) })
      : idiom(tf, args, step.ref);
  const findings: Finding[] = [];
  if (rate.dtype !== rateDtype) findings.push({ what: 'dtype', got: rate.dtype, expected: rateDtype });
  const session = tf.session();
  const evaluate = (): number => fetched(session, rate);
  if (given['random'] === true) findings.push(...checkDrawn(given, evaluate));
  else {
    const tolerance = toleranceOf(given['tolerance']);
    const { expected, expected_f32: expectedF32 } = given;
    findings.push(...compareNumbers('rate', [evaluate()], { expected, expectedF32, tolerance }));
  }
  session.close();
  return findings;
}
