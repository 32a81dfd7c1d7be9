// The form of an optimizer: its constructor, its update equation, and what the classes of other libraries make of it.
import type { Message } from '../../../base/message';
import {
  absolute,
  add,
  choose,
  divide,
  type Expression,
  greater,
  isLeaf,
  maximum,
  multiply,
  nodesOf,
  type Scalar,
  sign,
  squared,
  squareRoot,
  subtract,
} from '../../equation';

/** A variable of the same shape that an optimizer keeps for each variable that it trains. */
export interface Slot {
  readonly name: string;
  /** What each element starts as: a number, or the parameter that gives it, which has to be a number of Python's. */
  readonly initial: number | { readonly parameter: string };
  /** Its next value. All equations of an update read the values before it. */
  readonly next: Expression;
}

/** One type of update. */
export interface Update {
  /** TensorFlow's type of the operation; `ApplyX` has `SparseApplyX` for gradients of some rows. */
  readonly type: string;
  /** The flag with which the optimizer makes this update; absent for the last of its updates, which it makes otherwise. */
  readonly when?: string;
  /** The variable's next value. */
  readonly variable: Expression;
  /** In the order in which TensorFlow makes them. */
  readonly slots: readonly Slot[];
  /** Whether a gradient of some rows changes all rows: then it is made dense first. */
  readonly changesAllRows?: boolean;
}

/** What the class of another library takes for an argument. */
export type ForeignArgument = readonly [
  name: string,
  value:
    | { readonly text: string }
    /** The numbers of these parameters; more than one is a tuple. */
    | { readonly from: string | readonly string[] }
    /** `True` where the flag is set, and the number of `unless` is not 0. */
    | { readonly flag: string; readonly ifPositive?: string },
];

/** The class of another library that makes the same updates, or the nearest. */
export interface ForeignOptimizer {
  readonly name: string;
  readonly arguments: readonly ForeignArgument[];
  /** What stays different, in English. */
  readonly note?: Message;
  /** The note holds only while the rate changes. */
  readonly isNoteOfChangingRate?: boolean;
  /** Parameters of which the class knows nothing: it makes the same updates where all are 0. */
  readonly without?: readonly string[];
}

/** What TensorFlow raises a ValueError for. */
export interface Limit {
  readonly parameter: string;
  readonly must: 'be positive' | 'not be negative' | 'not be positive';
}

/** One optimizer of `tf.train`. */
export interface OptimizerRecord {
  /** The constructor's parameters: TensorFlow 1.15, `tensorflow/python/training`. */
  readonly signature: string;
  readonly updates: readonly [Update, ...Update[]];
  readonly limits?: readonly Limit[];
  /** Parameters that say how much is kept of what was before: from 0 up to 1, which is left out. */
  readonly shares?: readonly string[];
  /** What `contrib.layers.optimize_loss` calls it, where it knows it by a name. */
  readonly layersName?: string;
  /** Null where the library has no class that comes near. */
  readonly keras: ForeignOptimizer | null;
  readonly pytorch: ForeignOptimizer | null;
  /** A function of optax 0.2.8. */
  readonly optax: ForeignOptimizer | null;
  /** A class of Paddle 2 and 3. */
  readonly paddle: ForeignOptimizer | null;
}

export const variable: Expression = { kind: 'variable' };
export const gradient: Expression = { kind: 'gradient' };
export const slot = (name: string): Expression => ({ kind: 'slot', name });

const scalars = new Map<string, Scalar>();

/** One object for one scalar: nodes are compared by identity. */
function scalar(is: Scalar['is'], parameter: string): Scalar {
  const key = `${is} ${parameter}`;
  let found = scalars.get(key);
  if (found === undefined) scalars.set(key, (found = { kind: 'scalar', is, parameter }));
  return found;
}

/** The number of a parameter. */
export const given = (parameter: string): Expression => scalar('given', parameter);

/** The number of a parameter to the power of the update that is made: a variable of the optimizer's, `NAME_power`. */
export const powerOf = (parameter: string): Expression => scalar('power', parameter);

/** The update that is made, from 1 on, by the count that a parameter is passed. */
export const updatesBy = (parameter: string): Expression => scalar('updates', parameter);

export const rate = given('learning_rate');

/** from + (to - from) * by. */
export const toward = (from: Expression, to: Expression, by: Expression): Expression =>
  add(from, multiply(subtract(to, from), by));

/** The slot of sums of squares with the gradient's added. */
export const squareAdded = (name: string): Expression => add(slot(name), squared(gradient));

/** 1 / sqrt(x), rounded twice as TensorFlow's kernel for single numbers does. */
export const reciprocalRoot = (x: Expression): Expression => divide(1, squareRoot(x));

/** The proximal step of an L1 penalty: the magnitude of `x` shrunk by `by`, with its sign; `x` itself without a penalty. */
export const shrunk = (x: Expression, penalty: Expression, by: Expression): Expression =>
  choose(greater(penalty, 0), multiply(sign(x), maximum(subtract(absolute(x), by), 0)), x);

/** The scalars that an update takes, in the order in which its equations name them. */
export function scalarsOf(update: Update): readonly Scalar[] {
  return nodesOf(resultsOf(update)).filter((node): node is Scalar => isLeaf(node) && node.kind === 'scalar');
}

/** The next values of the variable and of the slots. */
export function resultsOf({ variable: next, slots }: Update): readonly Expression[] {
  return [next, ...slots.map((one) => one.next)];
}

/** TensorFlow's type of the operation that makes an update in some rows. */
export function sparseType({ type }: Pick<Update, 'type'>): string {
  return type.replace('Apply', 'SparseApply');
}
