import { expect, it } from 'vitest';
import { canMatter } from '../../../src/analysis/prefilter';

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
])('passes over what cannot: %j', (text) => {
  expect(canMatter(text)).toBe(false);
});
