import { message } from '../../base/message';
import type { GraphArray } from '../../base/graph-call';
import { map } from '../numpy/ndarray';
import { notKnown } from '../not-known';
import type { Recorder } from '../record/recorder';
import { asNumber, truthOf } from '../read-value';
import { pictureSets, samplePictures } from '../stand-in/picture-sets';
import { arrayOfRows, gathered, repeatedOrder, type TallRows } from '../tall-arrays';
import { reading, touching, writing } from '../watching';
import {
  type Arguments,
  bool,
  builtin,
  type InstanceValue,
  int,
  type ModuleValue,
  none,
  str,
  tolerant,
  tuple,
  unknown,
  type Value,
} from '../values';
import { moduleOf } from './module-of';
import { smallDataSet } from './scikit-learn';

// MNIST as TensorFlow's own tutorials load it: `read_data_sets`, and the parts that it gives.

const mnist = pictureSets.get('mnist');
const why = message("MNIST's pictures are a download");

/** `read_data_sets` and its kin, as a module: `tensorflow.examples.tutorials.mnist.input_data` and `tf.contrib.learn.datasets.mnist`. */
export function mnistModule(recorder: Recorder): ModuleValue {
  return moduleOf('input_data', {
    read_data_sets: tolerant('read_data_sets', [0, 'train_dir', 'source_url', 'seed'], (given) =>
      readDataSets(given, recorder),
    ),
    load_mnist: tolerant('load_mnist', [0, 'train_dir'], (given) =>
      readDataSets({ ...given, positional: [], named: new Map() }, recorder),
    ),
  });
}

/** How the pictures are given. */
interface Form {
  readonly isOneHot: boolean;
  /** Rows of 784 numbers, not 28 x 28 x 1. */
  readonly isFlat: boolean;
  /** Numbers from 0 to 1, not from 0 to 255. */
  readonly isScaled: boolean;
}

/** `read_data_sets(train_dir, fake_data=False, one_hot=False, dtype=tf.float32, reshape=True, validation_size=5000, …)`. */
function readDataSets({ positional, named, span }: Arguments, recorder: Recorder): Value {
  const argument = (place: number, name: string): Value => named.get(name) ?? positional[place] ?? none;
  const flag = (place: number, name: string, otherwise: boolean): boolean => {
    const value = argument(place, name);
    return value.kind === 'none'
      ? otherwise
      : (truthOf(value) ?? notKnown(message('the argument {0} of this', name), span));
  };
  const dtype = argument(3, 'dtype');
  const form: Form = {
    isOneHot: flag(2, 'one_hot', false),
    isFlat: flag(4, 'reshape', true),
    isScaled: dtype.kind !== 'dtype' || dtype.value === 'float32',
  };
  const kept = argument(5, 'validation_size');
  const validation =
    kept.kind === 'none'
      ? 5000
      : (asNumber(kept) ?? notKnown(message('the argument {0} of this', 'validation_size'), span));
  if (mnist === undefined) return unknown(why, span);
  recorder.standIns.note({ why, standIn: mnist.standIn, span });
  const part = (first: number, count: number): Value => new Part(form, recorder, { first, count }).value(span);
  const parts: readonly (readonly [string, Value])[] = [
    ['train', part(validation, mnist.train - validation)],
    ['validation', part(0, validation)],
    ['test', part(700, mnist.test)],
  ];
  const sets: InstanceValue = {
    kind: 'instance',
    class: null,
    attributes: new Map(parts),
    items: () => parts.map(([, value]) => value),
  };
  return sets;
}

/** Where a part's batches are: the examples given so far, and the first row of the next batch among those that are made. */
type BatchPlace = Map<unknown, unknown>;

/** One of the three parts of the set. */
class Part {
  private readonly place: BatchPlace = new Map<unknown, unknown>([
    ['given', 0],
    ['row', str('0')],
  ]);

  constructor(
    private readonly form: Form,
    private readonly recorder: Recorder,
    private readonly range: { readonly first: number; readonly count: number },
  ) {}

  value(span: Arguments['span']): Value {
    const { count } = this.range;
    const members = new Map<string, () => Value>([
      ['num_examples', () => int(count)],
      ['images', () => arrayOfRows({ ...this.rows('images') }, why, span)],
      ['labels', () => arrayOfRows({ ...this.rows('labels') }, why, span)],
      ['next_batch', () => tolerant('next_batch', [1, 2, 'fake_data', 'shuffle'], (given) => this.nextBatch(given))],
      [
        'epochs_completed',
        () => {
          touching(this.place);
          return int(Math.floor(Math.max(0, this.given - 1) / count));
        },
      ],
    ]);
    return {
      kind: 'module',
      path: 'mnist.DataSet',
      modelled: [...members.keys()],
      member: (name, place) => members.get(name)?.() ?? unknown(message('the array attribute {0}', name), place),
    };
  }

  private get given(): number {
    const given = this.place.get('given');
    return typeof given === 'number' ? given : 0;
  }

  private nextBatch({ positional, named, span }: Arguments): Value {
    const size = asNumber(named.get('batch_size') ?? positional[0] ?? none);
    if (size === null || !(size > 0)) return notKnown(message('the argument {0} of this', 'batch_size'), span);
    const made = mnist?.made ?? 1;
    reading(this.place, 'row');
    writing(this.place, 'row');
    writing(this.place, 'given');
    const held = this.place.get('row') as Value & { kind: 'str' };
    const first = Number(held.value);
    this.place.set('row', str(String((first + size) % made)));
    this.place.set('given', this.given + size);
    const batch = (what: 'images' | 'labels'): Value => {
      const sample = this.sample(what);
      const order = Int32Array.from({ length: size }, (_, at) => (first + at) % made);
      return { kind: 'array', array: gathered({ sample, order }, 0, size) };
    };
    return tuple([batch('images'), batch('labels')]);
  }

  private rows(what: 'images' | 'labels'): TallRows {
    const { first, count } = this.range;
    const sample = this.sample(what);
    const made = sample.shape[0] ?? 1;
    return { sample, order: repeatedOrder(count, made).map((row) => (row + first) % made) };
  }

  private sample(what: 'images' | 'labels'): GraphArray {
    return this.recorder.standIns.once(`${what} of MNIST ${JSON.stringify(this.form)}`, () => this.made(what));
  }

  private made(what: 'images' | 'labels'): GraphArray {
    if (mnist === undefined) return { dtype: 'float32', shape: [0], data: new Float64Array(0) };
    const { pictures, classes } = samplePictures(mnist, this.recorder.standIns);
    if (what === 'images') {
      const shape = this.form.isFlat ? [mnist.made, 784] : [mnist.made, 28, 28, 1];
      const scale = Math.fround(1 / 255);
      const scaled = this.form.isScaled ? map(pictures, 'float32', (value) => value * scale) : pictures;
      return { ...scaled, shape };
    }
    if (!this.form.isOneHot) return { dtype: 'int32', shape: [mnist.made], data: classes };
    const data = new Float64Array(mnist.made * mnist.classes);
    classes.forEach((digit, row) => (data[row * mnist.classes + digit] = 1));
    return { dtype: 'float64', shape: [mnist.made, mnist.classes], data };
  }
}

/** `tf.contrib.learn.datasets`: `load_dataset('mnist')`, `'iris'` and `'boston'`, and the module `mnist`. */
export function learnDataSets(recorder: Recorder): ModuleValue {
  const module = mnistModule(recorder);
  return moduleOf('tensorflow.contrib.learn.datasets', {
    mnist: module,
    load_dataset: builtin('load_dataset', (given) => {
      const name = given.named.get('name') ?? given.positional[0] ?? none;
      return name.kind === 'str' && name.value === 'mnist'
        ? readDataSets({ ...given, positional: [], named: new Map([['one_hot', bool(false)]]) }, recorder)
        : ((name.kind === 'str' ? smallDataSet(name.value, recorder, given.span) : null) ??
            notKnown(message('the argument {0} of this', 'name'), given.span));
    }),
  });
}
