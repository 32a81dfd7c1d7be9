import { message, verbatim } from '../../base/message';
import { own } from '../../base/own';
import { namesBelow } from '../../frameworks/tensorflow1/library';
import type { Span } from '../../python/syntax';
import { notKnown } from '../not-known';
import type { RandomState } from '../numpy/random-state';
import { itemsIn } from '../items';
import { iterate } from '../iteration';
import { subscript } from '../indexing';
import { assertWithin } from '../limits';
import type { Recorder } from '../record/recorder';
import {
  bool,
  builtin,
  type InstanceValue,
  list,
  type ModuleValue,
  none,
  str,
  tuple,
  unknown,
  type Value,
} from '../values';
import { irisData, irisTarget } from './iris';
import { bostonPart } from './keras-data-sets';
import { type DrawnRows, drawSet, drawSmallDigits, type SetSize, smallSets } from '../stand-in/small-sets';
import { asNumber, truthOf } from '../read-value';
import { moduleOf } from './module-of';

/**
 * The parts of scikit-learn that programs make their data with: small data sets, rows that are drawn, the split into training and test rows,
 * scalers and encoders. `libraryMember` gives what is written in Python.
 */
export function scikitLearn(
  recorder: Recorder,
  numbers: RandomState,
  libraryMember: (name: string, span: Span) => Value | null,
): ModuleValue {
  const written = (path: string, others: Readonly<Record<string, Value>> = {}): ModuleValue => ({
    kind: 'module',
    path,
    names: [...Object.keys(others), ...namesBelow(path)],
    modelled: [],
    member: (name, span) =>
      own(others, name) ?? libraryMember(`${path}.${name}`, span) ?? unknown(verbatim(`${path}.${name}`), span),
  });
  return moduleOf('sklearn', {
    preprocessing: written('sklearn.preprocessing'),
    utils: written('sklearn.utils'),
    datasets: written('sklearn.datasets', {
      load_iris: loader('load_iris', iris, irisNames),
      load_boston: loader('load_boston', (span) => bostonPart(recorder, span), bostonNames),
      load_digits: loader('load_digits', (span) => drawn(drawSmallDigits(), 'load_digits', recorder, span), digitNames),
      ...Object.fromEntries(
        Object.entries(smallSets).map(([name, size]) => [
          name,
          loader(name, (span) => drawn(drawSet(size), name, recorder, span), namesOfSet(size)),
        ]),
      ),
    }),
    model_selection: moduleOf('sklearn.model_selection', { train_test_split: split(recorder, numbers) }),
    cross_validation: moduleOf('sklearn.cross_validation', { train_test_split: split(recorder, numbers) }),
  });
}

/** A data set as `load_…` gives it: a bunch, or the pair of its rows and targets. */
function loader(name: string, make: (span: Span) => readonly [data: Value, target: Value], names: BunchNames): Value {
  return builtin(name, ({ positional: [asPair], named, span }) => {
    const [data, target] = make(span);
    if (truthOf(named.get('return_X_y') ?? asPair ?? none) !== false) return tuple([data, target]);
    return bunchOf(data, target, names);
  });
}

/** Drawn rows and targets, noted as what stands in for those of a set. */
function drawn({ rows, targets }: DrawnRows, name: string, { standIns }: Recorder, span: Span): [Value, Value] {
  const why = message('the rows of {0}() are not read here', name);
  standIns.note({ why, standIn: message('drawn rows of the same form'), span });
  return [
    { kind: 'array', array: rows },
    { kind: 'array', array: targets },
  ];
}

/** The names of a data set's columns, and of its classes. */
interface BunchNames {
  readonly features: readonly string[];
  readonly classes?: readonly string[];
}

function bunchOf(data: Value, target: Value, { features, classes = [] }: BunchNames): InstanceValue {
  const attributes = new Map<string, Value>([
    ['data', data],
    ['target', target],
    ['feature_names', list(features.map(str))],
    ['target_names', list(classes.map(str))],
  ]);
  return { kind: 'instance', class: null, attributes };
}

const irisNames: BunchNames = {
  features: ['sepal length (cm)', 'sepal width (cm)', 'petal length (cm)', 'petal width (cm)'],
  classes: ['setosa', 'versicolor', 'virginica'],
};
const bostonNames: BunchNames = {
  features: 'CRIM ZN INDUS CHAS NOX RM AGE DIS RAD TAX PTRATIO B LSTAT'.split(' '),
};

const numbered = (word: string, count: number): string[] => Array.from({ length: count }, (_, at) => `${word}${at}`);
const digitNames: BunchNames = { features: numbered('pixel_', 64), classes: numbered('', 10) };
const namesOfSet = ({ columns, classes }: SetSize): BunchNames => ({
  features: numbered('column_', columns),
  classes: numbered('class_', classes ?? 0),
});

/** The small data sets of scikit-learn, which `tf.contrib.learn.datasets` has, too: a bunch each. */
export function smallDataSet(name: string, recorder: Recorder, span: Span): Value | null {
  if (name === 'iris') return bunchOf(...iris(), irisNames);
  return name === 'boston' ? bunchOf(...bostonPart(recorder, span), bostonNames) : null;
}

const iris = (): [data: Value, target: Value] => [
  { kind: 'array', array: irisData() },
  { kind: 'array', array: irisTarget() },
];

const splitArguments = new Set(['test_size', 'train_size', 'random_state', 'shuffle']);

/** The test rows come first of a permutation, the training rows after them. */
function split(recorder: Recorder, numbers: RandomState): Value {
  return builtin('train_test_split', ({ positional, named, span }) => {
    const [first] = positional;
    const count = first === undefined ? null : (iterate(first)?.length ?? null);
    if (count === null) return first?.kind === 'unknown' ? first : unknown(message('a split of this'), span);
    const other = [...named].find(([name, value]) => !splitArguments.has(name) && value.kind !== 'none');
    if (other !== undefined) return unknown(message('a split with the argument {0}', other[0]), span);
    const seed = named.get('random_state') ?? none;
    const state =
      seed.kind === 'none' ? numbers : numbers.opened(asNumber(seed) ?? notKnown(message('the seed of a split'), span));
    const size = (name: string): number | null => {
      const given = named.get(name) ?? none;
      if (given.kind === 'none') return null;
      const share = asNumber(given) ?? notKnown(message('the argument {0} of a split', name), span);
      return given.kind === 'int' ? share : name === 'test_size' ? Math.ceil(share * count) : Math.floor(share * count);
    };
    const train = size('train_size');
    const test = size('test_size') ?? (train === null ? Math.ceil(count / 4) : count - train);
    assertWithin('elements', count, span);
    const shuffles = truthOf(named.get('shuffle') ?? bool(true)) ?? notKnown(message('whether a split shuffles'), span);
    const order = shuffles ? state.shuffled(count, span) : null;
    const rows = order ?? [
      ...Array.from({ length: test }, (_, at) => count - test + at),
      ...Array.from({ length: count - test }, (_, at) => at),
    ];
    const index = (from: number, to: number): Value => ({
      kind: 'array',
      array: { dtype: 'int64', shape: [to - from], data: Float64Array.from(rows.slice(from, to)) },
    });
    const parts = [index(test, test + (train ?? count - test)), index(0, test)];
    return list(positional.flatMap((value) => parts.map((part) => taken(value, part, recorder, span))));
  });
}

function taken(value: Value, rows: Value, recorder: Recorder, span: Span): Value {
  if (value.kind === 'array') return subscript(value, rows, span, recorder);
  const items = itemsIn(value, span) ?? notKnown(message('what is split'), span);
  return list(
    (itemsIn(rows, span) ?? []).map(
      (row) => items[asNumber(row) ?? -1] ?? notKnown(message('parts of different lengths'), span),
    ),
  );
}
