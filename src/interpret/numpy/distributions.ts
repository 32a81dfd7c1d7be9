import { type InstanceValue, int, none, type Value } from '../values';
import type { MersenneTwister, Snapshot } from './mersenne-twister';
import type { RandomState } from './random-state';
import type { NumpyArguments } from './arguments';
import { wholeNumber } from '../slices';
import { choice, indices, reorder, rows } from './random-choice';
import { touching } from '../watching';
import { integerFormat } from '../../base/dtype';
import { scalarOf } from './scalars';
import type { DType } from '../../base/graph-call';
import { PythonError } from '../limits';
import { arrayValue } from './array-value';
import { isTall, shuffleRows } from '../tall-arrays';

// The functions of `numpy.random` by name: how each makes its numbers of the generator's words, bit for bit as NumPy does.

/** What `get_state` gives, by the object that the program holds. */
const states = new WeakMap<Value, Snapshot>();

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

export const methods: Readonly<Record<string, Method>> = {
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
    return high === null ? null : between(state, { low, most: high - 1 }, given, given.dtype(3, 'dtype', 'int64'));
  },
  random_integers: (state, given) => {
    const first = given.number(0, 'low');
    if (first === null) return null;
    const [low, high] = given.has(1, 'high') ? [first, given.number(1, 'high')] : [1, first];
    return high === null ? null : between(state, { low, most: high }, given, 'int64');
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
      // Where its rows are not known in any order, the numbers that follow are.
      const order = state.shuffled(length, given.span);
      if (isTall(shuffled)) shuffleRows(shuffled.tall, order);
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

/** Whole numbers from `low` to `most`, both included, in the size that is asked for. Raises ValueError where there are none. */
function between(
  state: RandomState,
  { low, most }: { readonly low: number; readonly most: number },
  given: NumpyArguments,
  dtype: DType,
): Value {
  const { span } = given;
  if (most < low) throw new PythonError('ValueError', 'low >= high', span);
  const { generator } = state;
  const format = integerFormat(dtype);
  if (format !== null && (low < format.least || most > format.most))
    throw new PythonError('ValueError', `${low < format.least ? 'low' : 'high'} is out of bounds for ${dtype}`, span);
  const bits = format?.bits ?? 64;
  const part = bits === 8 || bits === 16 ? generator.parts(bits) : null;
  const next = part === null ? () => generator.nextUpTo(most - low) : () => part(most - low);
  const drawn = state.draw(given.at(2, 'size'), [], () => low + next(), span);
  return integers(drawn, dtype);
}

function integers(value: Value, dtype: DType = 'int64'): Value {
  if (value.kind === 'float')
    return dtype === 'int64' ? int(value.value) : scalarOf({ dtype, shape: [], data: Float64Array.of(value.value) });
  return value.kind === 'array' ? arrayValue({ ...value.array, dtype }) : value;
}
