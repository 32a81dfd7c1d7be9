import type { PlanRun } from '../plan/training-plan';
import type { BuiltGraph } from '../tf1/build-graph';
import { Operation, type Tensor } from '../tf1/graph';
import type { PreparedRows, PreparedRun } from '../tf1/prepared-run';
import { type ColumnFetch, Session, type SessionOptions } from '../tf1/session';
import type { Value } from '../tf1/value';
import { Variable } from '../tf1/variable';
import type { SavedVariables } from '../tf1/variable-store';
import { asFetch, type PlanFeeds } from './plan-feeds';
import type { RowRecorder } from './row-recorder';
import type { SeenDecays } from './seen-decays';
import { meanOf, type SeenSlots } from './seen-slots';
import type { Observed } from './observed-columns';

/** What each row reports of a run that trains. */
interface Reported {
  readonly loss: Tensor | null;
  readonly observed: readonly Observed[];
  readonly decays: SeenDecays;
}

/** What runs are prepared from. */
interface PreparedFrom {
  readonly built: BuiltGraph;
  readonly feeds: PlanFeeds;
  readonly slots: SeenSlots;
  readonly reported: Reported;
  /** The number of the session that the program runs first. */
  readonly first: number;
}

/** The program's current session, with the runs that are prepared in it: by what is fetched and fed, whatever the fed values are. */
export class PreparedRuns {
  private current: Session;
  private number: number;
  private readonly prepared = new Map<string, PreparedRun>();
  private readonly preparedRows = new Map<string, PreparedRows>();
  private rowsOf = new WeakMap<PlanRun, PreparedRows>();
  private readonly decaysOf = new WeakMap<PlanRun, readonly ColumnFetch[]>();
  private readonly decaysBySignature = new Map<string, readonly ColumnFetch[]>();
  /** Variables that the program saved, by the paths of its checkpoints. */
  private readonly checkpoints = new Map<string, SavedVariables>();
  private readonly built: BuiltGraph;
  private readonly feeds: PlanFeeds;
  private readonly slots: SeenSlots;
  private readonly reported: Reported;

  constructor(
    { built, feeds, slots, reported, first }: PreparedFrom,
    private readonly options: SessionOptions,
  ) {
    this.built = built;
    this.feeds = feeds;
    this.slots = slots;
    this.reported = reported;
    this.current = new Session(built.graph, options);
    this.number = first;
  }

  get session(): Session {
    return this.current;
  }

  /** Forgets runs that are not made again: what initializers computed is in the variables. */
  forget(): void {
    this.prepared.clear();
  }

  /** Makes a run of the program that does not train. */
  execute(run: PlanRun): void {
    this.enter(run.session);
    if (run.checkpoint !== undefined) {
      this.passCheckpoint(run.checkpoint);
      return;
    }
    const key = signature(run);
    const decays = this.decaysIn(run);
    const observed = this.observedIn(run);
    let prepared = this.prepared.get(key);
    if (prepared === undefined) {
      const beside = [...observed, ...decays].map(({ fetch }) => fetch);
      prepared = this.session.prepare([...beside, ...this.feeds.fetchesOf(run)], this.feeds.placeholdersOf(run));
      this.prepared.set(key, prepared);
    }
    this.feeds.feed(prepared, run, this.slots);
    prepared.step();
    for (const [index, { slot }] of observed.entries()) this.slots.seeWhole(slot, prepared.value(index));
    for (const [index, { column }] of decays.entries())
      this.reported.decays.see(column, meanOf(prepared.value(observed.length + index)));
  }

  /** What is observed of a run, as parts of the graph. */
  private observedIn({ observes = [] }: PlanRun): { readonly slot: number; readonly fetch: Tensor | Variable }[] {
    return observes.flatMap(({ slot, fetch }) => {
      const made = asFetch(this.built.resultOf(fetch));
      return made === null || made instanceof Operation ? [] : [{ slot, fetch: made }];
    });
  }

  /** Keeps what was observed in the last iteration of a run that trains. */
  seeObserved(prepared: PreparedRows, run: PlanRun): void {
    for (const { slot, fetch } of this.observedIn(run))
      this.slots.seeWhole(slot, prepared.keptValue(fetch instanceof Variable ? fetch.ref : fetch));
  }

  /** The decays of the moving averages that a run updates. */
  decaysIn(run: PlanRun): readonly ColumnFetch[] {
    const { decays } = this.reported;
    if (decays.isEmpty) return [];
    let found = this.decaysOf.get(run);
    if (found === undefined) {
      const key = signature(run);
      found = this.decaysBySignature.get(key) ?? decays.in(this.feeds.fetchesOf(run), this.feeds.placeholdersOf(run));
      this.decaysBySignature.set(key, found);
      this.decaysOf.set(run, found);
    }
    return found;
  }

  /** Completes rows that a run made, before they are ended. */
  completeRows(recorder: RowRecorder, run: PlanRun, rows: number): void {
    this.reported.decays.complete(recorder, rows, this.decaysIn(run));
  }

  /** Makes a run, and gives what it fetches: null where that is no part of the graph. */
  valuesOf(run: PlanRun): (Value | 'operation' | null)[] {
    if (run.checkpoint !== undefined) {
      this.execute(run);
      return [];
    }
    this.enter(run.session);
    const wanted = run.fetches.map((fetch) => asFetch(this.built.resultOf(fetch)));
    const key = signature(run);
    let prepared = this.prepared.get(key);
    if (prepared === undefined) {
      prepared = this.session.prepare(
        wanted.filter((fetch) => fetch !== null),
        this.feeds.placeholdersOf(run),
      );
      this.prepared.set(key, prepared);
    }
    this.feeds.feed(prepared, run, this.slots);
    prepared.step();
    let at = 0;
    return wanted.map((fetch) => (fetch === null ? null : (prepared.value(at++) ?? 'operation')));
  }

  /** Saves the variables of the current session, or restores those that any session saved. */
  private passCheckpoint({ does, path }: NonNullable<PlanRun['checkpoint']>): void {
    if (does === 'saves') this.checkpoints.set(path, this.session.savedVariables());
    else this.session.restoreVariables(this.checkpoints.get(path) ?? new Map());
  }

  /** Makes a session of the program the current one; another one begins with variables of its own. */
  enter(number = 0): void {
    if (number === this.number) return;
    this.current.close();
    this.current = new Session(this.built.graph, this.options);
    this.number = number;
    this.reported.decays.forget();
    this.prepared.clear();
    this.preparedRows.clear();
    this.rowsOf = new WeakMap();
  }

  /** A run that trains, prepared together with the reading of step, rate and variables right after it, as the program would read them. */
  rowsFor(run: PlanRun): PreparedRows {
    this.enter(run.session);
    let prepared = this.rowsOf.get(run);
    if (prepared !== undefined) return prepared;
    const key = signature(run);
    prepared = this.preparedRows.get(key);
    if (prepared === undefined) {
      const { loss, observed } = this.reported;
      prepared = this.session.prepareRows({
        train: this.feeds.fetchesOf(run),
        kept: this.observedIn(run).map(({ fetch }) => fetch),
        reported: [...(loss === null ? [] : [{ column: 3, fetch: loss }]), ...this.decaysIn(run)],
        observed,
        fed: this.feeds.placeholdersOf(run),
      });
      this.preparedRows.set(key, prepared);
    }
    this.rowsOf.set(run, prepared);
    return prepared;
  }
}

/** What is fetched and fed, whatever the fed values are. */
function signature({ fetches, feeds, observes = [] }: Pick<PlanRun, 'fetches' | 'feeds' | 'observes'>): string {
  return JSON.stringify([fetches, feeds.map(({ placeholder }) => placeholder), observes.map(({ fetch }) => fetch)]);
}
