import { message, verbatim } from '../../base/message';
import type { GraphArray } from '../../base/graph-call';
import { own } from '../../base/own';
import type { Span } from '../../python/syntax';
import { assertWithin, PythonError } from '../limits';
import { takeItems, work } from '../reading';
import { type Arguments, builtin, type ModuleValue, unknown, type Value } from '../values';
import { drawingFunction, type Note } from '../drawing';
import { notKnown } from '../not-known';
import { callNumpy, NumpyArguments } from './arguments';
import { shapeFrom } from './forms';
import { MersenneTwister } from './mersenne-twister';
import { allocate, broadcastShape, broadcastStrides, forEachOffset } from './ndarray';
import { scalarOf } from './scalars';
import { methods } from './distributions';
import { arrayValue } from './array-value';

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
    if (otherGenerators.has(name)) return unknown(verbatim(`np.random.${name}`), span);
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
    if (known.length !== parameters.length) return notKnown(message('random numbers of these'), span);
    const own = known.reduce<readonly number[]>((shape, parameter) => broadcastShape(shape, parameter.shape, span), []);
    const shape = size.kind === 'none' ? own : shapeFrom([size]);
    if (shape === null) return notKnown(message('random numbers of this shape'), span);
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
