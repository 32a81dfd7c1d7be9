"""Programs, by name: each prints the loss of every iteration after the word `loss`."""

HEAD = """import numpy as np
import tensorflow as tf
init = tf.constant_initializer
def grid(*shape):
    n = int(np.prod(shape))
    return np.sin(np.arange(n) * 0.7 + 0.3).reshape(shape).astype(np.float32)
"""


def tail(loss="loss", optimizer="tf.train.GradientDescentOptimizer(0.1)", feed="{x: data}", steps=8, updates=False):
    made = f"train = {optimizer}.minimize({loss})"
    if updates:
        made = f"with tf.control_dependencies(tf.get_collection(tf.GraphKeys.UPDATE_OPS)):\n    {made}"
    return f"""
{made}
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range({steps}):
        _, value = sess.run([train, {loss}], feed_dict={feed})
        print('loss', value)
"""


programs = {
    "dense, two of them, one shared by its name": HEAD + """
x = tf.placeholder(tf.float32, [None, 3])
data = grid(5, 3)
h = tf.layers.dense(x, 3, tf.nn.tanh, kernel_initializer=init(grid(3, 3)), name='shared')
h = tf.layers.dense(h, 3, tf.nn.tanh, kernel_initializer=init(grid(3, 3)), name='shared', reuse=True)
p = tf.layers.dense(h, 1, use_bias=False, kernel_initializer=init(0.5))
loss = tf.reduce_mean(tf.square(p - 1.0))
""" + tail(),
    "dense, over time, with a penalty": HEAD + """
x = tf.placeholder(tf.float32, [None, 4, 3])
data = grid(2, 4, 3)
l2 = tf.contrib.layers.l2_regularizer(0.01)
h = tf.layers.dense(x, 2, tf.nn.relu, kernel_initializer=init(grid(3, 2)), kernel_regularizer=l2)
loss = tf.reduce_mean(tf.square(h - 0.3)) + tf.losses.get_regularization_loss()
""" + tail(),
    "conv2d, strided and dilated": HEAD + """
x = tf.placeholder(tf.float32, [None, 6, 6, 2])
data = grid(2, 6, 6, 2)
h = tf.layers.conv2d(x, 3, 3, strides=2, padding='same', activation=tf.nn.relu, kernel_initializer=init(grid(3, 3, 2, 3)))
h = tf.layers.conv2d(h, 2, [2, 2], kernel_initializer=init(grid(2, 2, 3, 2)), dilation_rate=1)
p = tf.layers.dense(tf.layers.flatten(h), 1, kernel_initializer=init(0.1))
loss = tf.reduce_mean(tf.square(p - 1.0))
""" + tail(optimizer="tf.train.AdamOptimizer(0.02)"),
    "batch_normalization of rows, with its updates": HEAD + """
x = tf.placeholder(tf.float32, [None, 3])
data = grid(6, 3)
h = tf.layers.batch_normalization(tf.layers.dense(x, 4, kernel_initializer=init(grid(3, 4))), training=True)
p = tf.layers.dense(tf.nn.relu(h), 1, kernel_initializer=init(grid(4, 1)))
loss = tf.reduce_mean(tf.square(p - 1.0))
""" + tail(updates=True),
    "batch_normalization, moving statistics in the loss": HEAD + """
x = tf.placeholder(tf.float32, [None, 3])
data = grid(6, 3)
with tf.variable_scope('bn'):
    h = tf.layers.batch_normalization(x, training=True, momentum=0.5)
moving = [v for v in tf.global_variables() if 'moving' in v.name]
loss = tf.reduce_mean(tf.square(h - 1.0)) + tf.add_n([tf.reduce_sum(v) for v in moving])
""" + tail(updates=True),
    "fully_connected of contrib": HEAD + """
x = tf.placeholder(tf.float32, [None, 3])
data = grid(5, 3)
h = tf.contrib.layers.fully_connected(x, 4, weights_initializer=init(grid(3, 4)))
p = tf.contrib.layers.fully_connected(h, 1, activation_fn=None, weights_initializer=init(grid(4, 1)), scope='out')
loss = tf.reduce_mean(tf.square(p - 1.0))
""" + tail(),
    "get_variable below a name scope is shared, by towers": HEAD + """
x = tf.placeholder(tf.float32, [4, 3])
data = grid(4, 3)
optimizer = tf.train.GradientDescentOptimizer(0.1)
towers = []
with tf.variable_scope(tf.get_variable_scope()):
    for i, part in enumerate(tf.split(x, 2)):
        with tf.name_scope('tower_%d' % i):
            w = tf.get_variable('w', [3, 1], initializer=init(grid(3, 1)))
            tower = tf.reduce_mean(tf.square(tf.matmul(part, w) - 1.0))
            tf.get_variable_scope().reuse_variables()
            towers.append((tower, optimizer.compute_gradients(tower)))
averaged = []
for pairs in zip(*[gradients for _, gradients in towers]):
    stacked = tf.concat([tf.expand_dims(g, 0) for g, _ in pairs], 0)
    averaged.append((tf.reduce_mean(stacked, 0), pairs[0][1]))
train = optimizer.apply_gradients(averaged)
loss = towers[-1][0]
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(6):
        _, value = sess.run([train, loss], {x: data})
        print('loss', value)
""",
    "own updates by tf.gradients": HEAD + """
x = tf.placeholder(tf.float32, [None, 3])
data = grid(5, 3)
w = tf.Variable(grid(3, 1))
loss = tf.reduce_mean(tf.square(tf.matmul(x, w) - 1.0))
other = tf.Variable(1.0)
total = loss + tf.square(other)
(slope,) = tf.gradients(total, [w])
update = tf.assign_sub(w, 0.05 * slope)
train = tf.train.GradientDescentOptimizer(0.1).minimize(total, var_list=[other])
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(6):
        value, _ = sess.run([total, train], {x: data})
        sess.run(update, {x: data})
        print('loss', value)
""",
}
RECURRENT = HEAD + """
x = tf.placeholder(tf.float32, [None, 4, 2])
data = grid(3, 4, 2)
lengths = np.array([4, 2, 3])
cell_of = tf.nn.rnn_cell
start = tf.random_uniform_initializer(-0.5, 0.5, seed=3)
with tf.variable_scope('model', initializer=start):
"""


def recurrent(*lines):
    body = "".join(f"    {line}\n" for line in lines)
    return RECURRENT + body + "loss = tf.reduce_mean(tf.square(out - 0.3))\n" + tail(optimizer="tf.train.GradientDescentOptimizer(0.2)", steps=6)


cells = {
    "BasicRNNCell": "cell_of.BasicRNNCell(3)",
    "GRUCell": "cell_of.GRUCell(3)",
    "BasicLSTMCell": "cell_of.BasicLSTMCell(3, forget_bias=0.5)",
    "LSTMCell with peepholes and a projection": "cell_of.LSTMCell(3, use_peepholes=True, num_proj=2)",
    "MultiRNNCell": "cell_of.MultiRNNCell([cell_of.BasicLSTMCell(n) for n in (3, 2)])",
}
for name, cell in cells.items():
    programs[f"dynamic_rnn over {name}"] = recurrent(f"outputs, state = tf.nn.dynamic_rnn({cell}, x, dtype=tf.float32)", "out = outputs[:, -1]")
programs["dynamic_rnn with lengths"] = recurrent(
    "outputs, state = tf.nn.dynamic_rnn(cell_of.BasicLSTMCell(3), x, sequence_length=lengths, dtype=tf.float32)",
    "out = tf.concat([state.h, tf.reduce_sum(outputs, 1)], 1)",
)
programs["static_rnn"] = recurrent(
    "outputs, state = tf.nn.static_rnn(cell_of.GRUCell(3), tf.unstack(x, axis=1), dtype=tf.float32)", "out = outputs[-1] + state"
)
programs["bidirectional_dynamic_rnn with lengths"] = recurrent(
    "forward, backward = cell_of.GRUCell(2), cell_of.BasicRNNCell(3)",
    "both, states = tf.nn.bidirectional_dynamic_rnn(forward, backward, x, sequence_length=lengths, dtype=tf.float32)",
    "out = tf.concat(both, 2)",
)
programs["a cell's own state, kept by the program"] = recurrent(
    "cell = cell_of.BasicLSTMCell(3)",
    "state = cell.zero_state(3, tf.float32)",
    "for t in range(4):",
    "    if t > 0:",
    "        tf.get_variable_scope().reuse_variables()",
    "    output, state = cell(x[:, t, :], state)",
    "out = output",
)
programs["LSTM of Keras over a sequence"] = recurrent(
    "layers = tf.keras.layers",
    "memory = layers.LSTM(3, kernel_initializer=start, recurrent_initializer=start)",
    "out = layers.Dense(2, kernel_initializer=start)(memory(x))",
)
programs["structures, mapped leaf by leaf"] = HEAD + """
x = tf.placeholder(tf.float32, [None, 3])
data = grid(2, 3)
weights = (tf.Variable([1.0, 2.0, 3.0]), [tf.Variable(0.5)])
inner, (outer,) = tf.nest.map_structure(lambda weight, by: weight * by, weights, (2.0, [3.0]))
loss = tf.reduce_mean(tf.square(tf.reduce_sum(x * inner, 1) * outer - 1.0))
""" + tail(optimizer="tf.train.GradientDescentOptimizer(0.0003)")


def queued(lines, steps=7, local=False):
    """A program whose data comes from TensorFlow 1's queues, by one thread each, so that its order is the only one."""
    return HEAD + lines + f"""
train = tf.train.GradientDescentOptimizer(0.2).minimize(loss)
with tf.Session() as sess:
    sess.run([tf.global_variables_initializer(), tf.local_variables_initializer()])
    coord = tf.train.Coordinator()
    threads = tf.train.start_queue_runners(sess=sess, coord=coord)
    try:
        for i in range({steps}):
            if coord.should_stop():
                break
            _, value = sess.run([train, loss])
            print('loss', value)
    except tf.errors.OutOfRangeError:
        pass
    coord.request_stop()
    coord.join(threads)
"""


programs["queue: rows of constants, over and over"] = queued("""
xs = grid(10, 2)
bx, by = tf.train.batch([xs, 2 * xs[:, :1]], batch_size=4, enqueue_many=True)
w = tf.Variable([[0.5], [0.2]])
loss = tf.reduce_mean(tf.square(tf.matmul(bx, w) - by))
""")
programs["queue: slices, what is computed of them, a number of epochs and a smaller last batch"] = queued("""
images, labels = grid(7, 3), np.arange(7) % 2
image, label = tf.train.slice_input_producer([tf.constant(images), labels], num_epochs=3, shuffle=False)
batch = tf.train.batch({'x': image * 2.0 - 1.0, 'y': tf.cast(label, tf.float32)}, 4, allow_smaller_final_batch=True)
w = tf.Variable(tf.zeros([3]))
loss = tf.reduce_mean(tf.square(tf.reduce_sum(batch['x'] * w, 1) - batch['y']))
""", steps=20)
programs["queue: of what another one gives, and one element by itself"] = queued("""
number = tf.cast(tf.train.range_input_producer(5, shuffle=False).dequeue(), tf.float32)
pairs = tf.train.batch([number], 3)
w = tf.Variable(0.1)
loss = tf.reduce_mean(tf.square(pairs * w - 1.0))
""")
programs["queue: the same constant, each time"] = queued("""
x, y = tf.train.batch([tf.constant([1.0, 2.0]), 3.0], batch_size=2)
w = tf.Variable([0.1, 0.2])
loss = tf.reduce_mean(tf.square(tf.reduce_sum(x * w, 1) - y))
""")
IMAGES = HEAD + """
x = tf.placeholder(tf.float32, [None, 5, 5, 2])
data = grid(2, 5, 5, 2)
"""
convolutions = {
    "conv2d_transpose": (
        "w = tf.Variable(grid(3, 3, 3, 2) * 0.3)",
        "y = tf.nn.conv2d_transpose(x, w, output_shape=[2, 10, 10, 3], strides=[1, 2, 2, 1], padding='SAME')",
    ),
    "conv2d_transpose to a shape of the run": (
        "w = tf.Variable(grid(3, 2, 3, 2) * 0.3)",
        "y = tf.nn.conv2d_transpose(x, w, tf.stack([tf.shape(x)[0], 11, 10, 3]), [1, 2, 2, 1], padding='VALID')",
    ),
    "depthwise_conv2d": ("w = tf.Variable(grid(3, 3, 2, 2) * 0.3)", "y = tf.nn.depthwise_conv2d(x, w, [1, 2, 2, 1], 'SAME')"),
    "depthwise_conv2d with a rate": ("w = tf.Variable(grid(2, 2, 2, 3) * 0.3)", "y = tf.nn.depthwise_conv2d(x, w, [1, 1, 1, 1], 'SAME', rate=[2, 2])"),
    "separable_conv2d": (
        "w = tf.Variable(grid(3, 3, 2, 2) * 0.3)",
        "p = tf.Variable(grid(1, 1, 4, 3) * 0.3)",
        "y = tf.nn.separable_conv2d(x, w, p, strides=[1, 1, 1, 1], padding='VALID')",
    ),
    "atrous_conv2d": ("w = tf.Variable(grid(2, 2, 2, 2) * 0.3)", "y = tf.nn.atrous_conv2d(x, w, rate=2, padding='VALID')"),
}
for name, lines in convolutions.items():
    programs[f"convolution: {name}"] = IMAGES + "\n".join(lines) + "\nloss = tf.reduce_mean(tf.square(y - 0.3))\n" + tail()

programs["iterator: from a structure, over one data set and then another"] = HEAD + """
first = tf.data.Dataset.from_tensor_slices((grid(6, 2), grid(6))).batch(4).repeat(2)
second = tf.data.Dataset.from_tensor_slices((grid(4, 2), grid(4))).batch(2)
iterator = tf.data.Iterator.from_structure(tf.data.get_output_types(first), tf.data.get_output_shapes(first))
x, y = iterator.get_next()
w = tf.Variable([0.3, 0.2])
loss = tf.reduce_mean(tf.square(tf.reduce_sum(x * w, 1) - y))
train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)
starts = [iterator.make_initializer(first), iterator.make_initializer(second)]
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for start in starts:
        sess.run(start)
        while True:
            try:
                _, value = sess.run([train, loss])
                print('loss', value)
            except tf.errors.OutOfRangeError:
                break
"""
