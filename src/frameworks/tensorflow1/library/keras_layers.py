# tf.keras.layers in graph mode, after tensorflow/python/keras/layers of TensorFlow 1.15. Penalties and updates stay with the layer: no
# collection of the graph has them.
import tensorflow as tf


class Layer(tf.layers.Layer):
    keeps_own = True


class Dense(tf.layers.Dense):
    keeps_own = True


class Conv2D(tf.layers.Conv2D):
    keeps_own = True


class Conv1D(tf.layers.Conv1D):
    keeps_own = True


class Conv2DTranspose(tf.layers.Conv2DTranspose):
    keeps_own = True


class SeparableConv2D(tf.layers.SeparableConv2D):
    keeps_own = True


class BatchNormalization(tf.layers.BatchNormalization):
    keeps_own = True


class Flatten(Layer):
    def call(self, inputs):
        return tf.layers.flatten(inputs)


class Activation(Layer):
    def __init__(self, activation, **kwargs):
        super(Activation, self).__init__(**kwargs)
        self.activation = activation

    def call(self, inputs):
        functions = {'relu': tf.nn.relu, 'sigmoid': tf.sigmoid, 'tanh': tf.tanh, 'softmax': tf.nn.softmax, 'elu': tf.nn.elu,
                     'softplus': tf.nn.softplus, 'softsign': tf.nn.softsign, 'selu': tf.nn.selu, 'linear': tf.identity}
        return functions[self.activation](inputs) if isinstance(self.activation, str) else self.activation(inputs)


class ReLU(Layer):
    def call(self, inputs):
        return tf.nn.relu(inputs)


class LeakyReLU(Layer):
    def __init__(self, alpha=0.3, **kwargs):
        super(LeakyReLU, self).__init__(**kwargs)
        self.alpha = alpha

    def call(self, inputs):
        return tf.nn.leaky_relu(inputs, self.alpha)


class Softmax(Layer):
    def call(self, inputs):
        return tf.nn.softmax(inputs)


class Dropout(Layer):
    def __init__(self, rate, noise_shape=None, seed=None, **kwargs):
        super(Dropout, self).__init__(**kwargs)
        self.rate = rate
        self.seed = seed

    def call(self, inputs, training=False):
        return tf.layers.dropout(inputs, self.rate, seed=self.seed, training=training or False)


class Reshape(Layer):
    def __init__(self, target_shape, **kwargs):
        super(Reshape, self).__init__(**kwargs)
        self.target_shape = target_shape

    def call(self, inputs):
        return tf.reshape(inputs, [-1] + list(self.target_shape))


class Lambda(Layer):
    def __init__(self, function, output_shape=None, **kwargs):
        super(Lambda, self).__init__(**kwargs)
        self.function = function

    def call(self, inputs):
        return self.function(inputs)


class _Pool(Layer):
    def __init__(self, pool_size=(2, 2), strides=None, padding='valid', data_format=None, **kwargs):
        super(_Pool, self).__init__(**kwargs)
        self.pool_size = pool_size
        self.strides = strides or pool_size
        self.padding = padding


class MaxPooling2D(_Pool):
    def call(self, inputs):
        return tf.layers.max_pooling2d(inputs, self.pool_size, self.strides, padding=self.padding)


class AveragePooling2D(_Pool):
    def call(self, inputs):
        return tf.layers.average_pooling2d(inputs, self.pool_size, self.strides, padding=self.padding)


class GlobalAveragePooling2D(Layer):
    def call(self, inputs):
        return tf.reduce_mean(inputs, [1, 2])


class GlobalMaxPooling2D(Layer):
    def call(self, inputs):
        return tf.reduce_max(inputs, [1, 2])


class GlobalAveragePooling1D(Layer):
    def call(self, inputs):
        return tf.reduce_mean(inputs, 1)


class Concatenate(Layer):
    def __init__(self, axis=-1, **kwargs):
        super(Concatenate, self).__init__(**kwargs)
        self.axis = axis

    def call(self, inputs):
        return tf.concat(list(inputs), self.axis)


class Add(Layer):
    def call(self, inputs):
        return tf.add_n(list(inputs))


class Embedding(Layer):
    base_name = 'embedding'

    def __init__(self, input_dim, output_dim, embeddings_initializer='uniform', **kwargs):
        kwargs = {name: value for name, value in kwargs.items() if name in ('name', 'trainable')}
        super(Embedding, self).__init__(**kwargs)
        self.shape = [input_dim, output_dim]
        self.initializer = embeddings_initializer

    def call(self, inputs):
        self.embeddings = self.add_variable('embeddings', self.shape, initializer=self.initializer)
        return tf.nn.embedding_lookup(self.embeddings, tf.cast(inputs, tf.int32))


def _hard_sigmoid(x):
    return tf.clip_by_value(0.2 * x + 0.5, 0.0, 1.0)


class _Recurrent(Layer):
    gates = 1

    def __init__(self, units, activation='tanh', recurrent_activation='hard_sigmoid', use_bias=True, kernel_initializer='glorot_uniform',
                 recurrent_initializer='orthogonal', bias_initializer='zeros', unit_forget_bias=True, return_sequences=False,
                 return_state=False, go_backwards=False, name=None, trainable=True, **kwargs):
        super(_Recurrent, self).__init__(name=name, trainable=trainable)
        self.units = units
        self.functions = [{'tanh': tf.tanh, 'relu': tf.nn.relu, 'sigmoid': tf.sigmoid, 'hard_sigmoid': _hard_sigmoid}.get(given, given)
                          if isinstance(given, str) else given for given in (activation, recurrent_activation)]
        self.initializers = [kernel_initializer, recurrent_initializer, bias_initializer]
        self.use_bias = use_bias
        self.unit_forget_bias = unit_forget_bias
        self.return_sequences = return_sequences
        self.return_state = return_state
        self.go_backwards = go_backwards

    def call(self, inputs, initial_state=None):
        units, width = self.units, self.gates * self.units
        self.kernel = self.add_variable('kernel', [inputs.static_length(-1), width], initializer=self.initializers[0])
        self.recurrent = self.add_variable('recurrent_kernel', [units, width], initializer=self.initializers[1])
        self.bias = self.add_variable('bias', [width], initializer=self._bias_initializer()) if self.use_bias else None
        steps = tf.unstack(inputs, axis=1)
        states = initial_state or [tf.zeros([tf.shape(inputs)[0], units])] * self.states
        outputs = []
        for step in reversed(steps) if self.go_backwards else steps:
            states = self.step(step, list(states))
            outputs.append(states[0])
        output = tf.stack(outputs, axis=1) if self.return_sequences else outputs[-1]
        return [output] + list(states) if self.return_state else output

    def _bias_initializer(self):
        return self.initializers[2]

    def _projected(self, x):
        product = tf.matmul(x, self.kernel)
        return product if self.bias is None else tf.nn.bias_add(product, self.bias)


class SimpleRNN(_Recurrent):
    base_name = 'simple_rnn'
    states = 1

    def step(self, x, states):
        return [self.functions[0](self._projected(x) + tf.matmul(states[0], self.recurrent))]


class LSTM(_Recurrent):
    base_name = 'lstm'
    gates = 4
    states = 2

    def _bias_initializer(self):
        if not self.unit_forget_bias:
            return self.initializers[2]
        units = self.units
        return lambda shape, dtype=None, **kwargs: tf.concat([tf.zeros([units]), tf.ones([units]), tf.zeros([2 * units])], 0)

    def step(self, x, states):
        activation, gate = self.functions
        i, f, c, o = tf.split(self._projected(x) + tf.matmul(states[0], self.recurrent), 4, axis=1)
        carry = gate(f) * states[1] + gate(i) * activation(c)
        return [gate(o) * activation(carry), carry]


class GRU(_Recurrent):
    base_name = 'gru'
    gates = 3
    states = 1

    def step(self, x, states):
        activation, gate = self.functions
        h, units = states[0], self.units
        xz, xr, xh = tf.split(self._projected(x), 3, axis=1)
        kernel = tf.split(self.recurrent, 3, axis=1)
        z, r = gate(xz + tf.matmul(h, kernel[0])), gate(xr + tf.matmul(h, kernel[1]))
        return [z * h + (1.0 - z) * activation(xh + tf.matmul(r * h, kernel[2]))]


class Sequential(object):
    def __init__(self, layers=None, name=None):
        self.layers = []
        for layer in layers or []:
            self.add(layer)

    def add(self, layer):
        if layer is not None:
            self.layers.append(layer)

    def __call__(self, inputs, *args, **kwargs):
        for layer in self.layers:
            inputs = layer(inputs)
        return inputs

    @property
    def trainable_variables(self):
        return [variable for layer in self.layers for variable in layer.trainable_variables]

    trainable_weights = trainable_variables

    @property
    def losses(self):
        return [loss for layer in self.layers for loss in layer.losses]

    @property
    def updates(self):
        return [update for layer in self.layers for update in layer.updates]


MaxPool2D = MaxPooling2D
AvgPool2D = AveragePooling2D
Convolution2D = Conv2D
