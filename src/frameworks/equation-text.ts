// Equations as a reader has them: with names, or with one element's numbers put in.
import type { ElementOperation, Expression, Leaf } from './equation';

/** Texts and numbers that one after the other are an equation: whoever shows it decides how its numbers look. */
export type EquationPieces = readonly (string | number)[];

/** What an equation is written with. */
export interface EquationWriting {
  /** What stands for a value that the equation is given. */
  readonly leaf: (leaf: Leaf) => string | number;
  /** What stands for values that have an equation of their own. */
  readonly known: ReadonlyMap<Expression, string | number>;
  /** The operand that a choice comes to. */
  readonly choose: (choice: Choice) => Expression;
}

export type Choice = Expression & { readonly kind: 'choose' };

/** How tightly what is written holds together: as an operand of something tighter it needs brackets. */
type Binding = 1 | 2 | 3 | 4;
const [sum, product, power, single]: readonly [1, 2, 3, 4] = [1, 2, 3, 4];

interface Written {
  readonly pieces: EquationPieces;
  readonly binding: Binding;
}

/** An equation's right side. */
export function writtenEquation(expression: Expression, writing: EquationWriting): EquationPieces {
  return joined(write(expression, writing).pieces);
}

function write(expression: Expression, writing: EquationWriting): Written {
  const known = writing.known.get(expression);
  if (known !== undefined) return { pieces: [known], binding: single };
  switch (expression.kind) {
    case 'number':
      return { pieces: [String(expression.value)], binding: single };
    case 'choose':
      return write(writing.choose(expression), writing);
    case 'apply':
      return applied(expression.operation, expression.operands, writing);
    default:
      return { pieces: [writing.leaf(expression)], binding: single };
  }
}

function applied(operation: ElementOperation, operands: readonly Expression[], writing: EquationWriting): Written {
  const [x, y = x] = operands;
  if (x === undefined || y === undefined) throw new Error(`${operation} has no operand`);
  const of = (operand: Expression, least: Binding): EquationPieces => within(write(operand, writing), least);
  const between = (binding: Binding, sign: string, right: Binding): Written => ({
    pieces: [...of(x, binding), ` ${sign} `, ...of(y, right)],
    binding,
  });
  const around = (before: string, after: string): Written => ({
    pieces: [before, ...of(x, sum), ...(x === y ? [] : [', ', ...of(y, sum)]), after],
    binding: single,
  });
  switch (operation) {
    case 'Add':
      return between(sum, '+', sum);
    case 'Sub':
      return between(sum, '−', product);
    case 'Mul':
      return multiplied(x, y, writing);
    case 'RealDiv':
      return between(product, '/', power);
    case 'Pow':
      return { pieces: [...of(x, single), '^', ...of(y, single)], binding: power };
    case 'Sqrt':
      return { pieces: ['√', ...of(x, single)], binding: power };
    case 'Neg':
      return { pieces: ['−', ...of(x, product)], binding: sum };
    case 'Abs':
      return around('|', '|');
    case 'Sign':
      return around('sign(', ')');
    case 'Maximum':
      return around('max(', ')');
    case 'Greater':
      return between(sum, '>', sum);
    case 'Equal':
      return between(sum, '=', sum);
  }
}

/** A square, a division where one factor is 1 over something, or else a product. */
function multiplied(x: Expression, y: Expression, writing: EquationWriting): Written {
  const of = (operand: Expression, least: Binding): EquationPieces => within(write(operand, writing), least);
  if (x === y) return { pieces: [...of(x, single), '²'], binding: power };
  const divisor = reciprocalOf(y, writing);
  if (divisor !== null) return { pieces: [...of(x, product), ' / ', ...of(divisor, power)], binding: product };
  return { pieces: [...of(x, product), ' × ', ...of(y, product)], binding: product };
}

/** What 1 is divided by; null of anything else. */
function reciprocalOf(expression: Expression, { known }: EquationWriting): Expression | null {
  if (expression.kind !== 'apply' || expression.operation !== 'RealDiv' || known.has(expression)) return null;
  const [one, divisor] = expression.operands;
  return one?.kind === 'number' && one.value === 1 ? (divisor ?? null) : null;
}

function within({ pieces, binding }: Written, least: Binding): EquationPieces {
  return binding >= least ? pieces : ['(', ...pieces, ')'];
}

/** Texts that follow each other as one. */
function joined(pieces: EquationPieces): EquationPieces {
  const made: (string | number)[] = [];
  for (const piece of pieces) {
    const last = made.at(-1);
    if (typeof piece === 'string' && typeof last === 'string') made[made.length - 1] = last + piece;
    else made.push(piece);
  }
  return made;
}
