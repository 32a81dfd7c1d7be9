import tensorflow as tf

# The step is counted by minimize() and by an assignment: the decay is over after half of the training.
step = tf.train.get_or_create_global_step()
w = tf.Variable(0.0, name='w')
loss = tf.square(w - 3.0)
rate = tf.train.polynomial_decay(0.1, step, 40, 0.01)
train = tf.train.GradientDescentOptimizer(rate).minimize(loss, global_step=step)
count = tf.assign_add(step, 1)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(40):
        sess.run([train, count])
        print(i, sess.run([step, rate]))
