import { own } from '../../base/own';
import { iterate, iteratorOf } from '../iteration';
import { assertWithin, PythonError } from '../limits';
import type { Span } from '../../python/syntax';
import { touching } from '../loop-watch';
import type { MersenneTwister } from '../numpy/mersenne-twister';
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
      return moduleOf('copy', { copy: builtin('copy', copied), deepcopy: builtin('deepcopy', deeplyCopied) });
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
    const items = [...(iterate(value)?.items() ?? [])];
    if (items.length === 0) return unknown('a cycle of this', span);
    let at = 0;
    return { kind: 'iterator', next: () => items[at++ % items.length] ?? null };
  }),
  repeat: builtin('repeat', ({ positional: [value = none, count] }) => {
    let left = count === undefined ? Number.POSITIVE_INFINITY : (asNumber(count) ?? 0);
    return { kind: 'iterator', next: () => (left-- > 0 ? value : null) };
  }),
  chain: builtin('chain', ({ positional }) =>
    iteratorOf(positional.flatMap((value) => [...(iterate(value)?.items() ?? [])])),
  ),
  islice: builtin('islice', ({ positional: [value = none, ...bounds] }) => {
    const [first = 0, second, step = 1] = bounds.map((bound) => asNumber(bound) ?? 0);
    const [start, stop] = second === undefined ? [0, first] : [first, second];
    return iteratorOf(sliced(iterate(value)?.items() ?? [], start, stop, step));
  }),
  product: builtin('product', ({ positional, span }) => {
    const columns = positional.map((value) => [...(iterate(value)?.items() ?? [])]);
    assertWithin(
      'items',
      columns.reduce((size, column) => size * column.length, 1),
      span,
    );
    const rows = columns.reduce<Value[][]>(
      (made, column) => made.flatMap((row) => column.map((item) => [...row, item])),
      [[]],
    );
    return list(rows.map(tuple));
  }),
});

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
      const items = [...(iterate(value)?.items() ?? [])];
      const first = start ?? items.shift() ?? none;
      return items.reduce((left, right) => apply(callee, { positional: [left, right], named: new Map(), span }), first);
    }),
    wraps: builtin('wraps', () => builtin('wraps', ({ positional: [callee = none] }) => callee)),
    lru_cache: builtin('lru_cache', () => builtin('lru_cache', ({ positional: [callee = none] }) => callee)),
  });
}

function copied({ positional: [value = none] }: Arguments): Value {
  switch (value.kind) {
    case 'list':
      return list(value.items);
    case 'dict':
      return { kind: 'dict', entries: new Map([...value.entries].map(([key, entry]) => [key, { ...entry }])) };
    case 'array':
      return { kind: 'array', array: { ...value.array, data: value.array.data.slice() } };
    case 'instance':
      return { ...value, attributes: new Map(value.attributes) };
    default:
      return value;
  }
}

function deeplyCopied(given: Arguments): Value {
  const made = copied(given);
  const again = (value: Value): Value => deeplyCopied({ ...given, positional: [value] });
  if (made.kind === 'list') return list(made.items.map(again));
  if (made.kind === 'dict') for (const entry of made.entries.values()) entry.value = again(entry.value);
  return made;
}

/** Python's `random`: the same generator as NumPy's, seeded and drawn from in other ways. */
function randomModule(generator: MersenneTwister): ModuleValue {
  const below = (count: number): number => {
    // Python takes as many leading bits as the count has, and draws again where they are too many.
    const bits = Math.floor(Math.log2(count)) + 1;
    for (;;) {
      const value = generator.nextWord() >>> (32 - Math.min(32, bits));
      if (value < count) return value;
    }
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
  const itemsFrom = (value: Value): readonly Value[] => [...(iterate(value)?.items() ?? [])];
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
      return int(low + below(high - low + 1));
    },
    randrange: (given) => {
      const [first, second] = [number(given, 0, 'start', 0), asNumber(given.positional[1] ?? none)];
      const [low, high] = second === null ? [0, first] : [first, second];
      return int(low + below(high - low));
    },
    gauss: (given) => float(normal(number(given, 0, 'mu', 0), number(given, 1, 'sigma', 1))),
    choice: ({ positional: [value = none], span }) => {
      const items = itemsFrom(value);
      if (items.length === 0) throw new PythonError('IndexError', 'cannot choose from an empty sequence', span);
      return items[below(items.length)] ?? none;
    },
    shuffle: ({ positional: [value = none] }) => {
      touching(value);
      if (value.kind === 'list') shuffle(value, below);
      return none;
    },
    sample: (given) => list(sample(itemsFrom(given.positional[0] ?? none), number(given, 1, 'k', 0), below)),
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

function shuffle({ items }: ListValue, below: (count: number) => number): void {
  for (let at = items.length - 1; at > 0; at--) {
    const other = below(at + 1);
    const held = items[at] ?? none;
    items[at] = items[other] ?? none;
    items[other] = held;
  }
}

function sample(items: readonly Value[], count: number, below: (count: number) => number): Value[] {
  const limit = 21 + (count > 5 ? 4 ** Math.ceil(Math.log(count * 3) / Math.log(4)) : 0);
  if (items.length <= limit) {
    const pool = [...items];
    return Array.from({ length: count }, (_, taken) => {
      const at = below(items.length - taken);
      const chosen = pool[at] ?? none;
      pool[at] = pool[items.length - taken - 1] ?? none;
      return chosen;
    });
  }
  const selected = new Set<number>();
  return Array.from({ length: count }, () => {
    let at = below(items.length);
    while (selected.has(at)) at = below(items.length);
    selected.add(at);
    return items[at] ?? none;
  });
}

/** The items of `collections`. */
export function collectionsModule(namedTuple: Value): ModuleValue {
  const ordered = builtin('OrderedDict', ({ positional: [value = none], named }) => {
    const entries: DictValue['entries'] = new Map();
    if (value.kind === 'dict') for (const [key, entry] of value.entries) entries.set(key, { ...entry });
    for (const pair of value.kind === 'dict' ? [] : (iterate(value)?.items() ?? [])) {
      const [key = none, held = none] = itemsOf(pair) ?? [];
      entries.set(`s${textOf(key)}`, { key, value: held });
    }
    for (const [name, held] of named) entries.set(`s${name}`, { key: str(name), value: held });
    return { kind: 'dict', entries };
  });
  const queue = builtin('deque', ({ positional: [value = none, length], named }) => {
    const most = asNumber(named.get('maxlen') ?? length ?? none);
    const items = [...(iterate(value)?.items() ?? [])];
    return { ...list(most === null ? items : items.slice(-most)), ...(most === null ? {} : { most }) };
  });
  return moduleOf('collections', { namedtuple: namedTuple, OrderedDict: ordered, deque: queue });
}
