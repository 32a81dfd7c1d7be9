import { own } from '../../base/own';
import type { Span } from '../../python/syntax';
import { nextOf } from '../attributes';
import { allAttributes } from '../evaluator';
import { iterate, type Iteration, iteratorOf, reversedRange } from '../iteration';
import { collected, itemsIn } from '../items';
import { assertWithin, limits, PythonError } from '../limits';
import { roundHalfEven } from '../numpy/elementwise';
import { writing } from '../loop-watch';
import { toArray, wholeNumber } from '../operators';
import { spend } from '../reading';
import { distinct, setOf } from '../sets';
import { textOfTurn } from '../tracked';
import {
  type Arguments,
  asNumber,
  bool,
  builtin,
  dict,
  float,
  formulaOperation,
  int,
  itemsOf,
  list,
  type ModuleValue,
  none,
  rangeLength,
  str,
  textOf,
  truthOf,
  tuple,
  unknown,
  type Value,
  withoutFormula,
} from '../values';

type Apply = (callee: Value, given: Arguments) => Value;
type Add = (left: Value, right: Value, span: Span) => Value;

/** Python's built-in functions, as far as graph-building programs use them. */
export function pythonBuiltins(apply: Apply, add: Add): Map<string, Value> {
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
    slice: ({ positional: [first = none, second, third = none] }) =>
      second === undefined
        ? { kind: 'slice', lower: none, upper: first, step: none }
        : { kind: 'slice', lower: first, upper: second, step: third },
    len: ({ positional: [value = none], span }) => {
      const length = iterate(value)?.length ?? null;
      return length === null ? (value.kind === 'unknown' ? value : unknown('a length', span)) : int(length);
    },
    int: ({ positional: [value = int(0)], span }) => {
      if (value.kind === 'int') return value;
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
    str: ({ positional: [value = str('')] }) =>
      value.kind === 'unknown' ? value : textOfTurn(() => textOf(value), [value]),
    repr: ({ positional: [value = none] }) => str(textOf(value)),
    abs: ({ positional: [value = none], span }) =>
      formulaOperation('abs', [value], span) ?? onNumber(value, Math.abs, span),
    round: ({ positional: [value = none, digits], span }) => {
      const number = asNumber(value);
      if (number === null) return value.kind === 'unknown' ? value : unknown('a rounding', span);
      if (digits === undefined) return int(roundHalfEven(number));
      const scale = 10 ** (asNumber(digits) ?? 0);
      return float(roundHalfEven(number * scale) / scale);
    },
    pow: ({ positional: [base = none, exponent = none], span }) => {
      const [a, b] = [asNumber(base), asNumber(exponent)];
      if (a === null || b === null) return unknown('a power', span);
      return base.kind === 'int' && exponent.kind === 'int' && b >= 0 ? wholeNumber(a ** b, span) : float(a ** b);
    },
    divmod: ({ positional: [left = none, right = none], span }) => {
      const [a, b] = [asNumber(left), asNumber(right)];
      if (a === null || b === null || b === 0) return unknown('a division', span);
      return tuple([int(Math.floor(a / b)), int(a - b * Math.floor(a / b))]);
    },
    any: ({ positional: [value = none], span }) => decided(value, true, span),
    all: ({ positional: [value = none], span }) => decided(value, false, span),
    ord: ({ positional: [value = none] }) => int(value.kind === 'str' ? (value.value.codePointAt(0) ?? 0) : 0),
    chr: ({ positional: [value = none], span }) => {
      const code = asNumber(value) ?? 32;
      if (!(code >= 0 && code <= 0x10ffff && Number.isInteger(code)))
        throw new PythonError('ValueError', 'chr() arg not in range(0x110000)', span);
      return str(String.fromCodePoint(code));
    },
    iter: ({ positional: [value = none], span }) => {
      const iteration = iterate(value);
      return iteration === null ? unknown('an iterator', span) : iteratorOf(iteration.items());
    },
    next: ({ positional: [value = none, otherwise], span }) => {
      if (value.kind === 'instance') {
        const method =
          value.class === null
            ? undefined
            : (allAttributes(value.class).get('__next__') ?? allAttributes(value.class).get('next'));
        if (method !== undefined) return apply(method, { positional: [value], named: new Map(), span });
      }
      if (value.kind !== 'iterator') return value.kind === 'unknown' ? value : unknown('the next value of this', span);
      return otherwise === undefined ? nextOf(value, span) : (value.next() ?? otherwise);
    },
    callable: ({ positional: [value = none] }) => bool(['function', 'builtin', 'method', 'class'].includes(value.kind)),
    vars: ({ positional: [value = none], span }) =>
      value.kind === 'instance'
        ? dict([...value.attributes].map(([name, held]) => [str(name), held] as const))
        : unknown('vars', span),
    filter: ({ positional: [callee = none, value], span }) => {
      const isKept = (item: Value): boolean =>
        truthOf(callee.kind === 'none' ? item : apply(callee, { positional: [item], named: new Map(), span })) === true;
      return listed(value, span, function* (items) {
        for (const item of items) if (isKept(item)) yield item;
      });
    },
    min: (given) => formulaOperation('min', given.positional, given.span) ?? extreme(given, (a, b) => a < b),
    max: (given) => formulaOperation('max', given.positional, given.span) ?? extreme(given, (a, b) => a > b),
    sum: ({ positional: [value = none, start = int(0)], span }) => {
      const items = iterate(value);
      if (items === null) return value.kind === 'unknown' ? value : unknown('a sum', span);
      if (value.kind === 'range' && start.kind === 'int') return wholeNumber(start.value + sumOfRange(value), span);
      let total = start;
      let copied = 0;
      for (const item of items.items()) {
        total = add(total, item, span);
        // Lists are copied for each that is added.
        copied += total.kind === 'list' ? total.items.length : 0;
        assertWithin('products', copied, span);
      }
      return total;
    },
    list: ({ positional: [value], span }) => sequence(value, span, list),
    tuple: ({ positional: [value], span }) => sequence(value, span, tuple),
    set: ({ positional: [value], span }) => sequence(value, span, setOf),
    frozenset: ({ positional: [value], span }) => sequence(value, span, (items) => tuple(distinct(items))),
    sorted: ({ positional: [value], named, span }) =>
      sequence(value, span, (items) => {
        const by = named.get('key');
        spend(items.length * Math.log2(1 + items.length));
        const keyed = items.map((item) => ({
          item,
          key: by === undefined ? item : apply(by, { positional: [item], named: new Map(), span }),
        }));
        keyed.sort((a, b) => inOrder(a.key, b.key));
        if (truthOf(named.get('reverse') ?? none) === true) keyed.reverse();
        return list(keyed.map(({ item }) => item));
      }),
    reversed: ({ positional: [value], span }) =>
      value?.kind === 'range' ? reversedRange(value) : sequence(value, span, (items) => list([...items].reverse())),
    dict: ({ positional: [value], named, span }) => dict(entriesOf(value, named, span)),
    enumerate: ({ positional: [value = none, start], named, span }) => {
      const iteration = iterate(value);
      if (iteration === null) return value.kind === 'unknown' ? value : unknown('the items of this', span);
      const first = asNumber(start ?? named.get('start') ?? int(0)) ?? 0;
      return iteratorOf(numbered(iteration.items(), first));
    },
    zip: ({ positional, span }) => {
      const missing = positional.find(({ kind }) => kind === 'unknown');
      const iterations = positional.map((value) => iterate(value));
      if (!iterations.every((items) => items !== null)) return missing ?? unknown('a zip of these', span);
      const rows = zipped(iterations.map((each) => each.items()));
      const isLong = iterations.every(({ length }) => (length ?? limits.items + 1) > limits.items);
      return isLong || iterations.some(({ length }) => length === null)
        ? iteratorOf(rows)
        : list(collected(rows, span));
    },
    map: ({ positional: [callee = none, value], span }) =>
      listed(value, span, function* (items) {
        for (const item of items) yield apply(callee, { positional: [item], named: new Map(), span });
      }),
    isinstance: ({ positional: [value = none, type = none], span }) => isInstance(value, type, span),
    hasattr: ({ positional: [object = none, name = none] }) =>
      bool(
        object.kind === 'module' ||
          (object.kind === 'function' && object.attributes.has(textOf(name))) ||
          (object.kind === 'instance' &&
            (object.attributes.has(textOf(name)) ||
              (object.class !== null && allAttributes(object.class).has(textOf(name))))),
      ),
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
      if (object.kind !== 'instance') return none;
      writing(object.attributes, textOf(name));
      object.attributes.set(textOf(name), value);
      return none;
    },
    print: () => none,
    input: ({ span }) => unknown('what the user types', span),
    open: ({ span }) => unknown('a file', span),
    id: ({ span }) => unknown('an id', span),
    exit: leave,
    quit: leave,
    super: ({ span }) => unknown('super', span),
    property: ({ positional: [callee = none] }) => ({ kind: 'descriptor', what: 'property', callee }),
    staticmethod: ({ positional: [callee = none] }) => ({ kind: 'descriptor', what: 'staticmethod', callee }),
    classmethod: ({ positional: [callee = none] }) => ({ kind: 'descriptor', what: 'classmethod', callee }),
    type: ({ positional: [value = none], span }) =>
      value.kind === 'instance' && value.class !== null ? value.class : unknown('a type', span),
  };
  entries['raw_input'] = entries['input'] ?? leave;
  entries['unicode'] = entries['str'] ?? leave;
  entries['long'] = entries['int'] ?? leave;
  entries['unichr'] = entries['chr'] ?? leave;
  const builtins = new Map<string, Value>(
    Object.entries(entries).map(([name, call]) => [name, builtin(name, keeping.has(name) ? call : computing(call))]),
  );
  for (const name of errorNames)
    builtins.set(
      name,
      builtin(
        name,
        computing(({ span }) => unknown('an error', span)),
      ),
    );
  builtins.set('xrange', builtin('range', entries['range'] ?? (() => none)));
  builtins.set('object', { kind: 'class', name: 'object', bases: [], attributes: new Map() });
  builtins.set('Ellipsis', { kind: 'ellipsis' });
  builtins.set('__name__', str('__main__'));
  builtins.set('__file__', str('program.py'));
  return builtins;
}

/** Functions that give a number of the run as it is, or as a formula of it. */
const keeping = new Set(['float', 'abs', 'min', 'max']);

/** A function that makes something else of what it is given, also of a value that is only known during the run. */
function computing(call: (given: Arguments) => Value): (given: Arguments) => Value {
  return (given) => {
    const result = call(given);
    return given.positional.includes(result) ? withoutFormula(result) : result;
  };
}

const errorNames = [
  'Exception',
  'BaseException',
  'ValueError',
  'TypeError',
  'KeyError',
  'IndexError',
  'AttributeError',
  'ImportError',
  'ModuleNotFoundError',
  'NameError',
  'RuntimeError',
  'NotImplementedError',
  'StopIteration',
  'KeyboardInterrupt',
  'IOError',
  'OSError',
  'AssertionError',
  'ZeroDivisionError',
  'UserWarning',
  'Warning',
  'DeprecationWarning',
  'FutureWarning',
];

/** `exit()` and `sys.exit()`: the program ends there. */
export function leave({ span }: Arguments): Value {
  throw new PythonError('SystemExit', 'the program ends itself', span);
}

function* numbered(items: Iterable<Value>, first: number): Generator<Value> {
  let number = first;
  for (const item of items) yield tuple([int(number++), item]);
}

function* zipped(columns: readonly Iterable<Value>[]): Generator<Value> {
  const iterators = columns.map((column) => column[Symbol.iterator]());
  while (iterators.length > 0) {
    const row: Value[] = [];
    for (const iterator of iterators) {
      const step = iterator.next();
      if (step.done === true) return;
      row.push(step.value);
    }
    yield tuple(row);
  }
}

/** `any` (deciding is True) and `all` (deciding is False): the first item that decides ends the looking. */
function decided(value: Value, deciding: boolean, span: Span): Value {
  let isKnown = true;
  for (const item of iterate(value)?.items() ?? [none]) {
    const truth = truthOf(item);
    if (truth === deciding) return bool(deciding);
    isKnown &&= truth !== null;
  }
  return isKnown ? bool(!deciding) : unknown('a truth', span);
}

function* entriesOf(
  value: Value | undefined,
  named: ReadonlyMap<string, Value>,
  span: Span,
): Generator<readonly [Value, Value]> {
  if (value?.kind === 'dict') for (const entry of value.entries.values()) yield [entry.key, entry.value];
  else if (value !== undefined) {
    let count = 0;
    for (const pair of iterate(value)?.items() ?? []) {
      assertWithin('items', ++count, span);
      const [key = none, held = none] = itemsOf(pair) ?? [];
      yield [key, held];
    }
  }
  for (const [name, held] of named) yield [str(name), held];
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
      const apply = own(functions, name);
      return apply === undefined
        ? unknown(`math.${name}`, span)
        : builtin(name, ({ positional: [value = none] }) => onNumber(value, apply, span, true));
    },
  };
}

function onNumber(value: Value, apply: (value: number) => number, span: Span, isFloat = false): Value {
  if (value.kind === 'unknown') return withoutFormula(value);
  const number = asNumber(value);
  if (number === null) return unknown('a number', span);
  return value.kind === 'int' && !isFloat ? int(apply(number)) : float(apply(number));
}

function sequence(value: Value | undefined, span: Span, make: (items: readonly Value[]) => Value): Value {
  if (value === undefined) return make([]);
  const items = itemsIn(value, span);
  if (items === null) return value.kind === 'unknown' ? value : unknown('the items of this', span);
  return make(items);
}

/** What `change` makes of the items: a list, as Python 2 has it, but of items without end only as they are asked for. */
function listed(value: Value | undefined, span: Span, change: (items: Iterable<Value>) => Iterable<Value>): Value {
  const iteration: Iteration | null = value === undefined ? { length: 0, items: () => [] } : iterate(value);
  if (iteration === null) return value?.kind === 'unknown' ? value : unknown('the items of this', span);
  const changed = change(iteration.items());
  return iteration.length === null || iteration.length > limits.items
    ? iteratorOf(changed)
    : list(collected(changed, span));
}

function extreme({ positional, span }: Arguments, isBetter: (a: number, b: number) => boolean): Value {
  const [only] = positional;
  if (positional.length === 1 && only?.kind === 'range') return extremeOfRange(only, isBetter, span);
  const values = positional.length === 1 && only !== undefined ? (iterate(only)?.items() ?? [only]) : positional;
  let best: Value | null = null;
  for (const value of values) {
    const number = asNumber(value);
    if (number === null) return value.kind === 'unknown' ? value : unknown('an extreme', span);
    if (best === null || isBetter(number, asNumber(best) ?? 0)) best = value;
  }
  return best ?? unknown('an extreme of nothing', span);
}

function extremeOfRange(
  range: Value & { kind: 'range' },
  isBetter: (a: number, b: number) => boolean,
  span: Span,
): Value {
  if (truthOf(range) !== true) return unknown('an extreme of nothing', span);
  const [first, last] = [range.start, reversedRange(range).start];
  return int(isBetter(last, first) ? last : first);
}

function sumOfRange(range: Value & { kind: 'range' }): number {
  const count = rangeLength(range);
  // As many times the middle of its first and its last number.
  return (count * (2 * range.start + (count - 1) * range.step)) / 2;
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
    if (candidate.kind === 'builtin' && own(kinds, candidate.name)?.includes(value.kind) === true) return bool(true);
    if (candidate.kind === 'class' && value.kind === 'instance' && value.class === candidate) return bool(true);
  }
  return types.every(({ kind, ...rest }) => kind === 'builtin' && 'name' in rest && Object.hasOwn(kinds, rest.name)) &&
    toArray(value) !== null
    ? bool(false)
    : unknown('a type check', span);
}
