# Recurrent networks over cells, laid out step by step, after tensorflow/python/ops/rnn.py and contrib/legacy_seq2seq of TensorFlow 1.15.
# A loop of the graph computes the same: past a sequence's end its outputs are 0, and its state stays.
import tensorflow as tf


def _unrolled(cell, steps, state, lengths, scope, backwards=False):
    outputs = [None] * len(steps)
    times = range(len(steps))
    for time in reversed(times) if backwards else times:
        with tf.variable_scope(scope):
            output, new = cell(steps[time], state)
        if lengths is not None:
            goes_on = tf.expand_dims(tf.cast(tf.greater(lengths, time), output.static_dtype()), 1)
            output = output * goes_on
            new = tf.nest.map_structure(lambda now, before: now * goes_on + before * (1.0 - goes_on), new, state)
        outputs[time], state = output, new
    return outputs, state


def _batch(steps):
    return tf.shape(steps[0])[0]


def _steps(inputs, axis):
    steps = tf.unstack(inputs, axis=axis)
    if isinstance(steps, list):
        return steps
    return tf.unstack(inputs, num=inputs.fed_length(axis), axis=axis)


def _lengths(sequence_length):
    return None if sequence_length is None else tf.cast(sequence_length, tf.int32)


def dynamic_rnn(cell, inputs, sequence_length=None, initial_state=None, dtype=None, parallel_iterations=None, swap_memory=False,
                time_major=False, scope=None):
    axis = 0 if time_major else 1
    with tf.variable_scope(scope or 'rnn') as opened:
        steps = _steps(tf.convert_to_tensor(inputs), axis)
        state = initial_state if initial_state is not None else cell.zero_state(_batch(steps), dtype or tf.float32)
        outputs, state = _unrolled(cell, steps, state, _lengths(sequence_length), opened)
        return tf.stack(outputs, axis=axis), state


def static_rnn(cell, inputs, initial_state=None, dtype=None, sequence_length=None, scope=None):
    with tf.variable_scope(scope or 'rnn') as opened:
        state = initial_state if initial_state is not None else cell.zero_state(_batch(inputs), dtype or tf.float32)
        return _unrolled(cell, list(inputs), state, _lengths(sequence_length), opened)


def _both(cells, steps, states, dtype, sequence_length):
    results = []
    for cell, state, name in zip(cells, states, ('fw', 'bw')):
        with tf.variable_scope(name) as opened:
            if state is None:
                state = cell.zero_state(_batch(steps), dtype or tf.float32)
            results.append(_unrolled(cell, steps, state, _lengths(sequence_length), opened, backwards=name == 'bw'))
    return results


def bidirectional_dynamic_rnn(cell_fw, cell_bw, inputs, sequence_length=None, initial_state_fw=None, initial_state_bw=None, dtype=None,
                              parallel_iterations=None, swap_memory=False, time_major=False, scope=None):
    axis = 0 if time_major else 1
    with tf.variable_scope(scope or 'bidirectional_rnn'):
        steps = _steps(tf.convert_to_tensor(inputs), axis)
        (fw, state_fw), (bw, state_bw) = _both((cell_fw, cell_bw), steps, (initial_state_fw, initial_state_bw), dtype, sequence_length)
        return (tf.stack(fw, axis=axis), tf.stack(bw, axis=axis)), (state_fw, state_bw)


def static_bidirectional_rnn(cell_fw, cell_bw, inputs, initial_state_fw=None, initial_state_bw=None, dtype=None, sequence_length=None,
                             scope=None):
    with tf.variable_scope(scope or 'bidirectional_rnn'):
        states = (initial_state_fw, initial_state_bw)
        (fw, state_fw), (bw, state_bw) = _both((cell_fw, cell_bw), list(inputs), states, dtype, sequence_length)
        return [tf.concat([left, right], 1) for left, right in zip(fw, bw)], state_fw, state_bw


rnn = static_rnn
bidirectional_rnn = static_bidirectional_rnn


def rnn_decoder(decoder_inputs, initial_state, cell, loop_function=None, scope=None):
    with tf.variable_scope(scope or 'rnn_decoder') as opened:
        state, outputs, previous = initial_state, [], None
        for number, step in enumerate(decoder_inputs):
            if loop_function is not None and previous is not None:
                step = loop_function(previous, number)
            with tf.variable_scope(opened):
                output, state = cell(step, state)
            outputs.append(output)
            previous = output
        return outputs, state


def basic_rnn_seq2seq(encoder_inputs, decoder_inputs, cell, dtype=tf.float32, scope=None):
    with tf.variable_scope(scope or 'basic_rnn_seq2seq'):
        _, state = static_rnn(cell, encoder_inputs, dtype=dtype)
        return rnn_decoder(decoder_inputs, state, cell)


def sequence_loss_by_example(logits, targets, weights, average_across_timesteps=True, softmax_loss_function=None, name=None):
    losses = []
    for logit, target, weight in zip(logits, targets, weights):
        if softmax_loss_function is None:
            entropy = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=tf.reshape(target, [-1]), logits=logit)
        else:
            entropy = softmax_loss_function(labels=tf.reshape(target, [-1]), logits=logit)
        losses.append(entropy * weight)
    total = tf.add_n(losses)
    return total / (tf.add_n([tf.cast(weight, tf.float32) for weight in weights]) + 1e-12) if average_across_timesteps else total


def sequence_loss(logits, targets, weights, average_across_timesteps=True, average_across_batch=True, softmax_loss_function=None, name=None):
    if isinstance(logits, (list, tuple)):
        cost = tf.reduce_sum(sequence_loss_by_example(logits, targets, weights, average_across_timesteps, softmax_loss_function))
        return cost / tf.cast(tf.shape(targets[0])[0], tf.float32) if average_across_batch else cost
    classes = logits.static_length(-1)
    flat, labels = tf.reshape(logits, [-1, classes]), tf.reshape(targets, [-1])
    if softmax_loss_function is None:
        entropy = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=flat)
    else:
        entropy = softmax_loss_function(labels=labels, logits=flat)
    entropy = entropy * tf.reshape(weights, [-1])
    if average_across_timesteps and average_across_batch:
        return tf.reduce_sum(entropy) / (tf.reduce_sum(weights) + 1e-12)
    entropy = tf.reshape(entropy, tf.shape(targets))
    axes = [axis for axis, averaged in [(0, average_across_batch), (1, average_across_timesteps)] if averaged]
    return tf.reduce_sum(entropy, axes) / (tf.reduce_sum(weights, axes) + 1e-12) if axes else entropy
