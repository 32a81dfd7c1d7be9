/**
 * Python's syntax as plain data, after the grammar of Python's own `ast` module: what the parser's tree is lowered to, so that
 * nothing outside this folder touches the parser. Offsets are UTF-16 units into the module’s text (of a notebook: its joined text).
 * Here are spans and expressions; the statements that hold them are in `statements.ts`.
 */

/** Where a node stands in its module's text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export type Expression =
  | Name
  | NumberLiteral
  | StringLiteral
  | ConstantLiteral
  | FormattedString
  | ListDisplay
  | DictDisplay
  | Unary
  | Binary
  | BooleanOperation
  | Comparison
  | Conditional
  | Call
  | Attribute
  | Subscript
  | Slice
  | Starred
  | Lambda
  | Comprehension
  | NamedExpression
  | Await
  | BrokenExpression;

export interface Name extends Span {
  readonly kind: 'Name';
  readonly name: string;
}
export interface NumberLiteral extends Span {
  readonly kind: 'Number';
  readonly value: number;
  readonly type: 'int' | 'float' | 'complex';
  /** An int beyond 2 ** 53, which `value` may round: its digits, with their prefix. */
  readonly exact?: string;
}
/** Adjacent literals are joined. */
export interface StringLiteral extends Span {
  readonly kind: 'String';
  readonly value: string;
  readonly isBytes: boolean;
}
export interface ConstantLiteral extends Span {
  readonly kind: 'Constant';
  readonly value: boolean | null | 'Ellipsis';
}
/** An f-string: literal text and interpolated expressions. */
export interface FormattedString extends Span {
  readonly kind: 'FormattedString';
  readonly parts: readonly (
    | string
    | {
        readonly value: Expression;
        readonly conversion: string | null;
        /** A format with expressions in it is a formatted string of its own. */
        readonly format: string | FormattedString | null;
      }
  )[];
}
export interface ListDisplay extends Span {
  readonly kind: 'List' | 'Tuple' | 'Set';
  readonly items: readonly Expression[];
}
/** A `**mapping` has no key. */
export interface DictDisplay extends Span {
  readonly kind: 'Dict';
  readonly entries: readonly { readonly key: Expression | null; readonly value: Expression }[];
}
export interface Unary extends Span {
  readonly kind: 'Unary';
  readonly operator: '-' | '+' | '~' | 'not';
  readonly operand: Expression;
}
export type BinaryOperator = '+' | '-' | '*' | '/' | '//' | '%' | '**' | '@' | '<<' | '>>' | '&' | '|' | '^';
export interface Binary extends Span {
  readonly kind: 'Binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}
export interface BooleanOperation extends Span {
  readonly kind: 'Boolean';
  readonly operator: 'and' | 'or';
  readonly left: Expression;
  readonly right: Expression;
}
export type ComparisonOperator = '<' | '<=' | '>' | '>=' | '==' | '!=' | 'in' | 'not in' | 'is' | 'is not';
/** `a < b <= c`: operands one more than operators. */
export interface Comparison extends Span {
  readonly kind: 'Comparison';
  readonly operands: readonly Expression[];
  readonly operators: readonly ComparisonOperator[];
}
/** `body if test else orElse`. */
export interface Conditional extends Span {
  readonly kind: 'Conditional';
  readonly test: Expression;
  readonly body: Expression;
  readonly orElse: Expression;
}
/** An argument of a call or a class: positional (name null), keyword, or starred. */
export interface Argument extends Span {
  readonly name: string | null;
  readonly star: '' | '*' | '**';
  readonly value: Expression;
}
export interface Call extends Span {
  readonly kind: 'Call';
  readonly callee: Expression;
  readonly arguments: readonly Argument[];
  /** The parentheses and what is between them. */
  readonly argumentsSpan: Span;
}
export interface Attribute extends Span {
  readonly kind: 'Attribute';
  readonly object: Expression;
  readonly name: string;
  readonly nameSpan: Span;
}
/** `a[i]`, `a[i, j]` (index is a Tuple), `a[i:j]` (index is a Slice). */
export interface Subscript extends Span {
  readonly kind: 'Subscript';
  readonly object: Expression;
  readonly index: Expression;
}
export interface Slice extends Span {
  readonly kind: 'Slice';
  readonly lower: Expression | null;
  readonly upper: Expression | null;
  readonly step: Expression | null;
}
export interface Starred extends Span {
  readonly kind: 'Starred';
  readonly value: Expression;
}
export interface Parameter extends Span {
  readonly name: string;
  /** `normal` before `*`, `keyword` after it; `args` for `*a`, `kwargs` for `**k`. */
  readonly role: 'normal' | 'keyword' | 'args' | 'kwargs';
  readonly default: Expression | null;
}
export interface Lambda extends Span {
  readonly kind: 'Lambda';
  readonly parameters: readonly Parameter[];
  readonly body: Expression;
}
/** A list, set, dict comprehension or a generator expression. */
export interface Comprehension extends Span {
  readonly kind: 'Comprehension';
  readonly type: 'list' | 'set' | 'dict' | 'generator';
  readonly key: Expression | null;
  readonly element: Expression;
  readonly clauses: readonly {
    readonly target: Expression;
    readonly iterable: Expression;
    readonly conditions: readonly Expression[];
  }[];
}
export interface NamedExpression extends Span {
  readonly kind: 'NamedExpression';
  readonly name: string;
  readonly value: Expression;
}
/** `await x`, `yield x`, `yield from x`. */
export interface Await extends Span {
  readonly kind: 'Await' | 'Yield';
  readonly value: Expression | null;
  readonly isFrom: boolean;
}
export interface BrokenExpression extends Span {
  readonly kind: 'BrokenExpression';
}
