import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import '@tensorflow/tfjs-backend-cpu/dist/base';
import '@tensorflow/tfjs-backend-cpu/dist/register_all_kernels';
import { network, regression } from './programs';
import type { Way } from './measure';

// The same programs as somebody writes them who has only tfjs, or only JavaScript.

// As its users are told to for speed; it also silences kernels that are registered twice.
tf.enableProdMode();

const points = Float32Array.from({ length: 10 }, (_, index) => 1 + index / 9);
const decayed = (rate: number, step: number, steps: number, by: number): number => rate * by ** (step / steps);

function minimizing(optimizer: tf.Optimizer, loss: () => tf.Scalar, rateAt: (step: number) => number): Way {
  let step = 0;
  return {
    name: 'tfjs optimizer.minimize, cpu',
    steps: (count) => {
      let last = Number.NaN;
      for (let index = 0; index < count; index++) {
        // Only SGD lets its rate change; the others keep theirs.
        if ('setLearningRate' in optimizer && optimizer instanceof tf.SGDOptimizer)
          optimizer.setLearningRate(rateAt(step));
        const value = optimizer.minimize(loss, true);
        last = value?.dataSync()[0] ?? Number.NaN;
        value?.dispose();
        step++;
      }
      return last;
    },
  };
}

/** (a) on plain tfjs. */
export function lineOnTfjs(): Way {
  const [x, y] = [tf.tensor2d(points, [10, 1]), tf.tensor2d(points, [10, 1])];
  const w = tf.variable(tf.scalar(0));
  const loss = (): tf.Scalar => w.mul(x).sub(y).pow(2).sum();
  return minimizing(tf.train.sgd(0.01), loss, (step) => decayed(0.01, step, 1_000_000, 0.5));
}

/** (b) on plain tfjs. */
export function regressionOnTfjs(): Way {
  const [x, y] = [tf.tensor2d(regression.x, [32, 100]), tf.tensor2d(regression.y, [32, 1])];
  const w = tf.variable(tf.zeros([100, 1]));
  const loss = (): tf.Scalar => x.matMul(w).sub(y).square().mean();
  return minimizing(tf.train.sgd(regression.rate), loss, (step) => decayed(regression.rate, step, 1_000_000, 0.96));
}

/** (c) on plain tfjs. */
export function networkOnTfjs(optimizer: 'sgd' | 'adam'): Way {
  const [x, y] = [tf.tensor2d(network.x, [64, 784]), tf.tensor2d(network.labels)];
  const w1 = tf.variable(tf.tensor2d(network.w1, [784, 128]));
  const b1 = tf.variable(tf.zeros([128]));
  const w2 = tf.variable(tf.tensor2d(network.w2, [128, 10]));
  const b2 = tf.variable(tf.zeros([10]));
  const loss = (): tf.Scalar => tf.losses.softmaxCrossEntropy(y, x.matMul(w1).add(b1).relu().matMul(w2).add(b2)).mean();
  const made = optimizer === 'sgd' ? tf.train.sgd(0.01) : tf.train.adam(0.001);
  return minimizing(made, loss, (step) => decayed(0.01, step, 100_000, 0.96));
}

/** (a) in JavaScript alone, with float32's rounding where it is stored. */
export function lineInJavaScript(): Way {
  const [x, y] = [points, points];
  const w = new Float32Array(1);
  let step = 0;
  return {
    name: 'hand-written JavaScript',
    steps: (count) => {
      let last = Number.NaN;
      for (let index = 0; index < count; index++) {
        const weight = w[0] ?? 0;
        let [sum, slope] = [0, 0];
        for (let i = 0; i < x.length; i++) {
          const difference = weight * (x[i] ?? 0) - (y[i] ?? 0);
          sum += difference * difference;
          slope += 2 * difference * (x[i] ?? 0);
        }
        w[0] = weight - 0.01 * Math.pow(0.5, step / 1_000_000) * slope;
        last = sum / x.length;
        step++;
      }
      return last;
    },
  };
}

/** (b) in JavaScript alone. */
export function regressionInJavaScript(): Way {
  const { x, y, batch, features } = regression;
  const w = new Float32Array(features);
  const difference = new Float32Array(batch);
  let step = 0;
  return {
    name: 'hand-written JavaScript',
    steps: (count) => {
      let last = Number.NaN;
      for (let index = 0; index < count; index++) {
        let sum = 0;
        for (let row = 0; row < batch; row++) {
          let prediction = 0;
          for (let k = 0; k < features; k++) prediction += (x[row * features + k] ?? 0) * (w[k] ?? 0);
          const error = prediction - (y[row] ?? 0);
          difference[row] = error;
          sum += error * error;
        }
        const rate = regression.rate * Math.pow(0.96, step / 1_000_000);
        for (let k = 0; k < features; k++) {
          let slope = 0;
          for (let row = 0; row < batch; row++) slope += (x[row * features + k] ?? 0) * (difference[row] ?? 0);
          w[k] = (w[k] ?? 0) - rate * ((2 * slope) / batch);
        }
        last = sum / batch;
        step++;
      }
      return last;
    },
  };
}
