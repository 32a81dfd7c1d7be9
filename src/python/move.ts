import { LazySuite } from './lazy';
import type { Expression, Parameter, Span } from './syntax';
import type { Statement, Suite } from './statements';
import { visit } from './visit';

/**
 * Moves statements to another place of the text, as they are: after an edit, what stands behind it is not read again. Nobody else may
 * have them.
 */
export class Mover {
  constructor(
    /** By how many characters, and by how many logical lines. */
    private readonly by: number,
    private readonly lines: number,
  ) {}

  statements(statements: readonly Statement[]): void {
    for (const statement of statements) this.statement(statement);
  }

  private span(span: Span): void {
    const moved = span as { -readonly [Key in keyof Span]: Span[Key] };
    moved.start += this.by;
    moved.end += this.by;
  }

  private suite(suite: Suite | null): void {
    if (suite === null) return;
    this.span(suite);
    if (suite instanceof LazySuite && suite.block !== null) {
      const { block } = suite;
      block.start += this.by;
      block.end += this.by;
      block.from += this.lines;
      block.to += this.lines;
      if (!block.isRead) return;
    }
    this.statements(suite.statements);
  }

  private parameters(parameters: readonly Parameter[]): void {
    for (const parameter of parameters) this.span(parameter);
  }

  private expressions(nodes: readonly (Expression | null)[]): void {
    for (const node of nodes) if (node !== null) visit(node, this.enter);
  }

  private readonly enter = (node: Expression | Statement): boolean => {
    this.span(node);
    switch (node.kind) {
      case 'Attribute':
        this.span(node.nameSpan);
        break;
      case 'Call':
        this.span(node.argumentsSpan);
        for (const argument of node.arguments) this.span(argument);
        break;
      case 'Lambda':
        this.parameters(node.parameters);
        break;
      default:
    }
    return true;
  };

  /** Suites are not visited but moved: of one that is not read, its place alone. */
  private statement(node: Statement): void {
    switch (node.kind) {
      case 'If':
      case 'While':
        this.expressions([node.test]);
        this.suite(node.body);
        this.suite(node.orElse);
        break;
      case 'For':
        this.expressions([node.target, node.iterable]);
        this.suite(node.body);
        this.suite(node.orElse);
        break;
      case 'With':
        for (const { context, target } of node.items) this.expressions([context, target]);
        this.suite(node.body);
        break;
      case 'Try':
        this.suite(node.body);
        for (const { type, body } of node.handlers) {
          this.expressions([type]);
          this.suite(body);
        }
        this.suite(node.orElse);
        this.suite(node.finally);
        break;
      case 'FunctionDefinition':
        this.expressions(node.decorators);
        this.span(node.nameSpan);
        this.parameters(node.parameters);
        this.expressions(node.parameters.map((parameter) => parameter.default));
        this.suite(node.body);
        break;
      case 'ClassDefinition':
        this.expressions(node.decorators);
        this.span(node.nameSpan);
        for (const base of node.bases) {
          this.span(base);
          this.expressions([base.value]);
        }
        this.suite(node.body);
        break;
      case 'Match':
        this.expressions([node.subject]);
        for (const { body } of node.cases) this.suite(body);
        break;
      default:
        visit(node, this.enter);
        return;
    }
    this.span(node);
  }
}
