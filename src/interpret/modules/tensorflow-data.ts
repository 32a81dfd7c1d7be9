import type { DType, GraphArray, GraphValue } from '../../base/graph-call';
import { own } from '../../base/own';
import { Philox } from '../../base/philox';
import type { Span } from '../../python/syntax';
import { bindingKey, GraphEvaluation, stacked } from '../evaluate-graph';
import { countOf } from '../forgotten';
import { iterate } from '../iteration';
import { assertWithin, PythonError } from '../limits';
import { created, touching } from '../watching';
import { indexRow } from '../numpy/rows';
import { allocate, cast } from '../numpy/ndarray';
import { holdsUnknown, known, NotKnown, notKnown } from '../not-known';
import { toArray, wholeNumber } from '../operators';
import { spend, takeArray } from '../reading';
import { staticShapeOf } from '../static-shape';
import {
  anything,
  type Arguments,
  builtin,
  dict,
  itemsOf,
  list,
  type ModuleValue,
  none,
  type Places,
  str,
  tolerant,
  tuple,
  truthOf,
  unknown,
  type Value,
} from '../values';
import type { Program } from './tensorflow';

/** An element of a data set: arrays in tuples and dictionaries, as the program gives and takes them apart. */
type Element = Value;
type Feeds = ReadonlyMap<number, GraphArray>;

/** One going through a data set. */
interface Pass {
  /** What the iterator's initializer was fed with, by the placeholder's call. */
  readonly feeds: Feeds;
  /** Whether only the form of an element is asked for. */
  readonly isProbe: boolean;
  /** The seeds that each shuffle goes on to draw. */
  readonly seeds: Map<object, Generator<number, never>>;
}

/** A data set: what begins anew to give its elements. Throws DataError. */
type Elements = (pass: Pass) => Generator<Element>;

/** Data sets whose last batch may be a smaller one. */
const ragged = new WeakSet<Elements>();

/** A data set cannot be read, for a reason that is said to the user. */
class DataError extends Error {}

/** A value with each of its leaves changed. */
function mapLeaves(value: Value, change: (leaf: Value) => Value): Value {
  spend(1);
  if (value.kind === 'tuple') return tuple(value.items.map((item) => mapLeaves(item, change)));
  if (value.kind !== 'dict') return change(value);
  return dict([...value.entries.values()].map((entry) => [entry.key, mapLeaves(entry.value, change)] as const));
}

/** The arrays of an element, in order. */
function leavesOf(value: Value): Value[] {
  const parts = value.kind === 'tuple' ? value.items : value.kind === 'dict' ? heldBy(value) : null;
  if (parts === null) return [value];
  spend(1);
  return parts.flatMap(leavesOf);
}

function heldBy({ entries }: Value & { kind: 'dict' }): Value[] {
  return [...entries.values()].map(({ value }) => value);
}

/** A value as TensorFlow makes a tensor of it: lists of Python's numbers are float32 and int32. */
function asTensorArray(value: Value): GraphArray {
  const array = toArray(value);
  if (array === null) throw new DataError(value.kind === 'unknown' ? value.why : 'data that is not known');
  if (value.kind === 'array') return array;
  return array.dtype === 'float64' ? cast(array, 'float32') : array.dtype === 'int64' ? cast(array, 'int32') : array;
}

const arrayValue = (array: GraphArray): Value => ({ kind: 'array', array });

/** TensorFlow's random words for a pair of seeds, one after the other. */
function* wordsOf(seed: number, seed2: number): Generator<number, never> {
  const philox = new Philox(seed, seed2);
  for (let block = 0; ; block++) yield* philox.block(block);
}

/** Takes the memory of an element that is kept beside others. Throws a limit. */
function keep(element: Element): void {
  spend(1);
  for (const leaf of leavesOf(element)) if (leaf.kind === 'array') takeArray(leaf.array.shape, leaf.array.data.length);
}

/** Shuffles through a buffer: each element that leaves it is drawn among those in it, and the first takes its place. */
function* shuffled(elements: Iterator<Element>, size: number, seeds: readonly [number, number]): Generator<Element> {
  const words = wordsOf(...seeds);
  const buffer: Element[] = [];
  let start = 0;
  let end = 0;
  for (let isDone = false; ;) {
    while (!isDone && end - start < size) {
      const next = elements.next();
      if (next.done === true) isDone = true;
      else {
        keep(next.value);
        buffer[end++ % size] = next.value;
      }
    }
    if (end === start) return;
    const place = (start + (words.next().value % (end - start))) % size;
    const drawn = buffer[place];
    const first = buffer[start++ % size];
    if (drawn === undefined || first === undefined) return;
    yield drawn;
    buffer[place] = first;
  }
}

function* batched(
  elements: Iterable<Element>,
  { size, dropsRest, span }: { readonly size: number; readonly dropsRest: boolean; readonly span: Span },
): Generator<Element> {
  let open: Element[] = [];
  for (const element of elements) {
    keep(element);
    open.push(element);
    assertWithin('items', open.length, span);
    if (open.length < size) continue;
    yield joined(open, span);
    open = [];
  }
  if (open.length > 0 && !dropsRest) yield joined(open, span);
}

function joined(elements: readonly Element[], span: Span): Element {
  const columns = elements.map(leavesOf);
  const [first] = elements;
  if (first === undefined) throw new DataError('an empty batch');
  let column = 0;
  return mapLeaves(first, () => {
    const at = column++;
    const parts = columns.flatMap((leaves) => (leaves[at]?.kind === 'array' ? [leaves[at].array] : []));
    const array = stacked(parts, span);
    if (array === null) throw new DataError('a batch of elements of different shapes');
    return arrayValue(array);
  });
}

/** What the methods of data sets are given. */
class Given {
  constructor(
    private readonly given: Arguments,
    readonly program: Program,
  ) {}

  get span(): Span {
    return this.given.span;
  }

  /** None where it is not given. Throws where it is not known. */
  at(index: number, name: string): Value {
    const value = this.given.named.get(name) ?? this.given.positional[index] ?? none;
    const missing = holdsUnknown([value]);
    if (missing !== null) throw new NotKnown(missing);
    return value;
  }

  /** A whole number that is known; null for None. */
  count(index: number, name: string): number | null {
    const value = this.at(index, name);
    if (value.kind === 'none') return null;
    return wholeNumber(value) ?? notKnown(`${name} of a data set`, this.span);
  }

  flag(index: number, name: string, otherwise: boolean): boolean {
    const value = this.at(index, name);
    if (value.kind === 'none') return otherwise;
    return truthOf(value) ?? notKnown(`${name} of a data set`, this.span);
  }
}

type Method = (elements: Elements, given: Given) => Elements;

const unchanged: Method = (elements) => elements;

/** A shuffle's seeds for each time that it begins: drawn from those that are given, or always these. */
function shuffleMethod(elements: Elements, given: Given): Elements {
  const size = given.count(0, 'buffer_size') ?? 1;
  const seed = given.count(1, 'seed');
  const graphSeed = given.program.recorder.context.seed;
  const [first, second] =
    seed !== null ? ([graphSeed ?? 87654321, seed] as const) : ([graphSeed ?? 87654321, 0] as const);
  const reshuffles = given.flag(2, 'reshuffle_each_iteration', true);
  const key = {};
  return (pass) => {
    let drawn = pass.seeds.get(key);
    if (drawn === undefined) pass.seeds.set(key, (drawn = wordsOf(first, second)));
    const seeds = reshuffles ? ([drawn.next().value, drawn.next().value] as const) : ([first, second] as const);
    return shuffled(elements(pass), size, seeds);
  };
}

/** Calls a function of the program once, on placeholders in a graph of their own, and computes what it made of each element. */
function elementFunction(callee: Value, given: Given): (element: Element) => Element {
  const { recorder, apply } = given.program;
  let made: { readonly result: Value; readonly leaves: readonly GraphValue[] } | null = null;
  const record = (element: Element): { readonly result: Value; readonly leaves: readonly GraphValue[] } => {
    const leave = recorder.context.enterGraph(recorder.context.openGraph());
    try {
      const leaves: GraphValue[] = [];
      const inputs = mapLeaves(element, (leaf) => {
        if (leaf.kind !== 'array') throw new DataError('data that is not known');
        const input = placeholderFor(leaf.array, leaf.array.shape, given.program, given.span);
        leaves.push(recorder.toGraph(input));
        return input;
      });
      const positional = inputs.kind === 'tuple' ? inputs.items : [inputs];
      return { result: apply(callee, { positional, named: new Map(), span: given.span }), leaves };
    } finally {
      leave();
    }
  };
  return (element) => {
    made ??= record(element);
    const arrays = leavesOf(element);
    const bindings = new Map(
      made.leaves.flatMap((leaf, at) => {
        const array = arrays[at];
        return leaf.kind === 'call' && array?.kind === 'array' ? [[bindingKey(leaf), array.array] as const] : [];
      }),
    );
    const evaluation = new GraphEvaluation(recorder, bindings, given.span);
    const { result } = made;
    return mapLeaves(result.kind === 'list' ? tuple(result.items) : result, (leaf) => {
      const array = leaf.kind === 'tensor' ? evaluation.valueOf(recorder.toGraph(leaf)) : toArray(leaf);
      if (array === null) throw new DataError('a function over the elements of a data set');
      return arrayValue(array);
    });
  };
}

const methods: Readonly<Record<string, Method>> = {
  batch: (elements, given) => {
    const size = given.count(0, 'batch_size') ?? 1;
    const dropsRest = given.flag(1, 'drop_remainder', false);
    return (pass) => batched(elements(pass), { size, dropsRest, span: given.span });
  },
  repeat: (elements, given) => {
    const count = given.count(0, 'count') ?? -1;
    return function* (pass) {
      for (let time = 0; count < 0 || time < count; time++) {
        let isEmpty = true;
        spend(1);
        for (const element of elements(pass)) {
          isEmpty = false;
          yield element;
        }
        if (isEmpty) return;
      }
    };
  },
  shuffle: shuffleMethod,
  map: (elements, given) => {
    const apply = elementFunction(given.at(0, 'map_func'), given);
    return function* (pass) {
      for (const element of elements(pass)) yield apply(element);
    };
  },
  filter: (elements, given) => {
    const test = elementFunction(given.at(0, 'predicate'), given);
    return function* (pass) {
      for (const element of elements(pass)) {
        spend(1);
        const isKept = truthOf(test(element));
        if (isKept === null) throw new DataError('which elements a filter keeps');
        if (isKept) yield element;
      }
    };
  },
  take: (elements, given) => {
    const count = given.count(0, 'count') ?? -1;
    return function* (pass) {
      let left = count < 0 ? Number.POSITIVE_INFINITY : count;
      if (left === 0) return;
      for (const element of elements(pass)) {
        yield element;
        left -= 1;
        if (left <= 0) return;
      }
    };
  },
  skip: (elements, given) => {
    const count = given.count(0, 'count') ?? 0;
    return function* (pass) {
      let at = 0;
      for (const element of elements(pass)) {
        spend(1);
        if (at++ >= count) yield element;
      }
    };
  },
  concatenate: (elements, given) => {
    const others = dataSets.get(given.at(0, 'dataset'));
    if (others === undefined) throw new DataError('a data set that is not known');
    return function* (pass) {
      yield* elements(pass);
      yield* others(pass);
    };
  },
  prefetch: unchanged,
  cache: unchanged,
  with_options: unchanged,
};

/** Arguments that change how quickly elements are made, and not which. */
const speedOnly: ReadonlyMap<string, Places> = new Map<string, Places>([
  ['prefetch', anything],
  ['cache', anything],
  ['with_options', anything],
  ['map', [1, 'num_parallel_calls', 'deterministic', 'name']],
]);

/** What begins anew the elements of a data set, by the object that the program holds. */
const dataSets = new WeakMap<Value, Elements>();

function dataSet(elements: Elements, program: Program): Value {
  const attributes = new Map<string, Value>();
  const value: Value = { kind: 'instance', class: null, attributes };
  dataSets.set(value, elements);
  for (const [name, method] of Object.entries(methods))
    attributes.set(
      name,
      wrapped(
        name,
        program,
        (given) => {
          const made = method(elements, given);
          const isCut = name === 'batch' && !given.flag(1, 'drop_remainder', false);
          if (ragged.has(elements) || isCut) ragged.add(made);
          return dataSet(made, program);
        },
        speedOnly.get(name),
      ),
    );
  attributes.set(
    'apply',
    builtin('apply', ({ positional: [change = none], span }) =>
      program.apply(change, { positional: [value], named: new Map(), span }),
    ),
  );
  attributes.set(
    'make_one_shot_iterator',
    builtin('make_one_shot_iterator', () => iteratorOf(elements, program, true)),
  );
  attributes.set(
    'make_initializable_iterator',
    builtin('make_initializable_iterator', () => iteratorOf(elements, program, false)),
  );
  return value;
}

function wrapped(name: string, program: Program, make: (given: Given) => Value, takes: Places = []): Value {
  return tolerant(name, takes, (given) => {
    try {
      return make(new Given(given, program));
    } catch (error) {
      if (error instanceof DataError) return unknown(error.message, given.span);
      throw error;
    }
  });
}

/** A leaf of a data set's source: an array, or a placeholder that the iterator's initializer is fed with. */
function sourceArray(leaf: Value, { feeds, isProbe }: Pass, { recorder }: Program, span: Span): GraphArray {
  if (leaf.kind !== 'tensor') return asTensorArray(leaf);
  const fed = feeds.get(leaf.call);
  const made = recorder.calls[leaf.call];
  if (made?.name === 'constant' && made.args[0]?.kind === 'array') return made.args[0].value;
  const dtype = made?.name === 'placeholder' ? (made.kwargs['dtype'] ?? made.args[0]) : undefined;
  if (dtype?.kind !== 'dtype') throw new DataError('a data set of a tensor');
  if (fed !== undefined) return cast(fed, dtype.value);
  const shape = isProbe ? staticShapeOf(recorder.toGraph(leaf), recorder.calls) : null;
  if (shape === null) throw new DataError('a data set of a placeholder');
  const lengths = shape.map((length) => length ?? 1);
  return allocate(lengths, dtype.value, span);
}

/** TensorFlow copies the arrays of a data set when it is made: throws where one was written since. */
function assertUnwritten(source: Value): () => void {
  const memories = leavesOf(source).flatMap((leaf) => (leaf.kind === 'array' ? [leaf.array.data.buffer] : []));
  const counts = memories.map(countOf);
  return () => {
    if (memories.some((memory, at) => countOf(memory) !== counts[at]))
      throw new DataError('an array that is written after a data set is made of it');
  };
}

function slices(source: Value, given: Given): Elements {
  const assertSame = assertUnwritten(source);
  return function* (pass) {
    assertSame();
    const arrays = leavesOf(source).map((leaf) => sourceArray(leaf, pass, given.program, given.span));
    const length = arrays[0]?.shape[0] ?? 0;
    for (let row = 0; row < length; row++) {
      spend(1);
      assertSame();
      let at = 0;
      yield mapLeaves(source, () => {
        const array = arrays[at++];
        if (array === undefined) throw new DataError('data that is not known');
        return arrayValue(indexRow(array, row));
      });
    }
  };
}

/** `tf.data.Dataset`. */
export function dataSetClass(program: Program): ModuleValue {
  const makers: Readonly<Record<string, (given: Given) => Elements>> = {
    from_tensor_slices: (given) => {
      const source = given.at(0, 'tensors');
      for (const leaf of leavesOf(source)) if (leaf.kind !== 'tensor') asTensorArray(leaf);
      return slices(source, given);
    },
    from_tensors: (given) => {
      const source = given.at(0, 'tensors');
      const assertSame = assertUnwritten(source);
      return function* (pass) {
        assertSame();
        yield mapLeaves(source, (leaf) => arrayValue(sourceArray(leaf, pass, given.program, given.span)));
      };
    },
    range: (given) => {
      const [first, second] = [given.count(0, 'start') ?? 0, given.count(1, 'stop')];
      const [start, stop, step] = [second === null ? 0 : first, second ?? first, given.count(2, 'step') ?? 1];
      return function* () {
        if (step === 0) throw new DataError('a range whose step is 0');
        for (let number = start; step > 0 ? number < stop : number > stop; number += step) {
          spend(1);
          yield arrayValue({ dtype: 'int64', shape: [], data: Float64Array.of(number) });
        }
      };
    },
    from_generator: (given) => {
      const callee = given.at(0, 'generator');
      const types = leavesOf(given.at(1, 'output_types')).map((type) => (type.kind === 'dtype' ? type.value : null));
      return function* () {
        const positional = itemsOf(given.at(3, 'args')) ?? [];
        const items = iterate(given.program.apply(callee, { positional, named: new Map(), span: given.span }));
        if (items === null) throw new DataError('a generator that is not known');
        const rest = items.items()[Symbol.iterator]();
        for (;;) {
          const step = known(() => rest.next());
          if ('kind' in step) throw new DataError(step.why);
          if (step.done === true) return;
          const item = step.value;
          let at = 0;
          yield mapLeaves(item, (leaf) => {
            const array = toArray(leaf);
            const dtype = types[at++] ?? null;
            if (array === null) throw new DataError('what a generator gives is not known');
            return arrayValue(dtype === null ? array : cast(array, dtype));
          });
        }
      };
    },
    zip: (given) => {
      const parts = given.at(0, 'datasets');
      const sources = leavesOf(parts).map((part) => dataSets.get(part));
      return function* (pass) {
        const open = sources.map((source) => {
          if (source === undefined) throw new DataError('a data set that is not known');
          return source(pass);
        });
        for (;;) {
          const row = open.map((each) => each.next());
          if (row.some(({ done }) => done === true)) return;
          let at = 0;
          yield mapLeaves(parts, () => row[at++]?.value as Value);
        }
      };
    },
  };
  return {
    kind: 'module',
    path: 'tensorflow.data.Dataset',
    modelled: Object.keys(makers),
    member: (name, span) => {
      const make = own(makers, name);
      return make === undefined
        ? unknown(`tf.data.Dataset.${name}`, span)
        : wrapped(name, program, (given) => dataSet(make(given), program));
    },
  };
}

/** An iterator of the graph: each run that needs its element takes the next one. */
function iteratorOf(elements: Elements | null, program: Program, isOneShot: boolean): Value {
  const { recorder } = program;
  let current = elements;
  const feed = new ElementFeed(program, () => current, isOneShot);
  const initialize = (source: Elements | null): Value => {
    const made = recorder.record('no_op', [], new Map(), nowhere);
    if (made.kind === 'tensor')
      recorder.elements.onRun(made.call, (session, feeds) => {
        current = source;
        feed.restart(session, feeds);
      });
    return made;
  };
  const attributes = new Map<string, Value>([
    ['get_next', builtin('get_next', ({ span }) => feed.next(span))],
    ['initializer', isOneShot ? none : initialize(elements)],
    [
      'make_initializer',
      builtin('make_initializer', ({ positional: [source = none], span }) => {
        const given = dataSets.get(source);
        return given === undefined ? unknown('a data set that is not known', span) : initialize(given);
      }),
    ],
    ['output_types', none],
    ['output_shapes', none],
    ['name', str('Iterator')],
  ]);
  return { kind: 'instance', class: null, attributes };
}

const nowhere: Span = { start: 0, end: 0 };

function placeholderFor(
  array: GraphArray,
  shape: readonly (number | null)[],
  { recorder }: Program,
  span: Span,
): Value {
  const dtype: Value = { kind: 'dtype', value: array.dtype satisfies DType };
  const lengths = shape.map((length): Value => (length === null ? none : { kind: 'int', value: length }));
  return recorder.record('placeholder', [dtype, list(lengths)], new Map(), span);
}

/** Gives the elements of a data set to the runs of each session. */
class ElementFeed {
  private readonly open = new Map<number, Iterator<Element>>();
  /** What was begun to see the form of an element: the first session goes on with it. */
  private begun: Iterator<Element> | null = null;

  constructor(
    private readonly program: Program,
    private readonly elements: () => Elements | null,
    private readonly isOneShot: boolean,
  ) {
    created(this);
  }

  restart(session: number, feeds: Feeds): void {
    touching(this);
    const elements = this.elements();
    const open = this.begun ?? elements?.({ feeds, isProbe: false, seeds: new Map() });
    this.begun = null;
    if (open !== undefined) this.open.set(session, open);
  }

  /** `get_next()`: placeholders that each run feeds with the next element. Their form is that of the first one. */
  next(span: Span): Value {
    const { recorder } = this.program;
    const elements = this.elements();
    if (elements === null) return unknown('an iterator whose data set is not known before it is initialized', span);
    let first: Element | null;
    try {
      first = this.first(elements);
    } catch (error) {
      if (error instanceof DataError) return unknown(error.message, span);
      throw error;
    }
    if (first === null) return unknown('an empty data set', span);
    const ids: number[] = [];
    const result = mapLeaves(first, (leaf) => {
      if (leaf.kind !== 'array') return unknown('data that is not known', span);
      const { shape } = leaf.array;
      const form = ragged.has(elements) && shape.length > 0 ? [null, ...shape.slice(1)] : shape;
      const tensor = placeholderFor(leaf.array, form, this.program, span);
      if (tensor.kind === 'tensor') ids.push(tensor.call);
      return tensor;
    });
    recorder.elements.feedWith(ids, (session, place) => this.take(session, place));
    return result;
  }

  /** The first element; what was begun for it is kept, for a generator of the program may only be begun once. */
  private first(elements: Elements): Element | null {
    const feeds: Feeds = new Map();
    let isFed = false;
    try {
      const items = elements({ feeds, isProbe: false, seeds: new Map() });
      const next = items.next();
      if (next.done === true) return null;
      this.begun = (function* () {
        yield next.value;
        yield* items;
      })();
      return next.value;
    } catch (error) {
      if (!(error instanceof DataError)) throw error;
      isFed = true;
    }
    // Of a data set of placeholders the form alone is known.
    const probe = elements({ feeds, isProbe: isFed, seeds: new Map() }).next();
    return probe.done === true ? null : probe.value;
  }

  /** The arrays of the next element. Throws what TensorFlow would raise. */
  private take(session: number, span: Span): readonly GraphArray[] {
    touching(this);
    if (this.isOneShot && !this.open.has(session)) this.restart(session, new Map());
    const open = this.open.get(session);
    if (open === undefined)
      throw new PythonError('FailedPreconditionError', 'the iterator has not been initialized', span);
    let next: IteratorResult<Element, unknown>;
    try {
      next = open.next();
    } catch (error) {
      if (error instanceof DataError) throw new PythonError('DataLossError', error.message, span);
      throw error;
    }
    if (next.done === true) throw new PythonError('OutOfRangeError', 'End of sequence', span);
    return leavesOf(next.value).flatMap((leaf) => (leaf.kind === 'array' ? [leaf.array] : []));
  }
}

/** `tf.data.make_…_iterator(dataset)`, and `tf.data.Iterator`. */
export function dataMember(program: Program, name: string): Value | null {
  switch (name) {
    case 'Dataset':
      return dataSetClass(program);
    case 'make_one_shot_iterator':
    case 'make_initializable_iterator':
      return builtin(name, ({ positional: [source = none], named, span }) => {
        const given = named.get('dataset') ?? source;
        const elements = dataSets.get(given);
        if (elements === undefined) return given.kind === 'unknown' ? given : unknown('a data set', span);
        return iteratorOf(elements, program, name === 'make_one_shot_iterator');
      });
    case 'experimental.shuffle_and_repeat':
      return builtin(name, ({ positional: [size = none, count = none, seed = none], span }) =>
        builtin('apply', ({ positional: [source = none] }) => {
          const elements = dataSets.get(source);
          if (elements === undefined) return unknown('a data set', span);
          const given = (positional: readonly Value[]): Given =>
            new Given({ positional, named: new Map(), span }, program);
          const order = methods['shuffle']?.(elements, given([size, seed])) ?? elements;
          return dataSet(methods['repeat']?.(order, given([count])) ?? order, program);
        }),
      );
    default:
      return null;
  }
}

/** The names of what builds data sets and their iterators. */
export const dataNames: readonly string[] = [
  'data.Dataset',
  'data.make_one_shot_iterator',
  'data.make_initializable_iterator',
  'data.experimental.shuffle_and_repeat',
];

/** Names below `tf.data`; older programs find them below `tf.contrib.data`. */
export function asDataName(path: string): string | null {
  const match =
    /^(?:contrib\.)?data\.(Dataset|make_\w+_iterator|experimental\.shuffle_and_repeat|shuffle_and_repeat)$/.exec(path);
  const [, name = null] = match ?? [];
  return name === 'shuffle_and_repeat' ? 'experimental.shuffle_and_repeat' : name;
}
