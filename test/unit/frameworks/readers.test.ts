import { describe, expect, it } from 'vitest';
import type { LibrarySymbol, MeaningKind } from '../../../src/frameworks/symbol';
import { canonicalName, tensorflow1 } from '../../../src/frameworks/tensorflow1/catalogue';
import { definedInPython } from '../../../src/frameworks/tensorflow1/library';
import { helperNames } from '../../../src/interpret/modules/tensorflow-helpers';
import { tensorMethodNames } from '../../../src/interpret/modules/tensorflow-objects';
import { contextMethodNames } from '../../../src/interpret/modules/tensorflow-runs';
import '../../../src/tf1/api/all';
import { definedNames } from '../../../src/tf1/api/registry';

// The checker asks the catalogue of every symbol. What it knows, the run builds, or does on Python's side, or does not, for a reason that
// stands here: then it says that the function is not supported, by its name and line.

/** Kinds of which nothing is built. */
const withoutBuilder: Partial<Record<MeaningKind, string>> = {
  harmless: 'what it returns does not matter to a training',
  hook: 'what it does beside a run does not matter to a training; StopAtStepHook is a helper',
  module: 'no function',
  dtype: 'no function: a recorded dtype is a value of its own',
  eager: 'there is no graph then: the program is no TensorFlow 1',
  session: 'opened by the interpreter, whichever method gives it',
  scope: 'a context of the interpreter',
};

/** Symbols that the run does not build, by how their names begin. */
const notBuilt: Readonly<Record<string, string>> = {
  'keras.optimizers.schedules.': 'read for their curves: no optimizer of tf.train takes one',
  'contrib.opt.': 'the equation is not described',
  'contrib.estimator.': 'an Estimator trains, which is another library’s loop',
  'contrib.mixed_precision.': 'the loss scale’s manager is not described',
  'tpu.': 'runs on TPUs alone',
  'horovod.': 'runs in several processes',
  'npu.': 'runs on Ascend’s processors alone',
  'estimator.': 'an Estimator trains, which is another library’s loop',
  'contrib.tpu.': 'runs on TPUs alone',
  'image.': 'a picture’s shape is followed, and numbers that fit stand in for what it holds',
  random_crop: 'a picture’s shape is followed, and numbers that fit stand in for what it holds',
  'contrib.summary.': 'nothing is written to a disk',
  'compat.v2.summary.': 'nothing is written to a disk',
  'Saver.save': 'nothing is written to a disk',
  'FileWriter.add_summary': 'nothing is written to a disk',
  get_collection_ref: 'a list that the program may change behind the graph’s back',
  'Graph.get_collection_ref': 'a list that the program may change behind the graph’s back',
  scatter_: 'assigns rows by their index',
  'keras.backend.update': 'returns an op of Keras’ own session',
  'keras.backend.batch_set_value': 'sets values outside of the graph’s runs',
  'contrib.framework.get_variables': 'lists by scope and suffix are not kept',
  'Variable.count_up_to': 'raises when it has counted',
  count_up_to: 'raises when it has counted',
  'Variable.ref': 'a key for dictionaries, which no graph holds',
};

/** Helpers of the interpreter that are no symbols for anybody else. */
const ofPythonAlone = new Set([
  'contrib.training.HParams',
  'estimator.unsupported',
  'test.is_gpu_available',
  'summary.FileWriter',
]);
/** Queues, readers and what decodes records: data, which no step is in. */
const ofData =
  /^(?:train\.(?:\w+_)?(?:batch|batch_join|input_producer)|\w+Reader|(?:(?:io|image)\.)?(?:read_file|decode_\w+|parse_(?:single_)?example))$/;

const built = new Set([...definedNames(), ...helperNames].map(canonicalName));
const methods = new Set([...tensorMethodNames, ...contextMethodNames]);

function isDone({ name, meaning }: LibrarySymbol): boolean {
  const isMethod = /(?:^|\.)[A-Z]\w*\.\w+$/.test(name) && methods.has(name.slice(name.lastIndexOf('.') + 1));
  return built.has(name) || definedInPython(name) !== null || isMethod || Object.hasOwn(withoutBuilder, meaning.kind);
}

const reasonOf = (name: string): string | undefined => Object.keys(notBuilt).find((start) => name.startsWith(start));

describe('a symbol of the catalogue', () => {
  it('is built by the run, done by the interpreter, or named here with the reason why not', () => {
    const silent = tensorflow1.all.filter((known) => !isDone(known) && reasonOf(known.name) === undefined);
    expect(silent.map(({ name }) => name)).toEqual([]);
  });

  it('is not named here where the run builds it', () => {
    const starts = Object.keys(notBuilt);
    expect(
      starts.filter((start) => !tensorflow1.all.some((one) => one.name.startsWith(start) && !isDone(one))),
    ).toEqual([]);
  });
});

describe('a name that the interpreter or the run attaches something to', () => {
  it('is a symbol of the catalogue', () => {
    const unknown = [...definedNames(), ...helperNames].filter(
      (name) => tensorflow1.find(name) === null && !ofPythonAlone.has(name) && !ofData.test(name),
    );
    expect(unknown).toEqual([]);
  });
});
