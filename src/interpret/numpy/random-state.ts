import type { DType, GraphArray } from '../../base/graph-call';
import { own } from '../../base/own';
import type { Span } from '../../python/syntax';
import { indexArray } from '../indexing';
import { assertWithin, PythonError } from '../limits';
import { touching } from '../watching';
import { toArray, wholeNumber } from '../operators';
import { spend, takeItems, work } from '../reading';
import {
  type Arguments,
  asNumber,
  builtin,
  type InstanceValue,
  int,
  type ListValue,
  type ModuleValue,
  none,
  unknown,
  type Value,
} from '../values';
import { drawingFunction, type Note } from '../drawing';
import { notKnown } from '../not-known';
import { callNumpy, NumpyArguments } from './arguments';
import { arrayValue } from './array-methods';
import { shapeFrom } from './forms';
import { MersenneTwister, type Snapshot } from './mersenne-twister';
import { allocate, broadcastShape, broadcastStrides, forEachOffset } from './ndarray';
import { scalarOf } from './scalars';

/** What `get_state` gives, by the object that the program holds. */
const states = new WeakMap<Value, Snapshot>();

/** Fills an array, or makes one number where no size is given. */
type Draw = () => number;

/** `np.random`, or a `np.random.RandomState`: the legacy generator, whose numbers never change between NumPy's versions. */
export class RandomState {
  readonly generator: MersenneTwister;

  constructor(
    seed: number,
    private readonly note: Note,
  ) {
    this.generator = new MersenneTwister(seed);
  }

  /** A state of its own, as `np.random.RandomState(seed)`; without a seed it has the numbers of seed 0. */
  opened(seed: number | null): RandomState {
    const state = new RandomState(seed ?? 0, this.note);
    state.generator.isSeeded = seed !== null;
    return state;
  }

  /** `name` of the module or the object. */
  member(name: string, span: Span): Value {
    if (otherGenerators.has(name)) return unknown(`np.random.${name}`, span);
    const method = own(methods, name);
    return drawingFunction(`np.random.${name}`, {
      generator: this.generator,
      call:
        method === undefined
          ? null
          : (given) => {
              const read = new NumpyArguments(given);
              const drawn = method(this, read);
              return drawn === null ? null : callNumpy(() => drawn, read);
            },
      isChoice: name === 'shuffle',
      note: this.note,
    });
  }

  /** Numbers of one distribution whose parameters may be arrays: `size` is theirs where it is not given. */
  draw(size: Value, parameters: readonly (GraphArray | null)[], next: (values: number[]) => number, span: Span): Value {
    const known = parameters.filter((parameter) => parameter !== null);
    if (known.length !== parameters.length) return notKnown('random numbers of these', span);
    const own = known.reduce<readonly number[]>((shape, parameter) => broadcastShape(shape, parameter.shape, span), []);
    const shape = size.kind === 'none' ? own : shapeFrom([size]);
    if (shape === null) return notKnown('random numbers of this shape', span);
    const array = allocate(shape, 'float64', span);
    work(array.data.length * 16);
    if (known.every((parameter) => parameter.data.length === 1)) {
      const values = known.map((parameter) => parameter.data[0] ?? 0);
      for (let index = 0; index < array.data.length; index++) array.data[index] = next(values);
    } else {
      const strides = known.map((parameter) => broadcastStrides(parameter.shape, shape));
      forEachOffset(shape, strides, (index, offsets) => {
        array.data[index] = next(known.map((parameter, at) => parameter.data[offsets[at] ?? 0] ?? 0));
      });
    }
    return shape.length === 0 ? scalarOf(array) : arrayValue(array);
  }

  /** Positions in a random order: Fisher and Yates, from the end. */
  shuffled(length: number, span: Span): number[] {
    if (!(length >= 0)) throw new PythonError('ValueError', 'negative dimensions are not allowed', span);
    assertWithin('elements', length, span);
    takeItems(length);
    const order = Array.from({ length }, (_, index) => index);
    for (let at = length - 1; at > 0; at--) {
      const other = this.generator.nextUpTo(at);
      const held = order[at] ?? 0;
      order[at] = order[other] ?? 0;
      order[other] = held;
    }
    return order;
  }
}

/** The module `numpy.random`. A program that never seeds it gets the numbers of seed 0, so that two runs compare. */
export function randomModule(state: RandomState): ModuleValue {
  return {
    kind: 'module',
    path: 'numpy.random',
    names: ['RandomState', ...Object.keys(methods)],
    member: (name, span) =>
      name === 'RandomState' ? builtin(name, (given) => randomStateObject(given, state)) : state.member(name, span),
  };
}

/** Other generators of numbers than this one. */
const otherGenerators = new Set([
  ...['default_rng', 'Generator', 'BitGenerator', 'SeedSequence', 'PCG64', 'PCG64DXSM', 'MT19937', 'Philox', 'SFC64'],
]);

function randomStateObject(given: Arguments, module: RandomState): Value {
  const read = new NumpyArguments(given);
  const state = module.opened(read.whole(0, 'seed'));
  return {
    kind: 'module',
    path: 'numpy.random.RandomState',
    modelled: Object.keys(methods),
    member: (name, span) => state.member(name, span),
  };
}

type Method = (state: RandomState, given: NumpyArguments) => Value | null;

const sized =
  (next: (generator: MersenneTwister) => number): Method =>
  (state, given) =>
    state.draw(given.at(0, 'size'), [], () => next(state.generator), given.span);

/** `rand(2, 3)`: the shape is the arguments. */
const shaped =
  (next: (generator: MersenneTwister) => number): Method =>
  (state, given) => {
    const size: Value = given.positional.length === 0 ? none : { kind: 'tuple', items: given.positional };
    return state.draw(size, [], () => next(state.generator), given.span);
  };

/** A distribution of up to two parameters, with their names and defaults, and the size after them. */
const distribution =
  (
    parameters: readonly (readonly [name: string, otherwise: number])[],
    next: (generator: MersenneTwister, values: readonly number[]) => number,
  ): Method =>
  (state, given) =>
    state.draw(
      given.at(parameters.length, 'size'),
      parameters.map(([name, otherwise], index) =>
        given.has(index, name)
          ? given.array(index, name)
          : { dtype: 'float64', shape: [], data: Float64Array.of(otherwise) },
      ),
      (values) => next(state.generator, values),
      given.span,
    );

const uniformDouble = (generator: MersenneTwister): number => generator.nextDouble();
const standardNormal = (generator: MersenneTwister): number => generator.nextNormal();
const standardExponential = (generator: MersenneTwister): number => -Math.log(1 - generator.nextDouble());

const methods: Readonly<Record<string, Method>> = {
  seed: (state, given) => {
    const seed = given.whole(0, 'seed');
    state.generator.seed(seed ?? 0);
    state.generator.isSeeded = seed !== null;
    return none;
  },
  get_state: (state) => {
    const held: InstanceValue = { kind: 'instance', class: null, attributes: new Map() };
    states.set(held, state.generator.snapshot());
    return held;
  },
  set_state: (state, given) => {
    const held = states.get(given.at(0, 'state'));
    if (held === undefined) return null;
    state.generator.restore(held);
    return none;
  },
  random: sized(uniformDouble),
  random_sample: sized(uniformDouble),
  ranf: sized(uniformDouble),
  sample: sized(uniformDouble),
  rand: shaped(uniformDouble),
  randn: shaped(standardNormal),
  standard_normal: sized(standardNormal),
  standard_exponential: sized(standardExponential),
  uniform: distribution(
    [
      ['low', 0],
      ['high', 1],
    ],
    (generator, [low = 0, high = 1]) => low + (high - low) * generator.nextDouble(),
  ),
  normal: distribution(
    [
      ['loc', 0],
      ['scale', 1],
    ],
    (generator, [mean = 0, deviation = 1]) => mean + deviation * generator.nextNormal(),
  ),
  lognormal: distribution(
    [
      ['mean', 0],
      ['sigma', 1],
    ],
    (generator, [mean = 0, deviation = 1]) => Math.exp(mean + deviation * generator.nextNormal()),
  ),
  exponential: distribution([['scale', 1]], (generator, [scale = 1]) => scale * standardExponential(generator)),
  binomial: (state, given) => {
    const chance = given.number(1, 'p');
    const trials = given.number(0, 'n');
    // Above 30 expected successes NumPy changes to a rejection method.
    if (chance === null || trials === null || trials * Math.min(chance, 1 - chance) > 30) return null;
    return integers(state.draw(given.at(2, 'size'), [], () => binomial(state.generator, trials, chance), given.span));
  },
  randint: (state, given) => {
    const first = given.number(0, 'low');
    if (first === null) return null;
    const [low, high] = given.has(1, 'high') ? [first, given.number(1, 'high')] : [0, first];
    return high === null
      ? null
      : between(state, low, high - 1, given.at(2, 'size'), given, given.dtype(3, 'dtype', 'int64'));
  },
  random_integers: (state, given) => {
    const first = given.number(0, 'low');
    if (first === null) return null;
    const [low, high] = given.has(1, 'high') ? [first, given.number(1, 'high')] : [1, first];
    return high === null ? null : between(state, low, high, given.at(2, 'size'), given, 'int64');
  },
  permutation: (state, given) => {
    const count = wholeNumber(given.at(0, 'x'));
    if (count !== null) return arrayValue(indices(state.shuffled(count, given.span)));
    const array = given.array(0, 'x');
    return array === null ? null : rows(array, state.shuffled(array.shape[0] ?? 0, given.span), given.span);
  },
  shuffle: (state, given) => {
    const shuffled = given.at(0, 'x');
    touching(shuffled);
    if (shuffled.kind === 'list') reorder(shuffled, state.shuffled(shuffled.items.length, given.span));
    else if (shuffled.kind === 'array') {
      const taken = rows(shuffled.array, state.shuffled(shuffled.array.shape[0] ?? 0, given.span), given.span);
      touching(shuffled.array.data);
      if (taken.kind === 'array') shuffled.array.data.set(taken.array.data);
    } else {
      const [length] = shuffled.kind === 'unknown' ? (shuffled.form?.shape ?? []) : [];
      if (length === undefined) return null;
      // Its rows are not known in any order; the numbers that follow are.
      state.shuffled(length, given.span);
    }
    return none;
  },
  choice,
};

function binomial(generator: MersenneTwister, trials: number, chance: number): number {
  const isSwapped = chance > 0.5;
  const p = isSwapped ? 1 - chance : chance;
  const q = 1 - p;
  const none0 = Math.exp(trials * Math.log(q));
  const mean = trials * p;
  const bound = Math.min(trials, mean + 10 * Math.sqrt(mean * q + 1));
  let successes = 0;
  let probability = none0;
  let left = generator.nextDouble();
  while (left > probability) {
    successes += 1;
    if (successes > bound) {
      successes = 0;
      probability = none0;
      left = generator.nextDouble();
    } else {
      left -= probability;
      probability = ((trials - successes + 1) * p * probability) / (successes * q);
    }
  }
  return isSwapped ? trials - successes : successes;
}

function between(
  state: RandomState,
  low: number,
  most: number,
  size: Value,
  { span }: NumpyArguments,
  dtype: DType,
): Value {
  if (most < low) throw new PythonError('ValueError', 'low >= high', span);
  const drawn = state.draw(size, [], () => low + state.generator.nextUpTo(most - low), span);
  return integers(drawn, dtype);
}

function integers(value: Value, dtype: DType = 'int64'): Value {
  if (value.kind === 'float') return int(value.value);
  return value.kind === 'array' ? arrayValue({ ...value.array, dtype }) : value;
}

function indices(order: readonly number[]): GraphArray {
  return { dtype: 'int64', shape: [order.length], data: Float64Array.from(order) };
}

function rows(array: GraphArray, order: readonly number[], span: Span): Value {
  return indexArray(array, arrayValue(indices(order)), span);
}

function reorder({ items }: ListValue, order: readonly number[]): void {
  const held = [...items];
  order.forEach((from, to) => {
    items[to] = held[from] ?? none;
  });
}

function choice(state: RandomState, given: NumpyArguments): Value | null {
  const from = given.at(0, 'a');
  const population = from.kind === 'array' ? from.array : asNumber(from) === null ? toArray(from) : null;
  const count = population === null ? asNumber(from) : (population.shape[0] ?? 0);
  if (count === null) return null;
  const size = given.at(1, 'size');
  const shape = size.kind === 'none' ? [] : shapeFrom([size]);
  if (shape === null) return null;
  const wanted = shape.reduce((product, length) => product * length, 1);
  assertWithin('elements', wanted, given.span);
  takeItems(wanted);
  if (wanted > 0 && count <= 0) throw new PythonError('ValueError', 'a must be greater than 0', given.span);
  const weights = given.has(3, 'p') ? given.array(3, 'p') : null;
  const drawn = given.flag(2, 'replace', true)
    ? withReplacement(state, count, wanted, weights)
    : withoutReplacement(state, count, wanted, weights, given.span);
  const chosen: GraphArray = { dtype: 'int64', shape, data: Float64Array.from(drawn) };
  if (population === null) return shape.length === 0 ? int(drawn[0] ?? 0) : arrayValue(chosen);
  if (shape.length === 0) return indexArray(population, int(drawn[0] ?? 0), given.span);
  return indexArray(population, arrayValue(chosen), given.span);
}

function withReplacement(state: RandomState, count: number, wanted: number, weights: GraphArray | null): number[] {
  const next: Draw =
    weights === null
      ? () => state.generator.nextUpTo(count - 1)
      : (
          (sums) => () =>
            placeOf(sums, state.generator.nextDouble())
        )(cumulative([...weights.data]));
  return Array.from({ length: wanted }, next);
}

function withoutReplacement(
  state: RandomState,
  count: number,
  wanted: number,
  weights: GraphArray | null,
  span: Span,
): number[] {
  if (weights === null) return state.shuffled(count, span).slice(0, wanted);
  const left = [...weights.data];
  const most = Math.min(wanted, count);
  if (left.filter((weight) => weight > 0).length < most)
    throw new PythonError('ValueError', 'Fewer non-zero entries in p than size', span);
  const found: number[] = [];
  while (found.length < most) {
    spend(left.length);
    const draws = Array.from({ length: wanted - found.length }, () => state.generator.nextDouble());
    for (const at of found) left[at] = 0;
    const sums = cumulative(left);
    for (const at of new Set(draws.map((draw) => placeOf(sums, draw)))) found.push(at);
  }
  return found;
}

function cumulative(weights: readonly number[]): number[] {
  let sum = 0;
  const sums = weights.map((weight) => (sum += weight));
  return sums.map((value) => value / sum);
}

/** How many of the sums are not above the value. */
function placeOf(sums: readonly number[], value: number): number {
  let low = 0;
  let high = sums.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sums[middle] ?? 1) <= value) low = middle + 1;
    else high = middle;
  }
  return Math.min(low, sums.length - 1);
}
