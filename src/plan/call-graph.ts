import { callsIn, dependencies, type GraphCall, type GraphValue } from '../base/graph-call';
import { own } from '../base/own';
import type { PlanRun } from './training-plan';

/** Recorded calls with who depends on whom. */
export class CallGraph {
  private readonly byId: ReadonlyMap<number, GraphCall>;
  /** Of each call that was asked for, what it depends on. */
  private readonly needed = new Map<number, readonly number[]>();
  /** What was found for values alone, by their calls: a program makes many runs of the same fetches. */
  private readonly known = new Map<string, readonly GraphCall[]>();

  constructor(readonly calls: readonly GraphCall[]) {
    this.byId = new Map(calls.map((call) => [call.id, call]));
  }

  /** The call that a value is the result of, or null. */
  callOf(value: GraphValue | null | undefined): GraphCall | null {
    return value?.kind === 'call' ? (this.byId.get(value.id) ?? null) : null;
  }

  /**
   * The calls that values are computed from or ordered after, themselves included, in program order. What a `leaf` is made from is passed over,
   * as an initial value is where a variable is read.
   */
  ancestors(values: readonly (GraphValue | null)[], isLeaf?: (call: GraphCall) => boolean): GraphCall[] {
    const open = values.flatMap((value) => (value === null ? [] : callsIn(value)));
    if (isLeaf !== undefined) return this.behind(open, isLeaf);
    const key = open.join();
    const known = this.known.get(key) ?? this.behind(open, () => false);
    this.known.set(key, known);
    return [...known];
  }

  private behind(open: number[], isLeaf: (call: GraphCall) => boolean): GraphCall[] {
    const found = new Set<number>();
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      const call = this.byId.get(id);
      if (call === undefined || found.has(id)) continue;
      found.add(id);
      if (!isLeaf(call)) open.push(...this.dependenciesOf(call));
    }
    return this.calls.filter(({ id }) => found.has(id));
  }

  private dependenciesOf(call: GraphCall): readonly number[] {
    const known = this.needed.get(call.id) ?? dependencies(call);
    this.needed.set(call.id, known);
    return known;
  }

  /** Whether running a value runs that call. */
  reaches(value: GraphValue, id: number): boolean {
    return this.ancestors([value]).some((call) => call.id === id);
  }
}

/** Whether a run takes what it is fed for a call, so that nothing that the call is made from is needed: TensorFlow feeds any tensor. */
export function isFedIn({ feeds }: Pick<PlanRun, 'feeds'>): (call: GraphCall) => boolean {
  const fed = new Set(feeds.flatMap(({ placeholder }) => (placeholder.kind === 'call' ? [placeholder.id] : [])));
  return ({ id }) => fed.has(id);
}

/** An argument by its name or its place; the receiver of a method is at place 0. Null where it is not given, or None. */
export function argument(call: GraphCall, index: number, name: string): GraphValue | null {
  const value = own(call.kwargs, name) ?? call.args[index];
  return value === undefined || value.kind === 'none' ? null : value;
}

/** The calls that need the result of one, itself included. */
export function descendants(graph: CallGraph, id: number): Set<number> {
  const found = new Set([id]);
  // A call needs only earlier ones.
  for (const call of graph.calls) if (dependencies(call).some((other) => found.has(other))) found.add(call.id);
  return found;
}
