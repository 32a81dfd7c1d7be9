import { type Message, message } from '../../../base/message';
import {
  arrayValue,
  DataError,
  dataSets,
  type Element,
  type Elements,
  formOf,
  leavesOf,
  mapLeaves,
  type PaddedLengths,
  padded,
  unknownPart,
} from './elements';
import { batched, paddedAlike, paddingOf } from './batches';
import { areSameRows, SampleBatches } from './sample-batches';
import { shuffled, wordsOf } from './shuffling';
import { bindCells } from './cells';
import { dtypeOfTensor } from '../../dtypes-of-calls';
import { staticShapeOf } from '../../static-shape';
import type { Recorder } from '../../record/recorder';
import type { Span } from '../../../python/syntax';
import { type Arguments, none, tuple, type Value } from '../../values';
import type { Program } from '../tensorflow';
import { holdsUnknown, NotKnown, notKnown } from '../../not-known';
import { wholeNumber } from '../../slices';
import { truthOf } from '../../read-value';
import type { GraphValue } from '../../../base/graph-call';
import { placeholderFor } from './iterators';
import { bindingKey, GraphEvaluation } from '../../evaluate-graph';
import { toArray } from '../../array-operators';
import { isOfSample, isTall, noteOfSample } from '../../tall-arrays';
import { spend } from '../../reading';

// The methods of data sets: shuffle, batch, map, filter, repeat and their kin, each from elements to elements.

/** What the methods of data sets are given. */
export class Given {
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

  /** The same, also of arrays that are not held whole. */
  rows(index: number, name: string): Value {
    const value = this.given.named.get(name) ?? this.given.positional[index] ?? none;
    const missing = holdsUnknown(leavesOf(value).filter((leaf) => !isTall(leaf)));
    if (missing !== null) throw new NotKnown(missing);
    return value;
  }

  /** A whole number that is known; null for None. */
  count(index: number, name: string): number | null {
    const value = this.at(index, name);
    if (value.kind === 'none') return null;
    return wholeNumber(value) ?? notKnown(message('{0} of a data set', name), this.span);
  }

  flag(index: number, name: string, otherwise: boolean): boolean {
    const value = this.at(index, name);
    if (value.kind === 'none') return otherwise;
    return truthOf(value) ?? notKnown(message('{0} of a data set', name), this.span);
  }
}

type Method = (elements: Elements, given: Given) => Elements;

/** Batches of elements of different lengths. Which lengths a batch has is not known before it is made. */
function paddedBatch(elements: Elements, given: Given): Elements {
  const size = given.count(0, 'batch_size') ?? 1;
  const [shapes, values] = [given.at(1, 'padded_shapes'), given.at(2, 'padding_values')];
  const dropsRest = given.flag(3, 'drop_remainder', false);
  const known: PaddedLengths = { ofParts: null };
  const prepare = (whole: readonly Element[]): readonly Element[] => {
    const paddings = paddingOf(whole[0] ?? none, shapes, values);
    known.ofParts = paddings.map(({ lengths }) => lengths);
    return paddedAlike(whole, paddings);
  };
  const made: Elements = (pass) =>
    batched(elements(pass), { size, dropsRest, span: given.span, samples: new SampleBatches(), prepare });
  padded.set(made, known);
  return made;
}

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
        const form = formOf(leaf);
        if (form === null) throw new DataError(message('data that is not known'));
        const input = placeholderFor(form, form.shape, given.program, given.span);
        leaves.push(recorder.toGraph(input));
        return input;
      });
      const positional = inputs.kind === 'tuple' ? inputs.items : [inputs];
      return { result: apply(callee, { positional, named: new Map(), span: given.span }), leaves };
    } finally {
      leave();
    }
  };
  // What was made of rows that come again and again, by the first part of them.
  const known = new WeakMap<Value, { readonly arrays: readonly Value[]; readonly result: Element }>();
  const change = (element: Element, arrays: readonly Value[]): Element => {
    made ??= record(element);
    const bindings = new Map(
      made.leaves.flatMap((leaf, at) => {
        const array = arrays[at];
        return leaf.kind === 'call' && array?.kind === 'array' ? [[bindingKey(leaf), array.array] as const] : [];
      }),
    );
    for (const [at, leaf] of made.leaves.entries()) bindCells(recorder, leaf, arrays[at], bindings);
    const evaluation = new GraphEvaluation(recorder, bindings, given.span);
    const { result } = made;
    const why = arrays.find((part) => part.kind === 'unknown')?.why;
    const isSample = arrays.some((part) => part.kind === 'array' && isOfSample(part.array));
    return mapLeaves(result.kind === 'list' ? tuple(result.items) : result, (leaf) => {
      const value = computed(leaf, { evaluation, recorder, why }, given.span);
      if (isSample && value.kind === 'array') noteOfSample(value.array);
      return value;
    });
  };
  return (element) => {
    const arrays = leavesOf(element);
    const [first] = arrays;
    if (first?.kind !== 'array' || !isOfSample(first.array)) return change(element, arrays);
    const before = known.get(first);
    if (before !== undefined && areSameRows(before.arrays, arrays)) return before.result;
    const result = change(element, arrays);
    known.set(first, { arrays, result });
    return result;
  };
}

/** A result of a function of elements: an array, or a part of which the graph knows the form alone. */
export function computed(
  leaf: Value,
  {
    evaluation,
    recorder,
    why,
  }: { readonly evaluation: GraphEvaluation; readonly recorder: Recorder; readonly why: Message | undefined },
  span: Span,
): Value {
  const graph = recorder.toGraph(leaf);
  const array = leaf.kind === 'tensor' ? evaluation.valueOf(graph) : toArray(leaf);
  if (array !== null) return arrayValue(array);
  const shape = staticShapeOf(graph, recorder.calls);
  const reason = why ?? message('a function over the elements of a data set');
  if (shape === null) throw new DataError(reason);
  return unknownPart({ shape, dtype: dtypeOfTensor(graph, recorder.calls) }, reason, span);
}

export const methods: Readonly<Record<string, Method>> = {
  batch: (elements, given) => {
    const size = given.count(0, 'batch_size') ?? 1;
    const dropsRest = given.flag(1, 'drop_remainder', false);
    const samples = new SampleBatches();
    return (pass) => batched(elements(pass), { size, dropsRest, span: given.span, samples });
  },
  padded_batch: paddedBatch,
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
        if (isKept === null) throw new DataError(message('which elements a filter keeps'));
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
    if (others === undefined) throw new DataError(message('a data set that is not known'));
    return function* (pass) {
      yield* elements(pass);
      yield* others(pass);
    };
  },
  prefetch: unchanged,
  cache: unchanged,
  with_options: unchanged,
};
