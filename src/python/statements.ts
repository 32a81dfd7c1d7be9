/** Python's statements, and the module that holds them, after the grammar of Python's own `ast` module. Their expressions are in `syntax.ts`. */
import type { Argument, BinaryOperator, Expression, Parameter, Span } from './syntax';

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
