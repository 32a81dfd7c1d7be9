# tf.metrics: running means and counts in local variables, each with the operation that updates them, after
# tensorflow/python/ops/metrics_impl.py of TensorFlow 1.15.
import tensorflow as tf


def _variable(name, shape=None):
    return tf.Variable(tf.zeros(shape or []), trainable=False, name=name,
                       collections=[tf.GraphKeys.LOCAL_VARIABLES, 'metric_variables'])


def _collected(value, update, metrics_collections, updates_collections):
    if metrics_collections is not None:
        tf.add_to_collections(metrics_collections, value)
    if updates_collections is not None:
        tf.add_to_collections(updates_collections, update)
    return value, update


def _ratio(part, whole):
    return tf.div_no_nan(part, whole)


def mean(values, weights=None, metrics_collections=None, updates_collections=None, name=None):
    with tf.variable_scope(name, 'mean', [values, weights]):
        total, count = _variable('total'), _variable('count')
        values = tf.cast(values, tf.float32)
        if weights is None:
            number = tf.cast(tf.size(values), tf.float32)
        else:
            weights = tf.cast(weights, tf.float32) * tf.ones_like(values)
            values, number = values * weights, tf.reduce_sum(weights)
        added = tf.assign_add(total, tf.reduce_sum(values))
        with tf.control_dependencies([values]):
            counted = tf.assign_add(count, number)
        return _collected(_ratio(total, count), _ratio(added, counted), metrics_collections, updates_collections)


def _same_rank(labels, predictions):
    labels, predictions = tf.convert_to_tensor(labels), tf.convert_to_tensor(predictions)
    ranks = labels.static_rank(), predictions.static_rank()
    if ranks[0] is not None and ranks[1] is not None and ranks[0] == ranks[1] + 1:
        labels = tf.squeeze(labels, [-1])
    if ranks[0] is not None and ranks[1] is not None and ranks[1] == ranks[0] + 1:
        predictions = tf.squeeze(predictions, [-1])
    return labels, predictions


def accuracy(labels, predictions, weights=None, metrics_collections=None, updates_collections=None, name=None):
    labels, predictions = _same_rank(labels, predictions)
    hits = tf.cast(tf.equal(tf.cast(predictions, labels.static_dtype()), labels), tf.float32)
    return mean(hits, weights, metrics_collections, updates_collections, name or 'accuracy')


def mean_squared_error(labels, predictions, weights=None, metrics_collections=None, updates_collections=None, name=None):
    errors = tf.square(tf.cast(predictions, tf.float32) - tf.cast(labels, tf.float32))
    return mean(errors, weights, metrics_collections, updates_collections, name or 'mean_squared_error')


def mean_absolute_error(labels, predictions, weights=None, metrics_collections=None, updates_collections=None, name=None):
    errors = tf.abs(tf.cast(predictions, tf.float32) - tf.cast(labels, tf.float32))
    return mean(errors, weights, metrics_collections, updates_collections, name or 'mean_absolute_error')


def root_mean_squared_error(labels, predictions, weights=None, metrics_collections=None, updates_collections=None, name=None):
    value, update = mean_squared_error(labels, predictions, weights, None, None, name or 'root_mean_squared_error')
    return _collected(tf.sqrt(value), tf.sqrt(update), metrics_collections, updates_collections)


def mean_tensor(values, weights=None, metrics_collections=None, updates_collections=None, name=None):
    return mean(values, weights, metrics_collections, updates_collections, name or 'mean')


def _counted(hits, weights, name):
    hits = tf.cast(hits, tf.float32)
    if weights is not None:
        hits = hits * tf.cast(weights, tf.float32)
    count = _variable(name)
    return count, tf.assign_add(count, tf.reduce_sum(hits))


def _pairs(labels, predictions):
    return tf.cast(labels, tf.bool), tf.cast(predictions, tf.bool)


def true_positives(labels, predictions, weights=None, metrics_collections=None, updates_collections=None, name=None):
    labels, predictions = _pairs(labels, predictions)
    value, update = _counted(tf.logical_and(labels, predictions), weights, name or 'true_positives')
    return _collected(value, update, metrics_collections, updates_collections)


def false_positives(labels, predictions, weights=None, metrics_collections=None, updates_collections=None, name=None):
    labels, predictions = _pairs(labels, predictions)
    value, update = _counted(tf.logical_and(tf.logical_not(labels), predictions), weights, name or 'false_positives')
    return _collected(value, update, metrics_collections, updates_collections)


def false_negatives(labels, predictions, weights=None, metrics_collections=None, updates_collections=None, name=None):
    labels, predictions = _pairs(labels, predictions)
    value, update = _counted(tf.logical_and(labels, tf.logical_not(predictions)), weights, name or 'false_negatives')
    return _collected(value, update, metrics_collections, updates_collections)


def true_negatives(labels, predictions, weights=None, metrics_collections=None, updates_collections=None, name=None):
    labels, predictions = _pairs(labels, predictions)
    hits = tf.logical_and(tf.logical_not(labels), tf.logical_not(predictions))
    value, update = _counted(hits, weights, name or 'true_negatives')
    return _collected(value, update, metrics_collections, updates_collections)


def precision(labels, predictions, weights=None, metrics_collections=None, updates_collections=None, name=None):
    with tf.variable_scope(name, 'precision'):
        hits, hits_update = true_positives(labels, predictions, weights)
        others, others_update = false_positives(labels, predictions, weights)
        return _collected(_ratio(hits, hits + others), _ratio(hits_update, hits_update + others_update), metrics_collections,
                          updates_collections)


def recall(labels, predictions, weights=None, metrics_collections=None, updates_collections=None, name=None):
    with tf.variable_scope(name, 'recall'):
        hits, hits_update = true_positives(labels, predictions, weights)
        others, others_update = false_negatives(labels, predictions, weights)
        return _collected(_ratio(hits, hits + others), _ratio(hits_update, hits_update + others_update), metrics_collections,
                          updates_collections)


def _area(hits, misses, false, right, curve):
    rate = (hits + 1e-7) / (hits + misses + 1e-7)
    x, y = false / (false + right + 1e-7), rate
    if curve == 'PR':
        x, y = rate, (hits + 1e-7) / (hits + false + 1e-7)
    return tf.reduce_sum((x[:-1] - x[1:]) * (y[:-1] + y[1:]) / 2.0)


def auc(labels, predictions, weights=None, num_thresholds=200, metrics_collections=None, updates_collections=None, curve='ROC', name=None,
        summation_method='trapezoidal', thresholds=None):
    with tf.variable_scope(name, 'auc'):
        steps = [(step + 1) * 1.0 / (num_thresholds - 1) for step in range(num_thresholds - 2)]
        limits = tf.constant([[limit] for limit in [-1e-7] + steps + [1.0 + 1e-7]])
        labels = tf.reshape(tf.cast(labels, tf.bool), [1, -1])
        over = tf.greater(tf.reshape(tf.cast(predictions, tf.float32), [1, -1]), limits)
        under = tf.logical_not(over)
        totals, updates = [], []
        for hits in [tf.logical_and(labels, over), tf.logical_and(labels, under), tf.logical_and(tf.logical_not(labels), over),
                     tf.logical_and(tf.logical_not(labels), under)]:
            count = _variable('count', [num_thresholds])
            totals.append(count)
            updates.append(tf.assign_add(count, tf.reduce_sum(tf.cast(hits, tf.float32), 1)))
        return _collected(_area(totals[0], totals[1], totals[2], totals[3], curve),
                          _area(updates[0], updates[1], updates[2], updates[3], curve), metrics_collections, updates_collections)


def mean_iou(labels, predictions, num_classes, weights=None, metrics_collections=None, updates_collections=None, name=None):
    with tf.variable_scope(name, 'mean_iou'):
        total = _variable('total_confusion_matrix', [num_classes, num_classes])
        rows = tf.one_hot(tf.reshape(tf.cast(labels, tf.int32), [-1]), num_classes)
        columns = tf.one_hot(tf.reshape(tf.cast(predictions, tf.int32), [-1]), num_classes)
        update = tf.assign_add(total, tf.matmul(rows, columns, transpose_a=True))
        hits = tf.reduce_sum(total * tf.eye(num_classes), 0)
        union = tf.reduce_sum(total, 0) + tf.reduce_sum(total, 1) - hits
        classes = tf.reduce_sum(tf.cast(tf.not_equal(union, 0.0), tf.float32))
        value = _ratio(tf.reduce_sum(_ratio(hits, union)), classes)
        return _collected(value, update, metrics_collections, updates_collections)
