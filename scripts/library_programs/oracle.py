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


def tensorflow(given):
    global real
    real = given
    tf = types.ModuleType("tensorflow")
    tf.__dict__.update({name: getattr(real, name) for name in dir(real)})
    tf.layers = types.SimpleNamespace(
        dense=dense, conv2d=conv2d, conv2d_transpose=conv2d_transpose, batch_normalization=batch_normalization,
        flatten=lambda x: real.reshape(x, [-1, int(x.shape[1:].num_elements())]))
    tf.contrib = types.SimpleNamespace(layers=types.SimpleNamespace(
        fully_connected=fully_connected, l2_regularizer=lambda scale: lambda w: scale * real.nn.l2_loss(w)))
    return tf
