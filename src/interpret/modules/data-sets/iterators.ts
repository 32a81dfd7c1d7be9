import { message } from '../../../base/message';
import {
  DataError,
  commonLengths,
  dataSets,
  endless,
  type Element,
  type Elements,
  type Feeds,
  formOf,
  leavesOf,
  mapLeaves,
} from './elements';
import type { Recorder } from '../../record/recorder';
import type { Program } from '../tensorflow';
import { builtin, list, none, str, unknown, type Value } from '../../values';
import type { Span } from '../../../python/syntax';
import type { DType } from '../../../base/graph-call';
import { created, touching } from '../../watching';
import { PythonError } from '../../limits';

// Iterators of data sets: the placeholders that stand for an element in the graph, and what each run feeds to them.

/** The form of the elements of an iterator that is given its data set later: one such element, of parts that nobody knows. */
export type Pattern = () => Element | null;

/** A source that nothing is known to come from. */
const nothingYet: Elements = function* () {
  yield* [];
};

/** An iterator of the graph: each run that needs its element takes the next one. */
export function iteratorOf(
  elements: Elements | null,
  program: Program,
  isOneShot: boolean,
  pattern: Pattern | null = null,
): Value {
  const { recorder } = program;
  let current = elements;
  const feed = new ElementFeed(program, () => current, isOneShot, pattern);
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
        return given === undefined ? unknown(message('a data set that is not known'), span) : initialize(given);
      }),
    ],
    ['output_types', none],
    ['output_shapes', none],
    ['name', str('Iterator')],
  ]);
  return { kind: 'instance', class: null, attributes };
}

const nowhere: Span = { start: 0, end: 0 };

/** What feeds placeholders of the graph: a queue, or the iterator of a data set. */
interface Source {
  readonly ids: readonly number[];
  readonly elements: Elements;
}

const sources = new WeakMap<Recorder, Map<number, Source>>();

/** What feeds any of some calls, each once. */
export function sourcesOf(recorder: Recorder, ids: Iterable<number>): Source[] {
  const known = sources.get(recorder);
  return [...new Set([...ids].flatMap((id) => known?.get(id) ?? []))];
}

/** Placeholders that each run feeds with the next element. */
export function nextOf(elements: Elements, program: Program, span: Span): Value {
  return new ElementFeed(program, () => elements, true).next(span);
}

export function placeholderFor(
  { dtype: type }: { readonly dtype: DType },
  shape: readonly (number | null)[],
  { recorder }: Program,
  span: Span,
): Value {
  const dtype: Value = { kind: 'dtype', value: type };
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
    private readonly pattern: Pattern | null = null,
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
    let first: Element | null;
    try {
      first = elements === null ? (this.pattern?.() ?? null) : this.first(elements);
      if (elements === null && first === null)
        return unknown(message('an iterator whose data set is not known before it is initialized'), span);
    } catch (error) {
      if (error instanceof DataError) return unknown(error.said, span);
      throw error;
    }
    if (first === null) return unknown(message('an empty data set'), span);
    const ids: number[] = [];
    let place = 0;
    const result = mapLeaves(first, (leaf) => {
      const form = formOf(leaf);
      if (form === null) return leaf.kind === 'unknown' ? leaf : unknown(message('data that is not known'), span);
      const part = place++;
      const lengths = elements === null ? form.shape : commonLengths(elements, part, form.shape);
      const tensor = placeholderFor(form, lengths, this.program, span);
      if (tensor.kind === 'tensor') ids.push(tensor.call);
      return tensor;
    });
    recorder.elements.feedWith(ids, (session, place) => this.take(session, place));
    const known = sources.get(recorder) ?? new Map<number, Source>();
    sources.set(recorder, known);
    const source = { ids, elements: elements ?? nothingYet };
    for (const id of ids) known.set(id, source);
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

  /** The parts of the next element. Throws what TensorFlow would raise. */
  private take(session: number, span: Span): readonly Value[] {
    touching(this);
    const elements = this.elements();
    if (elements === null || !endless.has(elements)) this.program.recorder.elements.mayEnd = true;
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
    return leavesOf(next.value).filter((leaf) => formOf(leaf) !== null);
  }
}
