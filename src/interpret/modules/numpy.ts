import { message, verbatim } from '../../base/message';
import type { DType, GraphArray } from '../../base/graph-call';
import { own } from '../../base/own';
import type { Span } from '../../python/syntax';
import type { DataFiles } from '../data-files';
import { changeable, forget } from '../forget';
import { callNumpy, NumpyArguments, type NumpyFunction } from '../numpy/arguments';
import { arrayAttribute, reduced } from '../numpy/array-methods';
import { applying, computingFunctions } from '../numpy/computing';
import { creationFunctions } from '../numpy/creation';
import { elementwise, elementwiseNames } from '../numpy/elementwise';
import { allocate, castGiven } from '../numpy/ndarray';
import { randomModule, type RandomState } from '../numpy/random-state';
import { reductionNames } from '../numpy/reductions';
import { shapingFunctions } from '../numpy/shaping';
import { tableFunctions } from '../numpy/tables';
import { known } from '../not-known';
import { result } from '../numpy/scalars';
import { binaryFileFunctions, writingFunctions } from '../numpy/binary-files';
import { textFileFunctions } from '../numpy/text-files';
import { PythonError } from '../limits';
import { readFloat, readInt } from '../text/read-number';
import { quoted } from '../text/representation';
import {
  anything,
  type Arguments,
  builtin,
  type BuiltinValue,
  float,
  int,
  type ModuleValue,
  none,
  tolerant,
  tuple,
  unknown,
  type Value,
} from '../values';
import { asNumber } from '../read-value';
import { formulaOfList, formulaOperation, withoutFormula } from '../formula-values';
import { toArray } from '../array-operators';
import { numpyDtype } from '../numpy/forms';
import { linearAlgebra } from '../numpy/linear-algebra';
import { joined, meshgrid } from '../numpy/joining';
import { arrayValue } from '../numpy/array-value';
import { takingTall } from '../tall-arrays';

// The module `numpy`, as far as graph-building programs use it.

const constants: Readonly<Record<string, Value>> = {
  pi: float(Math.PI),
  e: float(Math.E),
  newaxis: none,
  inf: float(Number.POSITIVE_INFINITY),
  Inf: float(Number.POSITIVE_INFINITY),
  nan: float(Number.NaN),
  NaN: float(Number.NaN),
  NAN: float(Number.NaN),
};

/** Functions that only concern what is printed. */
const harmless = new Set(['set_printoptions', 'seterr']);

type Apply = (callee: Value, given: Arguments) => Value;

/** The module `numpy`, as far as programs use it to make their data. */
export function numpyModule(state: RandomState, apply: Apply, files: DataFiles): ModuleValue {
  const given = (callee: Value, item: Value): Value =>
    apply(callee, { positional: [item], named: new Map(), span: { start: 0, end: 0 } });
  const writing = writingFunctions(files);
  const functions: Readonly<Record<string, NumpyFunction>> = {
    ...creationFunctions,
    ...shapingFunctions,
    ...computingFunctions,
    ...tableFunctions,
    ...textFileFunctions(files),
    ...binaryFileFunctions(files),
    ...applying(given),
  };
  return {
    kind: 'module',
    path: 'numpy',
    modelled: [
      ...new Set([functions, reductionNames].flatMap((table) => Object.keys(table))),
      ...elementwiseNames,
      ...harmless,
      ...writing.keys(),
      'random',
      'linalg',
    ],
    member: (name, span) => {
      const dtype = numpyDtype(name);
      if (dtype !== null) return { kind: 'dtype', value: dtype };
      const constant = own(constants, name) ?? own(helpers, name) ?? writing.get(name);
      if (constant !== undefined) return constant;
      if (name === 'random') return randomModule(state);
      if (name === 'linalg') return submodule('linalg', linearAlgebra);
      if (harmless.has(name)) return tolerant(name, anything, () => none);
      const called = own(functions, name) ?? elementwise(name) ?? asMethod(name);
      return called === null ? unknown(verbatim(`np.${name}`), span) : wrapped(`np.${name}`, called);
    },
  };
}

function submodule(path: string, functions: Readonly<Record<string, NumpyFunction>>): ModuleValue {
  return {
    kind: 'module',
    path: `numpy.${path}`,
    modelled: Object.keys(functions),
    member: (name, span) => {
      const called = own(functions, name);
      return called === undefined
        ? unknown(verbatim(`np.${path}.${name}`), span)
        : wrapped(`np.${path}.${name}`, called);
    },
  };
}

/** The operation of formulas that a function is, where it has another name. */
const sameOperation: ReadonlyMap<string, string> = new Map([
  ['asscalar', '+'],
  ['fabs', 'abs'],
  ['absolute', 'abs'],
  ['maximum', 'max'],
  ['minimum', 'min'],
  // The second argument is an axis.
  ['max', ''],
  ['min', ''],
]);

/** A function of NumPy: what is computed from something unknown is unknown, but for numbers of the run. */
function wrapped(name: string, called: NumpyFunction): BuiltinValue {
  const short = name.slice(3);
  const plain = sameOperation.get(short) ?? short;
  return takingTall({
    ...builtin(name, (given) => callNumpy(called, new NumpyArguments(given))),
    lost: ({ positional, named, span }, why) => {
      const isPlain = named.size === 0;
      const listed = isPlain && positional.length === 1 ? formulaOfList(short, positional[0], span) : null;
      if (listed !== null) return listed;
      const formula = isPlain
        ? formulaOperation(plain, plain === '+' ? [...positional, int(0)] : positional, span)
        : null;
      if (formula !== null) return formula;
      // What it writes its result into is not known either.
      forget(changeable([named.get('out') ?? none]), why);
      return withoutFormula(why);
    },
  });
}

function asMethod(name: string): NumpyFunction | null {
  if (name === 'asscalar') return asScalar;
  const reduction = own(reductionNames, name);
  if (reduction === undefined) return null;
  return (given) => {
    const array = given.array(0, 'a');
    return array === null ? unknown(message('np.{0} of this', name), given.span) : reduced(array, reduction, given, 1);
  };
}

/** `np.asscalar(a)` is `a.item()`. */
const asScalar: NumpyFunction = (given) => {
  const { span } = given;
  const array = given.array(0, 'a');
  const item = array === null ? null : arrayAttribute(array, 'item', span);
  return item?.kind === 'builtin'
    ? item.call({ positional: [], named: new Map(), span })
    : unknown(message('np.{0} of this', 'asscalar'), span);
};

/** `np.c_`, `np.r_`, `np.mgrid`, `np.ogrid`: objects that are indexed. */
const helpers: Readonly<Record<string, Value>> = Object.fromEntries(
  (
    [
      ['c_', (parts, span) => joined(parts.map(asColumn), 1, span)],
      [
        'r_',
        (parts, span) =>
          joined(
            parts.map((part) => (part.shape.length === 0 ? { ...part, shape: [1] } : part)),
            0,
            span,
          ),
      ],
      ['mgrid', (parts, span) => grid(parts, span)],
    ] satisfies readonly (readonly [string, (parts: GraphArray[], span: Span) => Value])[]
  ).map(([name, join]) => [
    name,
    {
      kind: 'indexed',
      name: `np.${name}`,
      at: (index, span) => {
        const parts = (index.kind === 'tuple' ? index.items : [index]).map((part) => rangeOf(part, span));
        return parts.every((part): part is GraphArray => part !== null)
          ? join(parts, span)
          : unknown(message('np.{0} of these', name), span);
      },
    } satisfies Value,
  ]),
);

function asColumn(array: GraphArray): GraphArray {
  return array.shape.length < 2 ? { ...array, shape: [array.data.length, 1] } : array;
}

function grid(parts: GraphArray[], span: Span): Value {
  const grids = meshgrid(parts, true, span).map(arrayValue);
  const [only] = grids;
  if (grids.length === 1 && only !== undefined) return only;
  const stacked = toArray(tuple(grids));
  return stacked === null ? unknown(message('{0} of these', 'np.mgrid'), span) : arrayValue(stacked);
}

/** `start:stop:step` as numbers; a step of `5j` is a count, which is not followed. */
function rangeOf(value: Value, span: Span): GraphArray | null {
  if (value.kind !== 'slice') return toArray(value);
  const bound = (given: Value, otherwise: number): number | null =>
    given.kind === 'none' ? otherwise : asNumber(given);
  const [start, stop, step] = [bound(value.lower, 0), asNumber(value.upper), bound(value.step, 1)];
  if (start === null || stop === null || step === null || step === 0) return null;
  const isInt = [value.lower, value.upper, value.step].every(({ kind }) => kind === 'int' || kind === 'none');
  const count = Math.max(0, Math.ceil((stop - start) / step));
  const made = allocate([count], isInt ? 'int64' : 'float64', span);
  for (let at = 0; at < count; at++) made.data[at] = start + at * step;
  return made;
}

/** `np.float32(x)` and Python's use of a dtype as a function. */
export function castTo(dtype: DType, value: Value, span: Span): Value {
  const array = toArray(value) ?? written(dtype, value, span);
  if (array === null) return value.kind === 'unknown' ? value : unknown(message('a {0} of this', dtype), span);
  return known(() => result(castGiven(value, array, dtype)));
}

/** The number that a text or None is to a dtype. Throws what Python raises for a text that is none. */
function written(dtype: DType, value: Value, span: Span): GraphArray | null {
  const scalar = (number: number): GraphArray => ({ dtype: 'float64', shape: [], data: Float64Array.of(number) });
  if (value.kind === 'none')
    return dtype.startsWith('float') ? scalar(Number.NaN) : dtype === 'bool' ? scalar(0) : null;
  if (value.kind !== 'str' || dtype === 'string') return null;
  if (dtype === 'bool') return scalar(value.value === '' ? 0 : 1);
  const read = dtype.startsWith('float') ? readFloat(value.value) : readInt(value.value, 10);
  if (read !== null) return scalar(Number(read));
  const message = dtype.startsWith('float')
    ? 'could not convert string to float'
    : 'invalid literal for int() with base 10';
  throw new PythonError('ValueError', `${message}: ${quoted(value.value)}`, span);
}
