// Equations on single elements as data. One equation is evaluated by a kernel, printed by the compiler and read by whoever explains it.

/**
 * A node of an equation. Nodes are shared: what is used twice is one object and is computed once. Every arithmetic operation is rounded to
 * the dtype that the equation works in, as TensorFlow's kernels do.
 */
export type Expression =
  | Leaf
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'apply'; readonly operation: ElementOperation; readonly operands: readonly Expression[] }
  /** `then` where `when` is not 0. */
  | {
      readonly kind: 'choose';
      readonly when: Expression;
      readonly then: Expression;
      readonly otherwise: Expression;
    };

/** What an equation is given from outside. */
export type Leaf = Element | Scalar;

/** One element of an array: the variable's, its gradient's, or that of the slot of that name. */
export type Element = { readonly kind: 'variable' } | { readonly kind: 'gradient' } | SlotElement;

interface SlotElement {
  readonly kind: 'slot';
  readonly name: string;
}

/** A number that is the same for all elements, by the parameter that it comes from. */
export interface Scalar {
  readonly kind: 'scalar';
  /** `given`: as it is passed; `power`: it to the number of the update, from 1 on; `updates`: the count that is passed, and 1. */
  readonly is: 'given' | 'power' | 'updates';
  readonly parameter: string;
}

/** TensorFlow's types of the operations that equations are made of. */
export type ElementOperation =
  'Add' | 'Sub' | 'Mul' | 'RealDiv' | 'Pow' | 'Maximum' | 'Greater' | 'Equal' | 'Sqrt' | 'Neg' | 'Abs' | 'Sign';

/** Operations whose result is exact whatever the dtype of the operands: it need not be rounded. */
export const exactOperations: ReadonlySet<ElementOperation> = new Set([
  'Maximum',
  'Greater',
  'Equal',
  'Neg',
  'Abs',
  'Sign',
]);

const apply = (operation: ElementOperation, ...operands: (Expression | number)[]): Expression => ({
  kind: 'apply',
  operation,
  operands: operands.map((operand) => (typeof operand === 'number' ? { kind: 'number', value: operand } : operand)),
});

type Unary = (x: Expression | number) => Expression;
type Binary = (x: Expression | number, y: Expression | number) => Expression;

export const add: Binary = (x, y) => apply('Add', x, y);
export const subtract: Binary = (x, y) => apply('Sub', x, y);
export const multiply: Binary = (x, y) => apply('Mul', x, y);
export const divide: Binary = (x, y) => apply('RealDiv', x, y);
export const power: Binary = (x, y) => apply('Pow', x, y);
export const maximum: Binary = (x, y) => apply('Maximum', x, y);
export const greater: Binary = (x, y) => apply('Greater', x, y);
export const equal: Binary = (x, y) => apply('Equal', x, y);
export const squareRoot: Unary = (x) => apply('Sqrt', x);
export const negate: Unary = (x) => apply('Neg', x);
export const absolute: Unary = (x) => apply('Abs', x);
export const sign: Unary = (x) => apply('Sign', x);

/** x * x. */
export const squared = (x: Expression): Expression => multiply(x, x);

/** `then` where `when` is not 0. */
export const choose = (when: Expression, then: Expression, otherwise: Expression): Expression => ({
  kind: 'choose',
  when,
  then,
  otherwise,
});

/** What an expression is computed from. */
export function operandsOf(expression: Expression): readonly Expression[] {
  if (expression.kind === 'apply') return expression.operands;
  return expression.kind === 'choose' ? [expression.when, expression.then, expression.otherwise] : [];
}

/** Whether a node is given from outside. */
export function isLeaf(expression: Expression): expression is Leaf {
  return expression.kind !== 'number' && expression.kind !== 'apply' && expression.kind !== 'choose';
}

/** All nodes of equations, each once, operands before what is computed from them. */
export function nodesOf(roots: readonly Expression[]): readonly Expression[] {
  const found = new Set<Expression>();
  const visit = (expression: Expression): void => {
    if (found.has(expression)) return;
    operandsOf(expression).forEach(visit);
    found.add(expression);
  };
  roots.forEach(visit);
  return [...found];
}
