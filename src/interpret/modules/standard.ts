import { own } from '../../base/own';
import { iterate, iteratorOf, rangeTail } from '../iteration';
import { collected, itemsIn } from '../items';
import { drawingFunction, type Note } from '../drawing';
import { changeable, forget } from '../forget';
import { assertWithin, limits, PythonError } from '../limits';
import type { Span } from '../../python/syntax';
import { touching } from '../watching';
import { NotKnown, notKnown, reasonOf } from '../not-known';
import type { MersenneTwister } from '../numpy/mersenne-twister';
import { sliceIndices, wholeNumber } from '../operators';
import { spend, takeItems } from '../reading';
import {
  anything,
  type Arguments,
  asNumber,
  bool,
  builtin,
  dictOf,
  type DictValue,
  float,
  int,
  keyOf,
  list,
  type ListValue,
  type ModuleValue,
  none,
  nothing,
  rangeLength,
  recording,
  settled,
  str,
  textOf,
  tolerant,
  tuple,
  unknown,
  type Value,
} from '../values';
import { entriesOf, leave, makeRange } from './python';

type Apply = (callee: Value, given: Arguments) => Value;

/** A module of known members; any other is unknown. */
export function moduleOf(path: string, members: Readonly<Record<string, Value>>): ModuleValue {
  return {
    kind: 'module',
    path,
    names: Object.keys(members),
    member: (name, span) => own(members, name) ?? unknown(`${path}.${name}`, span),
  };
}

/** A module whose functions only draw, log or save. */
export function harmlessModule(path: string): ModuleValue {
  return { kind: 'module', path, member: () => nothing };
}

/** What the modules of Python's library need of the program that imports them. */
interface StandardNeeds {
  readonly apply: Apply;
  readonly random: MersenneTwister;
  readonly note: Note;
}

type MakeModule = (needs: StandardNeeds) => Value;

/** Modules that only draw, log or warn, or whose functions change nothing that the program reads. */
const harmless = 'matplotlib pylab seaborn mpl_toolkits logging warnings pprint IPython gc'.split(' ');

/** The modules of Python's library, and what programs draw and log with. */
export const standardModules: ReadonlyMap<string, MakeModule> = new Map<string, MakeModule>([
  ['os', osModule],
  ['sys', () => sysModule],
  ['random', ({ random, note }) => randomModule(random, note)],
  ['itertools', () => itertools],
  ['functools', ({ apply }) => functools(apply)],
  [
    'copy',
    () =>
      moduleOf('copy', {
        copy: tolerant('copy', [0], ({ positional: [value = none] }) => copied(value)),
        deepcopy: tolerant('deepcopy', [0], ({ positional: [value = none] }) => deeplyCopied(value)),
      }),
  ],
  ['time', () => clock('time')],
  ['datetime', () => clock('datetime')],
  ['tqdm', () => passing],
  ...harmless.map((name): [string, MakeModule] => [name, () => harmlessModule(name)]),
]);

/** Whatever goes through a progress bar comes out of it. */
const passing: ModuleValue = {
  kind: 'module',
  path: 'tqdm',
  names: ['tqdm', 'tqdm_notebook', 'trange', 'tnrange', 'notebook', 'auto', 'autonotebook', 'contrib'],
  member: (name, span) => {
    if (name === 'trange' || name === 'tnrange') return builtin(name, (given) => makeRange(given));
    if (/^(?:notebook|auto|autonotebook|contrib)$/.test(name)) return passing;
    if (!/^tqdm/.test(name)) return unknown(`tqdm.${name}`, span);
    // Without anything to go through it only draws.
    return tolerant(name, anything, ({ positional: [value], named }) => value ?? named.get('iterable') ?? nothing);
  },
};

const join = builtin('join', ({ positional, span }) =>
  positional.length === 0 ? unknown('a path', span) : str(positional.map(textOf).join('/')),
);

const path = moduleOf('os.path', {
  join,
  // Nothing outside of the program is looked at: no checkpoint, no data set is there.
  exists: tolerant('exists', anything, () => bool(false)),
  isfile: tolerant('isfile', anything, () => bool(false)),
  isdir: tolerant('isdir', anything, () => bool(false)),
  dirname: builtin('dirname', ({ positional: [value = none] }) => str(textOf(value).replace(/\/?[^/]*$/, ''))),
  basename: builtin('basename', ({ positional: [value = none] }) => str(textOf(value).replace(/^.*\//, ''))),
  abspath: builtin('abspath', ({ positional: [value = none] }) => value),
  realpath: builtin('realpath', ({ positional: [value = none] }) => value),
  expanduser: builtin('expanduser', ({ positional: [value = none] }) => value),
});

/** Functions of `os` that only change what is outside of the program. */
const outside = ['makedirs', 'mkdir', 'remove', 'system', 'chdir', 'rmdir', 'putenv', 'rename'];

/** The module `os`. Its environment has what the program puts there; that of the machine is not looked at. */
function osModule(): ModuleValue {
  const environment: DictValue = {
    kind: 'dict',
    entries: new Map(),
    otherwise: (key, span) => unknown(`${textOf(key)} of the environment`, span),
  };
  const members: Readonly<Record<string, Value>> = {
    path,
    environ: environment,
    getenv: tolerant('getenv', [1, 'default'], ({ positional: [key = none, otherwise = none], named }) => {
      const held = settled(environment);
      if (held.kind === 'unknown') return held;
      const text = keyOf(named.get('key') ?? key);
      return (text === null ? undefined : environment.entries.get(text)?.value) ?? named.get('default') ?? otherwise;
    }),
    getcwd: builtin('getcwd', () => str('.')),
    sep: str('/'),
    ...Object.fromEntries(outside.map((name) => [name, tolerant(name, anything, () => nothing)])),
  };
  return moduleOf('os', members);
}

/** The program is run without arguments; one that reads some all the same gets what is not known. */
const commandLine: Value = {
  kind: 'indexed',
  name: 'sys.argv',
  items: [str('program.py')],
  at: (index, span) => {
    if (asNumber(index) === 0) return str('program.py');
    const taken = index.kind === 'slice' ? sliceIndices(index, 1) : null;
    return taken === null ? unknown('an argument of the command line', span) : list(taken.map(() => str('program.py')));
  },
};

const sysModule = moduleOf('sys', {
  argv: commandLine,
  exit: tolerant('exit', anything, leave),
  version_info: tuple([int(3), int(6), int(8)]),
  version: str('3.6.8'),
  maxsize: int(2 ** 53),
  maxint: int(2 ** 53),
  stdout: nothing,
  stderr: nothing,
  path: list([]),
  ...Object.fromEntries(
    ['setrecursionlimit', 'setdefaultencoding', 'setcheckinterval', 'setswitchinterval', 'settrace', 'setprofile'].map(
      (name) => [name, tolerant(name, anything, () => none)],
    ),
  ),
});

function clock(root: string): ModuleValue {
  return {
    kind: 'module',
    path: root,
    names: ['sleep'],
    member: (name, span) => {
      if (name === 'sleep') return tolerant(name, anything, () => none);
      return unknown(`the time (${root}.${name})`, span);
    },
  };
}

const itertools = moduleOf('itertools', {
  count: builtin('count', ({ positional: [first, second], named, span }) => {
    const [start, step] = [first ?? named.get('start') ?? int(0), second ?? named.get('step') ?? int(1)];
    const [from, by] = [asNumber(start), asNumber(step)];
    if (from === null || by === null) return unknown('a count', span);
    const number = start.kind === 'float' || step.kind === 'float' ? float : int;
    return iteratorOf(
      (function* () {
        for (let next = from; ; next += by) yield number(next);
      })(),
    );
  }),
  cycle: tolerant('cycle', [0], ({ positional: [value = none], span }) => {
    const items = itemsKnown(value, 'a cycle of this', span);
    if (iterate(value)?.length === 0) return unknown('a cycle of this', span);
    return iteratorOf(cycled(items, span));
  }),
  repeat: tolerant('repeat', [0], ({ positional: [value = none, second], named, span }) => {
    const given = second ?? named.get('times');
    const times = given === undefined ? Number.POSITIVE_INFINITY : countOf(given, 'how often this is repeated', span);
    return iteratorOf(
      (function* () {
        for (let time = 0; time < times; time++) yield value;
      })(),
    );
  }),
  chain: tolerant('chain', ['*'], ({ positional, span }) =>
    iteratorOf(
      (function* () {
        for (const value of positional) yield* itemsKnown(value, 'the items of a chain', span);
      })(),
    ),
  ),
  islice: tolerant('islice', [0], ({ positional: [value = none, ...bounds], span }) => {
    const [first = null, second, step] = bounds.map((bound) =>
      bound.kind === 'none' ? null : countOf(bound, 'a bound of a slice', span),
    );
    const [start, stop] = second === undefined ? [0, first] : [first ?? 0, second];
    const items = itemsKnown(value, 'the items of a slice', span);
    return iteratorOf(sliced(items, start, stop ?? Number.POSITIVE_INFINITY, step ?? 1));
  }),
  product: tolerant('product', ['*'], ({ positional, named, span }) => {
    const times = named.has('repeat') ? countOf(named.get('repeat') ?? none, 'how often this is repeated', span) : 1;
    assertWithin('items', times * positional.length, span);
    const once = positional.map(
      (value) => itemsIn(value, span) ?? notKnown(reasonOf(value, 'a product of these'), span),
    );
    const columns = Array.from({ length: times }, () => once).flat();
    const size = columns.reduce((product, column) => product * column.length, 1);
    return size > limits.items ? iteratorOf(product(columns)) : list(collected(product(columns), span));
  }),
});

/** The items again and again; those of the first time are kept. */
function* cycled(items: Iterable<Value>, span: Span): Generator<Value> {
  const kept: Value[] = [];
  for (const item of items) {
    kept.push(item);
    assertWithin('items', kept.length, span);
    yield item;
  }
  while (kept.length > 0) {
    spend(kept.length);
    yield* kept;
  }
}

/** A row for each way to take an item of every column; the last column changes first. */
function* product(columns: readonly (readonly Value[])[], row: readonly Value[] = []): Generator<Value> {
  const [column, ...others] = columns;
  if (column === undefined) {
    yield tuple(row);
    return;
  }
  spend(column.length);
  for (const item of column) yield* product(others, [...row, item]);
}

/** The items of a value, made as they are asked for. Throws NotKnown where they are not known. */
function itemsKnown(value: Value, what: string, span: Span): Iterable<Value> {
  if (value.kind === 'unknown') throw new NotKnown(value);
  return iterate(value)?.items() ?? notKnown(what, span);
}

/** A whole number. Throws NotKnown where it is not known. */
function countOf(value: Value, what: string, span: Span): number {
  if (value.kind === 'unknown') throw new NotKnown(value);
  return wholeNumber(value) ?? notKnown(what, span);
}

function* sliced(items: Iterable<Value>, start: number, stop: number, step: number): Generator<Value> {
  let at = 0;
  if (stop <= start) return;
  for (const item of items) {
    if (at >= start && (at - start) % step === 0) yield item;
    at += 1;
    if (at >= stop) return;
  }
}

/** `functools.reduce`, which Python 2 has among its built-in functions. */
export function functoolsReduce(apply: Apply): Value {
  return tolerant('reduce', [0, 1, 2], ({ positional: [callee = none, value = none, start], span }) => {
    let held = start;
    for (const item of itemsKnown(value, 'a reduction of this', span))
      held =
        held === undefined ? item : apply(callee, { positional: [held, item], named: new Map<string, Value>(), span });
    if (held === undefined)
      throw new PythonError('TypeError', 'reduce() of empty sequence with no initial value', span);
    return held;
  });
}

function functools(apply: Apply): ModuleValue {
  return moduleOf('functools', {
    partial: tolerant('partial', anything, ({ positional: [callee = none, ...first], named: bound }) =>
      recording('partial', ({ positional, named, places = new Map<number | string, Span>(), ...place }) =>
        apply(callee, {
          ...place,
          positional: [...first, ...positional],
          named: new Map([...bound, ...named]),
          places: new Map([...places].map(([at, span]) => [typeof at === 'number' ? at + first.length : at, span])),
        }),
      ),
    ),
    reduce: functoolsReduce(apply),
    wraps: tolerant('wraps', anything, () => tolerant('wraps', [0], ({ positional: [callee = none] }) => callee)),
    lru_cache: tolerant('lru_cache', anything, ({ positional: [callee] }) =>
      // Without parentheses it is the decorator itself.
      callee?.kind === 'function' ? callee : tolerant('lru_cache', [0], ({ positional: [wrapped = none] }) => wrapped),
    ),
  });
}

function copied(value: Value): Value {
  switch (value.kind) {
    case 'list':
      return list(value.items);
    case 'dict':
      takeItems(4 * value.entries.size);
      return { kind: 'dict', entries: new Map([...value.entries].map(([key, entry]) => [key, { ...entry }])) };
    case 'array':
      return { kind: 'array', array: { ...value.array, data: value.array.data.slice() } };
    case 'instance':
      return { ...value, attributes: new Map(value.attributes) };
    default:
      return value;
  }
}

/** A copy of a value and of all that it holds. What it holds in several places is one copy, as it was one value. */
function deeplyCopied(value: Value, known = new Map<Value, Value>()): Value {
  const found = known.get(value);
  if (found !== undefined) return found;
  spend(1);
  if (value.kind === 'tuple') return tuple(value.items.map((item) => deeplyCopied(item, known)));
  const made = copied(value);
  if (made === value) return value;
  known.set(value, made);
  if (made.kind === 'list') made.items.forEach((item, at) => (made.items[at] = deeplyCopied(item, known)));
  if (made.kind === 'dict') for (const entry of made.entries.values()) entry.value = deeplyCopied(entry.value, known);
  return made;
}

/** Python's `random`: the same generator as NumPy's, seeded and drawn from in other ways. */
function randomModule(generator: MersenneTwister, note: Note): ModuleValue {
  const below = (count: number): number => {
    // Python takes as many leading bits as the count has, and draws again where they are too many.
    const bits = Math.floor(Math.log2(count)) + 1;
    for (;;) {
      // Numbers of more than 32 bits are made of words, the lowest first; the last gives its leading bits.
      const low = bits > 32 ? generator.nextWord() : 0;
      const high = generator.nextWord() >>> (32 - Math.min(32, bits > 32 ? bits - 32 : bits));
      const value = bits > 32 ? high * 2 ** 32 + low : high;
      if (value < count) return value;
    }
  };
  /** A whole number below a count of what can be chosen. Raises ValueError where there is none. */
  const belowKnown = (count: number, span: Span): number => {
    if (!(count >= 1)) throw new PythonError('ValueError', 'empty range for randrange()', span);
    if (count > Number.MAX_SAFE_INTEGER) throw new PythonError('OverflowError', 'a range that is too large', span);
    return below(Math.floor(count));
  };
  let waitingNormal: number | null = null;
  const normal = (mean: number, deviation: number): number => {
    const waiting = waitingNormal;
    waitingNormal = null;
    if (waiting !== null) return mean + waiting * deviation;
    const angle = generator.nextDouble() * 2 * Math.PI;
    const radius = Math.sqrt(-2 * Math.log(1 - generator.nextDouble()));
    waitingNormal = Math.sin(angle) * radius;
    return mean + Math.cos(angle) * radius * deviation;
  };
  /** An argument; without a default it has to be given. Throws NotKnown where it is no number. */
  const number = (given: Arguments, at: number, name: string, otherwise?: number): number => {
    const value = given.positional[at] ?? given.named.get(name);
    if (value === undefined && otherwise !== undefined) return otherwise;
    return asNumber(value ?? none) ?? notKnown(`the argument ${name} of a random number`, given.span);
  };
  const functions: Readonly<Record<string, (given: Arguments) => Value>> = {
    seed: (given) => {
      const [first] = given.positional;
      // Without a seed the numbers are those of seed 0, as in a program that never seeds.
      const isSeeded = (first ?? given.named.get('a') ?? none).kind !== 'none';
      const seed = isSeeded ? Math.abs(number(given, 0, 'a')) : 0;
      generator.isSeeded = isSeeded;
      generator.seedByArray(seed > 0xffffffff ? [seed >>> 0, Math.floor(seed / 2 ** 32)] : [seed]);
      waitingNormal = null;
      return none;
    },
    random: () => float(generator.nextDouble()),
    uniform: (given) => {
      const [low, high] = [number(given, 0, 'a'), number(given, 1, 'b')];
      return float(low + (high - low) * generator.nextDouble());
    },
    randint: (given) => {
      const [low, high] = [number(given, 0, 'a'), number(given, 1, 'b')];
      return int(low + belowKnown(high - low + 1, given.span));
    },
    randrange: (given) => {
      const first = number(given, 0, 'start');
      const [low, high] = given.positional.length < 2 ? [0, first] : [first, number(given, 1, 'stop')];
      if (given.positional.length > 2) return notKnown('a random number of a range with a step', given.span);
      return int(low + belowKnown(high - low, given.span));
    },
    gauss: (given) => float(normal(number(given, 0, 'mu', 0), number(given, 1, 'sigma', 1))),
    choice: ({ positional: [value = none], span }) => {
      const population = populationOf(value, span);
      if (population.count === 0) throw new PythonError('IndexError', 'cannot choose from an empty sequence', span);
      return population.at(belowKnown(population.count, span));
    },
    shuffle: ({ positional: [value = none, by], span }) => {
      touching(value);
      if (value.kind !== 'list' || by !== undefined) {
        const why = unknown(reasonOf(value, 'a shuffled order'), span);
        forget(changeable([value]), why);
        throw new NotKnown(why);
      }
      shuffle(value, below);
      return none;
    },
    sample: (given) => {
      const population = populationOf(given.positional[0] ?? given.named.get('population') ?? none, given.span);
      const count = number(given, 1, 'k');
      if (count > population.count || count < 0)
        throw new PythonError('ValueError', 'sample larger than population or is negative', given.span);
      assertWithin('items', count, given.span);
      return list(sample(population, count, below));
    },
  };
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
  const items = itemsIn(value, span) ?? notKnown(reasonOf(value, 'what is chosen from'), span);
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

/** At most so many of the last items of a value. */
function lastOf(value: Value, most: number): Value[] {
  const kept: Value[] = [];
  for (const item of iterate(value.kind === 'range' ? rangeTail(value, most) : value)?.items() ?? []) {
    kept.push(item);
    if (kept.length >= 2 * most + 1024) kept.splice(0, kept.length - most);
  }
  return most === 0 ? [] : kept.slice(-most);
}

/** The items of `collections`. */
export function collectionsModule(namedTuple: Value): ModuleValue {
  const ordered = tolerant('OrderedDict', [0, '**'], ({ positional: [value], named, span }) =>
    dictOf([...entriesOf(value, named, span)], span),
  );
  const queue = tolerant('deque', [0], ({ positional: [value, second], named, span }) => {
    const length = named.get('maxlen') ?? second ?? none;
    const most = length.kind === 'none' ? null : countOf(length, 'the length of a queue', span);
    if (value === undefined) return { ...list([]), ...(most === null ? {} : { most }) };
    if (iterate(value) === null) return notKnown(reasonOf(value, 'the items of a queue'), span);
    if (most === null) return list(itemsIn(value, span) ?? []);
    return { ...list(lastOf(value, most)), most };
  });
  return moduleOf('collections', { namedtuple: namedTuple, OrderedDict: ordered, deque: queue });
}
