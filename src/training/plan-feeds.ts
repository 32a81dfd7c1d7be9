import type { DType, GraphValue } from '../base/graph-call';
import type { PlanRun } from '../plan/training-plan';
import type { Argument } from '../tf1/api/argument';
import type { BuiltGraph } from '../tf1/build-graph';
import { Operation, Tensor } from '../tf1/graph';
import type { PreparedRows, PreparedRun } from '../tf1/prepared-run';
import type { Fetch } from '../tf1/session';
import type { Value } from '../tf1/value';
import { literalValue, tensorIn } from '../tf1/api/argument';
import { Variable } from '../tf1/variable';

/** What the runs of a plan fetch and feed, as parts of the graph that was built for it. */
export class PlanFeeds {
  constructor(private readonly built: BuiltGraph) {}

  fetchesOf({ fetches }: PlanRun): Fetch[] {
    return fetches.flatMap((value) => asFetch(this.built.resultOf(value)) ?? []);
  }

  placeholdersOf({ feeds }: PlanRun): Tensor[] {
    return feeds.flatMap(({ placeholder }) => tensorIn(this.built.resultOf(placeholder)) ?? []);
  }

  feed(prepared: PreparedRun | PreparedRows, { feeds }: PlanRun): void {
    for (const { placeholder, value } of feeds) {
      const tensor = tensorIn(this.built.resultOf(placeholder));
      if (tensor !== null) prepared.feed(tensor, this.valueOf(value, tensor));
    }
  }

  /** A fed value: an array lies where the program's reading put it, which all runs share, and is not kept twice. */
  private valueOf(value: GraphValue, tensor: Tensor): Value {
    if (value.kind === 'array') return value.value;
    let byDtype = feedValues.get(value);
    if (byDtype === undefined) feedValues.set(value, (byDtype = new Map<DType, Value>()));
    let found = byDtype.get(tensor.dtype);
    if (found === undefined) {
      found = literalValue(this.built.resultOf(value), tensor.dtype);
      byDtype.set(tensor.dtype, found);
    }
    return found;
  }
}

/** What of a recorded value a session can fetch; null for a literal. */
export function asFetch(argument: Argument): Fetch | null {
  if (argument.kind !== 'object') return null;
  const { value } = argument;
  return value instanceof Tensor || value instanceof Variable || value instanceof Operation ? value : null;
}

/** What recorded numbers and lists are as tensors, by the dtype that they are fed for: a literal takes it. All runs feed the same ones. */
const feedValues = new WeakMap<GraphValue, Map<DType, Value>>();
