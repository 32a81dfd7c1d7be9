// Programs made of the parts that decide how a step is counted: how it is made, what reads it, what is passed to one or two training
// calls, what else increments it, where all that stands, and how it is run. The seed decides which.
import { Random } from './random';

const makers: readonly string[] = [
  'tf.Variable(0, trainable=False)',
  'tf.Variable(0)',
  'tf.Variable(0, trainable=True, name="global_step")',
  'tf.Variable(0.0, trainable=False)',
  'tf.train.get_or_create_global_step()',
  'tf.train.create_global_step()',
  'tf.get_variable("step", [], tf.int64, initializer=tf.zeros_initializer(), trainable=False)',
  'tf.placeholder(tf.int32, [])',
  '0',
  'None',
];

/** What a rate is computed from, by the text of the step that it reads. */
const rates: readonly ((step: string) => string)[] = [
  () => '0.1',
  (step) => `tf.train.exponential_decay(0.1, ${step}, 10, 0.5)`,
  (step) => `tf.train.exponential_decay(0.1, ${step}, 1000, 0.5, staircase=True)`,
  (step) => `tf.train.exponential_decay(0.1, ${step}, 10, 2)`,
  (step) => `tf.train.polynomial_decay(0.1, ${step}, 20)`,
  (step) => `tf.train.piecewise_constant(${step}, [10, 20], [0.1, 0.05, 0.01])`,
  (step) => `0.1 * tf.minimum(1.0, tf.cast(${step}, tf.float32) / 10.0)`,
];

const optimizers: readonly ((rate: string) => string)[] = [
  (rate) => `tf.train.GradientDescentOptimizer(${rate})`,
  (rate) => `tf.train.AdamOptimizer(learning_rate=${rate})`,
  (rate) => `tf.train.MomentumOptimizer(${rate}, 0.9)`,
  (rate) => `tf.train.MomentumOptimizer(0.1, momentum=${rate})`,
];

const trainings: readonly ((optimizer: string, passed: string) => string)[] = [
  (optimizer, passed) => `${optimizer}.minimize(loss${passed})`,
  (optimizer, passed) => `${optimizer}.minimize(loss${passed},  # the step\n)`,
  (optimizer, passed) => `${optimizer}.apply_gradients(zip(tf.gradients(loss, [w]), [w])${passed})`,
  (optimizer, passed) => `tf.contrib.slim.learning.create_train_op(loss, ${optimizer}${passed})`,
];

const passings: readonly string[] = [
  '',
  '',
  ', global_step=step',
  ', global_step=step',
  ', step',
  ', global_step=None',
  ', global_step=other',
  ', global_step=0',
  ', [w]',
];

const counts: readonly string[] = [
  '',
  '',
  'count = tf.assign_add(step, 1)',
  'count = step.assign(step + 1)',
  'count = tf.assign(step, step + 1, name="count")',
];

const readers: readonly string[] = [
  '',
  '',
  'average = tf.train.ExponentialMovingAverage(0.9, step).apply([w])',
  'tf.summary.scalar("step", step)',
  'weight = tf.train.polynomial_decay(1.0, step, 100, 0.0)',
];

const loops: readonly string[] = ['for i in range(40):', 'while sess.run(step) < 40:', 'while True:'];
const saves: readonly string[] = [
  '',
  '',
  'tf.train.Saver().save(sess, "model", global_step=step)',
  'print(sess.run(step))',
];
const comments: readonly string[] = ['', '', '', '  # global-step: ignore[growing-decay]', '  # noqa'];

/** The program of a seed. */
export function stepProgram(seed: number): string {
  const random = new Random(seed);
  const rate = random.pick(rates)(
    random.pick(['step', 'step', 'step', 'other', '0', 'tf.Variable(0, trainable=False)']),
  );
  const isShared = random.below(2) === 0;
  const calls = Array.from({ length: 1 + random.below(3) }, (_, index) => {
    const optimizer = random.pick(optimizers)(isShared ? 'rate' : rate);
    return `train_${index} = ${random.pick(trainings)(optimizer, random.pick(passings))}${random.pick(comments)}`;
  });
  const count = random.pick(counts);
  const ops = [...calls.map((_, index) => `train_${index}`), ...(count === '' ? [] : ['count'])];
  const graph = [
    `step = ${random.pick(makers)}`,
    'other = tf.Variable(0, trainable=False)',
    'w = tf.Variable([1.0, 2.0])',
    'loss = tf.reduce_sum(tf.square(w))',
    `rate = ${rate}${random.pick(comments)}`,
    ...calls,
    count,
    random.pick(readers),
  ];
  const run = random.pick([
    ops.map((op) => `sess.run(${op})`),
    [`sess.run([${ops.join(', ')}])`],
    [`sess.run(tf.group(${ops.join(', ')}))`],
  ]);
  return placed(random, graph, [random.pick(loops), ...[...run, random.pick(saves)].map(indented)]);
}

/** A program of a graph and what runs it: in the module, in functions, or in a class. */
function placed(random: Random, graph: readonly string[], loop: readonly string[]): string {
  const session = [
    'with tf.Session() as sess:',
    ...['sess.run(tf.global_variables_initializer())', ...loop].map(indented),
  ];
  const all = [...graph, ...session].filter((line) => line.trim() !== '');
  const head = random.pick([
    'import tensorflow as tf',
    'import tensorflow.compat.v1 as tf',
    'import tensorflow as tf\n',
  ]);
  const body = random.pick([
    all,
    ['def main():', ...all.map(indented), 'main()'],
    ['with tf.Graph().as_default():', ...all.map(indented)],
    ['class Model:', indented('def train(self):'), ...all.map(indented).map(indented), 'Model().train()'],
  ]);
  return `${[head, ...body].join('\n')}\n`;
}

function indented(text: string): string {
  return text.replace(/^/gm, '    ');
}
