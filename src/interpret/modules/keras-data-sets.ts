import { message } from '../../base/message';
import type { GraphArray } from '../../base/graph-call';
import type { Span } from '../../python/syntax';
import { arrayValue } from '../numpy/array-value';
import { NumpyArguments } from '../numpy/arguments';
import { allocate } from '../numpy/ndarray';
import { MersenneTwister } from '../numpy/mersenne-twister';
import { notKnown } from '../not-known';
import type { Recorder } from '../record/recorder';
import { type PictureSet, pictureSets, samplePictures } from '../stand-in/picture-sets';
import { arrayOfRows, repeatedOrder } from '../tall-arrays';
import { anything, builtin, type ModuleValue, tolerant, tuple, type Value } from '../values';
import { moduleOf } from './module-of';

// Keras's loaders of data sets, of its own and below TensorFlow: the sets are downloads, for which data of their form stands in.

/** `keras.datasets`. */
export function kerasDataSets(recorder: Recorder): ModuleValue {
  const modules = [...pictureSets].map(([name, set]): [string, Value] => [
    name,
    moduleOf(`keras.datasets.${name}`, {
      load_data: tolerant('load_data', anything, ({ span }) => loadPictures(set, recorder, span)),
    }),
  ]);
  const boston = moduleOf('keras.datasets.boston_housing', {
    load_data: tolerant('load_data', anything, ({ span }) => loadBoston(recorder, span)),
  });
  return moduleOf('keras.datasets', { ...Object.fromEntries(modules), boston_housing: boston });
}

/** `(x_train, y_train), (x_test, y_test)`: pictures from 0 to 255 with their classes. */
function loadPictures(set: PictureSet, recorder: Recorder, span: Span): Value {
  const why = message("{0}'s pictures are a download", set.name);
  recorder.standIns.note({ why, standIn: set.standIn, span });
  const { pictures, classes } = samplePictures(set, recorder.standIns);
  // CIFAR's labels are a column.
  const shape = set.shape.length === 3 ? [set.made, 1] : [set.made];
  const labels: GraphArray = { dtype: 'int32', shape, data: classes };
  const part = (first: number, count: number): Value => {
    const order = repeatedOrder(count, set.made).map((row) => (row + first) % set.made);
    return tuple([pictures, labels].map((sample) => arrayOfRows({ sample, order: order.slice() }, why, span)));
  };
  return tuple([part(0, set.train), part(set.made >> 1, set.test)]);
}

/** Mean and spread of each column of Boston's 13, as the set's documentation has them. */
const bostonColumns: readonly (readonly [mean: number, spread: number])[] = [
  [3.6, 8.6],
  [11.4, 23.3],
  [11.1, 6.9],
  [0.07, 0.25],
  [0.55, 0.12],
  [6.28, 0.7],
  [68.6, 28.1],
  [3.8, 2.1],
  [9.5, 8.7],
  [408, 168],
  [18.5, 2.2],
  [357, 91],
  [12.7, 7.1],
];

/** Rows of the form of Boston's houses: the price goes with the rooms, and against poverty and crime. */
function housesLikeBoston(count: number, seed: number): { readonly rows: GraphArray; readonly prices: GraphArray } {
  const generator = new MersenneTwister(seed);
  const width = bostonColumns.length;
  const rows = new Float64Array(count * width);
  const prices = new Float64Array(count);
  for (let row = 0; row < count; row++) {
    const drawn = bostonColumns.map(() => generator.nextNormal());
    for (const [column, [mean, spread]] of bostonColumns.entries())
      rows[row * width + column] = Math.max(0, mean + spread * (drawn[column] ?? 0));
    const [crime = 0, rooms = 0, poverty = 0] = [drawn[0], drawn[5], drawn[12]];
    prices[row] = Math.min(50, Math.max(5, 22.5 + 4 * rooms - 4 * poverty - crime + 2 * generator.nextNormal()));
  }
  return {
    rows: { dtype: 'float64', shape: [count, width], data: rows },
    prices: { dtype: 'float64', shape: [count], data: prices },
  };
}

/** Rows and prices that stand in for so many of Boston's houses. */
export function bostonPart(recorder: Recorder, span: Span, count = 506, seed = 13): [rows: Value, prices: Value] {
  const why = message("Boston's house prices are a download");
  recorder.standIns.note({ why, standIn: message('drawn rows of the same form'), span });
  const { rows, prices } = housesLikeBoston(count, seed);
  return [arrayValue(rows), arrayValue(prices)];
}

function loadBoston(recorder: Recorder, span: Span): Value {
  return tuple([tuple(bostonPart(recorder, span, 404)), tuple(bostonPart(recorder, span, 102, 14))]);
}

/** `keras.utils`: classes as rows with a one. */
export const kerasUtils = moduleOf('keras.utils', {
  to_categorical: builtin('to_categorical', (given) => {
    const read = new NumpyArguments(given);
    const classes = read.array(0, 'y') ?? notKnown(message('the argument {0} of this', 'y'), given.span);
    const last = classes.data.reduce((most, value) => Math.max(most, value), -1);
    const count = read.whole(1, 'num_classes') ?? last + 1;
    const made = allocate([classes.data.length, count], 'float32', given.span);
    classes.data.forEach((value, row) => (made.data[row * count + value] = 1));
    return arrayValue(made);
  }),
});
