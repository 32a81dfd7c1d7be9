import { expect, it } from 'vitest';
import { canBeTensorFlow1, canMatter, mayTrain } from '../../../src/analysis/meaning/prefilter';

it.each([
  'import tensorflow as tf\ntrain = opt.minimize(loss)',
  'import tensorflow as tf\ntrain = opt \\\n    .minimize(loss)',
  'import tensorflow as tf\ntrain = (opt\n  .minimize(loss))',
  'import tensorflow as tf\ntrain = opt. \\\n  minimize(loss)',
  'import tensorflow as tf\nstep = opt.minimize\nstep(loss)',
  "import tensorflow as tf\ngetattr(opt, 'minimize')(loss)",
  'from tensorflow.contrib.layers import optimize_loss\noptimize_loss(loss, step, 0.1, "SGD")',
  'from tensorflow.contrib.slim.learning import create_train_op\nx = create_train_op(loss, opt)',
  'from common import *\nopt.apply_gradients(zip(grads, variables))',
  'import tflearn\nopt.minimize(loss)',
])('lets pass what may train with TensorFlow: %j', (text) => {
  expect(canMatter(text)).toBe(true);
});

it.each([
  '',
  'import tensorflow as tf\nloss = tf.reduce_mean(x)',
  'from scipy.optimize import minimize\nminimize(f, x0)',
  'from scipy import optimize\noptimize.minimize(f, x0)',
  'import tensorflow as tf\nminimizer = 1\nprint(opt.minimized)',
  'import optax\nstate = state.apply_gradients(grads=grads)  # https://www.tensorflow.org/tensorboard, TensorFlow is not needed',
])('passes over what cannot: %j', (text) => {
  expect(canMatter(text)).toBe(false);
});

it.each([
  'import tensorflow as tf\ntf.train.AdamOptimizer().minimize(loss)',
  'train_op = opt.minimize(loss)',
  'opt = tf.keras.optimizers.SGD(0.1)\nopt.minimize(\n    loss, step)',
  'opt = tf.keras.optimizers.SGD(0.1)\nopt.minimize(loss, global_step=n)',
  'x = tf.placeholder(tf.float32)\nmake().minimize(loss)',
])('takes for TensorFlow 1 what may be: %j', (text) => {
  expect(canBeTensorFlow1(text)).toBe(true);
});

it.each([
  'import tensorflow as tf\ntf.optimizers.Adam().minimize(loss, variables)',
  'import gpflow\ngpflow.optimizers.Scipy().minimize(model.training_loss, model.trainable_variables)',
])('needs no walk where no word is of TensorFlow 1: %j', (text) => {
  expect(canBeTensorFlow1(text)).toBe(false);
});

it.each([
  'import scipy\nscipy.optimize.minimize(f, x0)',
  'import numpy as np, scipy.optimize as so\nso.minimize(f, x0)',
  'from scipy import optimize\n# `optimize.minimize` takes options\nx = optimize . minimize(f, x0)',
  'import jax.scipy.optimize as jo\njo.minimize(f, x0)',
])('takes no function of SciPy for an optimizer’s method: %j', (text) => {
  expect(mayTrain(text)).toBe(false);
});

it.each([
  'def train(opt, loss):\n  return opt.minimize(loss)',
  'import scipy\nscipy.optimize.minimize(f, x0)\nself.opt.minimize(loss)',
  'import common\nmake(common).minimize(loss)',
  'import model\nsession.run(model.optimizer.minimize(model.loss))',
  'import scipy, model\nmodel.optimizer.minimize(model.loss)',
  'import tensorflow as tf\ntf.opt.minimize(loss)',
  'from trainer import optimizer\noptimizer.apply_gradients(pairs)',
])('leaves the method of anything else: %j', (text) => {
  expect(mayTrain(text)).toBe(true);
});
