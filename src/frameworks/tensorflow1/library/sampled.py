# tf.nn.nce_loss and tf.nn.sampled_softmax_loss over TensorFlow's default sampler, after tensorflow/python/ops/nn_impl.py of TensorFlow 1.15.
# Classes are drawn by the kernel's own way: floor(e^(u log(range + 1))) - 1 for u between 0 and 1.
import math
import tensorflow as tf


def log_uniform_candidate_sampler(true_classes, num_true, num_sampled, unique, range_max, seed=None, name=None):
    drawn = tf.random.log_uniform_sample(num_sampled, range_max, unique, seed)
    sampled, tries = drawn[:num_sampled], tf.cast(drawn[num_sampled], tf.float32)
    expected = lambda classes: _expected(classes, num_sampled, tries, range_max)
    return sampled, expected(true_classes), expected(sampled)


def _expected(classes, num_sampled, tries, range_max):
    ids = tf.cast(classes, tf.float32)
    share = tf.log((ids + 2.0) / (ids + 1.0)) / math.log(range_max + 1.0)
    # Of different classes more may be tried than are kept.
    repeated = tf.cast(tf.equal(tries, float(num_sampled)), tf.float32)
    return repeated * share * num_sampled - (1.0 - repeated) * tf.math.expm1(tries * tf.math.log1p(-share))


def _logits(weights, biases, labels, inputs, num_sampled, num_classes, num_true, sampled_values, subtract_log_q, seed, remove_hits):
    if isinstance(weights, (list, tuple)):
        weights = tf.concat(list(weights), 0)
    flat = tf.reshape(tf.cast(labels, tf.int64), [-1])
    if sampled_values is None:
        sampled_values = log_uniform_candidate_sampler(tf.reshape(tf.cast(labels, tf.int64), [-1, num_true]), num_true, num_sampled, True,
                                                       num_classes, seed)
    sampled, true_expected, sampled_expected = sampled_values
    sampled = tf.stop_gradient(tf.cast(sampled, tf.int64))
    true_w, sampled_w = tf.nn.embedding_lookup(weights, flat), tf.nn.embedding_lookup(weights, sampled)
    true_b, sampled_b = tf.nn.embedding_lookup(biases, flat), tf.nn.embedding_lookup(biases, sampled)
    width = inputs.static_length(-1)
    products = tf.reshape(inputs, [-1, 1, width]) * tf.reshape(true_w, [-1, num_true, width])
    true_logits = tf.reduce_sum(products, 2) + tf.reshape(true_b, [-1, num_true])
    sampled_logits = tf.matmul(inputs, sampled_w, transpose_b=True) + sampled_b
    if remove_hits:
        hits = tf.cast(tf.equal(tf.reshape(flat, [-1, num_true, 1]), tf.reshape(sampled, [1, 1, -1])), tf.float32)
        sampled_logits = sampled_logits + tf.reduce_sum(hits, 1) * -3.4028234663852886e38
    if subtract_log_q:
        true_logits = true_logits - tf.log(tf.stop_gradient(true_expected))
        sampled_logits = sampled_logits - tf.log(tf.stop_gradient(sampled_expected))
    return tf.concat([true_logits, sampled_logits], 1), tf.concat([tf.ones_like(true_logits) / num_true, tf.zeros_like(sampled_logits)], 1)


def nce_loss(weights, biases, labels, inputs, num_sampled, num_classes, num_true=1, sampled_values=None, remove_accidental_hits=False,
             partition_strategy='mod', name='nce_loss'):
    logits, wanted = _logits(weights, biases, labels, inputs, num_sampled, num_classes, num_true, sampled_values, True, None,
                             remove_accidental_hits)
    return tf.reduce_sum(tf.nn.sigmoid_cross_entropy_with_logits(labels=wanted, logits=logits), 1)


def sampled_softmax_loss(weights, biases, labels, inputs, num_sampled, num_classes, num_true=1, sampled_values=None,
                         remove_accidental_hits=True, partition_strategy='mod', name='sampled_softmax_loss', seed=None):
    logits, wanted = _logits(weights, biases, labels, inputs, num_sampled, num_classes, num_true, sampled_values, True, seed,
                             remove_accidental_hits)
    return tf.nn.softmax_cross_entropy_with_logits_v2(labels=tf.stop_gradient(wanted), logits=logits)
