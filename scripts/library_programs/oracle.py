"""TensorFlow's compat.v1 with what it lacks by now, as the documented equations, written out in its operations."""

import types

real = None
counts = {}


def reset():
    counts.clear()


def _scope(name, default):
    if name is not None:
        return real.variable_scope(name, reuse=real.AUTO_REUSE)
    return real.variable_scope(None, default_name=default)


def dense(x, units, activation=None, use_bias=True, kernel_initializer=None, bias_initializer=None, kernel_regularizer=None, name=None,
          reuse=None, **_):
    with _scope(name, "dense"):
        w = real.get_variable("kernel", [x.shape[-1], units], initializer=kernel_initializer, regularizer=kernel_regularizer)
        y = real.tensordot(x, w, 1)
        if use_bias:
            y = y + real.get_variable("bias", [units], initializer=bias_initializer or real.zeros_initializer())
        return y if activation is None else activation(y)


def conv2d(x, filters, size, strides=1, padding="valid", activation=None, kernel_initializer=None, name=None, dilation_rate=1, **_):
    size = size if isinstance(size, (list, tuple)) else [size, size]
    with _scope(name, "conv2d"):
        w = real.get_variable("kernel", list(size) + [x.shape[-1], filters], initializer=kernel_initializer)
        b = real.get_variable("bias", [filters], initializer=real.zeros_initializer())
        d = dilation_rate
        y = real.nn.conv2d(x, w, [1, strides, strides, 1], padding.upper(), dilations=[1, d, d, 1]) + b
        return y if activation is None else activation(y)


def conv2d_transpose(x, filters, size, strides=1, padding="valid", kernel_initializer=None, activation=None, **_):
    with _scope(None, "conv2d_transpose"):
        w = real.get_variable("kernel", [size, size, filters, x.shape[-1]], initializer=kernel_initializer)
        b = real.get_variable("bias", [filters], initializer=real.zeros_initializer())
        lengths = [int(n) * strides + (max(size - strides, 0) if padding == "valid" else 0) for n in x.shape[1:3]]
        y = real.nn.conv2d_transpose(x, w, [real.shape(x)[0]] + lengths + [filters], [1, strides, strides, 1], padding.upper()) + b
        return y if activation is None else activation(y)


def batch_normalization(x, training=False, momentum=0.99, epsilon=1e-3, **_):
    with _scope(None, "batch_normalization"):
        shape = [x.shape[-1]]
        gamma = real.get_variable("gamma", shape, initializer=real.ones_initializer())
        beta = real.get_variable("beta", shape, initializer=real.zeros_initializer())
        mean = real.get_variable("moving_mean", shape, initializer=real.zeros_initializer(), trainable=False)
        variance = real.get_variable("moving_variance", shape, initializer=real.ones_initializer(), trainable=False)
        if training:
            m, v = real.nn.moments(x, list(range(len(x.shape) - 1)))
            for moving, value in [(mean, m), (variance, v)]:
                real.add_to_collection("update_ops", real.assign(moving, moving * momentum + value * (1 - momentum)))
        else:
            m, v = mean, variance
        return gamma * (x - m) / real.sqrt(v + epsilon) + beta


def fully_connected(x, units, activation_fn="relu", weights_initializer=None, weights_regularizer=None, scope=None, **_):
    with _scope(scope, "fully_connected"):
        w = real.get_variable("weights", [x.shape[-1], units], initializer=weights_initializer, regularizer=weights_regularizer)
        y = real.matmul(x, w) + real.get_variable("biases", [units], initializer=real.zeros_initializer())
        return real.nn.relu(y) if activation_fn == "relu" else y if activation_fn is None else activation_fn(y)


biases = {}


class Cell:
    """A step of a recurrent network, as its paper writes it: gates of the joined input and output."""

    def __init__(self, units):
        self.units, self.made = units, None

    def weights(self, x, *shapes):
        if self.made is None:
            self.made = [
                real.get_variable(f"{type(self).__name__}_{name}_{id(self)}", shape, initializer=biases.get(name)) for name, shape in shapes]
        return self.made

    def zero(self, batch):
        return real.zeros([batch, self.units])

    def zero_state(self, batch, dtype):
        return self.zero(batch)

    def __call__(self, x, state):
        return self.step(x, state)


class BasicRNNCell(Cell):
    def step(self, x, h):
        w, b = self.weights(x, ("w", [int(x.shape[1]) + self.units, self.units]), ("b", [self.units]))
        h = real.tanh(real.matmul(real.concat([x, h], 1), w) + b)
        return h, h


class GRUCell(Cell):
    def step(self, x, h):
        n, width = self.units, int(x.shape[1]) + self.units
        wg, bg, wc, bc = self.weights(x, ("wg", [width, 2 * n]), ("bg", [2 * n]), ("wc", [width, n]), ("bc", [n]))
        gates = real.sigmoid(real.matmul(real.concat([x, h], 1), wg) + bg)
        r, u = gates[:, :n], gates[:, n:]
        h = u * h + (1 - u) * real.tanh(real.matmul(real.concat([x, r * h], 1), wc) + bc)
        return h, h


import collections  # noqa: E402

LSTMStateTuple = collections.namedtuple("LSTMStateTuple", ("c", "h"))


class LSTMCell(Cell):
    def __init__(self, units, forget_bias=1.0, use_peepholes=False, num_proj=None):
        super().__init__(units)
        self.forget_bias, self.peepholes, self.proj = forget_bias, use_peepholes, num_proj

    def zero(self, batch):
        return LSTMStateTuple(real.zeros([batch, self.units]), real.zeros([batch, self.proj or self.units]))

    def step(self, x, state):
        n, (c, h) = self.units, state
        shapes = [("w", [int(x.shape[1]) + (self.proj or n), 4 * n]), ("b", [4 * n])]
        if self.peepholes:
            shapes += [("f", [n]), ("i", [n]), ("o", [n])]
        if self.proj:
            shapes += [("p", [n, self.proj])]
        w, b, *more = self.weights(x, *shapes)
        z = real.matmul(real.concat([x, h], 1), w) + b
        i, j, f, o = [z[:, k * n:(k + 1) * n] for k in range(4)]
        if self.peepholes:
            f, i = f + more[0] * c, i + more[1] * c
        c = real.sigmoid(f + self.forget_bias) * c + real.sigmoid(i) * real.tanh(j)
        if self.peepholes:
            o = o + more[2] * c
        h = real.sigmoid(o) * real.tanh(c)
        if self.proj:
            h = real.matmul(h, more[-1])
        return h, LSTMStateTuple(c, h)


class MultiRNNCell(Cell):
    def __init__(self, cells):
        self.cells = cells

    def zero(self, batch):
        return tuple(cell.zero(batch) for cell in self.cells)

    def step(self, x, state):
        states = []
        for cell, own in zip(self.cells, state):
            x, new = cell(x, own)
            states.append(new)
        return x, tuple(states)


def flat(state):
    return [state] if not isinstance(state, tuple) else [leaf for part in state for leaf in flat(part)]


def packed(like, leaves):
    if not isinstance(like, tuple):
        return leaves.pop(0)
    parts = [packed(part, leaves) for part in like]
    return type(like)(*parts) if hasattr(like, "_fields") else tuple(parts)


def static_rnn(cell, steps, dtype=None, sequence_length=None, backwards=False):
    state, outputs = cell.zero_state(real.shape(steps[0])[0], dtype), [None] * len(steps)
    for t in reversed(range(len(steps))) if backwards else range(len(steps)):
        output, new = cell(steps[t], state)
        if sequence_length is not None:
            on = real.tile(real.reshape(t < real.constant(sequence_length), [-1, 1]), [1, int(output.shape[1])])
            output = real.where(on, output, real.zeros_like(output))
            kept = [real.where(real.tile(on[:, :1], [1, int(a.shape[1])]), a, b) for a, b in zip(flat(new), flat(state))]
            new = packed(new, kept)
        outputs[t], state = output, new
    return outputs, state


def dynamic_rnn(cell, x, dtype=None, sequence_length=None, backwards=False):
    outputs, state = static_rnn(cell, real.unstack(x, axis=1), dtype, sequence_length, backwards)
    return real.stack(outputs, 1), state


def bidirectional(fw, bw, x, sequence_length=None, dtype=None):
    (a, sa), (b, sb) = dynamic_rnn(fw, x, dtype, sequence_length), dynamic_rnn(bw, x, dtype, sequence_length, True)
    return (a, b), (sa, sb)


def keras_lstm(units, kernel_initializer, recurrent_initializer):
    def call(x):
        w, u = [real.get_variable(name, [size, 4 * units], initializer=made) for name, size, made in [
            ("kernel", int(x.shape[2]), kernel_initializer), ("recurrent_kernel", units, recurrent_initializer)]]
        ones = real.constant([0.0] * units + [1.0] * units + [0.0] * 2 * units)
        b = real.get_variable("bias_of_lstm", initializer=ones)
        c = h = real.zeros([real.shape(x)[0], units])
        hard = lambda z: real.clip_by_value(0.2 * z + 0.5, 0.0, 1.0)  # noqa: E731
        for step in real.unstack(x, axis=1):
            z = real.matmul(step, w) + b + real.matmul(h, u)
            i, f, g, o = [z[:, k * units:(k + 1) * units] for k in range(4)]
            c = hard(f) * c + hard(i) * real.tanh(g)
            h = hard(o) * real.tanh(c)
        return h
    return call


def tensorflow(given):
    global real
    real = given
    biases.update(b=real.zeros_initializer(), bc=real.zeros_initializer(), bg=real.ones_initializer())
    tf = types.ModuleType("tensorflow")
    tf.__dict__.update({name: getattr(real, name) for name in dir(real)})
    tf.layers = types.SimpleNamespace(
        dense=dense, conv2d=conv2d, conv2d_transpose=conv2d_transpose, batch_normalization=batch_normalization,
        flatten=lambda x: real.reshape(x, [-1, int(x.shape[1:].num_elements())]))
    tf.contrib = types.SimpleNamespace(layers=types.SimpleNamespace(
        fully_connected=fully_connected, l2_regularizer=lambda scale: lambda w: scale * real.nn.l2_loss(w)))
    tf.nn = types.SimpleNamespace(**{name: getattr(real.nn, name) for name in dir(real.nn) if not name.startswith("_")})
    tf.nn.rnn_cell = types.SimpleNamespace(
        BasicRNNCell=BasicRNNCell, GRUCell=GRUCell, BasicLSTMCell=LSTMCell, LSTMCell=LSTMCell, MultiRNNCell=MultiRNNCell)
    tf.nn.static_rnn, tf.nn.dynamic_rnn, tf.nn.bidirectional_dynamic_rnn = static_rnn, dynamic_rnn, bidirectional
    tf.keras = types.SimpleNamespace(layers=types.SimpleNamespace(
        LSTM=keras_lstm, Dense=lambda units, kernel_initializer: lambda x: dense(x, units, kernel_initializer=kernel_initializer)))
    return tf
