import type { GraphArray } from '../../base/graph-call';
import type { Span } from '../../python/syntax';
import type { Value } from '../values';
import type { CallNeeds } from './call-needs';
import type { GraphValues } from './graph-values';

/** The parts of the next element of a data set: arrays, texts, or what nobody knows. Throws what TensorFlow would raise. */
type TakeElement = (session: number, span: Span) => readonly Value[];

/** Feeds runs with the elements of data sets, and begins a data set anew where a run runs its iterator's initializer. */
export class ElementFeeds {
  /** What runs of a call do beside the graph: an iterator begins anew. */
  private readonly handlers = new Map<number, (session: number, feeds: ReadonlyMap<number, GraphArray>) => void>();
  /** The data sets by the calls that their elements are fed to. */
  private readonly sources = new Map<number, { readonly ids: readonly number[]; readonly take: TakeElement }>();
  /** Whether a run has taken from a data set that may end. */
  mayEnd = false;
  /** The arrays that the last run was fed with beside the program's own feeds. */
  private fed = new Map<number, Value>();

  constructor(
    private readonly needs: CallNeeds,
    private readonly values: GraphValues,
  ) {}

  /** Calls back whenever a call is run, with what is fed. */
  onRun(call: number, handle: (session: number, feeds: ReadonlyMap<number, GraphArray>) => void): void {
    this.handlers.set(call, handle);
  }

  /** Feeds the calls with the next arrays in each run that needs them. */
  feedWith(ids: readonly number[], take: TakeElement): void {
    const source = { ids, take };
    for (const id of ids) this.sources.set(id, source);
  }

  /** The calls that values are computed from. */
  behind(values: readonly Value[]): ReadonlySet<number> {
    return this.needs.neededBy(values.flatMap((value) => (value.kind === 'tensor' ? [value.call] : [])));
  }

  /** What the last run fed to a call of a data set. */
  fedValue(call: number): Value | null {
    return this.fed.get(call) ?? null;
  }

  /** Takes the elements that a run needs, and begins the data sets anew whose initializers it runs. */
  take(
    session: number,
    fetches: readonly Value[],
    feeds: readonly (readonly [Value, Value])[],
    span: Span,
  ): (readonly [Value, Value])[] {
    this.fed = new Map();
    if (this.handlers.size === 0 && this.sources.size === 0) return [];
    const needed = this.needs.neededBy(fetches.flatMap((fetch) => (fetch.kind === 'tensor' ? [fetch.call] : [])));
    const given = new Map(
      feeds.flatMap(([key, value]) => {
        const fed = this.values.toGraph(value);
        return key.kind === 'tensor' && fed.kind === 'array' ? [[key.call, fed.value] as const] : [];
      }),
    );
    for (const [id, handle] of this.handlers) if (needed.has(id)) handle(session, given);
    for (const { ids, take } of new Set(this.sources.values())) {
      if (!ids.some((id) => needed.has(id) && !given.has(id))) continue;
      take(session, span).forEach((part, at) => {
        const id = ids[at];
        if (id !== undefined) this.fed.set(id, part);
      });
    }
    return [...this.fed]
      .filter(([id]) => needed.has(id))
      .map(([call, part]) => [{ kind: 'tensor', call } as const, part] as const);
  }
}
