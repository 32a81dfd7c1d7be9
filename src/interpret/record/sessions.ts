import type { GraphCall, GraphValue } from '../../base/graph-call';
import { Counters } from '../counters';
import type { LoopWatch } from '../loop-watch';
import { touching } from '../watching';
import { TrackedNumber } from '../tracked-values';
import { float, int, type Value } from '../values';
import type { Speculations } from './speculations';

/** The program's sessions, which of them is the default one, and what each one's counters stand at. */
export class Sessions {
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
      counters = new Counters(this.calls);
      this.counters.set(session, counters);
    }
    return counters;
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

  /** Keeps how many sessions were opened; the result puts that back. */
  keep(): () => void {
    const { count } = this;
    return () => {
      this.count = count;
    };
  }
}
