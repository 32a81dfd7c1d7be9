"""Writes what TensorFlow programs print, with the step passed and without: `python scripts/program-output.py > test/data/program-output.json`.

Wants TensorFlow 1, or 2 with compat.v1, which stands in for `tensorflow` here. `STEP` in a program is where the step is passed.
"""
import contextlib
import io
import json
import sys

import tensorflow.compat.v1 as tf

tf.disable_v2_behavior()
sys.modules["tensorflow"] = tf

HEAD = """import tensorflow as tf
import numpy as np
x = tf.placeholder(tf.float32, shape=[None, 1], name='x')
y = tf.placeholder(tf.float32, shape=[None, 1], name='y')
w = tf.Variable(tf.constant(0.0))
gs = tf.Variable(0, trainable=False)
rate = tf.train.exponential_decay(0.1, gs, 10, 2, staircase=False)
loss = tf.reduce_mean(tf.pow(w * x - y, 2))
train = tf.train.GradientDescentOptimizer(rate).minimize(lossSTEP)
data = np.linspace(1, 2, 10).reshape([10, 1])
feed = {x: data, y: data}
"""

LOOPS = {
    "the article": """with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(10):
        sess.run(train, feed_dict=feed)
        print(sess.run(rate))
        print(sess.run(gs))
""",
    "texts of all kinds": """with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print('starting', 'now', sep=': ')
    for i in range(30):
        _, value, step = sess.run([train, loss, gs], feed_dict=feed)
        if i % 10 == 0:
            print('step %d: loss %.5f' % (step, value))
            print('{:>4} {:.3e}'.format(i, sess.run(rate)))
            print(f'{i}: w = {sess.run(w):.6f}', end=' | ')
            print('next')
    print()
    print('done', step, value * 2 + 1 > 1, None, [1, 2.5], {'a': (1,)})
""",
    "conditions on what was fetched": """with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    best = 1e9
    for i in range(100):
        sess.run(train, feed_dict=feed)
        l = sess.run(loss, feed_dict=feed)
        s = sess.run(gs)
        if l < best:
            best = l
            print('better', s)
        if l < 0.01:
            print('left')
            break
""",
    "functions and sums": """import sys

def report(sess, total, n):
    sys.stdout.write('mean of %d: %.6f\\n' % (n, total / n))
    return round(float(sess.run(rate)), 4)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    total = 0.0
    seen = []
    for i in range(6):
        l, _ = sess.run([loss, train], feed)
        total += l
        seen.append(report(sess, total, i + 1))
    print(max(seen), len(seen), '%g' % seen[-1])
    print('w is', 'small' if w.eval() < 0.5 else 'large')
    print(file=sys.stderr)
    print('to the error', file=sys.stderr)
""",
    "arrays": """v = tf.Variable(tf.zeros([3, 1]))
more = tf.train.AdamOptimizer(0.5).minimize(tf.reduce_sum(tf.square(v - [[1.0], [2.0], [3.0]])) + 0 * loss)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(3):
        sess.run([train, more], feed)
        print(sess.run(v))
        print(sess.run(tf.reshape(v, [3])), sess.run(gs))
    print('shape', sess.run(v).shape)
    print(sess.run(tf.shape(v)), sess.run(tf.constant([True, False])), np.arange(30))
    print(sess.run(tf.constant([1e-9, 1.0])), sess.run(tf.constant([0.1, 123456.0])), sess.run(tf.constant([[1.5], [-22.25]])))
    print(np.array([np.nan, 1.0]), np.array([]), np.zeros((2, 2, 2)))
""",
}


def output(program):
    tf.reset_default_graph()
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(program, "train.py", "exec"), {"__name__": "__main__"})
    return printed.getvalue().split("\n")[:-1]


rows = []
for name, loop in LOOPS.items():
    program = HEAD + loop
    rows.append(
        {
            "name": name,
            "without": program.replace("STEP", ""),
            "with": program.replace("STEP", ", global_step=gs"),
            "printed": {
                "without": output(program.replace("STEP", "")),
                "with": output(program.replace("STEP", ", global_step=gs")),
            },
        }
    )
json.dump(rows, sys.stdout, indent=1)
print()
