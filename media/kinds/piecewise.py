import tensorflow as tf

# The rate falls at steps 30 and 60. The step is passed to minimize(): all is right here.
step = tf.train.get_or_create_global_step()
w = tf.Variable(0.0, name='w')
loss = tf.square(w - 3.0)
rate = tf.train.piecewise_constant(step, [30, 60], [0.1, 0.03, 0.01])
train = tf.train.AdamOptimizer(rate).minimize(loss, global_step=step)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(100):
        sess.run(train)
        if i % 10 == 9:
            print(i, sess.run([step, rate, loss]))
