import { describe, expect, it } from 'vitest';
import { analyze } from '../../../src/analysis/analyze';
import { say } from '../../../src/base/message';
import { explainLog } from '../../../src/explain/explain';
import type { ExplainedProgram, Explanation } from '../../../src/explain/explanation';
import { type LogKind, recognize } from '../../../src/explain/kinds';
import { indexSource } from '../../../src/explain/source-index';
import { checkFacts } from '../../../src/lint/check-facts';
import { factsOfFile } from '../../../src/analysis/facts/merge-facts';
import { SourceText } from '../../../src/python/source-text';
import { testParser } from '../../helpers/python-parser';

const parser = await testParser();

function read(text: string): ExplainedProgram {
  const source = new SourceText('train.py', text);
  const syntax = parser.parse(text);
  const report = checkFacts({ source, syntax }, factsOfFile('train.py', analyze(syntax, source), []));
  return { report, index: indexSource(syntax, source) };
}

function explain(log: string, program: string): Explanation {
  const [explanation] = explainLog(log, read(program));
  if (explanation === undefined) throw new Error(`nothing recognised in ${log}`);
  return explanation;
}

/** What was found or is likely, with its line. */
function places(explanation: Explanation): (readonly [string, number | undefined, string])[] {
  return explanation.causes
    .filter(({ certainty }) => certainty !== 'possible')
    .map(({ certainty, range, what }) => [certainty, range?.line, say(what)] as const);
}

/** The same without the words. */
function lines(explanation: Explanation): (readonly [string, number | undefined])[] {
  return places(explanation).map(([certainty, line]) => [certainty, line] as const);
}

const notIncreased =
  'WARNING:tensorflow:It seems that global step (tf.train.get_global_step) has not been increased. Current value (could be stable): 0 vs previous value: 0. You could increase the global step by passing tf.train.get_global_step() to Optimizer.apply_gradients or Optimizer.minimize.';
const order =
  'UserWarning: Detected call of `lr_scheduler.step()` before `optimizer.step()`. In PyTorch 1.1.0 and later, you should call them in the opposite order';

describe('recognize', () => {
  it.each<[LogKind, string]>([
    ['step-not-increased', notIncreased],
    ['step-not-increased', 'global step has not been incremented'],
    [
      'step-not-increased',
      'W1124 10:00 basic_session_run_hooks.py:732] It seems that global_step hasn’t been increased',
    ],
    ['step-not-increased', 'the global step is not increasing, is that normal?'],
    [
      'step-not-increased',
      '\u001b[33mIt seems that global step\n (tf.train.get_global_step)\n has not been\n increased.\u001b[0m',
    ],
    ['step-not-increased', '全局步长未增长，正常吗？'],
    ['steps-per-second-zero', 'INFO:tensorflow:global_step/sec: 0'],
    ['steps-per-second-zero', 'INFO:tensorflow:global_step/sec: 0.0 loss'],
    ['slim-step-zero', 'INFO:tensorflow:global step 0: loss = 2.3026 (0.114 sec/step)'],
    ['no-final-loss', 'INFO:tensorflow:Loss for final step: None.'],
    ['illegal-increment', 'ValueError: Illegal increment of the `global_step` variable in the `model_fn`.'],
    ['illegal-increment', 'Illegal increment of the global_step'],
    [
      'step-not-fed',
      "InvalidArgumentError: You must feed a value for placeholder tensor 'global_step' with dtype int32",
    ],
    ['step-of-other-type', 'TypeError: `x` and `y` must have the same dtype, got tf.int64 != tf.float32.'],
    ['step-of-other-type', "TypeError: Expected int32, got 0.1 of type 'float' instead."],
    [
      'step-of-other-type',
      "TypeError: Expected int64 passed to parameter 'y' of op 'Minimum', got 1.0 of type 'float' instead. Error: Expected int64, but got 1.0 of type 'float'.",
    ],
    [
      'step-of-other-type',
      "TypeError: Input 'y' of 'Pow' Op has type int32 that does not match type float32 of argument 'x'.",
    ],
    ['step-as-number', "TypeError: 'RefVariable' object cannot be interpreted as an integer"],
    ['step-as-number', 'TypeError: %d format: a number is required, not RefVariable'],
    [
      'step-as-number',
      "TypeError: int() argument must be a string, a bytes-like object or a number, not 'ResourceVariable'",
    ],
    ['step-as-number', 'TypeError: Using a `tf.Tensor` as a Python `bool` is not allowed. Use `if t is not None:`'],
    [
      'step-fed',
      'Input 0 of node GradientDescent was passed int32 from _arg_global_step_0_0:0 incompatible with expected int32_ref.',
    ],
    ['step-fed', "ValueError: Cannot feed value of shape (1,) for Tensor 'global_step:0', which has shape '()'"],
    [
      'step-not-integer',
      "TypeError: Value passed to parameter 'ref' has DataType bool not in list of allowed values: float32, float64",
    ],
    ['no-assign-add', "AttributeError: 'SymbolicTensor' object has no attribute 'assign_add'"],
    ['no-assign-add', "AttributeError: 'str' object has no attribute 'dtype'"],
    ['no-assign-add', "TypeError: Input 'ref' of 'AssignAdd' Op requires l-value input"],
    ['no-assign-add', 'TypeError: Existing "global_step" must be a tf.Variable or tf.Tensor.'],
    ['scheduler-before-optimizer', order],
    ['scheduler-before-optimizer', "call to 'scheduler.step()' before 'optimizer.step()'"],
    [
      'optimizer-step-replaced',
      'Seems like `optimizer.step()` has been overridden after learning rate scheduler initialization.',
    ],
    ['no-assign-add', "AttributeError: 'Tensor' object has no attribute 'assign_add'"],
    ['no-assign-add', "AttributeError: 'numpy.int64' object has no attribute 'assign_add'"],
    ['no-assign-add', "AttributeError: 'int' object has no attribute 'dtype'"],
    ['unexpected-global-step', "TypeError: minimize() got an unexpected keyword argument 'global_step'"],
    ['unexpected-global-step', 'OptimizerV2.apply_gradients() got an unexpected keyword argument ‘global_step’'],
    ['missing-var-list', "TypeError: minimize() missing 1 required positional argument: 'var_list'"],
    ['no-gradients', "ValueError: No gradients provided for any variable: ['dense/kernel:0']"],
    ['step-for-hook', 'RuntimeError: Global step should be created to use StepCounterHook.'],
    ['step-for-hook', 'Global step should be created to use CheckpointSaverHook.'],
    ['same-variable-name', 'ValueError: At least two variables have the same name: global_step'],
    ['other-graph', 'Tensor("global_step:0", dtype=int64_ref) must be from the same graph as Tensor("w:0").'],
    ['other-graph', 'ValueError: Tensor Tensor("a:0") is not an element of this graph.'],
    ['several-steps', 'Multiple tensors in global_step collection.'],
    ['step-exists', 'ValueError: "global_step" already exists.'],
    ['step-exists', 'ValueError: Variable global_step already exists, disallowed. Did you mean to set reuse=True'],
    ['step-required', 'ValueError: global_step is required for exponential_decay.'],
    ['step-required', 'ValueError: None values not supported.'],
    ['step-not-integer', 'TypeError: Existing "global_step" does not have integer type: <dtype: float32>'],
    ['step-not-integer', 'TypeError: Existing "global_step" is not scalar: (1,)'],
    ['boundary-dtype', 'ValueError: Boundaries (<dtype: int64>) must have the same dtype as x (<dtype: int32>).'],
    ['boundary-count', 'ValueError: The length of boundaries should be 1 less than the length of values'],
    ['uninitialized-step', 'FailedPreconditionError: Attempting to use uninitialized value global_step'],
    ['training-skipped', 'INFO:tensorflow:Skipping training since max_steps has already saved.'],
    ['step-not-in-checkpoint', 'NotFoundError: Key global_step not found in checkpoint'],
    ['loss-is-nan', 'ERROR:tensorflow:Model diverged with loss = NaN.'],
    ['loss-is-nan', 'NanLossDuringTrainingError: NaN loss during training.'],
  ])('%s in: %s', (kind, text) => {
    expect(recognize(text).map((found) => found.kind)).toEqual([kind]);
  });

  it.each([
    '',
    'INFO:tensorflow:global_step/sec: 12.3',
    'INFO:tensorflow:loss = 0.3, step = 100',
    'INFO:tensorflow:Saving checkpoints for 0 into model.ckpt.',
    "AttributeError: 'NoneType' object has no attribute 'shape'",
    "TypeError: fit() got an unexpected keyword argument 'epochs'",
    'ValueError: Variable w already exists',
    'optimizer.step() was called before scheduler.step(), as it should be',
  ])('nothing in: %s', (text) => {
    expect(recognize(text)).toEqual([]);
  });

  it('reads what a message says, and several of them in one paste', () => {
    const found = recognize(`${notIncreased}\n…\n${order}\n${notIncreased}`);
    expect(found.map(({ kind }) => kind)).toEqual(['step-not-increased', 'scheduler-before-optimizer']);
    expect(found[0]?.details).toEqual({ current: '0', previous: '0' });
  });

  it('is quick on a long text', () => {
    const begun = performance.now();
    recognize('global step scheduler.step() boundaries uninitialized value Current value: '.repeat(20_000));
    expect(performance.now() - begun).toBeLessThan(2000);
  });
});

const tf1 = (body: string): string => `import tensorflow as tf\n${body}`;

describe('a step that is not increased', () => {
  it('points at the call that a rule warns of', () => {
    const program = tf1(
      'step = tf.train.get_or_create_global_step()\nlr = tf.train.exponential_decay(0.1, step, 10, 0.9)\nw = tf.Variable(1.0)\ntrain = tf.train.GradientDescentOptimizer(lr).minimize(w * w)\n',
    );
    const [first] = places(explain(notIncreased, program));
    expect(first?.slice(0, 2)).toEqual(['found', 5]);
    expect(first?.[2]).toContain('the learning rate stays 0.1');
  });

  it('points at a call that is harmless elsewhere, and at the evaluation in the monitored session', () => {
    const program = tf1(
      'w = tf.Variable(1.0)\ntrain = tf.train.AdamOptimizer().minimize(w * w)\nwith tf.train.MonitoredTrainingSession() as sess:\n    while True:\n        sess.run(train)\n        sess.run([w])\n',
    );
    expect(places(explain(notIncreased, program)).map(([certainty, line]) => [certainty, line])).toEqual([
      ['likely', 3],
      ['likely', 7],
    ]);
  });

  it('knows Keras’s optimizers, loss scaling and an optimizer of the program’s own', () => {
    expect(
      lines(
        explain(notIncreased, tf1('opt = tf.keras.optimizers.SGD(0.1)\nopt.apply_gradients(zip(grads, variables))\n')),
      ),
    ).toEqual([['found', 3]]);
    const scaled =
      'opt = tf.train.experimental.enable_mixed_precision_graph_rewrite(tf.train.AdamOptimizer())\ntrain = opt.minimize(loss, global_step=tf.train.get_global_step())\n';
    expect(places(explain(notIncreased, tf1(scaled)))).toContainEqual([
      'likely',
      2,
      expect.stringContaining('overflows'),
    ]);
  });

  it('blames nothing in a program that counts', () => {
    const program = tf1(
      'step = tf.train.get_or_create_global_step()\nw = tf.Variable(1.0)\ntrain = tf.train.AdamOptimizer().minimize(w * w, global_step=step)\nwith tf.train.MonitoredTrainingSession() as sess:\n    sess.run([train, w])\n',
    );
    const explanation = explain(notIncreased, program);
    expect(places(explanation)).toEqual([]);
    expect(explanation.causes.length).toBeGreaterThan(1);
  });
});

describe('PyTorch’s order', () => {
  const torch = (loop: string, before = ''): string =>
    `import torch\nfrom torch import optim\nopt = optim.SGD(model.parameters(), lr=0.1)\nsched = optim.lr_scheduler.StepLR(opt, 30)\n${before}${loop}`;

  it('points at the scheduler’s line, in the same loop or around it', () => {
    const loop =
      'for epoch in range(9):\n    sched.step()\n    for batch in data:\n        loss(batch).backward()\n        opt.step()\n';
    expect(places(explain(order, torch(loop)))).toEqual([
      ['found', 6, 'sched.step() stands before opt.step(), which is on line 9.'],
    ]);
    const attributes =
      'class T:\n  def __init__(self):\n    self.optimizer = torch.optim.Adam(p)\n    self.plan = torch.optim.lr_scheduler.ExponentialLR(self.optimizer, 0.9)\n  def go(self):\n    for b in data:\n      self.plan.step()\n      self.optimizer.step()\n';
    expect(lines(explain(order, `import torch\n${attributes}`))).toEqual([['found', 8]]);
  });

  it('does not, where the order is right; the scaler may be why', () => {
    const right = 'for epoch in range(9):\n    for batch in data:\n        opt.step()\n    sched.step()\n';
    expect(places(explain(order, torch(right)))).toEqual([]);
    const scaled = 'for batch in data:\n    scaler.step(opt)\n    scaler.update()\n    sched.step()\n';
    const made = 'scaler = torch.cuda.amp.GradScaler()\n';
    expect(lines(explain(order, torch(scaled, made)))).toEqual([['likely', 7]]);
  });
});

describe('arguments', () => {
  it('finds the name that was bound to a fetched value', () => {
    const program = tf1(
      'global_step = tf.Variable(0, trainable=False)\ntrain = tf.train.AdamOptimizer().minimize(loss, global_step=global_step)\nglobal_step = sess.run(global_step)\n',
    );
    const log = "AttributeError: 'numpy.int32' object has no attribute 'assign_add'";
    expect(lines(explain(log, program))).toEqual([['found', 4]]);
  });

  it('finds a computed step', () => {
    const program = tf1('train = tf.train.AdamOptimizer().minimize(loss, global_step=step + 1)\n');
    const log = "AttributeError: 'Tensor' object has no attribute 'assign_add'";
    expect(places(explain(log, program)).map(([, line]) => line)).toContain(2);
  });

  it('finds Keras’s optimizer and schedule', () => {
    const log = "minimize() got an unexpected keyword argument 'global_step'";
    const program =
      'from tensorflow.keras.optimizers import Adam\nopt = Adam(0.1)\nopt.minimize(loss, global_step=step)\n';
    expect(lines(explain(log, program))).toEqual([['found', 3]]);
    const schedule = "__init__() got an unexpected keyword argument 'global_step'";
    const made = tf1(
      'tf.keras.optimizers.schedules.ExponentialDecay(0.1, global_step=s, decay_steps=1, decay_rate=1)\n',
    );
    expect(lines(explain(schedule, made))).toEqual([['found', 2]]);
  });

  it('finds a step that was taken for the variables', () => {
    const program = tf1('opt = tf.keras.optimizers.SGD(0.1)\nopt.minimize(loss, global_step)\n');
    expect(lines(explain('No gradients provided for any variable', program))).toEqual([['found', 3]]);
    const missing = "missing 1 required positional argument: 'var_list'";
    expect(lines(explain(missing, program.replace(', global_step', '')))).toEqual([['found', 3]]);
  });
});

describe('graphs and schedules', () => {
  it('finds what a hook misses', () => {
    const log = 'Global step should be created to use StepCounterHook.';
    const program = tf1(
      'my_step = tf.Variable(0)\nwith tf.train.MonitoredTrainingSession(checkpoint_dir="x") as sess:\n    pass\n',
    );
    expect(places(explain(log, program)).map(([certainty, line]) => [certainty, line])).toEqual([
      ['found', 2],
      ['found', 3],
    ]);
  });

  it('finds what was made in another graph, or put into a list twice', () => {
    const graph = tf1('g = tf.Graph()\nstep = tf.train.get_or_create_global_step()\nwith g.as_default():\n    pass\n');
    expect(lines(explain('must be from the same graph', graph))).toEqual([['likely', 2]]);
    const twice = tf1('saver = tf.train.Saver(tf.global_variables() + [global_step])\n');
    expect(lines(explain('At least two variables have the same name: global_step', twice))).toEqual([['found', 2]]);
  });

  it('finds the schedule without a step', () => {
    const program = tf1('step = tf.train.get_global_step()\nlr = tf.train.cosine_decay(0.1, step, 100)\n');
    expect(lines(explain('None values not supported.', program))).toEqual([['found', 3]]);
    const right = tf1('step = tf.train.get_or_create_global_step()\nlr = tf.train.cosine_decay(0.1, step, 100)\n');
    expect(places(explain('None values not supported.', right))).toEqual([]);
  });

  it('finds a step made after the initialiser', () => {
    const program = tf1('init = tf.global_variables_initializer()\nstep = tf.train.create_global_step()\n');
    const log = 'Attempting to use uninitialized value global_step';
    expect(lines(explain(log, program))).toEqual([['found', 3]]);
  });

  it('names a place once', () => {
    const program = tf1('e.train(input_fn, max_steps=1000)\n');
    expect(lines(explain('Skipping training since max_steps has already saved.', program))).toEqual([['found', 2]]);
  });
});

describe('who runs the train op', () => {
  it('takes no other number of steps a second, and no other placeholder, for these', () => {
    for (const log of [
      'global_step/sec: 0.85',
      'global_step/sec: 0.01',
      'global step 10: loss = 2.3 (0.1 sec/step)',
      'Loss for final step: 0.23.',
      "You must feed a value for placeholder tensor 'images' with dtype float",
    ])
      expect(recognize(log), log).toEqual([]);
  });

  it('finds the step that an Estimator which counts by itself must not be passed', () => {
    const program = `import tensorflow as tf
def model_fn(features, labels, mode):
    loss = tf.reduce_mean(features)
    step = tf.train.get_global_step()
    train_op = tf.train.AdamOptimizer(0.1).minimize(loss, global_step=step)
    return tf.estimator.EstimatorSpec(mode, loss=loss, train_op=train_op)`;
    expect(lines(explain('Illegal increment of the `global_step` variable', program))).toContainEqual(['found', 5]);
  });

  it('finds the placeholder that stands for the step', () => {
    const program = `import tensorflow as tf
global_step = tf.placeholder(tf.int32)
rate = tf.train.exponential_decay(0.1, global_step, 10, 0.9)
train = tf.train.AdamOptimizer(rate).minimize(loss)`;
    const log = "You must feed a value for placeholder tensor 'global_step' with dtype int32";
    expect(lines(explain(log, program))).toContainEqual(['found', 2]);
  });

  it('finds what leaves the step at 0 for slim and for the counter', () => {
    const program = `import tensorflow as tf
step = tf.train.get_or_create_global_step()
rate = tf.train.exponential_decay(0.1, step, 10, 0.9)
train = tf.train.AdamOptimizer(rate).minimize(loss)`;
    for (const log of ['global step 0: loss = 2.3 (0.1 sec/step)', 'global_step/sec: 0'])
      expect(lines(explain(log, program))).toContainEqual(['found', 4]);
  });

  it('finds what is computed with a step and a float', () => {
    const program = `import tensorflow as tf
global_step = tf.train.get_or_create_global_step()
good = 0.1 * tf.cast(global_step, tf.float32)
rate = 0.1 / (1 + global_step)
warm = tf.minimum(global_step, 1.0)
name = 'global_step'`;
    const log = 'TypeError: `x` and `y` must have the same dtype, got tf.int64 != tf.float32.';
    expect(lines(explain(log, program))).toEqual([
      ['likely', 4],
      ['likely', 5],
    ]);
  });

  it('finds what takes the variable for a number', () => {
    const program = `import tensorflow as tf
global_step = tf.Variable(0, trainable=False)
for i in range(1000):
    writer.add_summary(summary, global_step)
    writer.add_summary(summary, sess.run(global_step))`;
    const log = "int() argument must be a string, a bytes-like object or a real number, not 'RefVariable'";
    expect(lines(explain(log, program))).toEqual([['found', 4]]);
  });

  it('finds the run that feeds the step and counts it', () => {
    const program = `import tensorflow as tf
step = tf.Variable(0, trainable=False)
train = tf.train.AdamOptimizer(0.1).minimize(loss, global_step=step)
for i in range(1000):
    feed = {x: batch, step: i}
    sess.run(train, feed_dict=feed)
    sess.run(loss, {x: batch})`;
    const log = 'Input 0 of node Adam was passed int32 from _arg_step_0_0:0 incompatible with expected int32_ref.';
    expect(lines(explain(log, program))).toEqual([['found', 6]]);
    const shape = "Cannot feed value of shape (1,) for Tensor 'step:0', which has shape '()'";
    expect(lines(explain(shape, program))).toEqual([['likely', 6]]);
  });

  it('looks for max_steps and the input where no step was made', () => {
    const program = `import tensorflow as tf
data = tf.data.TFRecordDataset(files)
spec = tf.estimator.TrainSpec(input_fn=input_fn, max_steps=1000)`;
    expect(lines(explain('Loss for final step: None.', program))).toEqual([
      ['likely', 3],
      ['likely', 2],
    ]);
  });
});
