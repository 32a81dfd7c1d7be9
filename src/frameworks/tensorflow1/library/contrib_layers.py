# tf.contrib.layers, which slim has too, after tensorflow/contrib/layers/python/layers/layers.py of TensorFlow 1.15: other names of
# variables than tf.layers, a relu unless told otherwise, and arguments that an arg_scope sets.
import tensorflow as tf

_scopes = [{}]


def _key(function):
    return getattr(function, 'scoped_name', getattr(function, '__name__', None))


class arg_scope(object):
    def __init__(self, list_ops_or_scope, **kwargs):
        if isinstance(list_ops_or_scope, dict):
            self.scope = dict(list_ops_or_scope)
            return
        scope = dict(_scopes[-1])
        for function in list_ops_or_scope:
            entries = dict(scope.get(_key(function), {}))
            entries.update(kwargs)
            scope[_key(function)] = entries
        self.scope = scope

    def __enter__(self):
        _scopes.append(self.scope)
        return self.scope

    def __exit__(self, *args):
        _scopes.pop()


def add_arg_scope(function):
    def scoped(*args, **kwargs):
        given = dict(_scopes[-1].get(function.__name__, {}))
        given.update(kwargs)
        return function(*args, **given)
    scoped.scoped_name = function.__name__
    return scoped


def _pair(value):
    return list(value) if isinstance(value, (list, tuple)) else [value, value]


def _collected(outputs_collections, outputs):
    if isinstance(outputs_collections, str):
        tf.add_to_collection(outputs_collections, outputs)
    return outputs


def _finished(inputs, outputs, units, options):
    if options['normalizer_fn'] is not None:
        outputs = options['normalizer_fn'](outputs, **(options['normalizer_params'] or {}))
    elif options['biases_initializer'] is not None:
        biases = tf.get_variable('biases', [units], dtype=inputs.static_dtype(), initializer=options['biases_initializer'],
                                 regularizer=options['biases_regularizer'], trainable=options['trainable'])
        outputs = tf.nn.bias_add(outputs, biases)
    if options['activation_fn'] is not None:
        outputs = options['activation_fn'](outputs)
    return _collected(options['outputs_collections'], outputs)


@add_arg_scope
def fully_connected(inputs, num_outputs, activation_fn=tf.nn.relu, normalizer_fn=None, normalizer_params=None,
                    weights_initializer=tf.contrib.layers.xavier_initializer(), weights_regularizer=None,
                    biases_initializer=tf.zeros_initializer(), biases_regularizer=None, reuse=None, variables_collections=None,
                    outputs_collections=None, trainable=True, scope=None):
    with tf.variable_scope(scope, 'fully_connected', [inputs], reuse=reuse):
        inputs = tf.convert_to_tensor(inputs)
        weights = tf.get_variable('weights', [inputs.static_length(-1), num_outputs], dtype=inputs.static_dtype(),
                                  initializer=weights_initializer, regularizer=weights_regularizer, trainable=trainable)
        return _finished(inputs, inputs.times_matrix(weights), num_outputs, {
            'normalizer_fn': normalizer_fn, 'normalizer_params': normalizer_params, 'biases_initializer': biases_initializer,
            'biases_regularizer': biases_regularizer, 'trainable': trainable, 'activation_fn': activation_fn,
            'outputs_collections': outputs_collections})


@add_arg_scope
def conv2d(inputs, num_outputs, kernel_size, stride=1, padding='SAME', data_format=None, rate=1, activation_fn=tf.nn.relu,
           normalizer_fn=None, normalizer_params=None, weights_initializer=tf.contrib.layers.xavier_initializer(),
           weights_regularizer=None, biases_initializer=tf.zeros_initializer(), biases_regularizer=None, reuse=None,
           variables_collections=None, outputs_collections=None, trainable=True, scope=None):
    with tf.variable_scope(scope, 'Conv', [inputs], reuse=reuse):
        if data_format not in (None, 'NHWC'):
            return tf.contrib.layers.conv2d_with_channels_first(inputs)
        inputs = tf.convert_to_tensor(inputs)
        weights = tf.get_variable('weights', _pair(kernel_size) + [inputs.static_length(-1), num_outputs], dtype=inputs.static_dtype(),
                                  initializer=weights_initializer, regularizer=weights_regularizer, trainable=trainable)
        image = tf.nn.conv2d(inputs, weights, [1] + _pair(stride) + [1], padding, dilations=[1] + _pair(rate) + [1])
        return _finished(inputs, image, num_outputs, {
            'normalizer_fn': normalizer_fn, 'normalizer_params': normalizer_params, 'biases_initializer': biases_initializer,
            'biases_regularizer': biases_regularizer, 'trainable': trainable, 'activation_fn': activation_fn,
            'outputs_collections': outputs_collections})


@add_arg_scope
def conv2d_transpose(inputs, num_outputs, kernel_size, stride=1, padding='SAME', data_format='NHWC', activation_fn=tf.nn.relu,
                     normalizer_fn=None, normalizer_params=None, weights_initializer=tf.contrib.layers.xavier_initializer(),
                     weights_regularizer=None, biases_initializer=tf.zeros_initializer(), biases_regularizer=None, reuse=None,
                     variables_collections=None, outputs_collections=None, trainable=True, scope=None):
    with tf.variable_scope(scope, 'Conv2d_transpose', [inputs], reuse=reuse):
        inputs = tf.convert_to_tensor(inputs)
        window, strides = _pair(kernel_size), _pair(stride)
        weights = tf.get_variable('weights', window + [num_outputs, inputs.static_length(-1)], dtype=inputs.static_dtype(),
                                  initializer=weights_initializer, regularizer=weights_regularizer, trainable=trainable)
        lengths = [inputs.static_length(axis + 1) * strides[axis] +
                   (max(window[axis] - strides[axis], 0) if padding == 'VALID' else 0) for axis in range(2)]
        image = tf.nn.conv2d_transpose(inputs, weights, [tf.shape(inputs)[0]] + lengths + [num_outputs], [1] + strides + [1], padding)
        return _finished(inputs, image, num_outputs, {
            'normalizer_fn': normalizer_fn, 'normalizer_params': normalizer_params, 'biases_initializer': biases_initializer,
            'biases_regularizer': biases_regularizer, 'trainable': trainable, 'activation_fn': activation_fn,
            'outputs_collections': outputs_collections})


@add_arg_scope
def batch_norm(inputs, decay=0.999, center=True, scale=False, epsilon=0.001, activation_fn=None, param_initializers=None,
               param_regularizers=None, updates_collections=tf.GraphKeys.UPDATE_OPS, is_training=True, reuse=None,
               variables_collections=None, outputs_collections=None, trainable=True, batch_weights=None, fused=None, data_format='NHWC',
               zero_debias_moving_mean=False, scope=None, renorm=False):
    initial = param_initializers or {}
    with tf.variable_scope(scope, 'BatchNorm', [inputs], reuse=reuse):
        inputs = tf.convert_to_tensor(inputs)
        rank, depth = inputs.static_rank(), inputs.static_length(-1)
        beta = gamma = None
        if center:
            beta = tf.get_variable('beta', [depth], initializer=initial.get('beta', tf.zeros_initializer()), trainable=trainable)
        if scale:
            gamma = tf.get_variable('gamma', [depth], initializer=initial.get('gamma', tf.ones_initializer()), trainable=trainable)
        moving_mean = tf.get_variable('moving_mean', [depth], initializer=tf.zeros_initializer(), trainable=False)
        moving_variance = tf.get_variable('moving_variance', [depth], initializer=tf.ones_initializer(), trainable=False)
        mean, variance = moving_mean, moving_variance
        if is_training is not False and is_training is not None:
            batch_mean, batch_variance = tf.nn.moments(inputs, inputs.leading_axes())
            kept = batch_variance
            # The fused kernel, which takes matrices and images, keeps the sample's variance.
            if fused is not False and rank in (2, 4):
                count = tf.cast(tf.size(inputs), tf.float32) / tf.cast(tf.size(batch_mean), tf.float32)
                kept = batch_variance * (count / (count - 1.0))
            mean, variance, rate = batch_mean, batch_variance, 1.0 - decay
            if is_training is not True:
                chosen = tf.cast(is_training, tf.bool)
                mean = tf.cond(chosen, lambda: batch_mean, lambda: tf.identity(moving_mean))
                variance = tf.cond(chosen, lambda: batch_variance, lambda: tf.identity(moving_variance))
                rate = tf.cond(chosen, lambda: tf.constant(1.0 - decay), lambda: tf.constant(0.0))
            updates = [tf.assign_sub(moving_mean, (moving_mean - batch_mean) * rate),
                       tf.assign_sub(moving_variance, (moving_variance - kept) * rate)]
            if updates_collections is None:
                with tf.control_dependencies(updates):
                    mean, variance = tf.identity(mean), tf.identity(variance)
            else:
                for update in updates:
                    tf.add_to_collection(updates_collections, update)
        outputs = tf.nn.batch_normalization(inputs, mean, variance, beta, gamma, epsilon)
        return _collected(outputs_collections, outputs if activation_fn is None else activation_fn(outputs))


@add_arg_scope
def layer_norm(inputs, center=True, scale=True, activation_fn=None, reuse=None, variables_collections=None, outputs_collections=None,
               trainable=True, begin_norm_axis=1, begin_params_axis=-1, scope=None):
    with tf.variable_scope(scope, 'LayerNorm', [inputs], reuse=reuse):
        inputs = tf.convert_to_tensor(inputs)
        rank, depth = inputs.static_rank(), inputs.static_length(-1)
        beta = tf.get_variable('beta', [depth], initializer=tf.zeros_initializer(), trainable=trainable) if center else None
        gamma = tf.get_variable('gamma', [depth], initializer=tf.ones_initializer(), trainable=trainable) if scale else None
        mean, variance = tf.nn.moments(inputs, list(range(begin_norm_axis % rank, rank)), keep_dims=True)
        outputs = tf.nn.batch_normalization(inputs, mean, variance, beta, gamma, 1e-12)
        return _collected(outputs_collections, outputs if activation_fn is None else activation_fn(outputs))


@add_arg_scope
def max_pool2d(inputs, kernel_size, stride=2, padding='VALID', data_format='NHWC', outputs_collections=None, scope=None):
    pooled = tf.nn.max_pool(inputs, [1] + _pair(kernel_size) + [1], [1] + _pair(stride) + [1], padding, name=scope)
    return _collected(outputs_collections, pooled)


@add_arg_scope
def avg_pool2d(inputs, kernel_size, stride=2, padding='VALID', data_format='NHWC', outputs_collections=None, scope=None):
    pooled = tf.nn.avg_pool(inputs, [1] + _pair(kernel_size) + [1], [1] + _pair(stride) + [1], padding, name=scope)
    return _collected(outputs_collections, pooled)


@add_arg_scope
def dropout(inputs, keep_prob=0.5, noise_shape=None, is_training=True, outputs_collections=None, scope=None, seed=None):
    if is_training is False:
        return inputs
    dropped = tf.nn.dropout(inputs, keep_prob, seed=seed)
    if is_training is not True:
        dropped = tf.cond(is_training, lambda: dropped, lambda: tf.identity(inputs))
    return _collected(outputs_collections, dropped)


@add_arg_scope
def softmax(logits, scope=None):
    return tf.nn.softmax(logits)


def one_hot_encoding(labels, num_classes, on_value=1.0, off_value=0.0, outputs_collections=None, scope=None):
    return _collected(outputs_collections, tf.one_hot(labels, num_classes, on_value=on_value, off_value=off_value))


def embed_sequence(ids, vocab_size=None, embed_dim=None, unique=False, initializer=None, regularizer=None, trainable=True, scope=None,
                   reuse=None):
    with tf.variable_scope(scope, 'EmbedSequence', [ids], reuse=reuse):
        embeddings = tf.get_variable('embeddings', [vocab_size, embed_dim], initializer=initializer, regularizer=regularizer,
                                     trainable=trainable)
        return tf.nn.embedding_lookup(embeddings, ids)


def stack(inputs, layer, stack_args, **kwargs):
    scope = kwargs.pop('scope', None)
    outputs = inputs
    with tf.variable_scope(scope, 'Stack', [inputs]):
        for number, given in enumerate(stack_args):
            given = given if isinstance(given, (list, tuple)) else [given]
            outputs = layer(outputs, *given, scope='%s_%d' % (_key(layer), number + 1), **kwargs)
    return outputs


def repeat(inputs, repetitions, layer, *args, **kwargs):
    scope = kwargs.pop('scope', None)
    outputs = inputs
    with tf.variable_scope(scope, 'Repeat', [inputs]):
        for number in range(repetitions):
            outputs = layer(outputs, *args, scope='%s_%d' % (scope or _key(layer), number + 1), **kwargs)
    return outputs


def sum_regularizer(regularizer_list, scope=None):
    chosen = [regularizer for regularizer in regularizer_list if regularizer is not None]
    return lambda weights: tf.add_n([regularizer(weights) for regularizer in chosen])


convolution2d = conv2d
convolution = conv2d
convolution2d_transpose = conv2d_transpose
linear = lambda inputs, num_outputs, **kwargs: fully_connected(inputs, num_outputs, activation_fn=None, **kwargs)
relu = lambda inputs, num_outputs, **kwargs: fully_connected(inputs, num_outputs, activation_fn=tf.nn.relu, **kwargs)
