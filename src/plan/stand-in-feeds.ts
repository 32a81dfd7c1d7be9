// Data for what a program feeds and nobody knows: by the placeholder's shape, its dtype, and what the program does with it.
import { message, say } from '../base/message';
import type { DType, GraphArray, GraphCall, GraphValue } from '../base/graph-call';
import { argumentNamed, meaningOfCall } from '../frameworks/tensorflow1/recorded';
import type { Interpretation } from '../interpret/interpret';
import type { Obstacle } from '../interpret/record/notes';
import { MersenneTwister } from '../interpret/numpy/mersenne-twister';
import { sizeOf } from '../interpret/numpy/ndarray';
import { usualLength } from '../interpret/stand-in/usual-length';
import { staticShapeOf } from '../interpret/static-shape';
import { type CallGraph, isFedIn } from './call-graph';
import { type FeedUse, FeedUses } from './feed-uses';
import { mapRuns, runsIn } from './plan-steps';
import { runKeys } from './run-key';
import { loopOver, type OwnLoop } from './stand-in';
import { isFeed } from './stand-in-flow';
import type { PlanRun, PlanStep, Unresolved } from './training-plan';

/** Rows of a batch whose number the program does not give. */
const usualRows = 64;
/** Elements of an array that is made. */
const mostElements = 1_000_000;
const usualClasses = 4;

/** Runs that may be fed with what is not known. */
export interface FedRuns {
  readonly setup: readonly PlanStep[];
  readonly runs: readonly PlanStep[];
  /** Placeholders that are not known to be fed, and why. */
  readonly unfed: ReadonlyMap<number, Obstacle>;
}

/** The same with data in the place of what is not known. */
export interface FilledRuns {
  readonly setup: PlanStep[];
  readonly runs: PlanStep[];
  /** The placeholders that such data is fed to. */
  readonly filled: ReadonlySet<number>;
  readonly unresolved: readonly Unresolved[];
}

/** Feeds runs with data that fits, where the program's own is not known. */
export class StandInFeeds {
  private readonly uses: FeedUses;
  private readonly filled = new Map<number, Obstacle | null>();
  private readonly made = new Map<string, GraphValue>();
  private readonly calls: readonly GraphCall[];

  constructor(
    private readonly graph: CallGraph,
    private readonly interpretation: Interpretation,
  ) {
    this.calls = interpretation.recorder.calls;
    this.uses = new FeedUses(this.calls);
  }

  /** `kept` are values whose placeholders stay as they are: what a rate is fed is no data. */
  fill({ setup, runs, unfed }: FedRuns, kept: readonly (GraphValue | null)[]): FilledRuns {
    const keptIds = new Set(this.graph.ancestors(kept).map(({ id }) => id));
    const fill = (run: PlanRun): PlanRun => {
      const fed = new Map(
        run.feeds.flatMap((feed) =>
          feed.placeholder.kind === 'call' ? [[feed.placeholder.id, feed.value] as const] : [],
        ),
      );
      const needed = this.graph
        .ancestors(run.fetches, isFedIn(run))
        .filter((call) => meaningOfCall(call, 'placeholder') !== null);
      const missing = needed.filter(({ id, name }) => {
        const value = fed.get(id);
        if (keptIds.has(id)) return false;
        return value === undefined ? name === 'placeholder' && unfed.has(id) : !isFeed(value);
      });
      if (missing.length === 0) return run;
      const values = this.dataFor(missing, needed, fed);
      if (values === null) return run;
      for (const { id } of missing) this.filled.set(id, unfed.get(id) ?? this.filled.get(id) ?? null);
      return {
        ...run,
        feeds: [
          ...run.feeds.filter(({ placeholder }) => placeholder.kind !== 'call' || !values.has(placeholder.id)),
          ...[...values].map(([id, value]) => ({ placeholder: { kind: 'call', id } as const, value })),
        ],
      };
    };
    const filled = [setup, runs].map((steps) => mapRuns<PlanRun>(steps, fill, runKeys()));
    const [newSetup = [], newRuns = []] = filled;
    return {
      setup: newSetup,
      runs: newRuns,
      filled: new Set(this.filled.keys()),
      unresolved: this.unresolved(newRuns),
    };
  }

  /** A loop over a train op alone, with data in the place of what nobody knows that it is fed. */
  ownLoop(train: GraphCall, rate: GraphValue | null): OwnLoop {
    const why = message('no loop that runs this train op was found');
    const span = { start: train.range?.start ?? 0, end: train.range?.end ?? 0 };
    const needed = this.graph.ancestors([{ kind: 'call', id: train.id }]);
    const unfed = new Map(needed.map(({ id }) => [id, { why, span }] as const));
    const { runs, unresolved } = this.fill({ setup: [], runs: [loopOver(train, 1)], unfed }, [rate]);
    return { feeds: [...runsIn(runs)].flatMap(({ feeds }) => feeds), unresolved };
  }

  private unresolved(runs: readonly PlanStep[]): Unresolved[] {
    const training = new Set(
      [...runsIn(runs)]
        .flatMap(({ feeds, trains }) => (trains ? feeds : []))
        .flatMap(({ placeholder }) => (placeholder.kind === 'call' ? [placeholder.id] : [])),
    );
    const told = new Map<string, Unresolved>();
    for (const [id, obstacle] of this.filled) {
      if (!training.has(id)) continue;
      const place = this.graph.callOf({ kind: 'call', id })?.range ?? null;
      const range = obstacle === null ? place : this.interpretation.recorder.source.range(obstacle.span);
      const why = obstacle?.why ?? message('what is fed to the loss is not known');
      told.set(`${range?.start ?? 0} ${say(why)}`, {
        what: message('data'),
        why,
        standIn: message('drawn numbers that fit'),
        range,
      });
    }
    return [...told.values()];
  }

  /** Arrays for the placeholders of one run, which fit one another; null where a placeholder's form is not known. */
  private dataFor(
    missing: readonly GraphCall[],
    needed: readonly GraphCall[],
    fed: ReadonlyMap<number, GraphValue>,
  ): Map<number, GraphValue> | null {
    const rows = this.rowsThatFit(missing, fed, this.rowsOf(missing, needed, fed));
    const uses = new Map(missing.map(({ id }) => [id, this.uses.of(id)]));
    const classes = Math.max(2, ...missing.map((call) => this.classesOf(call, uses.get(call.id))));
    const isClassified = [...uses.values()].some(
      ({ kind }) => kind === 'one-hot' || kind === 'ids' || kind === 'binary' || kind === 'signs',
    );
    const values = new Map<number, GraphValue>();
    for (const call of missing) {
      const shape = this.shapeOf(call, fed.get(call.id), rows);
      const use = uses.get(call.id) ?? { kind: 'features' };
      const dtype = argumentNamed(call, 'dtype');
      if (shape === null || dtype?.kind !== 'dtype' || dtype.value === 'string') return null;
      const key = `${call.id} ${shape.join()}`;
      const made = this.made.get(key) ?? {
        kind: 'array',
        value: makeArray(shape, dtype.value, { use, classes: isClassified ? classes : usualClasses, seed: call.id }),
      };
      this.made.set(key, made);
      values.set(call.id, made);
    }
    return values;
  }

  /** As many rows as the widest array can have: what is fed together has equally many. */
  private rowsThatFit(missing: readonly GraphCall[], fed: ReadonlyMap<number, GraphValue>, wanted: number): number {
    const most = missing.map((call) => {
      const isOpen = this.staticShape(call)?.[0] === null;
      return isOpen ? (this.shapeOf(call, fed.get(call.id), wanted)?.[0] ?? wanted) : wanted;
    });
    return Math.min(wanted, ...most);
  }

  private classesOf(call: GraphCall, use: FeedUse | undefined): number {
    if (use?.kind === 'ids') return use.isLabel ? use.below : 2;
    return use?.kind === 'one-hot' ? (this.staticShape(call)?.at(-1) ?? 2) : 2;
  }

  private staticShape(call: GraphCall): readonly (number | null)[] | null {
    return staticShapeOf({ kind: 'call', id: call.id }, this.calls);
  }

  /** How many rows a batch has: as what is known of it, else as the program's own batch size. */
  private rowsOf(
    missing: readonly GraphCall[],
    needed: readonly GraphCall[],
    fed: ReadonlyMap<number, GraphValue>,
  ): number {
    for (const call of needed) {
      const value = fed.get(call.id);
      const shape = value?.kind === 'array' ? value.value.shape : value?.kind === 'unknown' ? value.form : undefined;
      const declared = this.staticShape(call);
      if (shape !== undefined && shape.length > 0 && (declared === null || declared[0] === null))
        return shape[0] ?? usualRows;
    }
    if (this.interpretation.recorder.standIns.lengths.asksRows) return usualLength;
    for (const call of missing) {
      const [first] = this.staticShape(call) ?? [];
      if (typeof first === 'number' && (this.staticShape(call)?.length ?? 0) > 1) return first;
    }
    for (const [name, value] of this.interpretation.names)
      if (/^(?:\w+_)?(?:batch_?size|BATCH_?SIZE)$/.test(name) && value.kind === 'int' && value.value > 0)
        return value.value;
    return usualRows;
  }

  private shapeOf(call: GraphCall, given: GraphValue | undefined, rows: number): number[] | null {
    const declared = this.staticShape(call);
    const form = given?.kind === 'unknown' ? given.form : undefined;
    if (declared === null && argumentNamed(call, 'shape') !== null) return form === undefined ? null : within(form);
    if (form !== undefined && (declared === null || fits(form, declared))) return within(form);
    if (declared === null) return [];
    return within(declared.map((length, axis) => length ?? (axis === 0 ? rows : usualLength)));
  }
}

function fits(form: readonly number[], declared: readonly (number | null)[]): boolean {
  return form.length === declared.length && declared.every((length, axis) => length === null || length === form[axis]);
}

/** A shape with as many rows as can be held; null where one row cannot. */
function within(shape: readonly number[]): number[] | null {
  const [rows = 1, ...rest] = shape;
  const width = Math.max(1, sizeOf(rest));
  if (width > mostElements) return null;
  return shape.length === 0 ? [] : [Math.max(1, Math.min(rows, Math.floor(mostElements / width))), ...rest];
}

interface Making {
  readonly use: FeedUse;
  /** Groups of rows: what is fed together is of the same ones. */
  readonly classes: number;
  /** Of what is drawn for this placeholder alone. */
  readonly seed: number;
}

/** The group of each row, the same for all that is fed together. */
function groups(rows: number, classes: number): number[] {
  const generator = new MersenneTwister(1);
  return Array.from({ length: rows }, () => Math.floor(generator.nextDouble() * classes));
}

/** An array of which a model can learn: its rows are of groups, and what stands in them goes with the group. */
function makeArray(shape: readonly number[], dtype: DType, { use, classes, seed }: Making): GraphArray {
  const data = new Float64Array(sizeOf(shape));
  const [rows = 1] = shape;
  const width = data.length / Math.max(1, rows);
  const group = groups(shape.length === 0 ? 1 : rows, classes);
  const generator = new MersenneTwister(seed + 2);
  const isFloat = dtype.startsWith('float');
  const middle = Array.from({ length: Math.min(width, 4096) * classes }, () => generator.nextDouble());
  const near = (row: number, at: number): number =>
    middle[((group[row] ?? 0) * Math.min(width, 4096) + (at % 4096)) % middle.length] ?? 0;
  for (let place = 0; place < data.length; place++) {
    const row = shape.length === 0 ? 0 : Math.floor(place / width);
    const at = place % width;
    const kind = group[row] ?? 0;
    data[place] = valueAt(use, { kind, at, width, near: near(row, at), shape }, generator, isFloat);
  }
  return {
    dtype,
    shape,
    data: dtype === 'bool' ? data.map((value) => (value >= 0.5 || shape.length === 0 ? 1 : 0)) : data,
  };
}

interface Cell {
  readonly kind: number;
  readonly at: number;
  readonly width: number;
  /** What its group has there, from 0 to 1. */
  readonly near: number;
  readonly shape: readonly number[];
}

function valueAt(use: FeedUse, cell: Cell, generator: MersenneTwister, isFloat: boolean): number {
  const { kind, at, width, near, shape } = cell;
  switch (use.kind) {
    case 'ids':
      return (
        (use.isLabel && width === 1 ? kind : Math.floor((near * 0.5 + generator.nextDouble() * 0.5) * use.below)) %
        use.below
      );
    case 'one-hot': {
      const last = shape.at(-1) ?? 1;
      return at % last === kind % last ? 1 : 0;
    }
    case 'binary':
      return (kind + at) % 2;
    case 'signs':
      return kind % 2 === 0 ? -1 : 1;
    case 'lengths':
      return Math.ceil(usualLength / 2 + (generator.nextDouble() * usualLength) / 2);
    case 'share':
      return 0.75;
    case 'target':
      return near * 2 + kind / 2 + 0.1 * generator.nextNormal();
    case 'features':
      if (shape.length === 0) return isFloat ? 0.5 : 1;
      return isFloat ? Math.min(1, Math.max(0, near + 0.15 * generator.nextNormal())) : Math.floor(near * 10);
  }
}
