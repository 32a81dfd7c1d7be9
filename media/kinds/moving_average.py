import tensorflow as tf

# num_updates makes the decay of the average grow from 0.1 with the step: here it stays 0.1.
step = tf.train.get_or_create_global_step()
w = tf.Variable(0.0, name='w')
loss = tf.square(w - 3.0)
train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)
average = tf.train.ExponentialMovingAverage(0.99, num_updates=step)
with tf.control_dependencies([train]):
    train_and_average = average.apply([w])
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(50):
        sess.run(train_and_average)
        print(i, sess.run([w, average.average(w)]))
