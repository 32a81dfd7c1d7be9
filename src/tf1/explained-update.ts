import type { DType } from '../base/graph-call';
import type { Expression, Leaf, Scalar } from '../frameworks/equation';
import { type Choice, type EquationPieces, writtenEquation } from '../frameworks/equation-text';
import { recordedUpdates } from '../frameworks/tensorflow1/optimizers';
import { resultsOf, scalarsOf, sparseType, type Update } from '../frameworks/tensorflow1/optimizers/record';
import type { Operation, Tensor } from './graph';
import { updateEvaluation } from './ops/training';

// An optimizer's update of one element, written out: its equations by name, and with the numbers of that element.

/** What an operation that makes an update takes, by what it is. */
export interface UpdateInputs {
  readonly update: Update;
  readonly variable: Tensor;
  readonly slots: readonly Tensor[];
  readonly scalars: readonly Tensor[];
  readonly gradient: Tensor;
  /** The rows that a sparse gradient has; null of a dense one. */
  readonly rows: Tensor | null;
}

/** The inputs of an operation that makes an optimizer's update; null of any other operation. */
export function updateInputs({ type, inputs }: Operation): UpdateInputs | null {
  for (const update of recordedUpdates()) {
    const isSparse = type === sparseType(update);
    if (!isSparse && type !== update.type) continue;
    const [firstScalar, count] = [1 + update.slots.length, scalarsOf(update).length];
    const [variable, gradient, rows] = [inputs[0], inputs[firstScalar + count], inputs[firstScalar + count + 1]];
    if (variable === undefined || gradient === undefined) return null;
    return {
      update,
      variable,
      slots: inputs.slice(1, firstScalar),
      scalars: inputs.slice(firstScalar, firstScalar + count),
      gradient,
      rows: isSparse ? (rows ?? null) : null,
    };
  }
  return null;
}

/** Numbers of one element before an update: slots and scalars in the order of its inputs. */
export interface ElementBefore {
  readonly variable: number;
  readonly gradient: number;
  readonly slots: readonly number[];
  readonly scalars: readonly number[];
}

/** The right side of an equation, by name and by number. */
export interface ExplainedEquation {
  /** What comes of it: a slot by its name, or the variable (null). */
  readonly slot: string | null;
  readonly symbols: string;
  readonly numbers: EquationPieces;
}

/**
 * The equations of an update, each slot's and then the variable's: what has an equation of its own stands in the next ones by its new
 * value, which has a prime. `after` has the slots' new values, `name` is the variable's.
 */
export function explainedUpdate(
  update: Update,
  dtype: DType,
  { name, before, after }: { readonly name: string; readonly before: ElementBefore; readonly after: readonly number[] },
): ExplainedEquation[] {
  const evaluate = updateEvaluation(update, dtype, before);
  const choose = ({ when, then, otherwise }: Choice): Expression => (evaluate(when) === 0 ? otherwise : then);
  const numberOf = leavesOf(update, before);
  const nameOf = (leaf: Leaf): string => symbolOf(leaf, name);
  const names = new Map<Expression, string>();
  const numbers = new Map<Expression, number>();
  const explained = (slot: string | null, next: Expression): ExplainedEquation => ({
    slot,
    symbols: writtenEquation(next, { leaf: nameOf, known: names, choose }).join(''),
    numbers: writtenEquation(next, { leaf: numberOf, known: numbers, choose }),
  });
  const slots = update.slots.map(({ name: slot, next }, index) => {
    const equation = explained(slot, next);
    names.set(next, `${slot}′`);
    numbers.set(next, after[index] ?? Number.NaN);
    return equation;
  });
  return [...slots, explained(null, update.variable)];
}

/** Whether an update's equations come to what there is after it: the variable, then its slots. */
export function isExplainedBy(update: Update, dtype: DType, before: ElementBefore, after: readonly number[]): boolean {
  const evaluate = updateEvaluation(update, dtype, before);
  return resultsOf(update).every((next, index) => {
    const [expected, found = Number.NaN] = [evaluate(next), after[index]];
    return (
      Object.is(expected, found) || Math.abs(expected - found) <= 1e-5 * Math.max(Math.abs(expected), Math.abs(found))
    );
  });
}

/** The numbers of an element by what the equations call them. */
function leavesOf(update: Update, { variable, gradient, slots, scalars }: ElementBefore): (leaf: Leaf) => number {
  const ofScalars = new Map<Scalar, number>(
    scalarsOf(update).map((scalar, index) => [scalar, scalars[index] ?? Number.NaN]),
  );
  const ofSlots = new Map(update.slots.map(({ name }, index) => [name, slots[index] ?? Number.NaN]));
  return (leaf) => {
    if (leaf.kind === 'variable') return variable;
    if (leaf.kind === 'gradient') return gradient;
    return (leaf.kind === 'slot' ? ofSlots.get(leaf.name) : ofScalars.get(leaf)) ?? Number.NaN;
  };
}

/** The name of what an equation is given, as TensorFlow has it; `g` is its documents' word for the gradient. */
function symbolOf(leaf: Leaf, variable: string): string {
  switch (leaf.kind) {
    case 'variable':
      return variable;
    case 'gradient':
      return 'g';
    case 'slot':
      return leaf.name;
    case 'scalar':
      if (leaf.is === 'power') return `${leaf.parameter}_power`;
      return leaf.is === 'updates' ? `(${leaf.parameter} + 1)` : leaf.parameter;
  }
}
