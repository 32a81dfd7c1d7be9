import { dependencies, type GraphArray, type GraphCall, type GraphValue } from '../base/graph-call';
import { type Formula, mapObserved } from '../base/formula';
import type { SourceText } from '../python/source-text';
import type { Span } from '../python/syntax';
import { limits, LimitError } from './limits';
import { assertOperationName } from './assert-names';
import { Counters } from './counters';
import { type ArrayUse, InternedArrays } from './interned-arrays';
import { spend } from './reading';
import { type LoopWatch, type RunMark, touching, TrackedNumber } from './loop-watch';
import { holdsUnknown } from './not-known';
import { recordedValue, unknownIn } from './recorded-value';
import { unrecorded } from './speculation';
import {
  type Arguments,
  describe,
  float,
  formulaValue,
  int,
  list,
  none,
  type TensorValue,
  unknown,
  type UnknownValue,
  type Value,
} from './values';

/** A placeholder with what a run feeds to it, and why that is not known, where it is not. */
export interface RecordedFeed {
  readonly placeholder: GraphValue;
  readonly value: GraphValue;
  readonly missing: Obstacle | null;
}

/** One `Session.run` of the program. */
export interface RecordedRun {
  /** Equal runs have equal keys. */
  readonly key: string;
  /** Which of the program's sessions runs it, from 0 in their order. */
  readonly session: number;
  readonly fetches: readonly GraphValue[];
  readonly feeds: readonly RecordedFeed[];
  /** Consecutive equal runs are counted, not repeated. */
  times: number;
  readonly span: Span;
  /** Values of it by which a loop may end. */
  readonly observes: readonly Observed[];
}

/** A fetched value that is kept, in a slot of its own, for the conditions of loops. */
export interface Observed {
  readonly slot: number;
  readonly fetch: GraphValue;
}

/** Turns of a loop that make the same runs in the same order. */
export interface RecordedLoop {
  readonly steps: readonly RecordedStep[];
  readonly times: number;
  /** The loop of the program that exits in it leave. */
  readonly loop?: number;
}

/** Where a loop is left, when that comes to something else than 0 during the run. */
export interface RecordedExit {
  readonly exit: Formula;
  /** The loop of the program that is left. */
  readonly loop: number;
}

export type RecordedStep = RecordedRun | RecordedLoop | RecordedExit;

/** Something that could not be read, with its reason and place. */
export interface Obstacle {
  readonly why: string;
  readonly span: Span;
}

/** What a program does to TensorFlow: its calls, its session's runs, and what was not understood on the way. */
export class Recorder {
  readonly calls: GraphCall[] = [];
  readonly runs: RecordedStep[] = [];
  readonly obstacles: Obstacle[] = [];
  /** Calls that were passed something unknown, by id. */
  readonly unknownArguments = new Map<number, Obstacle>();
  /** The same, argument by argument: its place, or its name. */
  readonly unknownPlaces = new Map<number, ReadonlyMap<number | string, Obstacle>>();
  private readonly noted = new Set<string>();
  private readonly effects = new Map<number, boolean>();
  /** The graph that each call was made in, by the call's id. */
  readonly graphs: number[] = [];
  private readonly seeds = new Map<number, number | null>();
  private controls: number[][] = [];
  private readonly scopes: string[] = [];
  private readonly branches: { readonly predicate: GraphValue; readonly taken: boolean }[] = [];
  private readonly collections = new Map<string, { readonly values: Value[]; hasOwn: boolean }>();
  private graphCount = 1;
  private readonly graphStack: number[] = [0];
  private readonly sessionStack: number[] = [];
  /** Runs before this place are not added to. */
  private barrier = 0;
  private readonly places = new Map<number, ReadonlyMap<number | string, Span>>();
  private readonly watches = new Map<LoopWatch, ReadonlyMap<unknown, ReadonlyMap<unknown, number>>>();
  private readonly arrays = new InternedArrays();
  private sessions = 0;
  private readonly counters = new Map<number, Counters>();

  constructor(
    readonly source: SourceText,
    observedPlaces: ReadonlySet<number> = new Set(),
  ) {
    this.observedPlaces = observedPlaces;
  }

  /** Records a call by its public name, with its arguments as the program gives them. */
  record(
    name: string,
    args: readonly Value[],
    kwargs: ReadonlyMap<string, Value>,
    span: Span,
    called?: Span,
  ): TensorValue | UnknownValue {
    assertOperationName({ name, args, kwargs, span }, this.scope, this.calls);
    if (this.speculations > 0) {
      this.hasEffectUnrecorded = true;
      return holdsUnknown([...args, ...kwargs.values()]) ?? unrecorded(span);
    }
    if (this.calls.length >= limits.calls) throw new LimitError(`more than ${limits.calls} TensorFlow calls`, span);
    touching(this.calls);
    const id = this.calls.length;
    this.graphs.push(this.graph);
    this.calls.push({
      id,
      name,
      args: args.map((value) => this.recorded(value, () => `that tf.${name} is given`, span)),
      kwargs: Object.fromEntries([...kwargs].map(([key, value]) => [key, this.toGraph(value)])),
      control: this.controls.flat(),
      scope: this.scope,
      ...(this.branches.length === 0 ? {} : { branches: [...this.branches] }),
      range: this.source.range(span),
      ...(called === undefined ? {} : { called: this.source.range(called) }),
    });
    const places = new Map<number | string, Obstacle>();
    for (const [place, value] of [...args.entries(), ...kwargs]) {
      const missing = unknownIn(value, span);
      if (missing !== null) places.set(place, missing);
    }
    const [first] = places.values();
    if (first !== undefined) {
      this.unknownArguments.set(id, first);
      this.unknownPlaces.set(id, places);
    }
    this.noteOwnCollections(name, kwargs);
    return { kind: 'tensor', call: id };
  }

  /** Records a call with what the program gives it. */
  recordGiven(name: string, { positional, named, span, called, places, more }: Arguments): TensorValue | UnknownValue {
    const kwargs = more === undefined ? named : new Map([...named, ['**', more]]);
    const recorded = this.record(name, positional, kwargs, span, called);
    if (places !== undefined && recorded.kind === 'tensor' && hasShownArguments.test(name))
      this.places.set(recorded.call, places);
    return recorded;
  }

  /** Where an argument of a schedule or an optimizer stands; null where the source does not pass it itself. */
  placeOf(call: number, index: number, name: string): Span | null {
    const places = this.places.get(call);
    return places?.get(name) ?? places?.get(index) ?? null;
  }

  /** The graph that calls are recorded in. */
  get graph(): number {
    return this.graphStack.at(-1) ?? 0;
  }

  /** `tf.Graph()`: a number for it. */
  openGraph(): number {
    this.graphCount += 1;
    return this.graphCount - 1;
  }

  /** Makes a graph the default one; the result ends that. */
  enterGraph(graph: number): () => void {
    const { controls } = this;
    this.controls = [];
    this.graphStack.push(graph);
    return () => {
      this.graphStack.pop();
      this.controls = controls;
    };
  }

  /** `tf.reset_default_graph()`: what follows is made in another graph. */
  resetGraph(): void {
    if (this.speculations > 0) this.hasEffectUnrecorded = true;
    this.graphStack[this.graphStack.length - 1] = this.openGraph();
  }

  /** `tf.set_random_seed` of the graph, or null. */
  get seed(): number | null {
    return this.seedOf(this.graph);
  }

  set seed(seed: number | null) {
    if (this.speculations > 0) this.hasEffectUnrecorded = true;
    this.seeds.set(this.graph, seed);
  }

  /** The seed of a graph, or null. */
  seedOf(graph: number): number | null {
    return this.seeds.get(graph) ?? null;
  }

  /** The name and variable scopes in force. */
  get scope(): string {
    return this.scopes.at(-1) ?? '';
  }

  /** Evaluates one branch of `tf.cond`: the calls made by it stand in that branch. */
  inBranch(predicate: Value, taken: boolean, evaluate: () => Value): Value {
    this.branches.push({ predicate: this.toGraph(predicate), taken });
    try {
      return evaluate();
    } finally {
      this.branches.pop();
    }
  }

  /** `tf.add_to_collection`. */
  addToCollection(given: Arguments): void {
    if (this.speculations > 0) {
      this.hasEffectUnrecorded = true;
      return;
    }
    const key = given.positional[0] ?? given.named.get('name') ?? given.more ?? none;
    const value = given.positional[1] ?? given.named.get('value') ?? given.more ?? none;
    const missing =
      key.kind === 'str' ? holdsUnknown([value]) : (holdsUnknown([key]) ?? unknown(describe(key), given.span));
    if (missing !== null) this.note(`what is added to a collection: ${missing.why}`, given.span);
    if (key.kind !== 'str') return;
    const collection = this.collectionOf(key.value);
    const recorded = value.kind === 'tensor' ? this.recordGiven('add_to_collection', given) : value;
    collection.values.push(recorded.kind === 'unknown' ? recorded : value);
  }

  /** `tf.get_collection`: what the program added, and as many outputs of the recorded call where TensorFlow adds to it itself. */
  collection(key: string, given: Arguments): Value {
    const { values, hasOwn } = this.collectionOf(key);
    if (!hasOwn) return list(values);
    const recorded = this.recordGiven('get_collection', given);
    if (recorded.kind !== 'tensor') return recorded;
    return list(values.map((_, output) => ({ ...recorded, output })));
  }

  private collectionOf(key: string): { readonly values: Value[]; hasOwn: boolean } {
    const name = `${this.graph} ${key}`;
    let collection = this.collections.get(name);
    if (collection === undefined) {
      collection = { values: [], hasOwn: false };
      this.collections.set(name, collection);
    }
    return collection;
  }

  /** What functions of TensorFlow add to its own collections: counted, for a list of them has a length. */
  private noteOwnCollections(name: string, kwargs: ReadonlyMap<string, Value>): void {
    const add = (key: string, count = 1): void => {
      const collection = this.collectionOf(key);
      collection.hasOwn = true;
      for (let index = 0; index < count; index++) collection.values.push(none);
    };
    if (/^losses\.(?!get_|add_|Reduction)\w+$/.test(name) || name === 'losses.add_loss') add('losses');
    const isRegularized = (key: string): boolean => (kwargs.get(key) ?? none).kind === 'tensor';
    for (const key of ['regularizer', 'kernel_regularizer', 'bias_regularizer', 'weights_regularizer'])
      if (isRegularized(key)) add('regularization_losses');
    if (/batch_normalization$|batch_norm$/.test(name)) add('update_ops', 2);
  }

  /** A session that the program opens; its variables begin anew. */
  openSession(): number {
    if (this.speculations === 0) touching(this.runs);
    this.sessions += 1;
    return this.sessions - 1;
  }

  /** Makes a session the default one; the result ends that. */
  enterSession(session: number): () => void {
    this.sessionStack.push(session);
    return () => void this.sessionStack.pop();
  }

  /** The default session, else the one that the program opened last. */
  get currentSession(): number {
    return this.sessionStack.at(-1) ?? Math.max(0, this.sessions - 1);
  }

  /** What a session's counters stand at. */
  countersOf(session: number): Counters {
    let counters = this.counters.get(session);
    if (counters === undefined) {
      counters = new Counters(this.calls);
      this.counters.set(session, counters);
    }
    return counters;
  }

  /** What runs of a call do beside the graph: an iterator begins anew. */
  private readonly handlers = new Map<number, (session: number, feeds: ReadonlyMap<number, GraphArray>) => void>();
  /** What feeds calls that the program does not: the elements of a data set. By the first of them. */
  private readonly sources = new Map<number, { readonly ids: readonly number[]; readonly take: TakeElement }>();
  /** What the last run was fed with beside the program's own feeds. */
  private fed = new Map<number, GraphArray>();

  /** Calls back whenever a call is run, with what is fed. */
  onRun(call: number, handle: (session: number, feeds: ReadonlyMap<number, GraphArray>) => void): void {
    this.handlers.set(call, handle);
  }

  /** Feeds the calls with the next arrays in each run that needs them. */
  feedWith(ids: readonly number[], take: TakeElement): void {
    const source = { ids, take };
    for (const id of ids) this.sources.set(id, source);
  }

  /** What the last run fed to a call of a data set. */
  fedValue(call: number): GraphArray | null {
    return this.fed.get(call) ?? null;
  }

  /** What the fetched calls need: a call's own needs never change. */
  private readonly needed = new Map<string, ReadonlySet<number>>();

  /** Takes what the run needs of data sets; and begins them anew, where it runs their initializers. */
  private takeElements(
    session: number,
    fetches: readonly Value[],
    feeds: readonly (readonly [Value, Value])[],
    span: Span,
  ): (readonly [Value, Value])[] {
    this.fed = new Map();
    if (this.handlers.size === 0 && this.sources.size === 0) return [];
    const needed = this.neededBy(fetches.flatMap((fetch) => (fetch.kind === 'tensor' ? [fetch.call] : [])));
    const given = new Map(
      feeds.flatMap(([key, value]) => {
        const fed = this.toGraph(value);
        return key.kind === 'tensor' && fed.kind === 'array' ? [[key.call, fed.value] as const] : [];
      }),
    );
    for (const [id, handle] of this.handlers) if (needed.has(id)) handle(session, given);
    for (const { ids, take } of new Set(this.sources.values())) {
      if (!ids.some((id) => needed.has(id) && !given.has(id))) continue;
      take(session, span).forEach((array, at) => {
        const id = ids[at];
        if (id !== undefined) this.fed.set(id, array);
      });
    }
    return [...this.fed]
      .filter(([id]) => needed.has(id))
      .map(
        ([call, array]) =>
          [
            { kind: 'tensor', call },
            { kind: 'array', array },
          ] as const,
      );
  }

  /** The calls that the fetched ones are computed from or ordered after, themselves included. */
  private neededBy(fetched: readonly number[]): ReadonlySet<number> {
    const key = fetched.join();
    const known = this.needed.get(key);
    if (known !== undefined) return known;
    const needed = new Set<number>();
    const open = [...fetched];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      if (needed.has(id)) continue;
      needed.add(id);
      spend(1);
      const call = this.calls[id];
      if (call !== undefined) for (const other of dependencies(call)) open.push(other);
    }
    if (this.needed.size > mostNeeded) this.needed.clear();
    this.needed.set(key, needed);
    return needed;
  }

  /** Records a run of a session; equal to the last one, it is only counted. A run that changes nothing is not recorded. */
  run(session: number, fetches: readonly Value[], own: readonly (readonly [Value, Value])[], span: Span): void {
    if (this.speculations > 0) {
      this.hasEffectUnrecorded = true;
      return;
    }
    const feeds = [...own, ...this.takeElements(session, fetches, own, span)];
    const observes = this.observedIn(fetches, span);
    if (observes.length === 0 && !fetches.some((fetch) => fetch.kind === 'tensor' && this.hasEffect(fetch))) return;
    const run = {
      session,
      fetches: fetches.filter(({ kind }) => kind === 'tensor').map((fetch) => this.toGraph(fetch)),
      feeds: feeds.map(([placeholder, value]) => ({
        placeholder: this.toGraph(placeholder),
        value: this.recorded(value, () => `that is fed to ${this.nameOf(placeholder)}`, span),
        missing: unknownIn(value, span),
      })),
      times: 1,
      span,
      observes,
    };
    if (observes.length === 0 || fetches.some((fetch) => fetch.kind === 'tensor' && this.hasEffect(fetch)))
      this.runCount += 1;
    const fetched = `${session} ${run.fetches.map((value) => this.keyOf(value)).join(',')}`;
    this.countersOf(session).run(run.fetches, fetched);
    const fed = run.feeds.map(({ placeholder, value }) => `${this.keyOf(placeholder)}=${this.keyOf(value)}`).join(',');
    const recorded = { ...run, key: `${fetched} ${fed} ${observes.map(({ slot }) => slot).join(',')}` };
    const last = this.runs.length > this.barrier ? this.runs.at(-1) : undefined;
    if (last !== undefined && 'key' in last && recorded.key === last.key) {
      last.times += 1;
      return;
    }
    if (this.runs.length >= limits.runs) throw new LimitError(`more than ${limits.runs} different session runs`, span);
    this.runs.push(recorded);
  }

  /** Places of runs of which a loop's end depends: what they fetch is kept. Found by a first reading, used by a second. */
  readonly observedPlaces: ReadonlySet<number>;
  /** Places that a condition was found to depend on in this reading. */
  readonly wantedPlaces = new Set<number>();
  private readonly slots = new Map<string, number>();
  private readonly slotCounts: number[] = [];
  private readonly slotPlaces: number[] = [];
  private readonly loops: { readonly id: number; readonly start: number; hasExit: boolean }[] = [];
  private loopCount = 0;

  /** How many values of a slot were seen so far. */
  seenOf(slot: number): number {
    return this.slotCounts[slot] ?? 0;
  }

  /** The same of all slots. */
  seen(): ReadonlyMap<number, number> {
    return new Map(this.slotCounts.entries());
  }

  private observedIn(fetches: readonly Value[], { start }: Span): Observed[] {
    return fetches.flatMap((fetch) => {
      if (fetch.kind !== 'tensor' || !this.observedPlaces.has(start) || this.hasEffect(fetch)) return [];
      const slot = this.slotOf(fetch, start);
      this.slotCounts[slot] = this.seenOf(slot) + 1;
      return [{ slot, fetch: this.toGraph(fetch) }];
    });
  }

  private slotOf(fetch: TensorValue, start: number): number {
    const key = `${start} ${fetch.call} ${fetch.output ?? ''}`;
    let slot = this.slots.get(key);
    if (slot === undefined) {
      slot = this.slotPlaces.length;
      this.slots.set(key, slot);
      this.slotPlaces.push(start);
    }
    return slot;
  }

  /** What a fetch of a run gave, as a value that only the run knows. */
  observation(fetch: TensorValue, span: Span): Value {
    const slot = this.slotOf(fetch, span.start);
    return formulaValue({ kind: 'observed', slot, at: this.seenOf(slot) }, span);
  }

  /** Opens a loop of the program; the result closes it. */
  enterLoop(): () => void {
    this.loopCount += 1;
    const loop = { id: this.loopCount, start: this.runs.length, hasExit: false };
    if (this.observedPlaces.size > 0) this.barrier = this.runs.length;
    this.loops.push(loop);
    return () => {
      this.loops.pop();
      if (!loop.hasExit) return;
      this.runs.push({ steps: this.runs.splice(loop.start), times: 1, loop: loop.id });
      this.barrier = this.runs.length;
    };
  }

  /** Whether the run may leave the innermost loop. */
  get hasExit(): boolean {
    return this.loops.at(-1)?.hasExit === true;
  }

  /** Says that the innermost loop is left where the condition holds. False where this reading does not observe what it needs. */
  exitWhere(condition: Formula): boolean {
    if (this.speculations > 0) return false;
    const loop = this.loops.at(-1);
    const places: number[] = [];
    const exit = mapObserved(condition, (seen) => {
      places.push(this.slotPlaces[seen.slot] ?? 0);
      return { ...seen, at: this.seenOf(seen.slot) - seen.at };
    });
    if (loop === undefined || places.length === 0) return false;
    const missing = places.filter((place) => !this.observedPlaces.has(place));
    for (const place of missing) this.wantedPlaces.add(place);
    if (missing.length > 0) return false;
    loop.hasExit = true;
    this.runs.push({ exit, loop: loop.id });
    return true;
  }

  /** Runs from here on are kept apart from those before, so that they can be repeated. */
  mark(): RunMark {
    this.barrier = this.runs.length;
    return { steps: this.runs.length, count: this.runCount };
  }

  /** Says that what was run since the mark is run `times` times more. Throws a limit. */
  repeat({ steps: from, count }: RunMark, times: number, span: Span): void {
    const made = this.runCount - count;
    if (made === 0 && this.runs.length === from) return;
    const most = Math.max(0, Math.floor((limits.sessionRuns - this.runCount) / Math.max(1, made)));
    const repeats = Math.min(times, most);
    const steps = this.runs.splice(from);
    const [only] = steps;
    if (steps.length === 1 && only !== undefined && 'key' in only)
      this.runs.push({ ...only, times: only.times * (repeats + 1) });
    else this.runs.push({ steps, times: repeats + 1 });
    this.barrier = this.runs.length;
    this.runCount += made * repeats;
    if (repeats < times) throw new LimitError(`more than ${limits.sessionRuns} session runs`, span);
  }

  /** Tells which counters a watched loop moves, and by how much a turn. */
  track(watch: LoopWatch, slopes: ReadonlyMap<unknown, ReadonlyMap<unknown, number>> | null): void {
    if (slopes === null) this.watches.delete(watch);
    else this.watches.set(watch, slopes);
  }

  /** A number that a session's counters give, followed by the loops that move it. */
  counted(session: number, value: GraphValue, number: number): Value {
    const counters = this.countersOf(session);
    const isWhole = counters.isWhole(value);
    const slopes = new Map(
      [...this.watches].flatMap(([watch, places]) => {
        const slope = counters.slopeOf(value, places.get(counters.place) ?? new Map());
        return slope === 0 ? [] : [[watch, { slope: isWhole ? slope : null, attempt: watch.attempt }] as const];
      }),
    );
    if (slopes.size > 0) return new TrackedNumber(isWhole ? 'int' : 'float', number, slopes);
    return isWhole ? int(number) : float(number);
  }

  /** Equal values have equal texts; an array's is its number. */
  private keyOf(value: GraphValue): string {
    switch (value.kind) {
      case 'array':
        return `a${this.arrays.numberOf(value.value.data)}`;
      case 'call':
        return `c${value.id}.${value.output ?? ''}`;
      case 'list':
        spend(value.items.length);
        return `[${value.items.map((item) => this.keyOf(item)).join(',')}]`;
      default:
        return JSON.stringify(value);
    }
  }

  /** Whether running it changes a variable: it, or something that it is computed from or ordered after. */
  private hasEffect({ call: id, output }: TensorValue): boolean {
    if (output === 'initializer') return true;
    const known = this.effects.get(id);
    if (known !== undefined) return known;
    this.effects.set(id, false);
    const call = this.calls[id];
    const found =
      call !== undefined &&
      (effects.test(call.name) || dependencies(call).some((other) => this.hasEffect({ kind: 'tensor', call: other })));
    this.effects.set(id, found);
    return found;
  }

  /** Runs that change something, so far. */
  runCount = 0;

  /** Loops in which the program trains, and whose number of passes is only known during the run. */
  readonly unknownLoops: Obstacle[] = [];

  private speculations = 0;
  /** Whether something was not recorded because the program may not do it. */
  private hasEffectUnrecorded = false;

  /** Whether what is executed may be what the program does not do: nothing of it is recorded. */
  get isSpeculating(): boolean {
    return this.speculations > 0;
  }

  /** Executes without recording: no calls, no runs, no notes. Whether there would have been calls or runs to record. */
  speculate(body: () => void): boolean {
    const outer = this.hasEffectUnrecorded;
    const { sessions, graphCount } = this;
    const [seeds, graphs] = [new Map(this.seeds), [...this.graphStack]];
    this.hasEffectUnrecorded = false;
    this.speculations += 1;
    try {
      body();
      return this.hasEffectUnrecorded;
    } finally {
      this.speculations -= 1;
      this.sessions = sessions;
      this.graphCount = graphCount;
      this.seeds.clear();
      for (const [graph, seed] of seeds) this.seeds.set(graph, seed);
      this.graphStack.splice(0, this.graphStack.length, ...graphs);
      this.hasEffectUnrecorded ||= outer;
    }
  }

  /** Notes such a loop, once a place. */
  noteUnknownLoop(loop: Span & { readonly why?: string }): void {
    if (this.speculations > 0) return;
    const span = { start: loop.start, end: loop.end };
    if (this.unknownLoops.some((known) => known.span.start === span.start)) return;
    this.unknownLoops.push({ why: loop.why ?? 'how often this loop runs is only known during the run', span });
  }

  /** The graph's own global step, where the program has asked for one. */
  globalStep(): GraphValue | null {
    spend(this.calls.length);
    const call = this.calls.find(
      ({ id, name }) =>
        this.graphs[id] === this.graph && /^train\.(?:get_or_create|create|get)_global_step$/.test(name),
    );
    return call === undefined ? null : { kind: 'call', id: call.id };
  }

  /** Notes something that was not understood, once a place. */
  note(why: string, span: Span): void {
    if (this.speculations > 0) return;
    const key = `${span.start} ${why}`;
    if (this.noted.has(key) || this.noted.size >= mostNotes) return;
    this.noted.add(key);
    this.obstacles.push({ why, span });
  }

  /** Opens `tf.control_dependencies`; the result closes it. */
  enterControl(operations: readonly Value[]): () => void {
    this.controls.push(operations.flatMap((value) => (value.kind === 'tensor' ? [value.call] : [])));
    return () => void this.controls.pop();
  }

  /** Opens a name or variable scope; the result closes it. A name with a trailing slash is a whole path, as `with … as` gives it. */
  enterScope(name: string): () => void {
    const isWhole = name.endsWith('/');
    this.scopes.push(isWhole ? name.slice(0, -1) : this.scope === '' ? name : `${this.scope}/${name}`);
    return () => void this.scopes.pop();
  }

  /** What is being recorded, in the words of a message, and where. */
  private use: ArrayUse = anyUse;

  private recorded(value: Value, what: () => string, span: Span): GraphValue {
    this.use = { what, span };
    try {
      return this.toGraph(value);
    } finally {
      this.use = anyUse;
    }
  }

  /** What a placeholder is called: by its own name, else by where it is made. */
  private nameOf(placeholder: Value): string {
    const call = placeholder.kind === 'tensor' ? this.calls[placeholder.call] : undefined;
    const name = call?.kwargs['name'];
    if (name?.kind === 'string') return name.value;
    return call?.range ? `the placeholder of line ${call.range.line}` : 'a placeholder';
  }

  /** A value as a recorded argument. */
  toGraph(value: Value): GraphValue {
    return recordedValue(value, (array) => this.arrays.intern(array, this.use));
  }
}

const anyUse: ArrayUse = { what: () => 'that TensorFlow is given' };

/** The arrays of the next element of a data set. Throws what TensorFlow would raise. */
type TakeElement = (session: number, span: Span) => readonly GraphArray[];

/** Different fetches whose needs are kept. */
const mostNeeded = 64;

/** Obstacles beyond these are not told one by one. */
const mostNotes = 1000;

/** Calls whose arguments are shown one by one. */
const hasShownArguments = /_decay(?:_restarts)?$|piecewise|Optimizer$|Decay/;

/** Calls that change variables when they are run. */
const effects =
  /(?:^|\.)(?:minimize|apply_gradients|apply|assign|assign_add|assign_sub|scatter_\w+|\w*initializer|initialize_all_variables|create_train_op|optimize_loss)$/;
