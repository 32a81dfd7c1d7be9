"""Steps per second of the article's program in real TensorFlow's v1 session: train op, loss and rate in each run."""
import os
import time

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import numpy as np
import tensorflow.compat.v1 as tf

tf.disable_eager_execution()
points = np.linspace(1, 2, 10).reshape([10, 1])
x = tf.placeholder(tf.float32, [None, 1])
y = tf.placeholder(tf.float32, [None, 1])
w = tf.Variable(0.0)
step = tf.Variable(0, trainable=False)
rate = tf.train.exponential_decay(0.01, step, 1000000, 0.5)
loss = tf.pow(w * x - y, 2)
train = tf.train.GradientDescentOptimizer(rate).minimize(loss, global_step=step)
with tf.Session() as session:
    session.run(tf.global_variables_initializer())
    made, start = 0, None
    while start is None or time.time() - start < 2:
        session.run([train, loss, rate], {x: points, y: points})
        made += 1
        if made == 200:
            start = time.time()
    print("%d steps/s" % ((made - 200) / (time.time() - start)))
