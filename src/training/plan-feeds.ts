import { message } from '../base/message';
import { type DType, type GraphValue, holdsFormula } from '../base/graph-call';
import type { PlanRun } from '../plan/training-plan';
import type { Argument } from '../tf1/api/argument';
import type { BuiltGraph } from '../tf1/build-graph';
import { Operation, Tensor } from '../tf1/graph';
import type { PreparedRows, PreparedRun } from '../tf1/prepared-run';
import type { Fetch } from '../tf1/session';
import { makeValue, scalarValue, type Value } from '../tf1/value';
import { UnsupportedError } from '../tf1/errors';
import type { SeenSlots } from './seen-slots';
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

  /** Sets what a run feeds; what the program fetched before is in `slots`. */
  feed(prepared: PreparedRun | PreparedRows, { feeds }: PlanRun, slots: SeenSlots): void {
    for (const { placeholder, value } of feeds) {
      const tensor = tensorIn(this.built.resultOf(placeholder));
      if (tensor === null) continue;
      prepared.feed(tensor, holdsFormula(value) ? fedAgain(value, slots, tensor.dtype) : this.valueOf(value, tensor));
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

/** What a run feeds of what was fetched before: a list of arrays is the array of them. */
export function fedAgain(value: GraphValue, slots: SeenSlots, dtype: DType): Value {
  if (value.kind === 'formula') return slots.wholeOf(value.formula) ?? notThere();
  if (value.kind === 'array') return value.value;
  if (value.kind !== 'list') return numberOf(value, dtype);
  const parts = value.items.map((item) => fedAgain(item, slots, dtype));
  const [{ shape } = notThere()] = parts;
  if (parts.some((part) => part.shape.join() !== shape.join())) return notThere();
  const data = parts.flatMap((part) => [...part.data]);
  return makeValue('float64', [parts.length, ...shape], data);
}

function numberOf(value: GraphValue, dtype: DType): Value {
  if (value.kind === 'int' || value.kind === 'float') return scalarValue('float64', value.value);
  if (value.kind === 'bool') return scalarValue(dtype, Number(value.value));
  return notThere();
}

function notThere(): never {
  throw new UnsupportedError(message('a value of a run that is fed again later is not known any more'));
}

/** What of a recorded value a session can fetch; null for a literal. */
export function asFetch(argument: Argument): Fetch | null {
  if (argument.kind !== 'object') return null;
  const { value } = argument;
  return value instanceof Tensor || value instanceof Variable || value instanceof Operation ? value : null;
}

/** What recorded numbers and lists are as tensors, by the dtype that they are fed for: a literal takes it. All runs feed the same ones. */
const feedValues = new WeakMap<GraphValue, Map<DType, Value>>();
