/* eslint-disable max-lines -- one table: the nodes of one grammar, most of which name each other */
/**
 * Python's syntax as plain data, after the grammar of Python's own `ast` module: what the parser's tree is lowered to, so that
 * nothing outside this folder touches the parser. Offsets are UTF-16 units into the module’s text (of a notebook: its joined text).
 * One file, for it is one table: the nodes of one grammar, most of them naming each other.
 */

/** Where a node stands in its module's text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A suite of statements. Its statements may be lowered on first use, so that what nobody reads costs nothing. */
export interface Suite extends Span {
  readonly statements: readonly Statement[];
}

/** A place that is no valid Python; `isUnread` where it may be, but nests deeper or is longer than is read. */
export interface SyntaxFault extends Span {
  readonly isUnread: boolean;
}

/** A whole file, or a notebook's cells joined in order. */
export interface Module extends Span {
  readonly kind: 'Module';
  readonly body: Suite;
  /** Places that are no valid Python (Python 2's statements are not among them), or are not read. Everything else is still lowered. */
  readonly errors: readonly SyntaxFault[];
  /** Its comments, from `#` to the end of their line, in source order. */
  readonly comments: readonly Span[];
}

export type Statement =
  | ExpressionStatement
  | Assign
  | AugmentedAssign
  | AnnotatedAssign
  | Return
  | Delete
  | If
  | While
  | For
  | With
  | Try
  | Raise
  | Assert
  | Import
  | ImportFrom
  | FunctionDefinition
  | ClassDefinition
  | Global
  | Match
  | Simple
  | Print
  | Broken;

export interface ExpressionStatement extends Span {
  readonly kind: 'ExpressionStatement';
  readonly value: Expression;
}
/** `a = b = value`: one target a name on the left, each a name, attribute, subscript, tuple, list or starred. */
export interface Assign extends Span {
  readonly kind: 'Assign';
  readonly targets: readonly Expression[];
  readonly value: Expression;
}
export interface AugmentedAssign extends Span {
  readonly kind: 'AugmentedAssign';
  readonly target: Expression;
  readonly operator: BinaryOperator;
  readonly value: Expression;
}
export interface AnnotatedAssign extends Span {
  readonly kind: 'AnnotatedAssign';
  readonly target: Expression;
  readonly value: Expression | null;
}
export interface Return extends Span {
  readonly kind: 'Return';
  readonly value: Expression | null;
}
export interface Delete extends Span {
  readonly kind: 'Delete';
  readonly targets: readonly Expression[];
}
/** `elif` is an If as the only statement of `orElse`. */
export interface If extends Span {
  readonly kind: 'If';
  readonly test: Expression;
  readonly body: Suite;
  readonly orElse: Suite | null;
}
export interface While extends Span {
  readonly kind: 'While';
  readonly test: Expression;
  readonly body: Suite;
  readonly orElse: Suite | null;
}
export interface For extends Span {
  readonly kind: 'For';
  readonly target: Expression;
  readonly iterable: Expression;
  readonly body: Suite;
  readonly orElse: Suite | null;
}
export interface With extends Span {
  readonly kind: 'With';
  readonly items: readonly { readonly context: Expression; readonly target: Expression | null }[];
  readonly body: Suite;
}
export interface Try extends Span {
  readonly kind: 'Try';
  readonly body: Suite;
  readonly handlers: readonly {
    readonly type: Expression | null;
    readonly name: string | null;
    readonly body: Suite;
  }[];
  readonly orElse: Suite | null;
  readonly finally: Suite | null;
}
export interface Raise extends Span {
  readonly kind: 'Raise';
  readonly value: Expression | null;
}
export interface Assert extends Span {
  readonly kind: 'Assert';
  readonly test: Expression;
}
/** `import a.b as c`; without `as`, `alias` is null and the name bound is `a`. */
export interface Import extends Span {
  readonly kind: 'Import';
  readonly names: readonly { readonly name: string; readonly alias: string | null }[];
}
/** `from ..a.b import c as d`: level 2, module `a.b`. A star import has one name, `*`. */
export interface ImportFrom extends Span {
  readonly kind: 'ImportFrom';
  readonly module: string;
  readonly level: number;
  readonly names: readonly { readonly name: string; readonly alias: string | null }[];
}
export interface Parameter extends Span {
  readonly name: string;
  /** `normal` before `*`, `keyword` after it; `args` for `*a`, `kwargs` for `**k`. */
  readonly role: 'normal' | 'keyword' | 'args' | 'kwargs';
  readonly default: Expression | null;
}
export interface FunctionDefinition extends Span {
  readonly kind: 'FunctionDefinition';
  readonly name: string;
  readonly nameSpan: Span;
  readonly parameters: readonly Parameter[];
  readonly decorators: readonly Expression[];
  readonly body: Suite;
  readonly isAsync: boolean;
  /** Whether its own body holds a `yield`. */
  readonly isGenerator: boolean;
}
export interface ClassDefinition extends Span {
  readonly kind: 'ClassDefinition';
  readonly name: string;
  readonly nameSpan: Span;
  readonly bases: readonly Argument[];
  readonly decorators: readonly Expression[];
  readonly body: Suite;
}
export interface Global extends Span {
  readonly kind: 'Global';
  readonly scope: 'global' | 'nonlocal';
  readonly names: readonly string[];
}
/** `match`: each case's body, its pattern's bound names; patterns themselves are not modelled. */
export interface Match extends Span {
  readonly kind: 'Match';
  readonly subject: Expression;
  readonly cases: readonly { readonly names: readonly string[]; readonly body: Suite }[];
}
export interface Simple extends Span {
  readonly kind: 'Pass' | 'Break' | 'Continue';
}
/** Python 2's `print a, b`. */
export interface Print extends Span {
  readonly kind: 'Print';
  readonly values: readonly Expression[];
}
/** What could not be parsed; the expressions found in it are kept. */
export interface Broken extends Span {
  readonly kind: 'Broken';
  readonly expressions: readonly Expression[];
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
