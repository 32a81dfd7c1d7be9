import type { DType } from './dtype';
import type { Formula } from './formula';
import type { GraphArray } from './graph-array';
import type { Message } from './message';
import type { SourceRange } from './source-range';

export type { DType } from './dtype';
export type { GraphArray } from './graph-array';

/** An argument of a recorded TensorFlow call. Python's int and float stay apart, for TensorFlow infers dtypes from them. */
export type GraphValue =
  | { readonly kind: 'none' }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'int'; readonly value: number }
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'dtype'; readonly value: DType }
  | { readonly kind: 'array'; readonly value: GraphArray }
  | { readonly kind: 'list'; readonly items: readonly GraphValue[] }
  | { readonly kind: 'dict'; readonly entries: readonly (readonly [GraphValue, GraphValue])[] }
  /**
   * What the source does not give: it is neither None nor a default, and no call that is given it can be made. Of an array whose
   * elements alone are not known, `form` is the shape.
   */
  | { readonly kind: 'unknown'; readonly why: Message; readonly form?: readonly number[] }
  /** Of a feed: what the run fetched before, or what is computed of that. Observations are counted backwards: 0 is the last value of its slot. */
  | { readonly kind: 'formula'; readonly formula: Formula }
  /** What the call of that id returned; `output` where it returned a tuple, or an attribute of an object; `1.0` is an item of an item. */
  | { readonly kind: 'call'; readonly id: number; readonly output?: number | string };

/**
 * One TensorFlow call that the program makes while it builds its graph, in program order. `name` is the public name below `tf`
 * without version prefixes (`matmul`, `nn.sigmoid`, `train.exponential_decay`, `Variable`), an operator's magic function
 * (`add`, `subtract`, `multiply`, `divide`, `pow`, `negative`, `getitem`, …), or a method (`Optimizer.minimize`,
 * `Variable.assign_add`), whose receiver is then the first argument. Arguments stand as the source gives them; tf1 binds them.
 */
export interface GraphCall {
  readonly id: number;
  readonly name: string;
  readonly args: readonly GraphValue[];
  readonly kwargs: Readonly<Record<string, GraphValue>>;
  /** Ids of the calls named by the enclosing `tf.control_dependencies`. */
  readonly control: readonly number[];
  /** The enclosing name and variable scopes joined by "/", or "". */
  readonly scope: string;
  /** The branches of `tf.cond` that the call stands in, outermost first. */
  readonly branches?: readonly CallBranch[];
  readonly range: SourceRange | null;
  /** The called name alone, where the call stands in the source as a call. */
  readonly called?: SourceRange;
  /** Of a call that a library makes for the program: the name by which the program calls the library, as `train` of an Estimator. */
  readonly madeBy?: string;
}

/** One branch of a `tf.cond`: the one that runs where the predicate is `taken`. */
export interface CallBranch {
  readonly predicate: GraphValue;
  readonly taken: boolean;
}

/** The calls that a call is computed from or ordered after. */
export function dependencies(call: GraphCall): number[] {
  const branches = (call.branches ?? []).flatMap(({ predicate }) => callsIn(predicate));
  return [...call.control, ...branches, ...[...call.args, ...Object.values(call.kwargs)].flatMap(callsIn)];
}

/** The calls that a recorded value holds. */
export function callsIn(value: GraphValue): number[] {
  switch (value.kind) {
    case 'call':
      return [value.id];
    case 'list':
      return value.items.flatMap(callsIn);
    case 'dict':
      return value.entries.flatMap(([key, held]) => [...callsIn(key), ...callsIn(held)]);
    default:
      return [];
  }
}

/** Whether something in a fed value is only known during the run. */
export function holdsFormula(value: GraphValue): boolean {
  return value.kind === 'formula' || (value.kind === 'list' && value.items.some(holdsFormula));
}

/** Whether something in a recorded value is not known. Arguments that hold calls are known: those calls have arguments of their own. */
export function holdsUnknown(value: GraphValue): boolean {
  switch (value.kind) {
    case 'unknown':
      return true;
    case 'list':
      return value.items.some(holdsUnknown);
    case 'dict':
      return value.entries.some((entry) => entry.some(holdsUnknown));
    default:
      return false;
  }
}
