# tf.estimator's ready-made models, after tensorflow_estimator/python/estimator/canned of TensorFlow 1.15: their networks, losses and
# optimizers. The loss of a batch is the sum over its rows, where `loss_reduction` does not say otherwise.
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


def _dnn_logits(features, dnn, units, training):
    with tf.variable_scope('dnn'):
        net = tf.feature_column.input_layer(features, dnn['columns'])
        for place, count in enumerate(dnn['hidden_units']):
            net = tf.layers.dense(net, count, activation=dnn['activation_fn'], kernel_initializer=tf.glorot_uniform_initializer(),
                                  name='hiddenlayer_%d' % place)
            if dnn['dropout'] is not None and training:
                net = tf.layers.dropout(net, rate=dnn['dropout'], training=True)
            if dnn['batch_norm']:
                net = tf.layers.batch_normalization(net, momentum=0.999, training=training, name='batchnorm_%d' % place)
        return tf.layers.dense(net, units, kernel_initializer=tf.glorot_uniform_initializer(), name='logits')


def _linear_logits(features, columns, units):
    with tf.variable_scope('linear'):
        return tf.feature_column.linear_model(features, columns, units=units)


# Options of the models that are modelled, those that change no number of a training in one process, and the usual values of the others: with
# another value nothing is known of the loss. `gradient_clip_norm` is contrib.learn's.
_modelled = ('loss_reduction', 'batch_norm', 'gradient_clip_norm')
_harmless = ('input_layer_partitioner', 'partitioner', 'input_layer_min_slice_size', '_joint_weight', '_joint_weights')
_usual = {
    'label_vocabulary': None, 'warm_start_from': None, 'sparse_combiner': 'sum', 'linear_sparse_combiner': 'sum', 'label_keys': None,
    'enable_centered_bias': False, 'embedding_lr_multipliers': None,
}


def _unsupported(model, options):
    found = []
    for name, value in options.items():
        if name in _usual:
            if value is not None and value != _usual[name]:
                found.append(tf.estimator.unsupported(model, name))
        elif name not in _modelled and name not in _harmless:
            raise TypeError("__init__() got an unexpected keyword argument '%s'" % name)
    return found


# What a model is told of its labels: `classes` is None for numbers.
class _Head(object):
    def __init__(self, classes, dimension, weight_column, options):
        self.classes, self.weight_column = classes, weight_column
        self.reduction, self.clip_norm = options.get('loss_reduction', 'weighted_sum'), options.get('gradient_clip_norm')
        self.units = dimension if classes is None else 1 if classes == 2 else classes

    def loss(self, logits, labels, features):
        if self.classes is not None and self.classes > 2:
            labels = tf.reshape(tf.to_int32(labels), [-1])
            losses = tf.expand_dims(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits), -1)
        else:
            labels = tf.reshape(tf.to_float(labels), [-1, self.units])
            if self.classes is None:
                losses = tf.squared_difference(logits, labels)
            else:
                losses = tf.nn.sigmoid_cross_entropy_with_logits(labels=labels, logits=logits)
        weights = 1.0
        if self.weight_column is not None:
            column = self.weight_column
            weights = (tf.feature_column.numeric_column(column) if isinstance(column, str) else column)._dense(features)
        return tf.losses.compute_weighted_loss(losses, weights, reduction=self.reduction)

    def train(self, optimizer, loss, step=None, variables=None):
        if not self.clip_norm:
            return optimizer.minimize(loss, global_step=step, var_list=variables)
        gradients, variables = zip(*optimizer.compute_gradients(loss, variables))
        clipped, _ = tf.clip_by_global_norm(gradients, self.clip_norm)
        return optimizer.apply_gradients(zip(clipped, variables), global_step=step)


class _Model(tf.estimator.Estimator):
    def __init__(self, head, model_dir, config, options, dnn=None, linear=None):
        unsupported = _unsupported(type(self).__name__, options)

        def model_fn(features, labels, mode, config):
            if not isinstance(features, dict):
                features = {column.key: features for column in (dnn or linear)['columns']}
            logits = []
            if dnn is not None:
                logits.append(_dnn_logits(features, dnn, head.units, mode == 'train'))
            if linear is not None:
                logits.append(_linear_logits(features, linear['columns'], head.units))
            loss = head.loss(logits[0] if len(logits) == 1 else logits[0] + logits[1], labels, features)
            if unsupported:
                loss = tf.add(loss, unsupported[0])
            return tf.estimator.EstimatorSpec(mode, loss=loss, train_op=_train_op(head, loss, dnn, linear))

        super(_Model, self).__init__(model_fn, model_dir, config)


def _train_op(head, loss, dnn, linear):
    step = tf.train.get_global_step()
    if linear is not None:
        by = _optimizer(linear['optimizer'], 'Ftrl', min(linear['rate'], len(linear['columns']) ** -0.5))
        if dnn is None:
            return head.train(by, loss, step)
    if linear is None:
        return head.train(_optimizer(dnn['optimizer'], 'Adagrad', 0.05), loss, step)
    parts = [
        head.train(_optimizer(dnn['optimizer'], 'Adagrad', 0.05), loss, variables=tf.trainable_variables('dnn')),
        head.train(by, loss, variables=tf.trainable_variables('linear')),
    ]
    with tf.control_dependencies(parts):
        return tf.assign_add(step, 1)


def _columns(given):
    return list(given) if isinstance(given, (list, tuple, set)) else [given]


def _dnn(columns, hidden_units, optimizer, activation_fn, dropout, options):
    return {'columns': _columns(columns), 'hidden_units': hidden_units, 'optimizer': optimizer, 'activation_fn': activation_fn,
            'dropout': dropout, 'batch_norm': options.get('batch_norm', False)}


def _linear(columns, optimizer, rate=0.2):
    return {'columns': _columns(columns), 'optimizer': optimizer, 'rate': rate}


# The two parts of a combined model; one without columns is left out.
def _both(dnn, linear):
    return {'dnn': dnn if dnn['columns'] else None, 'linear': linear if linear['columns'] else None}


class DNNClassifier(_Model):
    def __init__(self, hidden_units, feature_columns, model_dir=None, n_classes=2, weight_column=None, label_vocabulary=None, optimizer=None,
                 activation_fn=tf.nn.relu, dropout=None, input_layer_partitioner=None, config=None, warm_start_from=None, **kwargs):
        kwargs.update(label_vocabulary=label_vocabulary, warm_start_from=warm_start_from)
        dnn = _dnn(feature_columns, hidden_units, optimizer, activation_fn, dropout, kwargs)
        super(DNNClassifier, self).__init__(_Head(n_classes, 1, weight_column, kwargs), model_dir, config, kwargs, dnn)


class DNNRegressor(_Model):
    def __init__(self, hidden_units, feature_columns, model_dir=None, label_dimension=1, weight_column=None, optimizer=None,
                 activation_fn=tf.nn.relu, dropout=None, input_layer_partitioner=None, config=None, warm_start_from=None, **kwargs):
        kwargs.update(warm_start_from=warm_start_from)
        dnn = _dnn(feature_columns, hidden_units, optimizer, activation_fn, dropout, kwargs)
        super(DNNRegressor, self).__init__(_Head(None, label_dimension, weight_column, kwargs), model_dir, config, kwargs, dnn)


class LinearClassifier(_Model):
    def __init__(self, feature_columns, model_dir=None, n_classes=2, weight_column=None, label_vocabulary=None, optimizer=None, config=None,
                 partitioner=None, warm_start_from=None, **kwargs):
        kwargs.update(label_vocabulary=label_vocabulary, warm_start_from=warm_start_from)
        head = _Head(n_classes, 1, weight_column, kwargs)
        super(LinearClassifier, self).__init__(head, model_dir, config, kwargs, None, _linear(feature_columns, optimizer))


class LinearRegressor(_Model):
    def __init__(self, feature_columns, model_dir=None, label_dimension=1, weight_column=None, optimizer=None, config=None, partitioner=None,
                 warm_start_from=None, **kwargs):
        kwargs.update(warm_start_from=warm_start_from)
        head = _Head(None, label_dimension, weight_column, kwargs)
        super(LinearRegressor, self).__init__(head, model_dir, config, kwargs, None, _linear(feature_columns, optimizer))


class DNNLinearCombinedClassifier(_Model):
    def __init__(self, model_dir=None, linear_feature_columns=(), linear_optimizer=None, dnn_feature_columns=(), dnn_optimizer=None,
                 dnn_hidden_units=(), dnn_activation_fn=tf.nn.relu, dnn_dropout=None, n_classes=2, weight_column=None, label_vocabulary=None,
                 input_layer_partitioner=None, config=None, warm_start_from=None, **kwargs):
        kwargs.update(label_vocabulary=label_vocabulary, warm_start_from=warm_start_from)
        parts = _both(_dnn(dnn_feature_columns, dnn_hidden_units, dnn_optimizer, dnn_activation_fn, dnn_dropout, kwargs),
                      _linear(linear_feature_columns, linear_optimizer, 0.005))
        super(DNNLinearCombinedClassifier, self).__init__(_Head(n_classes, 1, weight_column, kwargs), model_dir, config, kwargs, **parts)


class DNNLinearCombinedRegressor(_Model):
    def __init__(self, model_dir=None, linear_feature_columns=(), linear_optimizer=None, dnn_feature_columns=(), dnn_optimizer=None,
                 dnn_hidden_units=(), dnn_activation_fn=tf.nn.relu, dnn_dropout=None, label_dimension=1, weight_column=None,
                 input_layer_partitioner=None, config=None, warm_start_from=None, **kwargs):
        kwargs.update(warm_start_from=warm_start_from)
        parts = _both(_dnn(dnn_feature_columns, dnn_hidden_units, dnn_optimizer, dnn_activation_fn, dnn_dropout, kwargs),
                      _linear(linear_feature_columns, linear_optimizer, 0.005))
        super(DNNLinearCombinedRegressor, self).__init__(_Head(None, label_dimension, weight_column, kwargs), model_dir, config, kwargs, **parts)
