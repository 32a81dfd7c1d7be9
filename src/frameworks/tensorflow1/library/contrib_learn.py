# tf.contrib.learn's Estimators, after tensorflow/contrib/learn of TensorFlow 1.15: those of tf.estimator under their older names, with `fit`,
# arrays as data, and a loss that is the mean over the rows.
import tensorflow as tf


class ModeKeys(object):
    TRAIN = 'train'
    EVAL = 'eval'
    INFER = 'infer'


RunConfig = tf.estimator.RunConfig


class ModelFnOps(object):
    def __init__(self, mode, predictions=None, loss=None, train_op=None, eval_metric_ops=None, output_alternatives=None,
                 training_chief_hooks=None, training_hooks=None, scaffold=None):
        self.mode, self.predictions, self.loss, self.train_op = mode, predictions, loss, train_op
        self.training_hooks = list(training_hooks or []) + list(training_chief_hooks or [])


def _input(x, y, batch_size):
    def input_fn():
        data = tf.data.Dataset.from_tensor_slices((x, y))
        if batch_size is not None:
            data = data.shuffle(len(y))
        return data.repeat().batch(batch_size or len(y))
    return input_fn


class _Fitted(tf.estimator.Estimator):
    def fit(self, x=None, y=None, input_fn=None, steps=None, batch_size=None, monitors=None, max_steps=None):
        hooks = [monitor for monitor in monitors or [] if isinstance(monitor, tf.train.SessionRunHook)]
        return self.train(input_fn or _input(x, y, batch_size), hooks=hooks, steps=steps, max_steps=max_steps)

    def partial_fit(self, x=None, y=None, input_fn=None, steps=1, batch_size=None, monitors=None):
        return self.fit(x, y, input_fn, steps, batch_size, monitors)

    def evaluate(self, *args, **kwargs):
        return tf.estimator.evaluated()


# A model_fn whose features and labels another function makes first.
def _engineered(model_fn, feature_engineering_fn):
    if feature_engineering_fn is None:
        return model_fn

    def made(features, labels, mode, params, config):
        features, labels = feature_engineering_fn(features, labels)
        given = {'mode': mode, 'params': params, 'config': config}
        names = getattr(model_fn, '__parameters__', None)
        return model_fn(features, labels, **{name: value for name, value in given.items() if names is None or name in names})
    return made


class Estimator(_Fitted):
    def __init__(self, model_fn=None, model_dir=None, config=None, params=None, feature_engineering_fn=None):
        def made(features, labels, mode, params, config):
            given = {'mode': mode, 'params': params, 'config': config}
            names = getattr(model_fn, '__parameters__', None)
            spec = model_fn(features, labels, **{name: value for name, value in given.items() if names is None or name in names})
            if isinstance(spec, tuple):
                spec = ModelFnOps(mode, *spec)
            return spec

        super(Estimator, self).__init__(_engineered(made, feature_engineering_fn), model_dir, config, params)


class SKCompat(object):
    def __init__(self, estimator):
        self._estimator = estimator

    def fit(self, x, y, batch_size=128, steps=None, max_steps=None, monitors=None):
        self._estimator.fit(x, y, steps=steps, batch_size=batch_size, monitors=monitors, max_steps=max_steps)
        return self

    def predict(self, x, batch_size=128, outputs=None):
        return tf.estimator.evaluated()

    def score(self, x, y, batch_size=128, steps=None, metrics=None, name=None):
        return tf.estimator.evaluated()


def infer_real_valued_columns_from_input(x):
    return [tf.feature_column.real_valued_column('', len(x[0]))]


infer_real_valued_columns_from_input_fn = tf.estimator.columns_of_input
io = tf.estimator.inputs


# The model of tf.estimator that has the same network, with the loss of contrib.learn.
def _fitted(model, model_dir, config, feature_engineering_fn):
    return {'model_fn': _engineered(model._model_fn, feature_engineering_fn), 'model_dir': model_dir, 'config': config}


_mean = tf.losses.Reduction.SUM_OVER_BATCH_SIZE


class DNNClassifier(_Fitted):
    def __init__(self, hidden_units, feature_columns, model_dir=None, n_classes=2, weight_column_name=None, optimizer=None,
                 activation_fn=tf.nn.relu, dropout=None, gradient_clip_norm=None, enable_centered_bias=False, config=None,
                 feature_engineering_fn=None, **kwargs):
        made = tf.estimator.DNNClassifier(
            hidden_units, feature_columns, model_dir, n_classes, weight_column_name, None, optimizer, activation_fn, dropout, config=config,
            loss_reduction=_mean, gradient_clip_norm=gradient_clip_norm, enable_centered_bias=enable_centered_bias, **kwargs)
        super(DNNClassifier, self).__init__(**_fitted(made, model_dir, config, feature_engineering_fn))


class DNNRegressor(_Fitted):
    def __init__(self, hidden_units, feature_columns, model_dir=None, weight_column_name=None, optimizer=None, activation_fn=tf.nn.relu,
                 dropout=None, gradient_clip_norm=None, enable_centered_bias=False, config=None, feature_engineering_fn=None,
                 label_dimension=1, **kwargs):
        made = tf.estimator.DNNRegressor(
            hidden_units, feature_columns, model_dir, label_dimension, weight_column_name, optimizer, activation_fn, dropout, config=config,
            loss_reduction=_mean, gradient_clip_norm=gradient_clip_norm, enable_centered_bias=enable_centered_bias, **kwargs)
        super(DNNRegressor, self).__init__(**_fitted(made, model_dir, config, feature_engineering_fn))


class LinearClassifier(_Fitted):
    def __init__(self, feature_columns, model_dir=None, n_classes=2, weight_column_name=None, optimizer=None, gradient_clip_norm=None,
                 enable_centered_bias=False, _joint_weight=False, config=None, feature_engineering_fn=None, **kwargs):
        made = tf.estimator.LinearClassifier(
            feature_columns, model_dir, n_classes, weight_column_name, None, optimizer, config, loss_reduction=_mean,
            gradient_clip_norm=gradient_clip_norm, enable_centered_bias=enable_centered_bias, **kwargs)
        super(LinearClassifier, self).__init__(**_fitted(made, model_dir, config, feature_engineering_fn))


class LinearRegressor(_Fitted):
    def __init__(self, feature_columns, model_dir=None, weight_column_name=None, optimizer=None, gradient_clip_norm=None,
                 enable_centered_bias=False, label_dimension=1, _joint_weights=False, config=None, feature_engineering_fn=None, **kwargs):
        made = tf.estimator.LinearRegressor(
            feature_columns, model_dir, label_dimension, weight_column_name, optimizer, config, loss_reduction=_mean,
            gradient_clip_norm=gradient_clip_norm, enable_centered_bias=enable_centered_bias, **kwargs)
        super(LinearRegressor, self).__init__(**_fitted(made, model_dir, config, feature_engineering_fn))
