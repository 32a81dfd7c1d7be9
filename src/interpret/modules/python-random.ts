import { message } from '../../base/message';
import type { MersenneTwister } from '../numpy/mersenne-twister';
import { drawingFunction, type Note } from '../drawing';
import {
  type Arguments,
  float,
  int,
  list,
  type ListValue,
  type ModuleValue,
  none,
  unknown,
  type Value,
} from '../values';
import type { Span } from '../../python/syntax';
import { assertWithin, PythonError } from '../limits';
import { asNumber, rangeLength } from '../read-value';
import { notKnown, NotKnown, reasonOf } from '../not-known';
import { touching } from '../watching';
import { changeable, forget } from '../forget';
import { own } from '../../base/own';
import { itemsIn } from '../items';
import { spend } from '../reading';

// Python's module `random`, over the Mersenne Twister.

/** Python's `random`: the same generator as NumPy's, seeded and drawn from in other ways. */
export function randomModule(generator: MersenneTwister, note: Note): ModuleValue {
  const numbers = new PythonRandom(generator);
  const functions = { ...numberFunctions(numbers), ...choiceFunctions(numbers) };
  return {
    kind: 'module',
    path: 'random',
    names: Object.keys(functions),
    member: (name) =>
      drawingFunction(`random.${name}`, {
        generator,
        call: own(functions, name) ?? null,
        isChoice: choosing.has(name),
        note,
      }),
  };
}

/** Python's ways to draw from the generator's words. */
class PythonRandom {
  /** Normal numbers are made in pairs: the second one of a pair. */
  private waitingNormal: number | null = null;

  constructor(private readonly generator: MersenneTwister) {}

  /** Seeds as `random.seed` does; null stands for seed 0, as in a program that never seeds. */
  seed(given: number | null): void {
    const seed = Math.abs(given ?? 0);
    this.generator.isSeeded = given !== null;
    this.generator.seedByArray(seed > 0xffffffff ? [seed >>> 0, Math.floor(seed / 2 ** 32)] : [seed]);
    this.waitingNormal = null;
  }

  /** A double in [0, 1). */
  double(): number {
    return this.generator.nextDouble();
  }

  /** A whole number from 0 to `count - 1`. */
  readonly below = (count: number): number => {
    // Python takes as many leading bits as the count has, and draws again where they are too many.
    const bits = Math.floor(Math.log2(count)) + 1;
    for (;;) {
      // Numbers of more than 32 bits are made of words, the lowest first; the last gives its leading bits.
      const low = bits > 32 ? this.generator.nextWord() : 0;
      const high = this.generator.nextWord() >>> (32 - Math.min(32, bits > 32 ? bits - 32 : bits));
      const value = bits > 32 ? high * 2 ** 32 + low : high;
      if (value < count) return value;
    }
  };

  /** The same for a count that the program gives. Raises ValueError where there is nothing to choose from. */
  belowKnown(count: number, span: Span): number {
    if (!(count >= 1)) throw new PythonError('ValueError', 'empty range for randrange()', span);
    if (count > Number.MAX_SAFE_INTEGER) throw new PythonError('OverflowError', 'a range that is too large', span);
    return this.below(Math.floor(count));
  }

  normal(mean: number, deviation: number): number {
    const waiting = this.waitingNormal;
    this.waitingNormal = null;
    if (waiting !== null) return mean + waiting * deviation;
    const angle = this.double() * 2 * Math.PI;
    const radius = Math.sqrt(-2 * Math.log(1 - this.double()));
    this.waitingNormal = Math.sin(angle) * radius;
    return mean + Math.cos(angle) * radius * deviation;
  }
}

type Functions = Readonly<Record<string, (given: Arguments) => Value>>;

/** A numeric argument; without a default it has to be given. Throws NotKnown where it is no number. */
function number(given: Arguments, at: number, name: string, otherwise?: number): number {
  const value = given.positional[at] ?? given.named.get(name);
  if (value === undefined && otherwise !== undefined) return otherwise;
  return asNumber(value ?? none) ?? notKnown(message('the argument {0} of a random number', name), given.span);
}

function numberFunctions(numbers: PythonRandom): Functions {
  return {
    seed: (given) => {
      const isSeeded = (given.positional[0] ?? given.named.get('a') ?? none).kind !== 'none';
      numbers.seed(isSeeded ? number(given, 0, 'a') : null);
      return none;
    },
    random: () => float(numbers.double()),
    uniform: (given) => {
      const [low, high] = [number(given, 0, 'a'), number(given, 1, 'b')];
      return float(low + (high - low) * numbers.double());
    },
    randint: (given) => {
      const [low, high] = [number(given, 0, 'a'), number(given, 1, 'b')];
      return int(low + numbers.belowKnown(high - low + 1, given.span));
    },
    randrange: (given) => {
      const first = number(given, 0, 'start');
      const [low, high] = given.positional.length < 2 ? [0, first] : [first, number(given, 1, 'stop')];
      if (given.positional.length > 2) return notKnown(message('a random number of a range with a step'), given.span);
      return int(low + numbers.belowKnown(high - low, given.span));
    },
    gauss: (given) => float(numbers.normal(number(given, 0, 'mu', 0), number(given, 1, 'sigma', 1))),
  };
}

function choiceFunctions(numbers: PythonRandom): Functions {
  return {
    choice: ({ positional: [value = none], span }) => {
      const population = populationOf(value, span);
      if (population.count === 0) throw new PythonError('IndexError', 'cannot choose from an empty sequence', span);
      return population.at(numbers.belowKnown(population.count, span));
    },
    shuffle: ({ positional: [value = none, by], span }) => {
      touching(value);
      if (value.kind !== 'list' || by !== undefined) {
        const why = unknown(reasonOf(value, message('a shuffled order')), span);
        forget(changeable([value]), why);
        throw new NotKnown(why);
      }
      shuffle(value, numbers.below);
      return none;
    },
    sample: (given) => {
      const population = populationOf(given.positional[0] ?? given.named.get('population') ?? none, given.span);
      const count = number(given, 1, 'k');
      if (count > population.count || count < 0)
        throw new PythonError('ValueError', 'sample larger than population or is negative', given.span);
      assertWithin('items', count, given.span);
      return list(sample(population, count, numbers.below));
    },
  };
}

/** Functions of `random` that choose among what they are given. */
const choosing = new Set(['choice', 'sample', 'shuffle']);

/** What is chosen from: by places, so that a range need not be made. */
interface Population {
  readonly count: number;
  readonly at: (place: number) => Value;
}

/** Throws NotKnown where it is not known what is chosen from. */
function populationOf(value: Value, span: Span): Population {
  if (value.kind === 'range')
    return { count: rangeLength(value), at: (place) => int(value.start + place * value.step) };
  const items = itemsIn(value, span) ?? notKnown(reasonOf(value, message('what is chosen from')), span);
  return { count: items.length, at: (place) => items[place] ?? none };
}

function shuffle({ items }: ListValue, below: (count: number) => number): void {
  spend(items.length);
  for (let at = items.length - 1; at > 0; at--) {
    const other = below(at + 1);
    const held = items[at] ?? none;
    items[at] = items[other] ?? none;
    items[other] = held;
  }
}

function sample(population: Population, count: number, below: (count: number) => number): Value[] {
  const limit = 21 + (count > 5 ? 4 ** Math.ceil(Math.log(count * 3) / Math.log(4)) : 0);
  spend(population.count <= limit ? population.count : count);
  if (population.count <= limit) {
    const pool = Array.from({ length: population.count }, (_, at) => population.at(at));
    return Array.from({ length: count }, (_, taken) => {
      const at = below(population.count - taken);
      const chosen = pool[at] ?? none;
      pool[at] = pool[population.count - taken - 1] ?? none;
      return chosen;
    });
  }
  const selected = new Set<number>();
  return Array.from({ length: count }, () => {
    let at = below(population.count);
    while (selected.has(at)) at = below(population.count);
    selected.add(at);
    return population.at(at);
  });
}
