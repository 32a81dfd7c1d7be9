import type { Span } from '../../python/syntax';
import { hasAttributes, nextOf, setAttribute } from '../attributes';
import { exceptionNames } from '../exceptions';
import { changeable, forget, forgetAttributes } from '../forget';
import { iterated } from '../iterated';
import { type Iteration, iteratorOf, reversedRange } from '../iteration';
import { collected, itemsIn } from '../items';
import { assertWithin, limits, PythonError } from '../limits';
import { notKnown, reasonOf } from '../not-known';
import { distinct, knownSet } from '../sets';
import {
  anything,
  type Arguments,
  bool,
  builtin,
  int,
  list,
  none,
  type Places,
  str,
  tolerant,
  tuple,
  unknown,
  type Value,
} from '../values';
import { type CallSpecial, conversionFunctions } from './conversions';
import { orderingFunctions } from './ordering';
import { asNumber, exactInt, itemsOf, textOf } from '../read-value';
import { withoutFormula } from '../formula-values';
import { dict, dictOf } from '../dict-keys';
import { lengthOf, makeRange, sumOfRange } from './ranges';
import { isInstance } from './instances';
import { decided, keptBy, numbered, zipOf } from './iterator-functions';
import { entriesOf } from './entries';
import { allAttributes } from '../class-members';

type Apply = (callee: Value, given: Arguments) => Value;
type Add = (left: Value, right: Value, span: Span) => Value;
type Attribute = (object: Value, name: string, span: Span) => Value;

/** Python's built-in functions, as far as graph-building programs use them. */
export function pythonBuiltins(apply: Apply, add: Add, attribute: Attribute): Map<string, Value> {
  const special: CallSpecial = (value, names, span) => {
    if (value.kind !== 'instance' || value.class === null) return null;
    const attributes = allAttributes(value.class);
    const method = names.map((name) => attributes.get(name)).find((found) => found !== undefined);
    return method === undefined ? null : apply(method, { positional: [value], named: new Map(), span });
  };
  const entries: Record<string, (given: Arguments) => Value> = {
    range: makeRange,
    slice: ({ positional: [first = none, second, third = none] }) =>
      second === undefined
        ? { kind: 'slice', lower: none, upper: first, step: none }
        : { kind: 'slice', lower: first, upper: second, step: third },
    len: (given) => lengthOf(given, special),
    any: ({ positional: [value = none], span }) => decided(value, true, span),
    all: ({ positional: [value = none], span }) => decided(value, false, span),
    iter: ({ positional: [value = none], span }) => {
      const iteration = iterated(value, span);
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
    filter: ({ positional: [callee = none, value, ...rest], span }) => {
      if (value === undefined || rest.length > 0)
        throw new PythonError('TypeError', 'filter expected 2 arguments', span);
      const isKept = (item: Value): boolean =>
        keptBy(callee.kind === 'none' ? item : apply(callee, { positional: [item], named: new Map(), span }), span);
      return listed(value, span, function* (items) {
        for (const item of items) if (isKept(item)) yield item;
      });
    },
    sum: ({ positional: [value = none, start = int(0)], span }) => {
      const items = iterated(value, span);
      if (items === null) return value.kind === 'unknown' ? value : unknown('a sum', span);
      if (start.kind === 'str')
        throw new PythonError('TypeError', "sum() can't sum strings [use ''.join(seq) instead]", span);
      if (value.kind === 'range' && start.kind === 'int') return int(exactInt(start) + sumOfRange(value));
      let total: Value = start;
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
    set: ({ positional: [value], span }) => sequence(value, span, knownSet),
    frozenset: ({ positional: [value], span }) =>
      sequence(value, span, (items) => ({ kind: 'tuple', items: distinct(items), isFrozenSet: true as const })),
    reversed: ({ positional: [value], span }) =>
      value?.kind === 'range' ? reversedRange(value) : sequence(value, span, (items) => list([...items].reverse())),
    dict: ({ positional: [value], named, span }) => dictOf([...entriesOf(value, named, span)], span),
    enumerate: ({ positional: [value = none, start], named, span }) => {
      const iteration = iterated(value, span);
      if (iteration === null) return value.kind === 'unknown' ? value : unknown('the items of this', span);
      const first = asNumber(start ?? named.get('start') ?? int(0));
      return first === null ? unknown('where a count begins', span) : iteratorOf(numbered(iteration.items(), first));
    },
    zip: ({ positional, span }) => zipOf(positional, span),
    map: ({ positional: [callee = none, ...values], span }) => {
      if (values.length === 0) throw new PythonError('TypeError', 'map() must have at least two arguments.', span);
      const [value] = values.length > 1 ? [zipOf(values, span)] : values;
      return listed(value, span, function* (items) {
        for (const item of items) {
          const positional = values.length > 1 ? (itemsOf(item) ?? []) : [item];
          yield apply(callee, { positional, named: new Map(), span });
        }
      });
    },
    isinstance: ({ positional: [value = none, type = none], span }) => isInstance(value, type, span),
    hasattr: ({ positional: [object = none, name = none], span }) => {
      const held = attributeNamed(object, name, attribute, span);
      return held?.kind === 'unknown' ? unknown('whether there is such an attribute', span) : bool(held !== null);
    },
    getattr: ({ positional: [object = none, name = none, otherwise], span }) => {
      const held = attributeNamed(object, name, attribute, span) ?? otherwise;
      if (held !== undefined) return held;
      throw new PythonError('AttributeError', `there is no attribute '${textOf(name)}'`, span);
    },
    setattr: ({ positional: [object = none, name = none, value = none], span }) => {
      if (name.kind === 'str') setAttribute(object, name.value, value, span);
      // Any of its attributes may be the one.
      else if (hasAttributes(object)) forgetAttributes(object, unknown(reasonOf(name, 'which attribute is set'), span));
      else forget(changeable([object]), unknown(reasonOf(name, 'which attribute is set'), span));
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
  const functions = new Map([...Object.entries(entries), ...conversionFunctions(special), ...orderingFunctions(apply)]);
  for (const [old, name] of python2Names) functions.set(old, functions.get(name) ?? leave);
  const builtins = new Map<string, Value>(
    [...functions].map(([name, call]) => [
      name,
      tolerant(name, looking.get(name) ?? [], keeping.has(name) ? call : computing(call)),
    ]),
  );
  for (const name of exceptionNames)
    builtins.set(
      name,
      builtin(
        name,
        computing(({ span }) => unknown('an error', span)),
      ),
    );
  for (const name of otherNames)
    if (!builtins.has(name))
      builtins.set(
        name,
        builtin(name, ({ span }) => unknown(`${name} of this`, span)),
      );
  builtins.set('xrange', builtin('range', entries['range'] ?? (() => none)));
  builtins.set('object', { kind: 'class', name: 'object', bases: [], attributes: new Map() });
  builtins.set('Ellipsis', { kind: 'ellipsis' });
  builtins.set('__name__', str('__main__'));
  builtins.set('__file__', str('program.py'));
  return builtins;
}

/** What Python 2 calls what is a function of Python 3 under another name. */
const python2Names = [
  ['raw_input', 'input'],
  ['unicode', 'str'],
  ['long', 'int'],
  ['unichr', 'chr'],
] as const;

/** Functions that give a number of the run as it is, or as a formula of it. */
const keeping = new Set(['float', 'abs', 'min', 'max']);

/** Functions that look at what is unknown themselves: they hold it, know its number or its kind, or have no use for it. */
const looking: ReadonlyMap<string, Places> = new Map<string, Places>([
  ...['print', 'exit', 'quit'].map((name) => [name, anything] as const),
  ...['any', 'all', 'len', 'iter', 'vars', 'list', 'tuple', 'sorted', 'reversed', 'enumerate', 'float', 'abs'].map(
    (name) => [name, [0]] as const,
  ),
  ...['isinstance', 'property', 'staticmethod', 'classmethod'].map((name) => [name, [0]] as const),
  ...['sum', 'next', 'filter'].map((name) => [name, [0, 1]] as const),
  ...['zip', 'map'].map((name) => [name, ['*']] as const),
  ...['min', 'max'].map((name) => [name, ['*', 'default']] as const),
  ['dict', [0, '**']],
  ['getattr', [0, 2]],
  ['setattr', [0, 1, 2]],
]);

/** A function that makes something else of what it is given, also of a value that is only known during the run. */
function computing(call: (given: Arguments) => Value): (given: Arguments) => Value {
  return (given) => {
    const result = call(given);
    return given.positional.includes(result) ? withoutFormula(result) : result;
  };
}

/** Functions that are there, and of which it is not known here what they give. */
const otherNames =
  '__import__ aiter anext apply basestring buffer bytearray bytes cmp coerce compile complex delattr dir eval exec execfile file globals hash help intern issubclass locals memoryview object reduce reload'.split(
    ' ',
  );

/** `exit()` and `sys.exit()`: the program ends there. */
export function leave({ span }: Arguments): Value {
  throw new PythonError('SystemExit', 'the program ends itself', span);
}

/** An attribute by a name that is a value; null where there is none. Throws NotKnown where the name is not known. */
function attributeNamed(object: Value, name: Value, attribute: Attribute, span: Span): Value | null {
  if (name.kind !== 'str') return notKnown(reasonOf(name, 'the name of an attribute'), span);
  if (object.kind === 'function' && !object.attributes.has(name.value)) return null;
  try {
    return attribute(object, name.value, span);
  } catch (error) {
    if (error instanceof PythonError && error.type === 'AttributeError') return null;
    throw error;
  }
}

function sequence(value: Value | undefined, span: Span, make: (items: readonly Value[]) => Value): Value {
  if (value === undefined) return make([]);
  const items = itemsIn(value, span);
  if (items === null) return value.kind === 'unknown' ? value : unknown('the items of this', span);
  return make(items);
}

/** What `change` makes of the items: a list, as Python 2 has it, but of items without end only as they are asked for. */
function listed(value: Value | undefined, span: Span, change: (items: Iterable<Value>) => Iterable<Value>): Value {
  const iteration: Iteration | null = value === undefined ? { length: 0, items: () => [] } : iterated(value, span);
  if (iteration === null) return value?.kind === 'unknown' ? value : unknown('the items of this', span);
  const changed = change(iteration.items());
  return iteration.length === null || iteration.length > limits.items
    ? iteratorOf(changed)
    : list(collected(changed, span));
}
