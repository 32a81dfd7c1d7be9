import { message, type Message } from '../../base/message';
import type { GraphCall, GraphValue } from '../../base/graph-call';
import { updatesAtOnce } from '../../frameworks/clock-texts';
import { meaningOfCall } from '../../frameworks/tensorflow1/recorded';
import type { ProgramSources } from '../program-sources';
import type { Span } from '../../python/syntax';
import { assertOperationName } from '../assert-names';
import { limits, LimitError } from '../limits';
import { touching } from '../watching';
import type { WatchedRecord } from '../watched-record';
import { holdsUnknown } from '../not-known';
import { spend } from '../reading';
import { unknownIn } from '../recorded-value';
import { unrecorded } from '../speculation';
import type { Arguments, TensorValue, UnknownValue, Value } from '../values';
import { CallNeeds } from './call-needs';
import { Checkpoints } from './checkpoints';
import { Collections } from './collections';
import { ElementFeeds } from './element-feeds';
import { FedFeeds } from './fed-feeds';
import { GraphContext } from './graph-context';
import { GraphValues } from './graph-values';
import { MovedOptimizers } from './moved-optimizers';
import { LibraryPlaces, namesOf } from './library-places';
import { hasShownArguments, Notes, type Obstacle } from './notes';
import { ObservedSlots } from './observed-slots';
import type { Observed, RecordedRun, RecordedStep } from './recorded-steps';
import { RunLog } from './run-log';
import { Sessions } from './sessions';
import { Speculations } from './speculations';
import { StandIns } from './stand-ins';
import { TrainingClocks } from './training-clocks';
import { withUsualLengths } from './usual-lengths';

/**
 * What a program does to TensorFlow: its calls, its sessions' runs, and what was not understood on the way. It records the calls and
 * the runs itself, and leaves the rest to its parts, one a job: where a call stands (`context`), collections, sessions and their
 * counters, elements of data sets (`elements`), runs and loops (`runLog`), values that loops end on (`slots`), data that stands in
 * for what is not known, notes, speculations.
 */
export class Recorder {
  readonly calls: GraphCall[] = [];
  /** The graph that each call was made in, by the call's id. */
  readonly graphs: number[] = [];
  /** Calls that were passed something unknown, by id. */
  readonly unknownArguments = new Map<number, Obstacle>();
  /** The same, argument by argument: its place, or its name. */
  readonly unknownPlaces = new Map<number, ReadonlyMap<number | string, Obstacle>>();
  readonly library = new LibraryPlaces();
  readonly speculations = new Speculations();
  readonly context = new GraphContext(this.speculations);
  readonly collections = new Collections(this);
  readonly sessions = new Sessions(this.calls, this.speculations);
  readonly slots: ObservedSlots;
  readonly runLog: RunLog;
  readonly elements: ElementFeeds;
  readonly feeds: FedFeeds;
  readonly checkpoints: Checkpoints;
  readonly standIns = new StandIns();
  readonly clocks: TrainingClocks;
  readonly notes = new Notes(this.speculations);
  private readonly values = new GraphValues();
  private readonly needs = new CallNeeds(this.calls);
  private readonly optimizers = new MovedOptimizers();
  /** What `get_variable` made, by graph and full name: asked for again, it is the same. */
  private readonly shared = new Map<string, TensorValue>();
  private readonly reading = new Map<number, { readonly span: Span; readonly times: number }>();
  readonly places = new Map<number, ReadonlyMap<number | string, Span>>();

  constructor(
    readonly source: ProgramSources,
    observedPlaces: ReadonlySet<number> = new Set(),
    recordsCheckpoints = false,
  ) {
    this.clocks = new TrainingClocks(this, updatesAtOnce(source.text));
    this.slots = new ObservedSlots(observedPlaces);
    this.runLog = new RunLog(this.slots, this.speculations);
    this.checkpoints = new Checkpoints(this, recordsCheckpoints);
    this.elements = new ElementFeeds(this.needs, this.values);
    this.feeds = new FedFeeds(this.calls, this.values, this.slots);
  }

  get runs(): readonly RecordedStep[] {
    return this.runLog.steps;
  }

  get obstacles(): readonly Obstacle[] {
    return this.notes.obstacles;
  }

  /** Loops in which the program trains, and whose number of passes is only known during the run. */
  get unknownLoops(): readonly Obstacle[] {
    return this.notes.unknownLoops;
  }

  /** Records a call by its public name, with its arguments as the program gives them. */
  record(
    name: string,
    givenArgs: readonly Value[],
    givenKwargs: ReadonlyMap<string, Value>,
    place: Span,
    calledPlace?: Span,
  ): TensorValue | UnknownValue {
    const [span, called] = [this.library.placeOf(place), this.library.calledAt(calledPlace)];
    // What is found by its name again stands below variable scopes alone.
    const isShared = meaningOfCall({ name }, 'variable')?.isNamedFirst === true;
    const scope = isShared ? this.context.variableScope.path : this.context.scope;
    assertOperationName({ name, args: givenArgs, kwargs: givenKwargs, span }, scope, this.calls);
    if (this.speculations.noteEffect())
      return holdsUnknown([...givenArgs, ...givenKwargs.values()]) ?? unrecorded(span);
    const inGraph = givenArgs.map((value) => this.optimizers.inGraph(value, this));
    const { args, kwargs } = withUsualLengths(name, { args: inGraph, kwargs: givenKwargs }, this.standIns);
    if (this.calls.length >= limits.calls)
      throw new LimitError(message('more than {0} TensorFlow calls', limits.calls), span);
    touching(this.calls);
    const id = this.calls.length;
    this.graphs.push(this.context.graph);
    this.calls.push({
      id,
      name,
      args: this.values.argumentsOf(name, args, span),
      kwargs: Object.fromEntries([...kwargs].map(([key, value]) => [key, this.toGraph(value)])),
      control: this.context.control,
      scope,
      ...(this.context.branches.length === 0 ? {} : { branches: [...this.context.branches] }),
      range: this.source.range(span),
      ...namesOf(called, calledPlace, this.source),
    });
    this.noteUnknown(id, [...args.entries(), ...kwargs], span);
    this.collections.noteCall(name, kwargs);
    return { kind: 'tensor', call: id };
  }

  private noteUnknown(call: number, given: readonly (readonly [number | string, Value])[], span: Span): void {
    const places = new Map<number | string, Obstacle>();
    for (const [place, value] of given) {
      const missing = unknownIn(value, span);
      if (missing !== null) places.set(place, { ...missing, span: this.library.placeOf(missing.span) });
    }
    const [first] = places.values();
    if (first === undefined) return;
    this.unknownArguments.set(call, first);
    this.unknownPlaces.set(call, places);
  }

  /** Records a call with what the program gives it. */
  recordGiven(name: string, { positional, named, span, called, places, more }: Arguments): TensorValue | UnknownValue {
    const kwargs = more === undefined ? named : new Map([...named, ['**', more]]);
    const recorded = this.record(name, positional, kwargs, span, called);
    if (places !== undefined && recorded.kind === 'tensor' && hasShownArguments.test(name))
      this.places.set(recorded.call, places);
    return recorded;
  }

  /** The variable of that name in the variable scope in force; null where there is none yet. */
  sharedVariable(name: string): TensorValue | null {
    return this.shared.get(this.sharedName(name)) ?? null;
  }

  /** Keeps a variable under its name in the variable scope in force. */
  shareVariable(name: string, variable: TensorValue): void {
    if (!this.speculations.isOn) this.shared.set(this.sharedName(name), variable);
  }

  private sharedName(name: string): string {
    return `${this.context.graph} ${this.context.variableScope.path}/${name}`;
  }

  /** Where an argument of a schedule or an optimizer stands; null where the source does not pass it itself. */
  placeOf(call: number, index: number, name: string): Span | null {
    const places = this.places.get(call);
    return places?.get(name) ?? places?.get(index) ?? null;
  }

  /** The graph's own global step, where the program has asked for one. */
  globalStep(): GraphValue | null {
    spend(this.calls.length);
    const call = this.calls.find(
      ({ id, name }) =>
        this.graphs[id] === this.context.graph && /^train\.(?:get_or_create|create|get)_global_step$/.test(name),
    );
    return call === undefined ? null : { kind: 'call', id: call.id };
  }

  /** Records a run of a session; `unfed` is why it is not known what it is fed. A run that changes nothing is not recorded, but for values that a loop ends on. */
  run(
    session: number,
    fetches: readonly Value[],
    own: readonly (readonly [Value, Value])[],
    span: Span,
    unfed?: Obstacle,
  ): void {
    if (this.speculations.noteEffect()) return;
    const feeds = this.standIns.fed([...own, ...this.elements.take(session, fetches, own, span)]);
    this.sessions.feed(session, feeds);
    const hasEffect = fetches.some((fetch) => fetch.kind === 'tensor' && this.needs.hasEffect(fetch));
    const fed = this.feeds.recorded(feeds, span, hasEffect || this.slots.observedPlaces.has(span.start));
    const observes = this.observedIn(fetches, span);
    if (!hasEffect) this.noteReading(fetches, span);
    if (observes.length === 0 && !hasEffect && this.runLog.output === null) return;
    const run = {
      session,
      fetches: fetches.filter(({ kind }) => kind === 'tensor').map((fetch) => this.toGraph(fetch)),
      feeds: fed,
      times: 1,
      span,
      observes,
      ...(unfed && { unfed }),
    };
    if (hasEffect) this.standIns.lengths.note(feeds);
    if (hasEffect) this.runLog.count += 1;
    const fetched = this.keyOfFetches(run);
    this.sessions.countersOf(session).run(run.fetches, fetched);
    this.runLog.add({ ...run, key: `${fetched} ${this.keyOfFeeds(run)}` });
  }

  /** Where a run that changes nothing reads a call's value: where it does so again and again, else where it did so last. */
  readingOf(id: number): Span | null {
    return this.reading.get(id)?.span ?? null;
  }

  private noteReading(fetches: readonly Value[], span: Span): void {
    for (const fetch of fetches) {
      if (fetch.kind !== 'tensor') continue;
      const known = this.reading.get(fetch.call);
      if (known?.span.start === span.start) this.reading.set(fetch.call, { span, times: known.times + 1 });
      else if (known === undefined || known.times < 2) this.reading.set(fetch.call, { span, times: 1 });
    }
  }

  private keyOfFetches({ session, fetches }: Pick<RecordedRun, 'session' | 'fetches'>): string {
    return `${session} ${fetches.map((value) => this.values.keyOf(value)).join(',')}`;
  }

  private keyOfFeeds({ feeds, observes }: Pick<RecordedRun, 'feeds' | 'observes'>): string {
    const { values } = this;
    const fed = feeds.map(({ placeholder, value }) => `${values.keyOf(placeholder)}=${values.keyOf(value)}`).join(',');
    return `${fed} ${observes.map(({ slot }) => slot).join(',')}`;
  }

  private observedIn(fetches: readonly Value[], { start }: Span): Observed[] {
    const { slots } = this;
    return fetches.flatMap((fetch) =>
      fetch.kind !== 'tensor' || !slots.observedPlaces.has(start) || !this.needs.hasValue(fetch)
        ? []
        : [{ slot: slots.see(fetch, start), fetch: this.toGraph(fetch) }],
    );
  }

  /** A value as a recorded argument. */
  toGraph(value: Value): GraphValue {
    return this.values.toGraph(value);
  }

  /** Notes something that was not understood, once a place. */
  note(why: Message, span: Span): void {
    this.notes.note(why, this.library.placeOf(span));
  }

  /** Notes a loop in which the program trains and whose passes are not counted here, once a place. */
  noteUnknownLoop(loop: Span & { readonly why?: Message }): void {
    const { start, end } = this.library.placeOf(loop);
    this.notes.noteUnknownLoop({ ...loop, start, end });
  }

  /** Executes without recording: no calls, no runs, no notes. Whether there would have been calls or runs to record. */
  speculate(body: () => void): boolean {
    const restore = [this.sessions.keep(), this.context.keep()];
    try {
      return this.speculations.during(body);
    } finally {
      for (const each of restore) each();
    }
  }

  /** The runs, counters and observed values that a loop's watch follows. */
  readonly watched: WatchedRecord = {
    seenOf: (slot) => this.slots.seenOf(slot),
    seen: () => this.slots.seen(),
    mark: () => this.runLog.mark(),
    repeat: (mark, times, span) => {
      this.runLog.repeat(mark, times, span);
    },
    track: (watch, slopes) => {
      this.sessions.track(watch, slopes);
    },
  };
}
