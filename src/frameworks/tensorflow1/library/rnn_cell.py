# tf.nn.rnn_cell, which tf.contrib.rnn has too: the equations of tensorflow/python/ops/rnn_cell_impl.py of TensorFlow 1.15.
import collections
import tensorflow as tf

LSTMStateTuple = collections.namedtuple('LSTMStateTuple', ('c', 'h'))


def _cells_of(cells):
    return list(cells) if isinstance(cells, (list, tuple)) else [cells]


class RNNCell(tf.layers.Layer):
    def __init__(self, trainable=True, name=None, dtype=None, **kwargs):
        super(RNNCell, self).__init__(trainable=trainable, name=name, dtype=dtype)

    def __call__(self, inputs, state, scope=None):
        if not hasattr(self, '_path') or self._path is None:
            self._made, self._fixed, self.trainable, self._dtype, self.built = [], [], True, None, False
            name = scope if scope is not None else (getattr(self, '_name', None) or self.base_name or type(self).__name__.lower())
            with tf.variable_scope(name) as opened:
                self._path = opened
        with tf.variable_scope(self._path):
            if not self.built:
                self.build(inputs.get_shape())
                self.built = True
            return self.call(inputs, state)

    def zero_state(self, batch_size, dtype=tf.float32):
        return tf.nest.map_structure(lambda size: tf.zeros([batch_size, size], dtype), self.state_size)

    def _weights(self, inputs, units, extra=0, kernel='kernel', bias='bias', initializer=None, bias_initializer=None):
        made = [self.add_variable(kernel, [inputs.static_length(-1) + extra, units], inputs.static_dtype(), initializer)]
        made.append(self.add_variable(bias, [units], inputs.static_dtype(), bias_initializer or tf.zeros_initializer()))
        return made


class BasicRNNCell(RNNCell):
    base_name = 'basic_rnn_cell'

    def __init__(self, num_units, activation=None, reuse=None, name=None, dtype=None, input_size=None, **kwargs):
        super(BasicRNNCell, self).__init__(name=name)
        self._num_units = num_units
        self._activation = activation or tf.tanh
        self.variables_of_cell = None

    @property
    def state_size(self):
        return self._num_units

    @property
    def output_size(self):
        return self._num_units

    def call(self, inputs, state):
        if self.variables_of_cell is None:
            self.variables_of_cell = self._weights(inputs, self._num_units, self._num_units)
        kernel, bias = self.variables_of_cell
        output = self._activation(tf.nn.bias_add(tf.matmul(tf.concat([inputs, state], 1), kernel), bias))
        return output, output


class GRUCell(RNNCell):
    base_name = 'gru_cell'

    def __init__(self, num_units, activation=None, reuse=None, kernel_initializer=None, bias_initializer=None, name=None, dtype=None,
                 input_size=None, **kwargs):
        super(GRUCell, self).__init__(name=name)
        self._num_units = num_units
        self._activation = activation or tf.tanh
        self._initializers = [kernel_initializer, bias_initializer]
        self.gates = self.candidate = None

    @property
    def state_size(self):
        return self._num_units

    @property
    def output_size(self):
        return self._num_units

    def call(self, inputs, state):
        units = self._num_units
        kernel, bias = self._initializers
        if self.gates is None:
            self.gates = self._weights(inputs, 2 * units, units, 'gates/kernel', 'gates/bias', kernel, bias or tf.ones_initializer())
            self.candidate = self._weights(inputs, units, units, 'candidate/kernel', 'candidate/bias', kernel, bias)
        gates = tf.sigmoid(tf.nn.bias_add(tf.matmul(tf.concat([inputs, state], 1), self.gates[0]), self.gates[1]))
        r, u = tf.split(gates, 2, axis=1)
        candidate = tf.nn.bias_add(tf.matmul(tf.concat([inputs, r * state], 1), self.candidate[0]), self.candidate[1])
        output = u * state + (1.0 - u) * self._activation(candidate)
        return output, output


class _LSTM(RNNCell):
    @property
    def state_size(self):
        output = self._num_proj or self._num_units
        return LSTMStateTuple(self._num_units, output) if self._state_is_tuple else self._num_units + output

    @property
    def output_size(self):
        return self._num_proj or self._num_units

    def _parts(self, state):
        if self._state_is_tuple:
            return state[0], state[1]
        return tf.split(state, [self._num_units, self.output_size], axis=1)

    def _joined(self, c, h):
        return LSTMStateTuple(c, h) if self._state_is_tuple else tf.concat([c, h], 1)


class BasicLSTMCell(_LSTM):
    base_name = 'basic_lstm_cell'

    def __init__(self, num_units, forget_bias=1.0, state_is_tuple=True, activation=None, reuse=None, name=None, dtype=None,
                 input_size=None, **kwargs):
        super(BasicLSTMCell, self).__init__(name=name)
        self._num_units = num_units
        self._num_proj = None
        self._forget_bias = forget_bias
        self._state_is_tuple = state_is_tuple
        self._activation = activation or tf.tanh
        self.variables_of_cell = None

    def call(self, inputs, state):
        if self.variables_of_cell is None:
            self.variables_of_cell = self._weights(inputs, 4 * self._num_units, self._num_units)
        kernel, bias = self.variables_of_cell
        c, h = self._parts(state)
        i, j, f, o = tf.split(tf.nn.bias_add(tf.matmul(tf.concat([inputs, h], 1), kernel), bias), 4, axis=1)
        c = c * tf.sigmoid(f + self._forget_bias) + tf.sigmoid(i) * self._activation(j)
        h = self._activation(c) * tf.sigmoid(o)
        return h, self._joined(c, h)


class LSTMCell(_LSTM):
    base_name = 'lstm_cell'

    def __init__(self, num_units, use_peepholes=False, cell_clip=None, initializer=None, num_proj=None, proj_clip=None,
                 num_unit_shards=None, num_proj_shards=None, forget_bias=1.0, state_is_tuple=True, activation=None, reuse=None, name=None,
                 dtype=None, input_size=None, **kwargs):
        super(LSTMCell, self).__init__(name=name)
        self._num_units = num_units
        self._num_proj = num_proj
        self._clips = [cell_clip, proj_clip]
        self._initializer = initializer
        self._forget_bias = forget_bias
        self._state_is_tuple = state_is_tuple
        self._activation = activation or tf.tanh
        self._use_peepholes = use_peepholes
        self.variables_of_cell = None
        self.peepholes = None
        self.projection = None

    def _start_with(self, inputs):
        units, dtype = self._num_units, inputs.static_dtype()
        self.variables_of_cell = self._weights(inputs, 4 * units, self.output_size, initializer=self._initializer)
        if self._use_peepholes:
            self.peepholes = [self.add_variable('w_%s_diag' % gate, [units], dtype, self._initializer) for gate in 'fio']
        if self._num_proj is not None:
            self.projection = self.add_variable('projection/kernel', [units, self._num_proj], dtype, self._initializer)

    def call(self, inputs, state):
        if self.variables_of_cell is None:
            self._start_with(inputs)
        kernel, bias = self.variables_of_cell
        c, h = self._parts(state)
        i, j, f, o = tf.split(tf.nn.bias_add(tf.matmul(tf.concat([inputs, h], 1), kernel), bias), 4, axis=1)
        f = f + self._forget_bias
        if self.peepholes is not None:
            f, i = f + self.peepholes[0] * c, i + self.peepholes[1] * c
        c = tf.sigmoid(f) * c + tf.sigmoid(i) * self._activation(j)
        if self._clips[0] is not None:
            c = tf.clip_by_value(c, -self._clips[0], self._clips[0])
        if self.peepholes is not None:
            o = o + self.peepholes[2] * c
        h = tf.sigmoid(o) * self._activation(c)
        if self.projection is not None:
            h = tf.matmul(h, self.projection)
            if self._clips[1] is not None:
                h = tf.clip_by_value(h, -self._clips[1], self._clips[1])
        return h, self._joined(c, h)


class MultiRNNCell(RNNCell):
    base_name = 'multi_rnn_cell'

    def __init__(self, cells, state_is_tuple=True):
        super(MultiRNNCell, self).__init__()
        self._cells = list(cells)
        self._state_is_tuple = state_is_tuple

    @property
    def state_size(self):
        sizes = tuple([cell.state_size for cell in self._cells])
        return sizes if self._state_is_tuple else sum(sizes)

    @property
    def output_size(self):
        return self._cells[-1].output_size

    def call(self, inputs, state):
        if not self._state_is_tuple:
            state = tf.split(state, [cell.state_size for cell in self._cells], axis=1)
        states = []
        for number, cell in enumerate(self._cells):
            with tf.variable_scope('cell_%d' % number):
                inputs, new = cell(inputs, state[number])
            states.append(new)
        return inputs, tuple(states) if self._state_is_tuple else tf.concat(states, 1)


class _Wrapper(RNNCell):
    def __init__(self, cell):
        super(_Wrapper, self).__init__()
        self._cell = cell

    @property
    def state_size(self):
        return self._cell.state_size

    @property
    def output_size(self):
        return self._cell.output_size

    def zero_state(self, batch_size, dtype=tf.float32):
        return self._cell.zero_state(batch_size, dtype)


class DropoutWrapper(_Wrapper):
    def __init__(self, cell, input_keep_prob=1.0, output_keep_prob=1.0, state_keep_prob=1.0, variational_recurrent=False, input_size=None,
                 dtype=None, seed=None, dropout_state_filter_visitor=None, **kwargs):
        super(DropoutWrapper, self).__init__(cell)
        self._keep = [input_keep_prob, output_keep_prob, state_keep_prob]
        self._seed = seed

    def _dropped(self, x, which):
        keep = self._keep[which]
        if isinstance(keep, (int, float)) and keep >= 1.0:
            return x
        return tf.nn.dropout(x, keep, seed=self._seed)

    def __call__(self, inputs, state, scope=None):
        output, state = self._cell(self._dropped(inputs, 0), state, scope)
        if not (isinstance(self._keep[2], (int, float)) and self._keep[2] >= 1.0):
            if hasattr(state, '_fields'):
                state = LSTMStateTuple(state.c, self._dropped(state.h, 2))
            else:
                state = tf.nest.map_structure(lambda part: self._dropped(part, 2), state)
        return self._dropped(output, 1), state


class ResidualWrapper(_Wrapper):
    def __init__(self, cell, residual_fn=None, **kwargs):
        super(ResidualWrapper, self).__init__(cell)
        self._residual = residual_fn or (lambda inputs, outputs: inputs + outputs)

    def __call__(self, inputs, state, scope=None):
        output, state = self._cell(inputs, state, scope)
        return self._residual(inputs, output), state


class DeviceWrapper(_Wrapper):
    def __init__(self, cell, device, **kwargs):
        super(DeviceWrapper, self).__init__(cell)

    def __call__(self, inputs, state, scope=None):
        return self._cell(inputs, state, scope)


class OutputProjectionWrapper(_Wrapper):
    def __init__(self, cell, output_size, activation=None, reuse=None):
        super(OutputProjectionWrapper, self).__init__(cell)
        self._size = output_size
        self._activation = activation

    @property
    def output_size(self):
        return self._size

    def __call__(self, inputs, state, scope=None):
        output, state = self._cell(inputs, state, scope)
        with tf.variable_scope('output_projection_wrapper'):
            kernel = tf.get_variable('kernel', [output.static_length(-1), self._size])
            bias = tf.get_variable('bias', [self._size], initializer=tf.zeros_initializer())
        projected = tf.nn.bias_add(tf.matmul(output, kernel), bias)
        return (projected if self._activation is None else self._activation(projected)), state


class EmbeddingWrapper(_Wrapper):
    def __init__(self, cell, embedding_classes, embedding_size, initializer=None, reuse=None):
        super(EmbeddingWrapper, self).__init__(cell)
        self._table = [embedding_classes, embedding_size]
        self._initializer = initializer or tf.random_uniform_initializer(-3.0 ** 0.5, 3.0 ** 0.5)

    def __call__(self, inputs, state, scope=None):
        with tf.variable_scope(scope or 'embedding_wrapper'):
            table = tf.get_variable('embedding', self._table, initializer=self._initializer)
        return self._cell(tf.nn.embedding_lookup(table, tf.reshape(inputs, [-1])), state)


LSTMBlockCell = BasicLSTMCell
GRUBlockCell = GRUCell
GRUBlockCellV2 = GRUCell
