import type { Random } from './random';

/** A program that is being written: `h` holds rows of `width` numbers. */
export interface Sketch {
  width: number;
  readonly data: string[];
  readonly placeholders: string[];
  readonly lines: string[];
  /** Variables so far. */
  count: number;
  /** Whether an empty batch leaves finite numbers. */
  canBeEmpty: boolean;
  /** What is fed beside x and y, for a batch of the rows between two places. */
  readonly feeds: ((from: string, to: string) => string)[];
  /** Whether the batches are fed, and do not come out of `tf.data`. */
  readonly isFed: boolean;
}

/** Writes a variable and gives its name. */
export function variable(sketch: Sketch, shape: readonly number[]): string {
  const name = `v${++sketch.count}`;
  sketch.lines.push(
    shape.length === 0 ? `${name} = tf.Variable(0.4)` : `${name} = tf.Variable(values(${shape.join(', ')}) * 0.6)`,
  );
  return name;
}

const activations = ['tf.nn.relu', 'tf.tanh', 'tf.sigmoid', 'tf.nn.elu', 'tf.nn.softplus', 'tf.identity'];

/** What a network can be made of: each takes rows and leaves rows. */
export const blocks: Readonly<Record<string, (random: Random, sketch: Sketch) => void>> = {
  dense: (random, sketch) => {
    const width = 1 + random.below(6);
    const [w, b] = [variable(sketch, [sketch.width, width]), variable(sketch, [width])];
    sketch.lines.push(`h = ${random.pick(activations)}(tf.matmul(h, ${w}) + ${b})`);
    sketch.width = width;
  },
  'tf.layers.dense': (random, sketch) => {
    const width = 1 + random.below(5);
    sketch.lines.push(`h = tf.layers.dense(h, ${width}, activation=${random.pick(activations.slice(0, 4))})`);
    sketch.width = width;
  },
  'transposed matmul': (random, sketch) => {
    const width = 1 + random.below(5);
    const w = variable(sketch, [width, sketch.width]);
    sketch.lines.push(
      random.below(2) === 0
        ? `h = tf.matmul(h, ${w}, transpose_b=True)`
        : `h = tf.transpose(tf.matmul(${w}, h, transpose_b=True))`,
    );
    sketch.width = width;
  },
  'matmul of columns': (_random, sketch) => {
    sketch.lines.push(`h = tf.matmul(h, tf.matmul(h, h, transpose_a=True)) * 0.1`);
  },
  'matmul of each row': (_random, sketch) => {
    sketch.lines.push('h = tf.reshape(tf.matmul(tf.expand_dims(h, 1), tf.expand_dims(h, 2)), [-1, 1])');
    sketch.width = 1;
  },
  'batch norm': (random, sketch) => {
    const [beta, gamma] = [variable(sketch, [sketch.width]), variable(sketch, [sketch.width])];
    const kept = random.below(2) === 0;
    sketch.lines.push(
      `mean, variance = tf.nn.moments(h, [0]${kept ? ', keep_dims=True' : ''})`,
      `h = tf.nn.batch_normalization(h, mean, variance, ${beta}, ${gamma}, 1e-3)`,
    );
    sketch.canBeEmpty = false;
  },
  dropout: (random, sketch) => {
    sketch.lines.push(`h = tf.nn.dropout(h, ${random.pick(['0.5', '0.8', 'keep_prob=0.7'])}, seed=${random.below(9)})`);
  },
  noise: (_random, sketch) => {
    sketch.lines.push('h = h + tf.random_normal(tf.shape(h), stddev=0.1, seed=3)');
  },
  'shuffled rows': (_random, sketch) => {
    sketch.lines.push('h = h + 0.1 * tf.stop_gradient(tf.random_shuffle(h, seed=5))');
  },
  'reshape and reduce': (random, sketch) => {
    sketch.lines.push(
      `h = tf.reshape(tf.concat([h, -h], 1), [-1, 2, ${sketch.width}])`,
      `h = tf.${random.pick(['reduce_sum', 'reduce_max', 'reduce_mean', 'reduce_min'])}(tf.square(h + 0.3), axis=1)`,
    );
  },
  'reshape by shape': (random, sketch) => {
    sketch.lines.push(
      random.below(2) === 0
        ? `h = tf.reshape(tf.reshape(h, [-1]), [-1, ${sketch.width}])`
        : `h = tf.reshape(tf.transpose(h), [${sketch.width}, tf.shape(h)[0]])\nh = tf.transpose(h)`,
    );
  },
  concat: (random, sketch) => {
    sketch.lines.push(
      random.below(2) === 0 ? 'h = tf.concat([h, tf.square(h)], 1)' : 'h = tf.concat([h, -h], axis=-1)',
    );
    sketch.width *= 2;
  },
  'concat of rows': (_random, sketch) => {
    sketch.lines.push('h = h * tf.reduce_sum(tf.tanh(tf.concat([h, 0.5 * h], 0))) * 0.1');
  },
  split: (_random, sketch) => {
    sketch.lines.push('left, right = tf.split(tf.concat([h, tf.sin(h)], 1), 2, axis=1)', 'h = left - 0.5 * right');
  },
  stack: (random, sketch) => {
    const axis = random.below(3);
    sketch.lines.push(`h = tf.reduce_sum(tf.stack([h, tf.sin(h)], axis=${axis}), axis=${axis})`);
  },
  broadcast: (random, sketch) => {
    const code = random.pick([
      'h - tf.reduce_sum(h, axis=0) * 0.1',
      'h * tf.reduce_max(h, axis=1, keepdims=True)',
      'h + tf.reduce_sum(h, axis=1, keepdims=True) * tf.reduce_sum(h, axis=0, keepdims=True)',
      'h / (1.0 + tf.reduce_sum(tf.square(h)))',
      'tf.reduce_sum(tf.expand_dims(h, 0) * tf.expand_dims(h, 1), axis=1)',
      'h + tf.zeros_like(h) + tf.ones_like(h)',
      `h + tf.ones([tf.shape(h)[0], ${sketch.width}])`,
      'h + h[:1]',
      'h * h[-1:, :1]',
      `h * tf.fill([tf.shape(h)[0], 1], 0.5)`,
    ]);
    sketch.lines.push(`h = ${code}`);
  },
  'centred columns': (_random, sketch) => {
    sketch.lines.push('h = h - tf.reduce_mean(h, axis=0)');
    sketch.canBeEmpty = false;
  },
  where: (random, sketch) => {
    sketch.lines.push(
      random.pick([
        'h = tf.where(h > 0.1, h, 0.2 * h)',
        'h = tf.where(tf.reduce_sum(h, axis=1) > 0, h, -h)',
        'h = tf.clip_by_value(h, -0.6, 0.6)',
        'h = tf.maximum(h, 0.1) - tf.minimum(h, tf.square(h))',
      ]),
    );
  },
  norms: (random, sketch) => {
    sketch.lines.push(
      random.pick(['h = tf.nn.l2_normalize(h + 0.1, 1)', 'h = tf.nn.softmax(h)', 'h = tf.nn.log_softmax(h)']),
    );
  },
  'cumulated rows': (random, sketch) => {
    sketch.lines.push(`h = tf.cumsum(h, axis=${random.below(2)}) * 0.3`);
  },
  'padded and cut': (random, sketch) => {
    const [before, after, from] = [random.below(3), 1 + random.below(2), random.below(2)];
    const width = sketch.width + before - from;
    sketch.lines.push(`h = tf.pad(h, [[0, 0], [${before}, ${after}]])[:, ${from}:${sketch.width + before}]`);
    if (width === 0) sketch.lines.push('h = tf.reduce_sum(h, axis=1, keepdims=True)');
    else if (random.below(2) === 0) sketch.lines.push('h = h[:, ::-1]');
    sketch.width = Math.max(1, width);
  },
  'rows by a fed size': (random, sketch) => {
    if (!sketch.isFed || sketch.feeds.length > 0) return;
    sketch.placeholders.push('n = tf.placeholder(tf.int32, [])');
    sketch.feeds.push((from, to) => `n: len(X[${from}:${to}])`);
    sketch.lines.push(
      random.pick([
        `h = tf.reshape(tf.reshape(h, [-1]), [n, ${sketch.width}])`,
        `h = h + tf.fill([n, ${sketch.width}], 0.1)`,
        'h = h * tf.cast(n, tf.float32) * 0.1',
        'h = tf.concat([h, h], 0)[n:]',
        `h = h + 0.1 * tf.one_hot(tf.range(n) % ${sketch.width}, ${sketch.width})`,
      ]),
    );
  },
  'tiled columns': (_random, sketch) => {
    sketch.lines.push('h = tf.tile(h, [1, 2])');
    sketch.width *= 2;
  },
  'gathered columns': (random, sketch) => {
    const indices = Array.from({ length: 1 + random.below(3) }, () => random.below(sketch.width));
    sketch.lines.push(`h = tf.gather(h, [${indices.join(', ')}], axis=1)`);
    sketch.width = indices.length;
  },
  'largest column': (_random, sketch) => {
    sketch.lines.push(`h = h + 0.2 * tf.one_hot(tf.argmax(h, axis=1), ${sketch.width})`);
  },
  penalty: (_random, sketch) => {
    const w = variable(sketch, [sketch.width]);
    sketch.lines.push(`h = h * ${w} + 0.01 * tf.nn.l2_loss(${w})`);
  },
};
