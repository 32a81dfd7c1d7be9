# tf.estimator's ready-made models, after tensorflow_estimator/python/estimator/canned of TensorFlow 1.15: their networks, losses and
# optimizers. The loss of a batch is the sum over its rows.
import tensorflow as tf


def _optimizer(given, default, learning_rate):
    given = default if given is None else given
    if isinstance(given, str):
        makers = {
            'Adagrad': tf.train.AdagradOptimizer, 'Adam': tf.train.AdamOptimizer, 'Ftrl': tf.train.FtrlOptimizer,
            'RMSProp': tf.train.RMSPropOptimizer, 'SGD': tf.train.GradientDescentOptimizer,
        }
        return makers[given](learning_rate)
    return given if hasattr(given, 'minimize') else given()


def _dnn_logits(features, columns, hidden_units, activation_fn, dropout, units, training):
    with tf.variable_scope('dnn'):
        net = tf.feature_column.input_layer(features, columns)
        for place, count in enumerate(hidden_units):
            net = tf.layers.dense(net, count, activation=activation_fn, kernel_initializer=tf.glorot_uniform_initializer(),
                                  name='hiddenlayer_%d' % place)
            if dropout is not None and training:
                net = tf.layers.dropout(net, rate=dropout, training=True)
        return tf.layers.dense(net, units, kernel_initializer=tf.glorot_uniform_initializer(), name='logits')


def _linear_logits(features, columns, units):
    with tf.variable_scope('linear'):
        return tf.feature_column.linear_model(features, columns, units=units)


# What a model is told of its labels: `classes` is None for numbers; `reduces` makes a batch's loss of those of its rows: contrib.learn's is their mean.
class _Head(object):
    def __init__(self, classes, dimension=1, weight_column=None, options=None):
        self.classes, self.weight_column, self.reduces = classes, weight_column, (options or {}).get('reduces', tf.reduce_sum)
        self.units = dimension if classes is None else 1 if classes == 2 else classes

    def loss(self, logits, labels, features):
        if self.classes is not None and self.classes > 2:
            losses = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=tf.reshape(tf.to_int32(labels), [-1]), logits=logits)
        else:
            labels = tf.reshape(tf.to_float(labels), [-1, self.units])
            if self.classes is None:
                losses = tf.squared_difference(logits, labels)
            else:
                losses = tf.nn.sigmoid_cross_entropy_with_logits(labels=labels, logits=logits)
        if self.weight_column is not None:
            key = self.weight_column if isinstance(self.weight_column, str) else self.weight_column.name
            losses = losses * tf.reshape(tf.to_float(features[key]), [-1] + [1] * (losses.get_shape().ndims - 1))
        return self.reduces(losses)


class _Model(tf.estimator.Estimator):
    def __init__(self, head, model_dir, config, dnn=None, linear=None):
        def model_fn(features, labels, mode, config):
            if not isinstance(features, dict):
                features = {column.key: features for column in (dnn or linear)['columns']}
            logits = []
            if dnn is not None:
                logits.append(_dnn_logits(features, dnn['columns'], dnn['hidden_units'], dnn['activation_fn'], dnn['dropout'], head.units,
                                          mode == 'train'))
            if linear is not None:
                logits.append(_linear_logits(features, linear['columns'], head.units))
            loss = head.loss(logits[0] if len(logits) == 1 else logits[0] + logits[1], labels, features)
            step = tf.train.get_global_step()
            if linear is None:
                train_op = _optimizer(dnn['optimizer'], 'Adagrad', 0.05).minimize(loss, global_step=step)
            elif dnn is None:
                rate = min(0.2, len(linear['columns']) ** -0.5)
                train_op = _optimizer(linear['optimizer'], 'Ftrl', rate).minimize(loss, global_step=step)
            else:
                parts = [
                    _optimizer(dnn['optimizer'], 'Adagrad', 0.05).minimize(loss, var_list=tf.trainable_variables('dnn')),
                    _optimizer(linear['optimizer'], 'Ftrl', min(0.005, len(linear['columns']) ** -0.5)).minimize(
                        loss, var_list=tf.trainable_variables('linear')),
                ]
                with tf.control_dependencies(parts):
                    train_op = tf.assign_add(step, 1)
            return tf.estimator.EstimatorSpec(mode, loss=loss, train_op=train_op)

        super(_Model, self).__init__(model_fn, model_dir, config)


def _columns(given):
    return list(given) if isinstance(given, (list, tuple, set)) else [given]


def _dnn(columns, hidden_units, optimizer, activation_fn, dropout):
    return {'columns': _columns(columns), 'hidden_units': hidden_units, 'optimizer': optimizer, 'activation_fn': activation_fn,
            'dropout': dropout}


def _linear(columns, optimizer):
    return {'columns': _columns(columns), 'optimizer': optimizer}


class DNNClassifier(_Model):
    def __init__(self, hidden_units, feature_columns, model_dir=None, n_classes=2, weight_column=None, label_vocabulary=None, optimizer=None,
                 activation_fn=tf.nn.relu, dropout=None, input_layer_partitioner=None, config=None, **kwargs):
        head = _Head(n_classes, 1, weight_column, kwargs)
        super(DNNClassifier, self).__init__(head, model_dir, config, dnn=_dnn(feature_columns, hidden_units, optimizer, activation_fn, dropout))


class DNNRegressor(_Model):
    def __init__(self, hidden_units, feature_columns, model_dir=None, label_dimension=1, weight_column=None, optimizer=None,
                 activation_fn=tf.nn.relu, dropout=None, input_layer_partitioner=None, config=None, **kwargs):
        head = _Head(None, label_dimension, weight_column, kwargs)
        super(DNNRegressor, self).__init__(head, model_dir, config, dnn=_dnn(feature_columns, hidden_units, optimizer, activation_fn, dropout))


class LinearClassifier(_Model):
    def __init__(self, feature_columns, model_dir=None, n_classes=2, weight_column=None, label_vocabulary=None, optimizer=None, config=None,
                 **kwargs):
        super(LinearClassifier, self).__init__(_Head(n_classes, 1, weight_column, kwargs), model_dir, config, linear=_linear(feature_columns, optimizer))


class LinearRegressor(_Model):
    def __init__(self, feature_columns, model_dir=None, label_dimension=1, weight_column=None, optimizer=None, config=None, **kwargs):
        head = _Head(None, label_dimension, weight_column, kwargs)
        super(LinearRegressor, self).__init__(head, model_dir, config, linear=_linear(feature_columns, optimizer))


class DNNLinearCombinedClassifier(_Model):
    def __init__(self, model_dir=None, linear_feature_columns=(), linear_optimizer=None, dnn_feature_columns=(), dnn_optimizer=None,
                 dnn_hidden_units=(), dnn_activation_fn=tf.nn.relu, dnn_dropout=None, n_classes=2, weight_column=None, label_vocabulary=None,
                 input_layer_partitioner=None, config=None, **kwargs):
        dnn = _dnn(dnn_feature_columns, dnn_hidden_units, dnn_optimizer, dnn_activation_fn, dnn_dropout)
        super(DNNLinearCombinedClassifier, self).__init__(_Head(n_classes, 1, weight_column, kwargs), model_dir, config, dnn,
                                                          _linear(linear_feature_columns, linear_optimizer))


class DNNLinearCombinedRegressor(_Model):
    def __init__(self, model_dir=None, linear_feature_columns=(), linear_optimizer=None, dnn_feature_columns=(), dnn_optimizer=None,
                 dnn_hidden_units=(), dnn_activation_fn=tf.nn.relu, dnn_dropout=None, label_dimension=1, weight_column=None,
                 input_layer_partitioner=None, config=None, **kwargs):
        dnn = _dnn(dnn_feature_columns, dnn_hidden_units, dnn_optimizer, dnn_activation_fn, dnn_dropout)
        super(DNNLinearCombinedRegressor, self).__init__(_Head(None, label_dimension, weight_column, kwargs), model_dir, config, dnn,
                                                         _linear(linear_feature_columns, linear_optimizer))
