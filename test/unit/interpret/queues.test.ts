import { describe, expect, it } from 'vitest';
import { say } from '../../../src/base/message';
import { interpret } from '../../../src/interpret/interpret';
import { SourceText } from '../../../src/python/source-text';
import { readPlans } from '../../../src/plan/read-plans';
import { trainOnce } from '../../fuzz/train-once';
import { beside } from '../../helpers/interpreted';
import { planOf } from '../../helpers/plan-of';
import { testParser } from '../../helpers/python-parser';

// Queues, readers and data sets of files. What TensorFlow computes of queues with numbers is in library-programs.test.ts.

const parser = await testParser();

const training = `
train = tf.train.GradientDescentOptimizer(0.05).minimize(loss)
with tf.Session() as sess:
    sess.run([tf.global_variables_initializer(), tf.local_variables_initializer()])
    coord = tf.train.Coordinator()
    threads = tf.train.start_queue_runners(coord=coord)
    try:
        while not coord.should_stop():
            sess.run(train)
    except tf.errors.OutOfRangeError:
        coord.request_stop()
    coord.join(threads)
`;

const regression = `w = tf.Variable([[0.1], [0.2]])
loss = tf.reduce_mean(tf.square(tf.matmul(x, w) - tf.cast(tf.expand_dims(y, 1), tf.float32)))
`;

/** The losses of TensorFlow 2.21 for four rows in batches of two, three times. */
const losses = [0.17, 0.11747362, 0.1524277, 0.05998612, 0.15216789, 0.0492549];

describe('lines of a file of the workspace', () => {
  const file = 'a,b,c\n1.0,2.0,1\n2.0,"0.5",0\n3.0,1.0,1\n0.5,0.25,0\n';
  const programs: readonly (readonly [string, string])[] = [
    [
      'by a reader and a queue',
      `import tensorflow as tf
queue = tf.train.string_input_producer(['rows.csv'], num_epochs=3, shuffle=False)
key, value = tf.TextLineReader(skip_header_lines=1).read(queue)
a, b, c = tf.decode_csv(value, record_defaults=[[0.0], [0.0], [0]])
x, y = tf.train.batch([tf.stack([a, b]), c], batch_size=2)
`,
    ],
    [
      'by a data set',
      `import tensorflow as tf
def parse(line):
    a, b, c = tf.decode_csv(line, [[0.0], [0.0], [0]])
    return tf.stack([a, b]), c
lines = tf.data.TextLineDataset('rows.csv').skip(1).map(parse).repeat(3).batch(2)
x, y = lines.make_one_shot_iterator().get_next()
`,
    ],
  ];
  it.each(programs)('%s', (_, text) => {
    const program = text + regression + training;
    const workspace = beside(parser, new Map([['rows.csv', file]]));
    const reading = interpret(parser.parse(program), new SourceText('train.py', program), workspace);
    const [plan] = readPlans('train.py', reading);
    if (plan === undefined) throw new Error('no plan');
    expect(plan.unresolved).toEqual([]);
    const { rows, problem } = trainOnce(plan, true);
    expect(problem).toBe(null);
    expect(rows.map((row) => row[3])).toHaveLength(losses.length);
    for (const [at, loss] of losses.entries()) expect(rows[at]?.[3]).toBeCloseTo(loss, 6);
  });
});

describe('records that nobody can read', () => {
  const decoded = `    features = tf.parse_single_example(serialized, {
        'image': tf.FixedLenFeature([], tf.string), 'label': tf.FixedLenFeature([], tf.int64)})
    image = tf.decode_raw(features['image'], tf.uint8)
    image.set_shape([12])
    return tf.cast(image, tf.float32) / 255.0, tf.cast(features['label'], tf.int32)
`;
  const model = `logits = tf.layers.dense(x, 3)
loss = tf.losses.sparse_softmax_cross_entropy(y, logits)
`;
  const programs: readonly (readonly [string, string, number])[] = [
    [
      'by a reader, through two epochs',
      `import tensorflow as tf
def read(queue):
    _, serialized = tf.TFRecordReader().read(queue)
${decoded}
image, label = read(tf.train.string_input_producer(['a.tfrecords'], num_epochs=2))
x, y = tf.train.shuffle_batch([image, label], batch_size=32, num_threads=2, capacity=200, min_after_dequeue=100)
`,
      40,
    ],
    [
      'by a data set',
      `import tensorflow as tf
def read(serialized):
${decoded}
x, y = tf.data.TFRecordDataset(['a.tfrecords']).map(read).shuffle(50).batch(64).make_one_shot_iterator().get_next()
`,
      10,
    ],
    [
      'pictures by their names',
      `import glob
import tensorflow as tf
names = sorted(glob.glob('pictures/*.jpg'))
name, label = tf.train.slice_input_producer([names, [0 if 'cat' in name else 1 for name in names]], num_epochs=1)
picture = tf.image.resize_images(tf.image.decode_jpeg(tf.read_file(name), channels=3), [4, 1])
x, y = tf.train.batch([tf.reshape(tf.image.per_image_standardization(picture), [12]), label], batch_size=64)
y = tf.cast(y, tf.int32)
`,
      10,
    ],
  ];
  it.each(programs)('%s: its own model trains on numbers that fit', (_, text, iterations) => {
    const plan = planOf(parser, text + model + training);
    expect(plan.unresolved.map(({ standIn }) => say(standIn))).toContain('drawn numbers that fit');
    const { rows, problem } = trainOnce(plan, true);
    expect(problem).toBe(null);
    expect(rows).toHaveLength(iterations);
    expect(rows[0]?.[3]).toBeGreaterThan(0.5);
    expect(Number(rows.at(-1)?.[3])).toBeLessThan(Number(rows[0]?.[3]));
  });
});
