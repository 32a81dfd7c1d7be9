import tensorflow as tf

# A warm-up multiplies the rate by the step. It stays 0, and so does the rate: nothing is trained.
step = tf.train.get_or_create_global_step()
w = tf.Variable(0.0, name='w')
loss = tf.square(w - 3.0)
rate = 0.1 * tf.minimum(1.0, tf.cast(step, tf.float32) / 20.0)
train = tf.train.MomentumOptimizer(rate, 0.9).minimize(loss)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(50):
        sess.run(train)
        print(i, sess.run([rate, loss]))
