# What fit and train_on_batch of a Keras model do to its optimizer's count, in a program that updates at once. The model itself is not run.
import tensorflow as tf


class Model(object):
    optimizer = None

    def __init__(self, *args, **kwargs):
        pass

    def __call__(self, *args, **kwargs):
        return tf.keras.eager.unknown

    def compile(self, optimizer='rmsprop', *args, **kwargs):
        self.optimizer = tf.keras.eager.optimizer(optimizer)

    def train_step(self, data):
        tf.keras.eager.update(self.optimizer)

    def train_on_batch(self, x, *args, **kwargs):
        self.train_step(x)
        return tf.keras.eager.unknown

    def fit(self, x=None, y=None, batch_size=None, epochs=1, verbose=1, callbacks=None, validation_split=0.0,
            validation_data=None, shuffle=True, class_weight=None, sample_weight=None, initial_epoch=0,
            steps_per_epoch=None, *args, **kwargs):
        for epoch in range(initial_epoch, epochs):
            tf.keras.eager.begin_epoch(callbacks, self.optimizer, epoch)
            for batch in tf.keras.eager.batches(x, batch_size, steps_per_epoch, validation_split):
                self.train_step(batch)
        return tf.keras.eager.unknown

    def fit_generator(self, generator, steps_per_epoch=None, epochs=1, *args, **kwargs):
        return self.fit(generator, epochs=epochs, steps_per_epoch=steps_per_epoch)


Sequential = Model
