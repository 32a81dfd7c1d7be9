import { own } from '../../base/own';
import { iterate, iteratorOf, rangeTail } from '../iteration';
import { collected, itemsIn } from '../items';
import { assertWithin, limits, PythonError } from '../limits';
import type { Span } from '../../python/syntax';
import { touching } from '../loop-watch';
import type { MersenneTwister } from '../numpy/mersenne-twister';
import { spend, takeItems } from '../reading';
import {
  type Arguments,
  asNumber,
  bool,
  builtin,
  type DictValue,
  float,
  int,
  itemsOf,
  list,
  type ListValue,
  type ModuleValue,
  none,
  nothing,
  rangeLength,
  str,
  textOf,
  tuple,
  unknown,
  type Value,
} from '../values';
import { leave } from './python';

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

/** The modules of Python's library that graph-building programs use; null for any other. */
export function standardModule(root: string, apply: Apply, random: MersenneTwister): Value | null {
  switch (root) {
    case 'os':
      return osModule;
    case 'sys':
      return sysModule;
    case 'random':
      return randomModule(random);
    case 'itertools':
      return itertools;
    case 'functools':
      return functools(apply);
    case 'copy':
      return moduleOf('copy', {
        copy: builtin('copy', ({ positional: [value = none] }) => copied(value)),
        deepcopy: builtin('deepcopy', ({ positional: [value = none] }) => deeplyCopied(value)),
      });
    case 'time':
    case 'datetime':
      return clock(root);
    case 'matplotlib':
    case 'pylab':
    case 'seaborn':
    case 'mpl_toolkits':
    case 'logging':
    case 'warnings':
    case 'pprint':
    case 'tqdm':
    case 'IPython':
    case 'gc':
      return root === 'tqdm' ? passing : harmlessModule(root);
    default:
      return null;
  }
}

/** Whatever goes through a progress bar comes out of it. */
const passing: ModuleValue = {
  kind: 'module',
  path: 'tqdm',
  member: (name) =>
    name === 'trange'
      ? builtin(name, ({ positional: [count = none], span }) => {
          const stop = asNumber(count);
          return stop === null ? unknown('a count', span) : { kind: 'range', start: 0, stop, step: 1 };
        })
      : builtin(name, ({ positional: [value = none], named }) => named.get('iterable') ?? value),
};

const join = builtin('join', ({ positional, span }) => {
  const missing = positional.find(({ kind }) => kind === 'unknown');
  return missing ?? (positional.length === 0 ? unknown('a path', span) : str(positional.map(textOf).join('/')));
});

const path = moduleOf('os.path', {
  join,
  // Nothing outside of the program is looked at: no checkpoint, no data set is there.
  exists: builtin('exists', () => bool(false)),
  isfile: builtin('isfile', () => bool(false)),
  isdir: builtin('isdir', () => bool(false)),
  dirname: builtin('dirname', ({ positional: [value = none] }) => str(textOf(value).replace(/\/?[^/]*$/, ''))),
  basename: builtin('basename', ({ positional: [value = none] }) => str(textOf(value).replace(/^.*\//, ''))),
  abspath: builtin('abspath', ({ positional: [value = none] }) => value),
  realpath: builtin('realpath', ({ positional: [value = none] }) => value),
  expanduser: builtin('expanduser', ({ positional: [value = none] }) => value),
});

const environment: DictValue = { kind: 'dict', entries: new Map() };

const osModule: ModuleValue = {
  kind: 'module',
  path: 'os',
  member: (name, span) => {
    if (name === 'path') return path;
    if (name === 'environ') return { ...environment, entries: new Map() };
    if (name === 'getenv') return builtin(name, ({ positional: [, otherwise = none] }) => otherwise);
    if (name === 'getcwd') return builtin(name, () => str('.'));
    if (name === 'sep') return str('/');
    if (/^(?:makedirs|mkdir|remove|system|chdir|rmdir|putenv|rename)$/.test(name)) return builtin(name, () => nothing);
    return unknown(`os.${name}`, span);
  },
};

/** The program is run without arguments; one that reads some all the same gets what is not known. */
const commandLine: Value = {
  kind: 'indexed',
  name: 'sys.argv',
  items: [str('program.py')],
  at: (index, span) => {
    const at = asNumber(index);
    if (at === 0) return str('program.py');
    return at === null ? list([]) : unknown('an argument of the command line', span);
  },
};

const sysModule: ModuleValue = {
  kind: 'module',
  path: 'sys',
  member: (name, span) => {
    if (name === 'argv') return commandLine;
    if (name === 'exit') return builtin(name, leave);
    if (name === 'version_info') return tuple([int(3), int(6), int(8)]);
    if (name === 'version') return str('3.6.8');
    if (name === 'maxsize' || name === 'maxint') return int(2 ** 53);
    if (name === 'stdout' || name === 'stderr' || name === 'path') return name === 'path' ? list([]) : nothing;
    if (/^set/.test(name)) return builtin(name, () => none);
    return unknown(`sys.${name}`, span);
  },
};

function clock(root: string): ModuleValue {
  return {
    kind: 'module',
    path: root,
    member: (name, span) => {
      if (name === 'sleep') return builtin(name, () => none);
      return unknown(`the time (${root}.${name})`, span);
    },
  };
}

const itertools = moduleOf('itertools', {
  count: builtin('count', ({ positional: [start = int(0), step = int(1)] }) => {
    let next = asNumber(start) ?? 0;
    const by = asNumber(step) ?? 1;
    return {
      kind: 'iterator',
      next: () => {
        const value = int(next);
        next += by;
        return value;
      },
    };
  }),
  cycle: builtin('cycle', ({ positional: [value = none], span }) => {
    const iteration = iterate(value);
    if (iteration === null || iteration.length === 0) return unknown('a cycle of this', span);
    return iteratorOf(cycled(iteration.items(), span));
  }),
  repeat: builtin('repeat', ({ positional: [value = none, count] }) => {
    let left = count === undefined ? Number.POSITIVE_INFINITY : (asNumber(count) ?? 0);
    return { kind: 'iterator', next: () => (left-- > 0 ? value : null) };
  }),
  chain: builtin('chain', ({ positional }) =>
    iteratorOf(
      (function* () {
        for (const value of positional) yield* iterate(value)?.items() ?? [];
      })(),
    ),
  ),
  islice: builtin('islice', ({ positional: [value = none, ...bounds] }) => {
    const [first = null, second, step] = bounds.map(asNumber);
    const [start, end] = second === undefined ? [0, first] : [first ?? 0, second];
    const stop = end ?? Number.POSITIVE_INFINITY;
    return iteratorOf(sliced(iterate(value)?.items() ?? [], start, stop, step ?? 1));
  }),
  product: builtin('product', ({ positional, span }) => {
    const columns = positional.map((value) => itemsIn(value, span) ?? []);
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

function* sliced(items: Iterable<Value>, start: number, stop: number, step: number): Generator<Value> {
  let at = 0;
  if (stop <= start) return;
  for (const item of items) {
    if (at >= start && (at - start) % step === 0) yield item;
    at += 1;
    if (at >= stop) return;
  }
}

function functools(apply: Apply): ModuleValue {
  return moduleOf('functools', {
    partial: builtin('partial', ({ positional: [callee = none, ...first], named: bound }) =>
      builtin('partial', ({ positional, named, places = new Map<number | string, Span>(), ...place }) =>
        apply(callee, {
          ...place,
          positional: [...first, ...positional],
          named: new Map([...bound, ...named]),
          places: new Map([...places].map(([at, span]) => [typeof at === 'number' ? at + first.length : at, span])),
        }),
      ),
    ),
    reduce: builtin('reduce', ({ positional: [callee = none, value = none, start], span }) => {
      let held = start;
      for (const item of iterate(value)?.items() ?? [])
        held = held === undefined ? item : apply(callee, { positional: [held, item], named: new Map(), span });
      return held ?? none;
    }),
    wraps: builtin('wraps', () => builtin('wraps', ({ positional: [callee = none] }) => callee)),
    lru_cache: builtin('lru_cache', () => builtin('lru_cache', ({ positional: [callee = none] }) => callee)),
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
function randomModule(generator: MersenneTwister): ModuleValue {
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
  const number = (given: Arguments, at: number, name: string, otherwise: number): number =>
    asNumber(given.positional[at] ?? given.named.get(name) ?? none) ?? otherwise;
  const functions: Readonly<Record<string, (given: Arguments) => Value>> = {
    seed: (given) => {
      const seed = Math.abs(number(given, 0, 'a', 0));
      generator.seedByArray(seed > 0xffffffff ? [seed >>> 0, Math.floor(seed / 2 ** 32)] : [seed]);
      waitingNormal = null;
      return none;
    },
    random: () => float(generator.nextDouble()),
    uniform: (given) => {
      const [low, high] = [number(given, 0, 'a', 0), number(given, 1, 'b', 1)];
      return float(low + (high - low) * generator.nextDouble());
    },
    randint: (given) => {
      const [low, high] = [number(given, 0, 'a', 0), number(given, 1, 'b', 0)];
      return int(low + belowKnown(high - low + 1, given.span));
    },
    randrange: (given) => {
      const [first, second] = [number(given, 0, 'start', 0), asNumber(given.positional[1] ?? none)];
      const [low, high] = second === null ? [0, first] : [first, second];
      return int(low + belowKnown(high - low, given.span));
    },
    gauss: (given) => float(normal(number(given, 0, 'mu', 0), number(given, 1, 'sigma', 1))),
    choice: ({ positional: [value = none], span }) => {
      const population = populationOf(value, span);
      if (population === null) return unknown('a choice of this', span);
      if (population.count === 0) throw new PythonError('IndexError', 'cannot choose from an empty sequence', span);
      return population.at(belowKnown(population.count, span));
    },
    shuffle: ({ positional: [value = none] }) => {
      touching(value);
      if (value.kind === 'list') shuffle(value, below);
      return none;
    },
    sample: (given) => {
      const population = populationOf(given.positional[0] ?? given.named.get('population') ?? none, given.span);
      const count = number(given, 1, 'k', 0);
      if (population === null) return unknown('a sample of this', given.span);
      if (count > population.count || count < 0)
        throw new PythonError('ValueError', 'sample larger than population or is negative', given.span);
      assertWithin('items', count, given.span);
      return list(sample(population, count, below));
    },
  };
  return {
    kind: 'module',
    path: 'random',
    member: (name, span) => {
      const called = own(functions, name);
      return called === undefined ? unknown(`random.${name}`, span) : builtin(`random.${name}`, called);
    },
  };
}

/** What is chosen from: by places, so that a range need not be made. */
interface Population {
  readonly count: number;
  readonly at: (place: number) => Value;
}

function populationOf(value: Value, span: Span): Population | null {
  if (value.kind === 'range')
    return { count: rangeLength(value), at: (place) => int(value.start + place * value.step) };
  const items = itemsIn(value, span);
  return items === null ? null : { count: items.length, at: (place) => items[place] ?? none };
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
  const ordered = builtin('OrderedDict', ({ positional: [value = none], named, span }) => {
    const entries: DictValue['entries'] = new Map();
    if (value.kind === 'dict') for (const [key, entry] of value.entries) entries.set(key, { ...entry });
    for (const pair of value.kind === 'dict' ? [] : (iterate(value)?.items() ?? [])) {
      assertWithin('items', entries.size, span);
      if (entries.size % 1024 === 1023) takeItems(4 * 1024);
      const [key = none, held = none] = itemsOf(pair) ?? [];
      entries.set(`s${textOf(key)}`, { key, value: held });
    }
    for (const [name, held] of named) entries.set(`s${name}`, { key: str(name), value: held });
    return { kind: 'dict', entries };
  });
  const queue = builtin('deque', ({ positional: [value = none, length], named, span }) => {
    const most = asNumber(named.get('maxlen') ?? length ?? none);
    if (most === null) return list(itemsIn(value, span) ?? []);
    return { ...list(lastOf(value, most)), most };
  });
  return moduleOf('collections', { namedtuple: namedTuple, OrderedDict: ordered, deque: queue });
}
