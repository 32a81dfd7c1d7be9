# tf.layers: layers with variables, after tensorflow/python/layers and keras/layers of TensorFlow 1.15. Variables stand in the layer's
# variable scope: the name that a function of layers is given, else a fresh `dense`, `dense_1`, ... (a class takes both as fresh names).
import tensorflow as tf


def _tensor(x):
    return x if hasattr(x, 'get_shape') else tf.convert_to_tensor(x)


def _pair(value, count=2):
    return tuple(value) if isinstance(value, (list, tuple)) else (value,) * count


def _initializer(given):
    if not isinstance(given, str):
        return given
    makers = {
        'zeros': tf.zeros_initializer, 'Zeros': tf.zeros_initializer, 'zero': tf.zeros_initializer,
        'ones': tf.ones_initializer, 'Ones': tf.ones_initializer, 'one': tf.ones_initializer,
        'glorot_uniform': tf.glorot_uniform_initializer, 'glorot_normal': tf.glorot_normal_initializer,
        'he_normal': tf.keras.initializers.he_normal, 'he_uniform': tf.keras.initializers.he_uniform,
        'lecun_normal': tf.initializers.lecun_normal, 'lecun_uniform': tf.initializers.lecun_uniform,
        'random_normal': tf.keras.initializers.RandomNormal, 'normal': tf.keras.initializers.RandomNormal,
        'random_uniform': tf.keras.initializers.RandomUniform, 'uniform': tf.keras.initializers.RandomUniform,
        'truncated_normal': tf.keras.initializers.TruncatedNormal, 'orthogonal': tf.orthogonal_initializer,
    }
    return makers[given]()


def _activate(function, x):
    if function is None:
        return x
    if not isinstance(function, str):
        return function(x)
    if function == 'linear':
        return x
    functions = {
        'relu': tf.nn.relu, 'sigmoid': tf.sigmoid, 'tanh': tf.tanh, 'softmax': tf.nn.softmax, 'elu': tf.nn.elu, 'selu': tf.nn.selu,
        'softplus': tf.nn.softplus, 'softsign': tf.nn.softsign, 'relu6': tf.nn.relu6, 'swish': tf.nn.swish, 'exponential': tf.exp,
        'hard_sigmoid': lambda z: tf.clip_by_value(0.2 * z + 0.5, 0.0, 1.0), 'leaky_relu': tf.nn.leaky_relu,
    }
    return functions[function](x)


class Layer(object):
    base_name = None
    # Keras's layers keep their penalties and updates, which no collection of the graph has.
    keeps_own = False

    def __init__(self, trainable=True, name=None, dtype=None, **kwargs):
        self.trainable = trainable
        self.built = False
        self._name = name
        self._dtype = dtype
        self._scope = kwargs.get('_scope')
        self._path = None
        self._made = []
        self._fixed = []
        self.losses = []
        self.updates = []

    def _start(self):
        if self._path is None:
            fresh = self._name if self._name is not None else (self.base_name or type(self).__name__.lower())
            with tf.variable_scope(self._scope, default_name=fresh) as scope:
                self._path = scope
        return self._path

    def __call__(self, inputs, *args, **kwargs):
        if not isinstance(inputs, (list, tuple)):
            inputs = _tensor(inputs)
        with tf.variable_scope(self._start()):
            if not self.built:
                self.build(inputs.get_shape() if hasattr(inputs, 'get_shape') else None)
                self.built = True
            outputs = self.call(inputs, *args, **kwargs)
        regularizer = getattr(self, 'activity_regularizer', None)
        if regularizer is not None:
            self.add_loss(regularizer(outputs))
        return outputs

    def apply(self, inputs, *args, **kwargs):
        return self(inputs, *args, **kwargs)

    def build(self, input_shape):
        self.built = True

    def call(self, inputs):
        return inputs

    def add_loss(self, loss):
        self.losses.append(loss)
        if not self.keeps_own:
            tf.add_to_collection(tf.GraphKeys.REGULARIZATION_LOSSES, loss)

    def add_update(self, update):
        self.updates.append(update)
        if not self.keeps_own:
            tf.add_to_collection(tf.GraphKeys.UPDATE_OPS, update)

    def add_variable(self, name, shape=None, dtype=None, initializer=None, regularizer=None, trainable=True, constraint=None, **kwargs):
        trainable = trainable and self.trainable
        variable = tf.get_variable(name, shape=shape, dtype=dtype or self._dtype, initializer=_initializer(initializer),
                                   regularizer=None if self.keeps_own else regularizer, trainable=trainable)
        if self.keeps_own and regularizer is not None:
            self.losses.append(regularizer(variable))
        if trainable:
            self._made.append(variable)
        else:
            self._fixed.append(variable)
        return variable

    def add_weight(self, name, shape=None, **kwargs):
        if not isinstance(name, str):
            name, shape = shape, name
        return self.add_variable(name, shape, **kwargs)

    @property
    def name(self):
        return self._start().name

    @property
    def scope_name(self):
        return self._start().name

    @property
    def variables(self):
        return self._made + self._fixed

    @property
    def weights(self):
        return self._made + self._fixed

    @property
    def trainable_variables(self):
        return self._made

    @property
    def trainable_weights(self):
        return self._made

    @property
    def non_trainable_variables(self):
        return self._fixed


class _Weighted(Layer):
    def __init__(self, activation=None, use_bias=True, kernel_initializer=None, bias_initializer='zeros', kernel_regularizer=None,
                 bias_regularizer=None, activity_regularizer=None, kernel_constraint=None, bias_constraint=None, trainable=True,
                 name=None, **kwargs):
        super(_Weighted, self).__init__(trainable=trainable, name=name, **kwargs)
        self.activation = activation
        self.use_bias = use_bias
        self.kernel_initializer = kernel_initializer
        self.bias_initializer = bias_initializer
        self.kernel_regularizer = kernel_regularizer
        self.bias_regularizer = bias_regularizer
        self.activity_regularizer = activity_regularizer

    def _kernel(self, inputs, shape, name='kernel'):
        self.kernel = self.add_variable(name, shape, dtype=inputs.static_dtype(), initializer=self.kernel_initializer,
                                        regularizer=self.kernel_regularizer)
        return self.kernel

    def _bias(self, inputs, outputs, units):
        if self.use_bias:
            self.bias = self.add_variable('bias', [units], dtype=inputs.static_dtype(), initializer=self.bias_initializer,
                                          regularizer=self.bias_regularizer)
            outputs = tf.nn.bias_add(outputs, self.bias)
        else:
            self.bias = None
        return _activate(self.activation, outputs)


class Dense(_Weighted):
    base_name = 'dense'

    def __init__(self, units, activation=None, use_bias=True, kernel_initializer=None, bias_initializer='zeros', **kwargs):
        super(Dense, self).__init__(activation, use_bias, kernel_initializer, bias_initializer, **kwargs)
        self.units = int(units)

    def call(self, inputs):
        kernel = self._kernel(inputs, [inputs.static_length(-1), self.units])
        return self._bias(inputs, inputs.times_matrix(kernel), self.units)


class _Conv(_Weighted):
    def __init__(self, rank, filters, kernel_size, strides=1, padding='valid', data_format='channels_last', dilation_rate=1, *args, **kwargs):
        super(_Conv, self).__init__(*args, **kwargs)
        self.filters = filters
        self.kernel_size = _pair(kernel_size, rank)
        self.strides = _pair(strides, rank)
        self.padding = padding.upper()
        self.data_format = data_format
        self.dilation_rate = _pair(dilation_rate, rank)
        self.rank = rank

    def call(self, inputs):
        if self.data_format == 'channels_first':
            return tf.layers.with_channels_first(inputs)
        return self._convolved(inputs, inputs.static_length(-1))


class Conv2D(_Conv):
    base_name = 'conv2d'

    def __init__(self, filters, kernel_size, *args, **kwargs):
        super(Conv2D, self).__init__(2, filters, kernel_size, *args, **kwargs)

    def _convolved(self, inputs, channels):
        kernel = self._kernel(inputs, list(self.kernel_size) + [channels, self.filters])
        image = tf.nn.conv2d(inputs, kernel, strides=[1] + list(self.strides) + [1], padding=self.padding,
                             dilations=[1] + list(self.dilation_rate) + [1])
        return self._bias(inputs, image, self.filters)


class Conv1D(_Conv):
    base_name = 'conv1d'

    def __init__(self, filters, kernel_size, *args, **kwargs):
        super(Conv1D, self).__init__(1, filters, kernel_size, *args, **kwargs)

    def _convolved(self, inputs, channels):
        if self.padding == 'CAUSAL':
            before = (self.kernel_size[0] - 1) * self.dilation_rate[0]
            inputs = tf.pad(inputs, [[0, 0], [before, 0], [0, 0]])
        kernel = self._kernel(inputs, list(self.kernel_size) + [channels, self.filters])
        row = tf.nn.conv2d(tf.expand_dims(inputs, 1), tf.expand_dims(kernel, 0), strides=[1, 1, self.strides[0], 1],
                           padding='VALID' if self.padding == 'CAUSAL' else self.padding, dilations=[1, 1, self.dilation_rate[0], 1])
        return self._bias(inputs, tf.squeeze(row, [1]), self.filters)


class Conv2DTranspose(_Conv):
    base_name = 'conv2d_transpose'

    def __init__(self, filters, kernel_size, strides=(1, 1), padding='valid', data_format='channels_last', activation=None, use_bias=True,
                 kernel_initializer=None, bias_initializer='zeros', **kwargs):
        super(Conv2DTranspose, self).__init__(2, filters, kernel_size, strides, padding, data_format, 1, activation, use_bias,
                                              kernel_initializer, bias_initializer, **kwargs)

    def _length(self, inputs, axis):
        window, stride = self.kernel_size[axis], self.strides[axis]
        length = inputs.static_length(axis + 1) * stride
        return length if self.padding == 'SAME' else length + max(window - stride, 0)

    def _convolved(self, inputs, channels):
        kernel = self._kernel(inputs, list(self.kernel_size) + [self.filters, channels])
        shape = [tf.shape(inputs)[0], self._length(inputs, 0), self._length(inputs, 1), self.filters]
        image = tf.nn.conv2d_transpose(inputs, kernel, shape, strides=[1] + list(self.strides) + [1], padding=self.padding)
        return self._bias(inputs, image, self.filters)


class SeparableConv2D(_Conv):
    base_name = 'separable_conv2d'

    def __init__(self, filters, kernel_size, strides=(1, 1), padding='valid', data_format='channels_last', dilation_rate=(1, 1),
                 depth_multiplier=1, activation=None, use_bias=True, depthwise_initializer=None, pointwise_initializer=None,
                 bias_initializer='zeros', depthwise_regularizer=None, pointwise_regularizer=None, **kwargs):
        super(SeparableConv2D, self).__init__(2, filters, kernel_size, strides, padding, data_format, dilation_rate, activation, use_bias,
                                              None, bias_initializer, **kwargs)
        self.depth_multiplier = depth_multiplier
        self.initializers = [depthwise_initializer, pointwise_initializer]
        self.regularizers = [depthwise_regularizer, pointwise_regularizer]

    def _convolved(self, inputs, channels):
        depthwise = self.add_variable('depthwise_kernel', list(self.kernel_size) + [channels, self.depth_multiplier],
                                      initializer=self.initializers[0], regularizer=self.regularizers[0])
        pointwise = self.add_variable('pointwise_kernel', [1, 1, channels * self.depth_multiplier, self.filters],
                                      initializer=self.initializers[1], regularizer=self.regularizers[1])
        image = tf.nn.separable_conv2d(inputs, depthwise, pointwise, strides=[1] + list(self.strides) + [1], padding=self.padding)
        return self._bias(inputs, image, self.filters)


class BatchNormalization(Layer):
    base_name = 'batch_normalization'

    def __init__(self, axis=-1, momentum=0.99, epsilon=1e-3, center=True, scale=True, beta_initializer='zeros', gamma_initializer='ones',
                 moving_mean_initializer='zeros', moving_variance_initializer='ones', beta_regularizer=None, gamma_regularizer=None,
                 beta_constraint=None, gamma_constraint=None, renorm=False, trainable=True, name=None, fused=None, **kwargs):
        super(BatchNormalization, self).__init__(trainable=trainable, name=name, **kwargs)
        self.axis = axis[0] if isinstance(axis, (list, tuple)) else axis
        self.momentum = momentum
        self.epsilon = epsilon
        self.center = center
        self.scale = scale
        self.initializers = [beta_initializer, gamma_initializer, moving_mean_initializer or 'zeros', moving_variance_initializer or 'ones']
        self.regularizers = [beta_regularizer, gamma_regularizer]
        self.fused = fused

    def call(self, inputs, training=False):
        rank = inputs.static_rank()
        if self.axis != -1 and rank is not None and self.axis != rank - 1:
            return tf.layers.batch_normalization_on_another_axis(inputs)
        depth = inputs.static_length(-1)
        dtype = inputs.static_dtype()
        beta = gamma = None
        if self.scale:
            gamma = self.add_variable('gamma', [depth], dtype, self.initializers[1], self.regularizers[1])
        if self.center:
            beta = self.add_variable('beta', [depth], dtype, self.initializers[0], self.regularizers[0])
        moving_mean = self.add_variable('moving_mean', [depth], dtype, self.initializers[2], trainable=False)
        moving_variance = self.add_variable('moving_variance', [depth], dtype, self.initializers[3], trainable=False)
        if training is None or training is False:
            return tf.nn.batch_normalization(inputs, moving_mean, moving_variance, beta, gamma, self.epsilon)
        mean, variance = tf.nn.moments(inputs, inputs.leading_axes())
        # The fused kernel, which takes images, keeps the sample's variance.
        kept = variance
        if rank == 4 and self.fused is not False:
            count = tf.cast(tf.size(inputs), tf.float32) / tf.cast(tf.size(mean), tf.float32)
            kept = variance * (count / (count - 1.0))
        momentum = self.momentum
        used = [mean, variance]
        if training is not True:
            training = tf.cast(training, tf.bool)
            momentum = tf.cond(training, lambda: tf.constant(float(self.momentum)), lambda: tf.constant(1.0))
            used = [tf.cond(training, lambda: mean, lambda: tf.identity(moving_mean)),
                    tf.cond(training, lambda: variance, lambda: tf.identity(moving_variance))]
        for moving, value in [(moving_mean, mean), (moving_variance, kept)]:
            self.add_update(tf.assign_sub(moving, (moving - value) * (1.0 - momentum)))
        return tf.nn.batch_normalization(inputs, used[0], used[1], beta, gamma, self.epsilon)


def _called(layer, inputs, name, *args, **kwargs):
    layer._scope = name
    return layer(inputs, *args, **kwargs)


def dense(inputs, units, activation=None, use_bias=True, kernel_initializer=None, bias_initializer='zeros', kernel_regularizer=None,
          bias_regularizer=None, activity_regularizer=None, kernel_constraint=None, bias_constraint=None, trainable=True, name=None,
          reuse=None):
    layer = Dense(units, activation, use_bias, kernel_initializer, bias_initializer, kernel_regularizer=kernel_regularizer,
                  bias_regularizer=bias_regularizer, activity_regularizer=activity_regularizer, trainable=trainable)
    return _called(layer, inputs, name or ('dense' if reuse is True else None))


def _conv(layer_class, inputs, args, kwargs):
    kwargs = dict(kwargs)
    reuse, name = kwargs.pop('reuse', None), kwargs.pop('name', None)
    return _called(layer_class(*args, **kwargs), inputs, name or (layer_class.base_name if reuse is True else None))


def conv2d(inputs, *args, **kwargs):
    return _conv(Conv2D, inputs, args, kwargs)


def conv1d(inputs, *args, **kwargs):
    return _conv(Conv1D, inputs, args, kwargs)


def conv2d_transpose(inputs, *args, **kwargs):
    return _conv(Conv2DTranspose, inputs, args, kwargs)


def separable_conv2d(inputs, *args, **kwargs):
    return _conv(SeparableConv2D, inputs, args, kwargs)


def batch_normalization(inputs, *args, **kwargs):
    kwargs = dict(kwargs)
    training, reuse, name = kwargs.pop('training', False), kwargs.pop('reuse', None), kwargs.pop('name', None)
    layer = BatchNormalization(*args, **kwargs)
    return _called(layer, inputs, name or ('batch_normalization' if reuse is True else None), training=training)


batch_norm = batch_normalization
