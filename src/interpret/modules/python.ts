import type { Span } from '../../python/syntax';
import { allAttributes, textOf } from '../evaluator';
import { iterate } from '../iteration';
import { toArray } from '../operators';
import {
  type Arguments,
  asNumber,
  bool,
  builtin,
  dict,
  float,
  int,
  itemsOf,
  keyOf,
  list,
  type ModuleValue,
  none,
  str,
  truthOf,
  tuple,
  unknown,
  type Value,
} from '../values';

type Apply = (callee: Value, given: Arguments) => Value;

/** Python's built-in functions, as far as graph-building programs use them. */
export function pythonBuiltins(apply: Apply): Map<string, Value> {
  const entries: Record<string, (given: Arguments) => Value> = {
    range: ({ positional, span }) => {
      const numbers = positional.map(asNumber);
      if (numbers.includes(null) || numbers.length === 0)
        return positional.find(({ kind }) => kind === 'unknown') ?? unknown('this range', span);
      const [first = 0, second, step = 1] = numbers.map((number) => number ?? 0);
      return {
        kind: 'range',
        start: second === undefined ? 0 : first,
        stop: second ?? first,
        step: step === 0 ? 1 : step,
      };
    },
    len: ({ positional: [value = none], span }) => {
      const iteration = iterate(value);
      return iteration === null
        ? value.kind === 'unknown'
          ? value
          : unknown('a length', span)
        : int(iteration.length);
    },
    int: ({ positional: [value = int(0)], span }) => {
      const number = value.kind === 'str' ? Number(value.value) : asNumber(value);
      return number === null || Number.isNaN(number)
        ? value.kind === 'unknown'
          ? value
          : unknown('an int', span)
        : int(Math.trunc(number));
    },
    float: ({ positional: [value = float(0)], span }) => {
      const number = value.kind === 'str' ? Number(value.value) : asNumber(value);
      return number === null ? (value.kind === 'unknown' ? value : unknown('a float', span)) : float(number);
    },
    bool: ({ positional: [value = none], span }) => {
      const truth = truthOf(value);
      return truth === null ? unknown('a truth', span) : bool(truth);
    },
    str: ({ positional: [value = str('')] }) => (value.kind === 'unknown' ? value : str(textOf(value))),
    repr: ({ positional: [value = none] }) => str(textOf(value)),
    abs: ({ positional: [value = none], span }) => onNumber(value, Math.abs, span),
    round: ({ positional: [value = none], span }) => {
      const number = asNumber(value);
      return number === null ? unknown('a rounding', span) : int(Math.round(number));
    },
    min: (given) => extreme(given, (a, b) => a < b),
    max: (given) => extreme(given, (a, b) => a > b),
    sum: ({ positional: [value = none], span }) => {
      const numbers = [...(iterate(value)?.items() ?? [none])];
      const isInt = numbers.every(({ kind }) => kind === 'int' || kind === 'bool');
      const total = numbers.reduce((sum, number) => sum + (asNumber(number) ?? Number.NaN), 0);
      return Number.isNaN(total) ? unknown('a sum', span) : isInt ? int(total) : float(total);
    },
    list: ({ positional: [value], span }) => sequence(value, span, list),
    tuple: ({ positional: [value], span }) => sequence(value, span, tuple),
    set: ({ positional: [value], span }) =>
      sequence(value, span, (items) => tuple([...new Map(items.map((item) => [keyOf(item), item])).values()])),
    sorted: ({ positional: [value], span }) => sequence(value, span, (items) => list([...items].sort(inOrder))),
    reversed: ({ positional: [value], span }) => sequence(value, span, (items) => list([...items].reverse())),
    dict: ({ positional: [value], named }) => {
      const given =
        value?.kind === 'dict' ? [...value.entries.values()].map((entry) => [entry.key, entry.value] as const) : [];
      const pairs =
        value === undefined || value.kind === 'dict'
          ? []
          : [...(iterate(value)?.items() ?? [])].map((pair) => itemsOf(pair) ?? []);
      return dict([
        ...given,
        ...pairs.map(([key = none, held = none]) => [key, held] as const),
        ...[...named].map(([name, held]) => [str(name), held] as const),
      ]);
    },
    enumerate: ({ positional: [value, start], span }) =>
      sequence(value, span, (items) =>
        list(items.map((item, index) => tuple([int(index + (asNumber(start ?? none) ?? 0)), item]))),
      ),
    zip: ({ positional, span }) => {
      const lists = positional.map((value) => iterate(value));
      if (!lists.every((items) => items !== null)) return unknown('a zip of these', span);
      const columns = lists.map((items) => [...items.items()]);
      const length = columns.length === 0 ? 0 : Math.min(...columns.map((column) => column.length));
      return list(Array.from({ length }, (_, index) => tuple(columns.map((column) => column[index] ?? none))));
    },
    map: ({ positional: [callee = none, value], span }) =>
      sequence(value, span, (items) =>
        list(items.map((item) => apply(callee, { positional: [item], named: new Map(), span }))),
      ),
    isinstance: ({ positional: [value = none, type = none], span }) => isInstance(value, type, span),
    hasattr: ({ positional: [object = none, name = none] }) =>
      bool(object.kind === 'instance' && object.attributes.has(textOf(name))),
    getattr: ({ positional: [object = none, name = none, otherwise], span }) => {
      if (object.kind === 'module') return object.member(textOf(name), span);
      const held =
        object.kind === 'instance'
          ? (object.attributes.get(textOf(name)) ??
            (object.class === null ? undefined : allAttributes(object.class).get(textOf(name))))
          : undefined;
      return held ?? otherwise ?? unknown(`the attribute ${textOf(name)}`, span);
    },
    setattr: ({ positional: [object = none, name = none, value = none] }) => {
      if (object.kind === 'instance') object.attributes.set(textOf(name), value);
      return none;
    },
    print: () => none,
    input: ({ span }) => unknown('what the user types', span),
    open: ({ span }) => unknown('a file', span),
    id: ({ span }) => unknown('an id', span),
    exit: () => none,
    quit: () => none,
    super: ({ span }) => unknown('super', span),
    property: ({ positional: [callee = none] }) => callee,
    staticmethod: ({ positional: [callee = none] }) => callee,
    classmethod: ({ positional: [callee = none] }) => callee,
    type: ({ positional: [value = none], span }) =>
      value.kind === 'instance' && value.class !== null ? value.class : unknown('a type', span),
    ValueError: ({ span }) => unknown('an error', span),
    Exception: ({ span }) => unknown('an error', span),
    NotImplementedError: ({ span }) => unknown('an error', span),
  };
  const builtins = new Map<string, Value>(Object.entries(entries).map(([name, call]) => [name, builtin(name, call)]));
  builtins.set('xrange', builtin('range', entries['range'] ?? (() => none)));
  builtins.set('object', { kind: 'class', name: 'object', bases: [], attributes: new Map() });
  builtins.set('__name__', str('__main__'));
  builtins.set('__file__', str('program.py'));
  return builtins;
}

/** The module `math`. */
export function mathModule(): ModuleValue {
  const functions: Readonly<Record<string, (value: number) => number>> = {
    sin: Math.sin,
    cos: Math.cos,
    tan: Math.tan,
    exp: Math.exp,
    log: Math.log,
    log2: Math.log2,
    log10: Math.log10,
    sqrt: Math.sqrt,
    fabs: Math.abs,
    tanh: Math.tanh,
  };
  return {
    kind: 'module',
    path: 'math',
    member: (name, span) => {
      if (name === 'pi') return float(Math.PI);
      if (name === 'e') return float(Math.E);
      if (name === 'floor' || name === 'ceil') {
        return builtin(name, ({ positional: [value = none] }) => {
          const number = asNumber(value);
          return number === null ? unknown(`math.${name}`, span) : int(Math[name](number));
        });
      }
      if (name === 'pow') {
        return builtin(name, ({ positional: [base = none, exponent = none] }) => {
          const [a, b] = [asNumber(base), asNumber(exponent)];
          return a === null || b === null ? unknown('math.pow', span) : float(a ** b);
        });
      }
      const apply = functions[name];
      return apply === undefined
        ? unknown(`math.${name}`, span)
        : builtin(name, ({ positional: [value = none] }) => onNumber(value, apply, span, true));
    },
  };
}

function onNumber(value: Value, apply: (value: number) => number, span: Span, isFloat = false): Value {
  if (value.kind === 'unknown') return value;
  const number = asNumber(value);
  if (number === null) return unknown('a number', span);
  return value.kind === 'int' && !isFloat ? int(apply(number)) : float(apply(number));
}

function sequence(value: Value | undefined, span: Span, make: (items: readonly Value[]) => Value): Value {
  if (value === undefined) return make([]);
  const iteration = iterate(value);
  if (iteration === null || iteration.length > 1_000_000)
    return value.kind === 'unknown' ? value : unknown('the items of this', span);
  return make([...iteration.items()]);
}

function extreme({ positional, span }: Arguments, isBetter: (a: number, b: number) => boolean): Value {
  const [only] = positional;
  const values = positional.length === 1 && only !== undefined ? [...(iterate(only)?.items() ?? [only])] : positional;
  let best: Value | null = null;
  for (const value of values) {
    const number = asNumber(value);
    if (number === null) return value.kind === 'unknown' ? value : unknown('an extreme', span);
    if (best === null || isBetter(number, asNumber(best) ?? 0)) best = value;
  }
  return best ?? unknown('an extreme of nothing', span);
}

function inOrder(a: Value, b: Value): number {
  if (a.kind === 'str' && b.kind === 'str') return a.value < b.value ? -1 : a.value > b.value ? 1 : 0;
  return (asNumber(a) ?? 0) - (asNumber(b) ?? 0);
}

function isInstance(value: Value, type: Value, span: Span): Value {
  const types = type.kind === 'tuple' ? type.items : [type];
  const kinds: Readonly<Record<string, readonly Value['kind'][]>> = {
    int: ['int', 'bool'],
    float: ['float'],
    str: ['str'],
    bool: ['bool'],
    list: ['list'],
    tuple: ['tuple'],
    dict: ['dict'],
  };
  for (const candidate of types) {
    if (candidate.kind === 'builtin' && kinds[candidate.name]?.includes(value.kind) === true) return bool(true);
    if (candidate.kind === 'class' && value.kind === 'instance' && value.class === candidate) return bool(true);
  }
  return types.every(({ kind, ...rest }) => kind === 'builtin' && 'name' in rest && rest.name in kinds) &&
    toArray(value) !== null
    ? bool(false)
    : unknown('a type check', span);
}
