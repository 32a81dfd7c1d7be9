import { message } from '../../base/message';
import type { GraphCall, GraphValue } from '../../base/graph-call';
import { Counters } from '../counters';
import type { GraphNumber } from '../graph-numbers';
import type { LoopWatch } from '../loop-watch';
import { touching } from '../watching';
import { TrackedNumber } from '../tracked-values';
import { bool, float, int, type Value } from '../values';
import type { Speculations } from './speculations';
import { type Waiting, waitingOf } from '../waiting-loops';

/** The program's sessions, which of them is the default one, and what each one's counters stand at. */
export class Sessions {
  /** Counters that a training without a step moves in this reading, as if it were passed them. */
  assumed: ReadonlySet<number> = new Set();
  /** Counters that nothing moves in this reading. */
  held: ReadonlySet<number> = new Set();
  /** What loops ask that may wait for a counter. */
  waiting: Waiting = waitingOf({});
  private count = 0;
  private readonly stack: number[] = [];
  private readonly counters = new Map<number, Counters>();
  private readonly watches = new Map<LoopWatch, ReadonlyMap<unknown, ReadonlyMap<unknown, number>>>();

  constructor(
    private readonly calls: readonly GraphCall[],
    private readonly speculations: Speculations,
  ) {}

  /** A session that the program opens; its variables begin anew. */
  open(): number {
    if (!this.speculations.isOn) touching(this);
    this.count += 1;
    return this.count - 1;
  }

  /** Makes a session the default one; the result ends that. */
  enter(session: number): () => void {
    this.stack.push(session);
    return () => void this.stack.pop();
  }

  /** The default session, else the one that the program opened last. */
  get current(): number {
    return this.stack.at(-1) ?? Math.max(0, this.count - 1);
  }

  /** What a session's counters stand at. */
  countersOf(session: number): Counters {
    let counters = this.counters.get(session);
    if (counters === undefined) {
      counters = new Counters(this.calls, this.assumed, this.held);
      this.counters.set(session, counters);
    }
    return counters;
  }

  /** Counters that the program asks for and never moves. */
  get stuck(): ReadonlySet<number> {
    return this.asked((counter, moved) => !moved.has(counter));
  }

  /** Counters that the program asks for and moves. */
  get counting(): ReadonlySet<number> {
    return this.asked((counter, moved) => moved.has(counter));
  }

  private asked(isWanted: (counter: number, moved: ReadonlySet<number>) => boolean): ReadonlySet<number> {
    const all = [...this.counters.values()];
    return new Set(all.flatMap(({ asked, moved }) => [...asked].filter((counter) => isWanted(counter, moved))));
  }

  /** Tells which counters a watched loop moves, and by how much a turn. */
  track(watch: LoopWatch, slopes: ReadonlyMap<unknown, ReadonlyMap<unknown, number>> | null): void {
    if (slopes === null) this.watches.delete(watch);
    else this.watches.set(watch, slopes);
  }

  /** Tells what a session's next run feeds: single numbers by the call in whose place each stands; other values are unknown there. */
  feed(session: number, feeds: readonly (readonly [Value, Value])[]): void {
    const fed = new Map<number, GraphValue>();
    for (const [key, value] of feeds)
      if (key.kind === 'tensor' && key.output === undefined)
        fed.set(key.call, numberFed(value) ?? { kind: 'unknown', why: message('an array is fed') });
    this.countersOf(session).values.feed(fed);
  }

  /** A number that a session's counters give, as NumPy's scalar of its dtype, followed by the loops that move it. */
  counted(session: number, value: GraphValue, { dtype, value: number }: GraphNumber): Value {
    const { values } = this.countersOf(session);
    const isWhole = dtype === 'int32' || dtype === 'int64';
    const slopes = new Map(
      [...this.watches].flatMap(([watch, places]) => {
        const slope = values.slopeOf(value, places.get(values.place) ?? new Map());
        return slope === 0 ? [] : [[watch, { slope: isWhole ? slope : null, attempt: watch.attempt }] as const];
      }),
    );
    if (isWhole || dtype === 'float64') {
      if (slopes.size > 0) return new TrackedNumber(isWhole ? 'int' : 'float', number, slopes);
      return isWhole ? int(number) : float(number);
    }
    for (const watch of slopes.keys()) watch.observe();
    if (dtype === 'bool') return bool(number !== 0);
    return { kind: 'array', array: { dtype, shape: [], data: Float64Array.of(number) } };
  }

  /** Keeps how many sessions were opened; the result puts that back. */
  keep(): () => void {
    const { count } = this;
    return () => {
      this.count = count;
    };
  }
}

/** A single number that is fed, as the graph takes it; null for anything else. */
function numberFed(value: Value): GraphValue | null {
  switch (value.kind) {
    case 'int':
    case 'float':
      return { kind: value.kind, value: value.value };
    case 'bool':
      return { kind: 'bool', value: value.value };
    case 'array':
      return value.array.shape.length === 0 ? { kind: 'array', value: value.array } : null;
    default:
      return null;
  }
}
