// TensorFlow 1's input pipelines of queues: producers of names and slices, readers, `train.batch`. A queue is read here as a data set
// without end; what its threads leave open, the order among them, is the order in which one thread fills it.
import { message } from '../../base/message';
import { own } from '../../base/own';
import type { GraphArray } from '../../base/graph-call';
import { dtypeOfTensor } from '../dtypes-of-calls';
import { staticShapeOf } from '../static-shape';
import { bindingKey, GraphEvaluation } from '../evaluate-graph';
import { asNumber, itemsOf, truthOf } from '../read-value';
import { holdsUnknown } from '../not-known';
import { spend } from '../reading';
import type { Span } from '../../python/syntax';
import { type Arguments, builtin, int, list, none, nothing, type Places, tuple, unknown, type Value } from '../values';
import { dict } from '../dict-keys';
import {
  arrayValue,
  asTensorArray,
  DataError,
  type Elements,
  formOf,
  leavesOf,
  ragged,
  unknownPart,
} from './data-sets/elements';
import { nextOf, sourcesOf } from './data-sets/iterators';
import { usualRecords } from './data-sets/records-of-files';
import { fill, readers } from './file-readers';
import { computed, Given, methods } from './data-sets/methods';
import { type Helper, taking } from './helper';
import { indexRow } from '../numpy/rows';
import type { Program } from './tensorflow';

/** Elements among which a shuffle draws: TensorFlow's own order depends on its threads. */
const mostShuffled = 1000;

const given = ({ positional, named }: Arguments, at: number, name: string): Value =>
  named.get(name) ?? positional[at] ?? none;

const countIn = (value: Value): number | null => (value.kind === 'none' ? null : asNumber(value));

/** A flag; what it is where it is not given. */
function isTrue(value: Value, otherwise: boolean): boolean {
  return value.kind === 'none' ? otherwise : (truthOf(value) ?? otherwise);
}

/** A method of data sets, called by its arguments in order. */
function through(elements: Elements, name: string, args: readonly Value[], program: Program, span: Span): Elements {
  const method = own(methods, name);
  return method === undefined
    ? elements
    : method(elements, new Given({ positional: args, named: new Map(), span }, program));
}

function repeated(elements: Elements, epochs: number | null, program: Program, span: Span): Elements {
  return through(elements, 'repeat', [epochs === null ? none : int(epochs)], program, span);
}

/** What queues and constants give for each turn: one of each of the values. Without end where no queue is behind them. */
function elementsOf(values: readonly Value[], program: Program, span: Span): Elements {
  const { recorder } = program;
  const sources = sourcesOf(recorder, recorder.elements.behind(values));
  return function* (pass) {
    const open = sources.map(({ elements }) => elements(pass));
    for (;;) {
      spend(1);
      const bindings = new Map<string, GraphArray>();
      let why = undefined;
      for (const [at, source] of sources.entries()) {
        const next = open[at]?.next();
        if (next === undefined || next.done === true) return;
        for (const [place, part] of leavesOf(next.value).entries()) {
          const id = source.ids[place];
          if (part.kind === 'array' && id !== undefined) bindings.set(bindingKey({ kind: 'call', id }), part.array);
          if (part.kind === 'unknown') why = part.why;
        }
      }
      const evaluation = new GraphEvaluation(recorder, bindings, span);
      yield tuple(
        values.map((value) =>
          value.kind === 'tensor'
            ? computed(value, { evaluation, recorder, why }, span)
            : arrayValue(asTensorArray(value)),
        ),
      );
    }
  };
}

/** The rows of what each turn gives, one after the other. */
function rowsOf(elements: Elements, span: Span): Elements {
  return function* (pass) {
    for (const element of elements(pass)) {
      const parts = leavesOf(element);
      const lengths = parts.map((part) => formOf(part)?.shape[0] ?? usualRecords);
      for (let row = 0; row < Math.min(...lengths); row++) {
        spend(1);
        yield tuple(parts.map((part) => rowOf(part, row, span)));
      }
    }
  };
}

function rowOf(part: Value, row: number, span: Span): Value {
  if (part.kind === 'array') return arrayValue(indexRow(part.array, row));
  const form = formOf(part);
  if (part.kind !== 'unknown' || form === null) throw new DataError(message('data that is not known'));
  return unknownPart({ ...form, shape: form.shape.slice(1) }, part.why, span);
}

/** Tensors in the order of a list, or by the names of a dictionary. */
function shapedAs(original: Value, tensors: readonly Value[]): Value {
  if (original.kind === 'dict')
    return dict([...original.entries.values()].map(({ key }, at) => [key, tensors[at] ?? none] as const));
  const [only = none] = tensors;
  return tensors.length === 1 ? only : list(tensors);
}

function held(tensors: Value): readonly Value[] {
  if (tensors.kind === 'dict') return [...tensors.entries.values()].map(({ value }) => value);
  return itemsOf(tensors) ?? [tensors];
}

/** Where `batch` and `shuffle_batch` have their further parameters. */
interface BatchParameters {
  readonly many: number;
  readonly smaller: number;
  readonly isShuffled: boolean;
  readonly isJoin: boolean;
}

/** What only decides how quickly a queue is filled. */
const batchPlaces: Places = [
  ...[2, 3],
  ...['num_threads', 'capacity', 'min_after_dequeue', 'dynamic_pad', 'shapes', 'shared_name', 'name'],
];

function batch({ many, smaller, isShuffled, isJoin }: BatchParameters): Helper {
  return taking(batchPlaces, (program, call) => {
    const { span } = call;
    const first = given(call, 0, isJoin ? 'tensors_list' : 'tensors');
    // What several threads make of the same queue is joined: it is what one of them makes.
    const tensors = isJoin ? (itemsOf(first)?.[0] ?? first) : first;
    const size = countIn(given(call, 1, 'batch_size'));
    if (size === null) return unknown(message('{0} of a data set', 'batch_size'), span);
    const flag = (at: number, name: string): boolean => isTrue(given(call, at, name), false);
    try {
      let elements = elementsOf(held(tensors), program, span);
      if (flag(many, 'enqueue_many')) elements = rowsOf(elements, span);
      if (isShuffled) {
        const capacity = countIn(given(call, 2, 'capacity')) ?? mostShuffled;
        elements = through(
          elements,
          'shuffle',
          [int(Math.min(capacity, mostShuffled)), given(call, 5, 'seed')],
          program,
          span,
        );
      }
      const keepsRest = flag(smaller, 'allow_smaller_final_batch');
      const batches = through(elements, 'batch', [int(size), { kind: 'bool', value: !keepsRest }], program, span);
      if (keepsRest) ragged.add(batches);
      const next = nextOf(batches, program, span);
      return next.kind === 'tuple' ? shapedAs(tensors, next.items) : next;
    } catch (error) {
      if (error instanceof DataError) return unknown(error.said, span);
      throw error;
    }
  });
}

/** `slice_input_producer`: a tensor for each of the lists, with the same row of all. */
const sliceProducer: Helper = taking(
  [0, 'tensor_list', 4, 'capacity'],
  (program, call) => {
    const { span } = call;
    const sources = itemsOf(given(call, 0, 'tensor_list'));
    if (sources === null)
      return holdsUnknown([given(call, 0, 'tensor_list')]) ?? unknown(message('data that is not known'), span);
    const epochs = countIn(given(call, 1, 'num_epochs'));
    const isShuffled = isTrue(given(call, 2, 'shuffle'), true);
    const rows: Elements = function* () {
      const columns = sources.map((source) => columnOf(source, program, span));
      const lengths = columns.flatMap(({ length }) => (length === null ? [] : [length]));
      const length = lengths.length === 0 ? usualRecords : Math.min(...lengths);
      for (let row = 0; row < length; row++) {
        spend(1);
        yield tuple(columns.map(({ at }) => at(row)));
      }
    };
    const order = isShuffled
      ? through(rows, 'shuffle', [int(mostShuffled), given(call, 3, 'seed')], program, span)
      : rows;
    const next = nextOf(repeated(order, epochs, program, span), program, span);
    return next.kind === 'tuple' ? list(next.items) : next;
  },
  true,
);

/** Rows of what a producer is given: of an array, of a list of texts, or of what nobody knows. */
function columnOf(
  source: Value,
  program: Program,
  span: Span,
): { readonly length: number | null; readonly at: (row: number) => Value } {
  const texts = itemsOf(source);
  if (texts !== null && texts.length > 0 && texts.every(({ kind }) => kind === 'str'))
    return { length: texts.length, at: (row) => texts[row] ?? none };
  if (source.kind === 'tensor') {
    const { recorder } = program;
    const graph = recorder.toGraph(source);
    const array = new GraphEvaluation(recorder, new Map(), span).valueOf(graph);
    if (array !== null) return { length: array.shape[0] ?? 0, at: (row) => arrayValue(indexRow(array, row)) };
    const [length = null, ...shape] = staticShapeOf(graph, recorder.calls) ?? [];
    const why = recorder.unknownArguments.get(source.call)?.why;
    const form = { dtype: dtypeOfTensor(graph, recorder.calls), shape };
    const part = unknownPart(form, why ?? message('data that is not known'), span);
    return { length, at: () => part };
  }
  if (source.kind === 'unknown') {
    const part = unknownPart({ dtype: 'float32', shape: [] }, source.why, span);
    return { length: null, at: () => part };
  }
  const array = asTensorArray(source);
  return { length: array.shape[0] ?? 0, at: (row) => arrayValue(indexRow(array, row)) };
}

/** A queue of names or other values: for readers, and to be dequeued. */
const producer = (parameter: string, epochsAt: number): Helper =>
  taking([0, parameter, 'capacity'], (program, call) => {
    const source = given(call, 0, parameter);
    const items = itemsOf(source);
    const limit = parameter === 'limit' ? countIn(source) : null;
    const queue: Value = { kind: 'instance', class: null, attributes: new Map() };
    const epochs = countIn(given(call, epochsAt, 'num_epochs'));
    const all = limit === null ? items : Array.from({ length: limit }, (_, at) => int(at));
    fill(queue, { items: all, epochs });
    const elements = repeated(
      function* () {
        for (const item of all ?? []) yield item.kind === 'str' ? item : arrayValue(asTensorArray(item));
        if (all === null)
          yield unknownPart({ dtype: 'string', shape: [] }, message('the names of the files'), call.span);
      },
      epochs,
      program,
      call.span,
    );
    queue.attributes.set(
      'dequeue',
      builtin('dequeue', ({ span }) => nextOf(elements, program, span)),
    );
    for (const name of ['size', 'close', 'name']) queue.attributes.set(name, nothing);
    return queue;
  });

export const queueHelpers: Readonly<Record<string, Helper>> = {
  'train.batch': batch({ many: 4, smaller: 7, isShuffled: false, isJoin: false }),
  'train.shuffle_batch': batch({ many: 6, smaller: 8, isShuffled: true, isJoin: false }),
  'train.batch_join': batch({ many: 3, smaller: 6, isShuffled: false, isJoin: true }),
  'train.shuffle_batch_join': batch({ many: 5, smaller: 7, isShuffled: true, isJoin: true }),
  'train.slice_input_producer': sliceProducer,
  'train.string_input_producer': producer('string_tensor', 1),
  'train.input_producer': producer('input_tensor', 2),
  'train.range_input_producer': producer('limit', 1),
  ...readers,
};
