import type { GraphArray } from './graph-array';

/** What is computed from values that only the run knows: of a loop that ends on them, or of what is fed again. Truths are 1 and 0. */
export type Formula =
  | { readonly kind: 'number'; readonly value: number }
  /** An array that the reading knows. */
  | { readonly kind: 'array'; readonly value: GraphArray }
  /** What was seen of a slot: the value of that number, or, in a plan, so many values before the last. */
  | { readonly kind: 'observed'; readonly slot: number; readonly at: number }
  | { readonly kind: 'operation'; readonly name: FormulaOperation; readonly args: readonly Formula[] };

const operations = {
  '+': (a: number, b: number) => a + b,
  '-': (a: number, b: number) => a - b,
  '*': (a: number, b: number) => a * b,
  '/': (a: number, b: number) => a / b,
  '**': (a: number, b: number) => a ** b,
  '<': (a: number, b: number) => Number(a < b),
  '<=': (a: number, b: number) => Number(a <= b),
  '>': (a: number, b: number) => Number(a > b),
  '>=': (a: number, b: number) => Number(a >= b),
  '==': (a: number, b: number) => Number(a === b),
  '!=': (a: number, b: number) => Number(a !== b),
  and: (a: number, b: number) => Number(a !== 0 && b !== 0),
  or: (a: number, b: number) => Number(a !== 0 || b !== 0),
  not: (a: number) => Number(a === 0),
  abs: (a: number) => Math.abs(a),
  sqrt: (a: number) => Math.sqrt(a),
  isnan: (a: number) => Number(Number.isNaN(a)),
  min: (a: number, b: number) => Math.min(a, b),
  max: (a: number, b: number) => Math.max(a, b),
  exp: (a: number) => Math.exp(a),
  log: (a: number) => Math.log(a),
  floor: (a: number) => Math.floor(a),
  /** Of all elements; a single number is its own mean. */
  mean: (a: number) => a,
  /** The second where the first holds, else the third. */
  select: (condition: number, a: number, b: number) => (condition === 0 ? b : a),
} as const;

/** Most values of a slot that formulas look back on. */
export const mostSeen = 512;

/** The same where they are arrays. */
export const mostWhole = 8;

export type FormulaOperation = keyof typeof operations;

/** Whether formulas have an operation of that name. */
export function isFormulaOperation(name: string): name is FormulaOperation {
  return Object.hasOwn(operations, name);
}

/** How many operands an operation has. */
export function operandsOf(name: FormulaOperation): number {
  return operations[name].length;
}

/** Operations that give a truth. */
const truths: ReadonlySet<FormulaOperation> = new Set(['<', '<=', '>', '>=', '==', '!=', 'and', 'or', 'not', 'isnan']);

/** Whether a formula gives 1 or 0 for what is true or not, and no other number. */
export function isTruth(formula: Formula): boolean {
  return formula.kind === 'operation' && truths.has(formula.name);
}

/** What an operation makes of numbers. */
export function operate(
  name: FormulaOperation,
  [a = Number.NaN, b = Number.NaN, c = Number.NaN]: readonly number[],
): number {
  return operations[name](a, b, c);
}

/** What a formula of single numbers comes to; NaN where what it needs was not observed yet. */
export function evaluateFormula(formula: Formula, observed: (slot: number, at: number) => number): number {
  switch (formula.kind) {
    case 'number':
      return formula.value;
    case 'array':
      return Number.NaN;
    case 'observed':
      return observed(formula.slot, formula.at);
    case 'operation':
      return operate(
        formula.name,
        formula.args.map((arg) => evaluateFormula(arg, observed)),
      );
  }
}

/** The formula with each observation changed. */
export function mapObserved(formula: Formula, change: (observed: Formula & { kind: 'observed' }) => Formula): Formula {
  if (formula.kind === 'observed') return change(formula);
  if (formula.kind !== 'operation') return formula;
  return { ...formula, args: formula.args.map((arg) => mapObserved(arg, change)) };
}

/** The formula with each array changed. */
export function mapArrays(formula: Formula, change: (array: GraphArray) => GraphArray): Formula {
  if (formula.kind === 'array') return { kind: 'array', value: change(formula.value) };
  if (formula.kind !== 'operation') return formula;
  return { ...formula, args: formula.args.map((arg) => mapArrays(arg, change)) };
}

function isSameArray(left: GraphArray, right: GraphArray): boolean {
  if (left.dtype !== right.dtype || left.shape.join() !== right.shape.join()) return false;
  return left.data.every((element, at) => Object.is(element, right.data[at]));
}

/** Whether two formulas are the same, where observations of the second are so many later. */
export function isSameFormula(left: Formula, right: Formula, later: (slot: number) => number): boolean {
  if (left.kind === 'number') return right.kind === 'number' && Object.is(left.value, right.value);
  if (left.kind === 'array') return right.kind === 'array' && isSameArray(left.value, right.value);
  if (left.kind === 'observed')
    return right.kind === 'observed' && left.slot === right.slot && left.at + later(left.slot) === right.at;
  if (right.kind !== 'operation' || left.name !== right.name || left.args.length !== right.args.length) return false;
  return left.args.every((arg, at) => {
    const other = right.args[at];
    return other !== undefined && isSameFormula(arg, other, later);
  });
}
