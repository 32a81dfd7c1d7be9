import tensorflow as tf

# Each checkpoint is named after the step. It stays 0: they overwrite each other.
step = tf.train.get_or_create_global_step()
w = tf.Variable(0.0, name='w')
loss = tf.square(w - 3.0)
train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)
saver = tf.train.Saver()
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(100):
        sess.run(train)
        if i % 20 == 0:
            print('saved', saver.save(sess, './model.ckpt', global_step=step))
