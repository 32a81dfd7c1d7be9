import { blocks, type Sketch, variable } from './batch-program-blocks';
import { Random } from './random';

// Small TensorFlow 1 programs whose batches have several shapes, drawn by a seed: what is fed, the network, the loss, the optimizer and
// the order of the shapes.

/** A program, and what tells it from the others. */
export interface BatchProgram {
  readonly text: string;
  /** The line of the train op that is trained. */
  readonly line: number;
  /** What it is made of, for messages. */
  readonly made: string;
}

/** Rows of the data: batches are cut out of them. */
const rowCount = 20;
/** Rows of a placeholder that need not be fed. */
const defaultRows = 5;

/** What is fed: its placeholder's shape, its data, and how the network takes it as rows. `D` is the width. */
const inputs: Readonly<Record<string, (random: Random, sketch: Sketch) => void>> = {
  rows: (random, sketch) => {
    sketch.width = 1 + random.below(6);
    sketch.data.push(`X = values(${rowCount}, ${sketch.width})`);
    sketch.placeholders.push(`x = tf.placeholder(tf.float32, [None, ${sketch.width}])`);
    sketch.lines.push('h = x');
  },
  numbers: (_random, sketch) => {
    sketch.data.push(`X = values(${rowCount})`);
    sketch.placeholders.push('x = tf.placeholder(tf.float32, [None])');
    sketch.lines.push(`h = tf.reshape(${variable(sketch, [])} * x, [-1, 1])`);
  },
  'rows with a default': (random, sketch) => {
    sketch.width = 1 + random.below(4);
    sketch.data.push(`X = values(${rowCount}, ${sketch.width})`);
    sketch.placeholders.push(`x = tf.placeholder_with_default(X[:${defaultRows}], [None, ${sketch.width}])`);
    sketch.lines.push('h = tf.identity(x)');
  },
  'rows of unknown rank': (_random, sketch) => {
    sketch.width = 3;
    sketch.data.push(`X = values(${rowCount}, 3)`);
    sketch.placeholders.push('x = tf.placeholder(tf.float32)');
    sketch.lines.push('h = tf.reshape(x, [-1, 3])');
  },
  sequences: (random, sketch) => {
    const [width, length] = [1 + random.below(3), 2 + random.below(3)];
    sketch.width = width + 1;
    sketch.data.push(`X = values(${rowCount}, ${length}, ${width})`);
    sketch.placeholders.push(`x = tf.placeholder(tf.float32, [None, None, ${width}])`);
    sketch.lines.push(
      `flat = tf.tanh(tf.matmul(tf.reshape(x, [-1, ${width}]), ${variable(sketch, [width, width + 1])}))`,
      `h = tf.reshape(flat, [tf.shape(x)[0], tf.shape(x)[1], ${width + 1}])`,
      `h = tf.${random.pick(['reduce_mean', 'reduce_max', 'reduce_sum'])}(h, axis=1)`,
    );
  },
  images: (random, sketch) => {
    const [channels, depth] = [1 + random.below(2), 1 + random.below(2)];
    const pad = random.pick(['SAME', 'VALID']);
    const side = pad === 'SAME' ? 3 : 2;
    const pool = random.pick(['max_pool', 'avg_pool']);
    sketch.data.push(`X = values(${rowCount}, 6, 6, ${channels})`);
    sketch.placeholders.push(`x = tf.placeholder(tf.float32, [None, 6, 6, ${channels}])`);
    sketch.lines.push(
      `maps = tf.nn.relu(tf.nn.conv2d(x, ${variable(sketch, [3, 3, channels, depth])}, [1, 1, 1, 1], '${pad}'))`,
      `maps = tf.nn.${pool}(maps, [1, 2, 2, 1], [1, 2, 2, 1], '${random.pick(['SAME', 'VALID'])}')`,
    );
    if (random.below(2) === 0) {
      sketch.width = depth;
      sketch.lines.push('h = tf.reduce_mean(maps, axis=[1, 2])');
    } else {
      sketch.width = side * side * depth;
      sketch.lines.push(`h = tf.reshape(maps, [-1, ${sketch.width}])`);
    }
  },
  ids: (random, sketch) => {
    sketch.width = 2 + random.below(3);
    const table = variable(sketch, [7, sketch.width]);
    if (random.below(2) === 0) {
      sketch.data.push(`X = np.arange(${rowCount}) * 5 % 7`);
      sketch.placeholders.push('x = tf.placeholder(tf.int32, [None])');
      sketch.lines.push(`h = tf.${random.pick(['gather', 'nn.embedding_lookup'])}(${table}, x)`);
    } else {
      sketch.data.push(`X = (np.arange(${rowCount * 3}) * 5 % 7).reshape(${rowCount}, 3)`);
      sketch.placeholders.push('x = tf.placeholder(tf.int32, [None, 3])');
      sketch.lines.push(`h = tf.reduce_mean(tf.nn.embedding_lookup(${table}, x), axis=1)`);
    }
  },
};

const classes = 3;

/** The loss of rows `h` with targets `y`. `isMean`: whether it is NaN of an empty batch. */
const losses: Readonly<
  Record<
    string,
    { readonly targets: 'numbers' | 'classes'; readonly isMean: boolean; readonly code: readonly string[] }
  >
> = {
  'mean of squares': { targets: 'numbers', isMean: true, code: ['loss = tf.reduce_mean(tf.square(out - y))'] },
  'sum of squares': { targets: 'numbers', isMean: false, code: ['loss = tf.reduce_sum(tf.square(out - y))'] },
  'a loss a row': { targets: 'numbers', isMean: true, code: ['loss = tf.reduce_sum(tf.pow(out - y, 2), axis=1)'] },
  'tf.losses': { targets: 'numbers', isMean: true, code: ['loss = tf.losses.mean_squared_error(y, out)'] },
  sigmoid: {
    targets: 'numbers',
    isMean: false,
    code: [
      'loss = tf.reduce_sum(tf.nn.sigmoid_cross_entropy_with_logits(labels=tf.cast(y > 0, tf.float32), logits=out))',
    ],
  },
  softmax: {
    targets: 'classes',
    isMean: true,
    code: [
      `labels = tf.one_hot(y, ${classes})`,
      'loss = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(labels=labels, logits=out))',
    ],
  },
  'sparse softmax': {
    targets: 'classes',
    isMean: false,
    code: ['loss = tf.reduce_sum(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=y, logits=out))'],
  },
  'log of softmax': {
    targets: 'classes',
    isMean: true,
    code: [
      `loss = -tf.reduce_mean(tf.reduce_sum(tf.one_hot(y, ${classes}) * tf.log(tf.nn.softmax(out) + 1e-6), axis=1))`,
    ],
  },
};

const optimizers = [
  'GradientDescentOptimizer(RATE)',
  'MomentumOptimizer(RATE, 0.9)',
  'MomentumOptimizer(RATE, 0.9, use_nesterov=True)',
  'AdagradOptimizer(RATE)',
  'AdagradDAOptimizer(RATE, step, l2_regularization_strength=0.01)',
  'AdadeltaOptimizer(RATE, epsilon=1e-4)',
  'RMSPropOptimizer(RATE, momentum=0.5)',
  'RMSPropOptimizer(RATE, centered=True)',
  'AdamOptimizer(RATE)',
  'FtrlOptimizer(RATE)',
  'ProximalGradientDescentOptimizer(RATE, l1_regularization_strength=0.001)',
  'ProximalAdagradOptimizer(RATE)',
];

const rates = [
  '0.05',
  'tf.train.exponential_decay(0.05, step, 5, 0.9, staircase=True)',
  'tf.train.piecewise_constant(step, [6, 12], [0.05, 0.02, 0.01])',
  'tf.train.inverse_time_decay(0.05, step, 4, 0.5)',
  'rate',
];

/** How gradients reach the optimizer. */
const updates: Readonly<Record<string, readonly string[]>> = {
  minimize: ['train = optimizer.minimize(loss, global_step=step)'],
  'clipped by value': [
    'pairs = [(tf.clip_by_value(g, -0.5, 0.5), v) for g, v in optimizer.compute_gradients(loss)]',
    'train = optimizer.apply_gradients(pairs, global_step=step)',
  ],
  'clipped by norm': [
    'pairs = [(tf.clip_by_norm(g, 0.5), v) for g, v in optimizer.compute_gradients(loss)]',
    'train = optimizer.apply_gradients(pairs, global_step=step)',
  ],
  'clipped by global norm': [
    'gradients, norm = tf.clip_by_global_norm(tf.gradients(loss, tf.trainable_variables()), 1.0)',
    'train = optimizer.apply_gradients(zip(gradients, tf.trainable_variables()), global_step=step)',
  ],
};

/** Between 2 and 6 sizes of batches, in an order in which each comes up again. */
function sizesOf(random: Random, mayBeEmpty: boolean): number[] {
  const all = [1, 2, 3, 4, 5, 7, 8, 12, ...(mayBeEmpty ? [0] : [])];
  const sizes = new Set<number>(mayBeEmpty && random.below(2) === 0 ? [0] : []);
  const count = 2 + random.below(5);
  while (sizes.size < count) sizes.add(random.pick(all));
  const list = [...sizes];
  const rounds = 6;
  switch (random.below(3)) {
    case 0:
      return Array.from({ length: rounds }, () => list).flat();
    case 1:
      return Array.from({ length: rounds }, (_, round) => (round % 2 === 0 ? list : [...list].reverse())).flat();
    default:
      return Array.from({ length: rounds * list.length }, () => random.pick(list));
  }
}

/** How a program goes through its data. */
interface Way {
  /** Whether a batch may be empty. */
  readonly mayBeEmpty: boolean;
  /** Whether a second train op with a placeholder of its own has its turn after each step. */
  readonly isTwofold: boolean;
  /** Whether every other step leaves x to its default. */
  readonly hasDefault: boolean;
}

/** The loop over batches, in one of the ways in which programs write it. */
function training(random: Random, sketch: Sketch, { mayBeEmpty, isTwofold, hasDefault }: Way): string[] {
  const steps = (from: string, to: string): string[] => {
    const fed = (isDefault: boolean): string => {
      const [first, last] = isDefault ? ['0', String(defaultRows)] : [from, to];
      const others = sketch.feeds.map((feed) => feed(first, last));
      return [...(isDefault ? [] : [`x: X[${first}:${last}]`]), `y: Y[${first}:${last}]`, ...others].join(', ');
    };
    const fetches = random.pick(['train', '[train, loss]']);
    return [
      `sess.run(${fetches}, feed_dict={${fed(false)}})`,
      ...(hasDefault ? [`sess.run(${fetches}, feed_dict={${fed(true)}})`] : []),
      ...(isTwofold ? ['sess.run(other, feed_dict={z: Z[0:1 + at % 5]})'] : []),
    ];
  };
  if (random.below(3) === 0) {
    const size = random.pick([3, 6, 7, 8, 12, 16]);
    return [
      'for epoch in range(7):',
      `    for at in range(0, ${rowCount}, ${size}):`,
      ...steps('at', `at + ${size}`).map((line) => `        ${line}`),
    ];
  }
  return [
    'at = 0',
    `for size in [${sizesOf(random, mayBeEmpty).join(', ')}]:`,
    ...[...steps('at', 'at + size'), `at = (at + size) % ${rowCount - 12}`].map((line) => `    ${line}`),
  ];
}

/** Batches of `tf.data`, the last of which is smaller. */
function dataset(random: Random): { readonly graph: string[]; readonly loop: string[] } {
  const size = random.pick([3, 6, 7, 8, 12]);
  return {
    graph: [
      `batches = tf.data.Dataset.from_tensor_slices((X, Y)).batch(${size}).repeat(7)`,
      'x, y = batches.make_one_shot_iterator().get_next()',
    ],
    loop: ['try:', '    while True:', '        sess.run(train)', 'except tf.errors.OutOfRangeError:', '    pass'],
  };
}

function emptySketch(): Omit<Sketch, 'isFed'> {
  return { width: 1, data: [], placeholders: [], lines: [], count: 0, canBeEmpty: true, feeds: [] };
}

/** The program of a seed. */
export function batchProgram(seed: number): BatchProgram {
  const random = new Random(seed * 2_654_435 + 17);
  const inputName = random.pick(Object.keys(inputs));
  const hasDefault = inputName === 'rows with a default';
  const isFed = hasDefault || inputName === 'rows of unknown rank' || random.below(5) > 0;
  const sketch: Sketch = { ...emptySketch(), isFed };
  inputs[inputName]?.(random, sketch);
  const names = Array.from({ length: 1 + random.below(3) }, () => random.pick(Object.keys(blocks)));
  for (const name of names) blocks[name]?.(random, sketch);
  const lossName = random.pick(Object.keys(losses));
  const loss = losses[lossName];
  if (loss === undefined) throw new Error('there is no such loss');
  const isClasses = loss.targets === 'classes';
  const rate = random.pick(isFed ? rates : rates.slice(0, -1));
  if (rate === 'rate') sketch.feeds.push(() => 'rate: 0.05');
  const optimizer = random.pick(optimizers).replace('RATE', rate);
  const updateName = random.pick(Object.keys(updates));
  const isTwofold = isFed && sketch.count > 0 && random.below(5) === 0;
  const mayBeEmpty = !loss.isMean && sketch.canBeEmpty;
  const fromDataset = isFed ? null : dataset(random);
  const outputs = isClasses ? classes : 1;
  const weights = variable(sketch, [sketch.width, outputs]);
  const lines = [
    'import numpy as np',
    'import tensorflow as tf',
    '',
    'def values(*shape):',
    '    count = int(np.prod(shape))',
    `    return (np.sin(np.arange(count) * ${(1.1 + random.below(40) / 17).toFixed(3)}) * 0.7).reshape(shape).astype(np.float32)`,
    '',
    `tf.set_random_seed(${1 + random.below(99)})`,
    ...sketch.data,
    isClasses ? `Y = np.arange(${rowCount}) * 2 % ${classes}` : `Y = values(${rowCount}, 1)`,
    ...(isTwofold ? [`Z = values(${rowCount})`] : []),
    ...(fromDataset?.graph ?? [
      ...sketch.placeholders,
      isClasses ? 'y = tf.placeholder(tf.int32, [None])' : 'y = tf.placeholder(tf.float32, [None, 1])',
      ...(rate === 'rate' ? ['rate = tf.placeholder(tf.float32, [])'] : []),
    ]),
    'step = tf.train.get_or_create_global_step()',
    ...sketch.lines,
    `out = tf.matmul(h, ${weights}) + tf.Variable(tf.zeros([${outputs}]))`,
    ...loss.code,
    `optimizer = tf.train.${optimizer}`,
    ...(updates[updateName] ?? []),
  ];
  const line = lines.join('\n').split('\n').length;
  const text = [
    ...lines,
    ...(isTwofold
      ? [
          'z = tf.placeholder(tf.float32, [None])',
          `other = tf.train.MomentumOptimizer(0.01, 0.5).minimize(tf.reduce_mean(tf.square(tf.reduce_sum(v1) * z - 0.5)))`,
        ]
      : []),
    'with tf.Session() as sess:',
    '    sess.run(tf.global_variables_initializer())',
    ...(fromDataset?.loop ?? training(random, sketch, { mayBeEmpty, isTwofold, hasDefault })).map(
      (code) => `    ${code}`,
    ),
    '',
  ].join('\n');
  return {
    text,
    line,
    made: [inputName, ...names, lossName, optimizer, updateName, isFed ? 'fed' : 'tf.data'].join(', '),
  };
}
