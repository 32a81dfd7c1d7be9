# tf.feature_column, after tensorflow/python/feature_column of TensorFlow 1.15: columns of numbers, buckets and whole numbers. A column of
# classes is its rows of ones and zeros: sums over its weights have the same gradients as the look-ups.
import tensorflow as tf


class _Column(object):
    def _rows(self, features):
        return self._dense(features)


class _Numeric(_Column):
    def __init__(self, key, shape, normalizer_fn):
        self.key = self.name = key
        self.shape = tuple(shape) if isinstance(shape, (list, tuple)) else (shape,)
        self.normalizer_fn = normalizer_fn
        self.size = 1
        for length in self.shape:
            self.size *= length

    def _dense(self, features):
        x = tf.to_float(features[self.key])
        if self.normalizer_fn is not None:
            x = self.normalizer_fn(x)
        return tf.reshape(x, [-1, self.size])


class _Bucketized(_Column):
    def __init__(self, source_column, boundaries):
        self.source, self.boundaries = source_column, list(boundaries)
        self.name = source_column.name + '_bucketized'
        self.size = source_column.size * (len(self.boundaries) + 1)

    def _dense(self, features):
        x = tf.expand_dims(self.source._dense(features), -1)
        ids = tf.reduce_sum(tf.to_int32(x >= tf.constant(self.boundaries, tf.float32)), axis=-1)
        return tf.reshape(tf.one_hot(ids, len(self.boundaries) + 1), [-1, self.size])


class _Categorical(_Column):
    def __init__(self, key, size, values=None):
        self.key = self.name = key
        self.size, self.values = size, values

    def _rows(self, features):
        x = features[self.key]
        if self.values is None:
            made = tf.one_hot(tf.to_int32(x), self.size)
        else:
            made = tf.to_float(tf.equal(tf.expand_dims(x, -1), tf.constant(self.values, x.dtype)))
        return tf.reduce_sum(tf.reshape(made, [tf.shape(made)[0], -1, self.size]), axis=1)


class _Indicator(_Column):
    def __init__(self, categorical_column):
        self.source = categorical_column
        self.name, self.size = categorical_column.name + '_indicator', categorical_column.size

    def _dense(self, features):
        return self.source._rows(features)


class _Embedding(_Column):
    def __init__(self, categorical_column, dimension, combiner, initializer, trainable):
        self.source, self.combiner, self.initializer, self.trainable = categorical_column, combiner, initializer, trainable
        self.name, self.size = categorical_column.name + '_embedding', dimension

    def _dense(self, features):
        rows = self.source._rows(features)
        initializer = self.initializer
        if initializer is None:
            initializer = tf.truncated_normal_initializer(0.0, self.size ** -0.5)
        weights = tf.get_variable('embedding_weights', [self.source.size, self.size], initializer=initializer, trainable=self.trainable)
        made = tf.matmul(rows, weights)
        if self.combiner == 'sum':
            return made
        count = tf.maximum(tf.reduce_sum(rows, axis=1, keepdims=True), 1.0)
        return made / (tf.sqrt(count) if self.combiner == 'sqrtn' else count)


def numeric_column(key, shape=(1,), default_value=None, dtype=tf.float32, normalizer_fn=None):
    return _Numeric(key, shape, normalizer_fn)


def real_valued_column(column_name, dimension=1, default_value=None, dtype=tf.float32, normalizer=None):
    return _Numeric(column_name, (dimension,), normalizer)


def bucketized_column(source_column, boundaries):
    return _Bucketized(source_column, boundaries)


def categorical_column_with_identity(key, num_buckets, default_value=None):
    return _Categorical(key, num_buckets)


def categorical_column_with_vocabulary_list(key, vocabulary_list, dtype=None, default_value=-1, num_oov_buckets=0):
    return _Categorical(key, len(vocabulary_list), list(vocabulary_list))


def indicator_column(categorical_column):
    return _Indicator(categorical_column)


def embedding_column(categorical_column, dimension, combiner='mean', initializer=None, ckpt_to_load_from=None, tensor_name_in_ckpt=None,
                     max_norm=None, trainable=True, **kwargs):
    return _Embedding(categorical_column, dimension, combiner, initializer, trainable)


def _in_order(feature_columns):
    return sorted(feature_columns if isinstance(feature_columns, (list, tuple, set)) else [feature_columns], key=lambda column: column.name)


def input_layer(features, feature_columns, weight_collections=None, trainable=True, cols_to_vars=None, **kwargs):
    made = []
    with tf.variable_scope(None, default_name='input_layer'):
        for column in _in_order(feature_columns):
            with tf.variable_scope(column.name or 'column'):
                made.append(column._dense(features))
    return made[0] if len(made) == 1 else tf.concat(made, axis=1)


def linear_model(features, feature_columns, units=1, sparse_combiner='sum', weight_collections=None, trainable=True, cols_to_vars=None, **kwargs):
    with tf.variable_scope(None, default_name='linear_model'):
        made = []
        for column in _in_order(feature_columns):
            with tf.variable_scope(column.name or 'column'):
                weights = tf.get_variable('weights', [column.size, units], initializer=tf.zeros_initializer(), trainable=trainable)
                made.append(tf.matmul(column._rows(features), weights))
        bias = tf.get_variable('bias_weights', [units], initializer=tf.zeros_initializer(), trainable=trainable)
    return tf.nn.bias_add(tf.add_n(made), bias)
