import { message, verbatim } from '../../base/message';
import type { GraphArray } from '../../base/graph-call';
import { own } from '../../base/own';
import type { Span } from '../../python/syntax';
import { countOf } from '../forgotten';
import { allocate, cast } from '../numpy/ndarray';
import { isTall } from '../tall-arrays';
import { rowsIn, tallRowsIn, textsIn } from './data-sets/columns';
import { spend } from '../reading';
import { staticShapeOf } from '../static-shape';
import { anything, builtin, type ModuleValue, none, type Places, tolerant, unknown, type Value } from '../values';
import type { Program } from './tensorflow';
import {
  arrayValue,
  asTensorArray,
  DataError,
  dataSets,
  type Elements,
  leavesOf,
  mapLeaves,
  type Pass,
  endless,
  padded,
  ragged,
} from './data-sets/elements';
import { iteratorOf } from './data-sets/iterators';
import { iteratorClass, typesOf } from './data-sets/structures';
import { Given, methods } from './data-sets/methods';
import { fromGenerator } from './data-sets/generators';
import { recordsOf } from './data-sets/records-of-files';

/** Arguments that change how quickly elements are made, and not which. */
const speedOnly: ReadonlyMap<string, Places> = new Map<string, Places>([
  ['prefetch', anything],
  ['cache', anything],
  ['with_options', anything],
  ['map', [1, 'num_parallel_calls', 'deterministic', 'name']],
]);

/** Methods that leave each element as it is. */
const keepsParts: ReadonlySet<string> = new Set([
  'repeat',
  'shuffle',
  'take',
  'skip',
  'filter',
  'prefetch',
  'cache',
  'with_options',
]);

/** Methods that give a part of a data set alone. */
const ending: ReadonlySet<string> = new Set(['take', 'take_while']);

function dataSet(elements: Elements, program: Program): Value {
  const attributes = new Map<string, Value>();
  const value: Value = { kind: 'instance', class: null, attributes };
  dataSets.set(value, elements);
  for (const [name, method] of Object.entries(methods))
    attributes.set(
      name,
      wrapped(
        name,
        program,
        (given) => {
          const made = method(elements, given);
          const isCut = /batch$/.test(name) && !given.flag(name === 'batch' ? 1 : 3, 'drop_remainder', false);
          if (ragged.has(elements) || isCut) ragged.add(made);
          const lengths = padded.get(elements);
          if (lengths !== undefined) padded.set(made, keepsParts.has(name) ? lengths : { ofParts: null });
          const isRepeated = name === 'repeat' && (given.count(0, 'count') ?? -1) < 0;
          if (isRepeated || (endless.has(elements) && !ending.has(name))) endless.add(made);
          return dataSet(made, program);
        },
        speedOnly.get(name),
      ),
    );
  for (const name of ['output_types', 'output_shapes', 'element_spec']) attributes.set(name, typesOf(elements));
  attributes.set(
    'apply',
    builtin('apply', ({ positional: [change = none], span }) =>
      program.apply(change, { positional: [value], named: new Map(), span }),
    ),
  );
  attributes.set(
    'make_one_shot_iterator',
    builtin('make_one_shot_iterator', () => iteratorOf(elements, program, true)),
  );
  attributes.set(
    'make_initializable_iterator',
    builtin('make_initializable_iterator', () => iteratorOf(elements, program, false)),
  );
  return value;
}

function wrapped(name: string, program: Program, make: (given: Given) => Value, takes: Places = []): Value {
  return tolerant(name, takes, (given) => {
    try {
      return make(new Given(given, program));
    } catch (error) {
      if (error instanceof DataError) return unknown(error.said, given.span);
      throw error;
    }
  });
}

/** A leaf of a data set's source: an array, or a placeholder that the iterator's initializer is fed with. */
function sourceArray(leaf: Value, { feeds, isProbe }: Pass, { recorder }: Program, span: Span): GraphArray {
  if (leaf.kind !== 'tensor') return asTensorArray(leaf);
  const fed = feeds.get(leaf.call);
  const made = recorder.calls[leaf.call];
  if (made?.name === 'constant' && made.args[0]?.kind === 'array') return made.args[0].value;
  const dtype = made?.name === 'placeholder' ? (made.kwargs['dtype'] ?? made.args[0]) : undefined;
  if (dtype?.kind !== 'dtype') throw new DataError(message('a data set of a tensor'));
  if (fed !== undefined) return cast(fed, dtype.value);
  const shape = isProbe ? staticShapeOf(recorder.toGraph(leaf), recorder.calls) : null;
  if (shape === null) throw new DataError(message('a data set of a placeholder'));
  const lengths = shape.map((length) => length ?? 1);
  return allocate(lengths, dtype.value, span);
}

/** TensorFlow copies the arrays of a data set when it is made: throws where one was written since. */
function assertUnwritten(source: Value): () => void {
  const memories = leavesOf(source).flatMap((leaf) => (leaf.kind === 'array' ? [leaf.array.data.buffer] : []));
  const counts = memories.map(countOf);
  return () => {
    if (memories.some((memory, at) => countOf(memory) !== counts[at]))
      throw new DataError(message('an array that is written after a data set is made of it'));
  };
}

function slices(source: Value, given: Given): Elements {
  const assertSame = assertUnwritten(source);
  return function* (pass) {
    assertSame();
    const columns = leavesOf(source).map(
      (leaf) => textsIn(leaf) ?? tallRowsIn(leaf) ?? rowsIn(sourceArray(leaf, pass, given.program, given.span)),
    );
    const length = columns[0]?.length ?? 0;
    for (let row = 0; row < length; row++) {
      spend(1);
      assertSame();
      let at = 0;
      yield mapLeaves(source, () => columns[at++]?.at(row) ?? none);
    }
  };
}

/** `from_tensor_slices`: an element for each place along the first axis. */
function fromTensorSlices(given: Given): Elements {
  const source = given.rows(0, 'tensors');
  for (const leaf of leavesOf(source))
    if (leaf.kind !== 'tensor' && !isTall(leaf) && textsIn(leaf) === null) asTensorArray(leaf);
  return slices(source, given);
}

/** `from_tensors`: one element, which is all that is given. */
function fromTensors(given: Given): Elements {
  const source = given.at(0, 'tensors');
  const assertSame = assertUnwritten(source);
  return function* (pass) {
    assertSame();
    yield mapLeaves(source, (leaf) => arrayValue(sourceArray(leaf, pass, given.program, given.span)));
  };
}

/** `range`: whole numbers. */
function rangeOf(given: Given): Elements {
  const [first, second] = [given.count(0, 'start') ?? 0, given.count(1, 'stop')];
  const [start, stop, step] = [second === null ? 0 : first, second ?? first, given.count(2, 'step') ?? 1];
  return function* () {
    if (step === 0) throw new DataError(message('a range whose step is 0'));
    for (let number = start; step > 0 ? number < stop : number > stop; number += step) {
      spend(1);
      yield arrayValue({ dtype: 'int64', shape: [], data: Float64Array.of(number) });
    }
  };
}

/** `zip`: elements of several data sets side by side. */
function zipped(given: Given): Elements {
  const parts = given.at(0, 'datasets');
  const sources = leavesOf(parts).map((part) => dataSets.get(part));
  return function* (pass) {
    const open = sources.map((source) => {
      if (source === undefined) throw new DataError(message('a data set that is not known'));
      return source(pass);
    });
    for (;;) {
      const row = open.map((each) => each.next());
      if (row.some(({ done }) => done === true)) return;
      let at = 0;
      yield mapLeaves(parts, () => row[at++]?.value as Value);
    }
  };
}

/** The functions of `tf.data.Dataset` that make a data set. */
const makers: Readonly<Record<string, (given: Given) => Elements>> = {
  from_tensor_slices: fromTensorSlices,
  from_tensors: fromTensors,
  range: rangeOf,
  from_generator: fromGenerator,
  zip: zipped,
};

/** `tf.data.Dataset`. */
function dataSetClass(program: Program): ModuleValue {
  return {
    kind: 'module',
    path: 'tensorflow.data.Dataset',
    modelled: Object.keys(makers),
    member: (name, span) => {
      const make = own(makers, name);
      return make === undefined
        ? unknown(verbatim(`tf.data.Dataset.${name}`), span)
        : wrapped(
            name,
            program,
            (given) => dataSet(make(given), program),
            name === 'from_tensor_slices' ? [0, 'tensors'] : [],
          );
    },
  };
}

/** `tf.data.make_…_iterator(dataset)`, and `tf.data.Iterator`. */
export function dataMember(program: Program, name: string): Value | null {
  switch (name) {
    case 'Dataset':
      return dataSetClass(program);
    case 'Iterator':
      return iteratorClass(program);
    case 'get_output_types':
    case 'get_output_shapes':
      return builtin(name, ({ positional: [source = none], span }) => {
        const elements = dataSets.get(source);
        return elements === undefined ? unknown(message('a data set that is not known'), span) : typesOf(elements);
      });
    case 'make_one_shot_iterator':
    case 'make_initializable_iterator':
      return builtin(name, ({ positional: [source = none], named, span }) => {
        const given = named.get('dataset') ?? source;
        const elements = dataSets.get(given);
        if (elements === undefined) return given.kind === 'unknown' ? given : unknown(message('a data set'), span);
        return iteratorOf(elements, program, name === 'make_one_shot_iterator');
      });
    case 'TFRecordDataset':
    case 'TextLineDataset':
    case 'FixedLengthRecordDataset':
      return tolerant(name, recordsPlaces, ({ positional: [names = none], named, span }) =>
        dataSet(recordsOf(named.get('filenames') ?? names, name === 'TextLineDataset', program, span), program),
      );
    case 'experimental.shuffle_and_repeat':
      return builtin(name, ({ positional: [size = none, count = none, seed = none], span }) =>
        builtin('apply', ({ positional: [source = none] }) => {
          const elements = dataSets.get(source);
          if (elements === undefined) return unknown(message('a data set'), span);
          const given = (positional: readonly Value[]): Given =>
            new Given({ positional, named: new Map(), span }, program);
          const order = methods['shuffle']?.(elements, given([size, seed])) ?? elements;
          return dataSet(methods['repeat']?.(order, given([count])) ?? order, program);
        }),
      );
    default:
      return null;
  }
}

/** The names of files may be unknown, and how they are read. */
const recordsPlaces: Places = [0, 1, 2, 3, 'filenames', 'compression_type', 'buffer_size', 'num_parallel_reads'];
