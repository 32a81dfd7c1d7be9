# Loops that train a program's train op: slim.learning.train and tf.contrib.training.train of TensorFlow 1.15.
import tensorflow as tf


def _train(train_op, steps, init_op=None, init_fn=None):
    with tf.Session() as session:
        session.run(init_op if init_op is not None else tf.global_variables_initializer())
        session.run(tf.local_variables_initializer())
        if init_fn is not None:
            init_fn(session)
        value = None
        try:
            step = tf.train.get_global_step()
            while steps is None or step is None or session.run(step) < steps:
                value = session.run(train_op)
        except tf.errors.OutOfRangeError:
            pass
        return value


def train(train_op, logdir, *others, **kwargs):
    limits = [hook.last_step for hook in kwargs.get('hooks') or [] if isinstance(hook, tf.train.StopAtStepHook)]
    steps = kwargs.get('number_of_steps', limits[0] if limits else None)
    return _train(train_op, steps, kwargs.get('init_op'), kwargs.get('init_fn'))
