import { childOf, type Concrete, namedChildren } from './concrete';
import { ExpressionLowering, spanOf } from './lower-expression';
import type { BinaryOperator, Expression, Import, Module, Span, Statement, Suite, Try } from './syntax';

/** Lowers a whole tree: statements here, expressions by its base. */
export class Lowering extends ExpressionLowering {
  /** Lowers the tree's root. */
  module(root: Concrete): Module {
    const errors: Span[] = [];
    collectErrors(root, errors);
    return { kind: 'Module', body: this.suite(root), errors, start: 0, end: this.text.length };
  }

  private suite(node: Concrete | undefined): Suite {
    if (node === undefined) return { start: 0, end: 0, statements: [] };
    return { statements: namedChildren(node).flatMap((child) => this.statement(child)), ...spanOf(node) };
  }

  private optionalSuite(node: Concrete | undefined): Suite | null {
    return node === undefined ? null : this.suite(childOf(node, 'body') ?? blockOf(node));
  }

  private statement(node: Concrete): Statement[] {
    return this.simple(node) ?? this.compound(node) ?? this.definition(node) ?? [this.broken(node)];
  }

  private simple(node: Concrete): Statement[] | null {
    const span = spanOf(node);
    const all = (): Expression[] => this.several(namedChildren(node));
    switch (node.type) {
      case 'expression_statement':
        return this.expressionStatement(node);
      case 'return_statement': {
        const value = namedChildren(node)[0];
        return [{ kind: 'Return', value: value === undefined ? null : this.expression(value), ...span }];
      }
      case 'delete_statement':
        return [{ kind: 'Delete', targets: all(), ...span }];
      case 'raise_statement':
        return [{ kind: 'Raise', value: all()[0] ?? null, ...span }];
      case 'assert_statement':
        return [{ kind: 'Assert', test: this.expression(namedChildren(node)[0]), ...span }];
      case 'global_statement':
      case 'nonlocal_statement': {
        const scope = node.type === 'global_statement' ? 'global' : 'nonlocal';
        return [{ kind: 'Global', scope, names: namedChildren(node).map((name) => this.textOf(name)), ...span }];
      }
      case 'pass_statement':
        return [{ kind: 'Pass', ...span }];
      case 'break_statement':
        return [{ kind: 'Break', ...span }];
      case 'continue_statement':
        return [{ kind: 'Continue', ...span }];
      case 'print_statement':
        return [{ kind: 'Print', values: all(), ...span }];
      case 'exec_statement':
        return [{ kind: 'ExpressionStatement', value: this.expression(childOf(node, 'code')), ...span }];
      case 'import_statement':
        return [{ kind: 'Import', names: this.importedNames(node), ...span }];
      case 'import_from_statement':
      case 'future_import_statement':
        return [this.importFrom(node)];
      default:
        return null;
    }
  }

  private compound(node: Concrete): Statement[] | null {
    const span = spanOf(node);
    switch (node.type) {
      case 'if_statement':
        return [this.branch(node, childrenOf(node, 'alternative'))];
      case 'while_statement': {
        const test = this.expression(childOf(node, 'condition'));
        const orElse = this.optionalSuite(childOf(node, 'alternative'));
        return [{ kind: 'While', test, body: this.suite(childOf(node, 'body')), orElse, ...span }];
      }
      case 'for_statement': {
        const target = this.expression(childOf(node, 'left'));
        const iterable = this.expression(childOf(node, 'right'));
        const orElse = this.optionalSuite(childOf(node, 'alternative'));
        return [{ kind: 'For', target, iterable, body: this.suite(childOf(node, 'body')), orElse, ...span }];
      }
      case 'with_statement':
        return [{ kind: 'With', items: this.withItems(node), body: this.suite(childOf(node, 'body')), ...span }];
      case 'try_statement':
        return [this.tryStatement(node)];
      case 'match_statement': {
        const cases = namedChildren(childOf(node, 'body') ?? node).filter(({ type }) => type === 'case_clause');
        return [
          {
            kind: 'Match',
            subject: this.expression(childOf(node, 'subject')),
            cases: cases.map((clause) => ({
              names: this.namesIn(clause.children.filter(({ type }) => type === 'case_pattern')),
              body: this.suite(childOf(clause, 'consequence')),
            })),
            ...span,
          },
        ];
      }
      default:
        return null;
    }
  }

  private definition(node: Concrete): Statement[] | null {
    const span = spanOf(node);
    switch (node.type) {
      case 'decorated_definition': {
        const decorators = node.children
          .filter(({ type }) => type === 'decorator')
          .map((decorator) => this.expression(namedChildren(decorator)[0]));
        const inner = childOf(node, 'definition');
        return inner === undefined
          ? null
          : this.statement(inner).map((defined) => ('decorators' in defined ? { ...defined, decorators } : defined));
      }
      case 'function_definition': {
        const name = childOf(node, 'name');
        const body = childOf(node, 'body');
        return [
          {
            kind: 'FunctionDefinition',
            name: name === undefined ? '' : this.textOf(name),
            nameSpan: spanOf(name ?? node),
            parameters: this.parameters(childOf(node, 'parameters')),
            decorators: [],
            body: this.suite(body),
            isAsync: node.children[0]?.type === 'async',
            isGenerator: body !== undefined && yields(body),
            ...span,
          },
        ];
      }
      case 'class_definition': {
        const name = childOf(node, 'name');
        const bases = childOf(node, 'superclasses');
        return [
          {
            kind: 'ClassDefinition',
            name: name === undefined ? '' : this.textOf(name),
            nameSpan: spanOf(name ?? node),
            bases: bases === undefined ? [] : this.arguments(bases),
            decorators: [],
            body: this.suite(childOf(node, 'body')),
            ...span,
          },
        ];
      }
      default:
        return null;
    }
  }

  private expressionStatement(node: Concrete): Statement[] {
    const span = spanOf(node);
    const children = namedChildren(node);
    const [only] = children;
    if (only === undefined) return [];
    if (children.length > 1 || node.children.at(-1)?.type === ',') {
      return [
        { kind: 'ExpressionStatement', value: { kind: 'Tuple', items: this.several(children), ...span }, ...span },
      ];
    }
    if (only.type === 'assignment') return [this.assignment(only)];
    if (only.type === 'augmented_assignment') {
      const operator = (childOf(only, 'operator')?.type ?? '+=').slice(0, -1) as BinaryOperator;
      const target = this.expression(childOf(only, 'left'));
      return [
        { kind: 'AugmentedAssign', target, operator, value: this.expression(childOf(only, 'right')), ...spanOf(only) },
      ];
    }
    return [{ kind: 'ExpressionStatement', value: this.expression(only), ...span }];
  }

  private assignment(node: Concrete): Statement {
    const targets: Expression[] = [];
    let current = node;
    for (;;) {
      targets.push(this.expression(childOf(current, 'left')));
      const right = childOf(current, 'right');
      if (childOf(current, 'type') !== undefined) {
        const value = right === undefined ? null : this.expression(right);
        const [target] = targets;
        if (target !== undefined) return { kind: 'AnnotatedAssign', target, value, ...spanOf(node) };
      }
      if (right?.type !== 'assignment') {
        return { kind: 'Assign', targets, value: this.expression(right), ...spanOf(node) };
      }
      current = right;
    }
  }

  private branch(node: Concrete, alternatives: readonly Concrete[]): Statement {
    const [next, ...rest] = alternatives;
    const orElse =
      next === undefined
        ? null
        : next.type === 'elif_clause'
          ? { statements: [this.branch(next, rest)], ...spanOf(next) }
          : this.suite(childOf(next, 'body'));
    const test = this.expression(childOf(node, 'condition'));
    return { kind: 'If', test, body: this.suite(childOf(node, 'consequence')), orElse, ...spanOf(node) };
  }

  private withItems(node: Concrete) {
    const clause = node.children.find(({ type }) => type === 'with_clause');
    const items = clause === undefined ? [] : namedChildren(clause).map((item) => childOf(item, 'value'));
    return items.map((value) => {
      if (value?.type !== 'as_pattern') return { context: this.expression(value), target: null };
      const alias = childOf(value, 'alias');
      const target = alias === undefined ? null : this.expression(namedChildren(alias)[0]);
      return { context: this.expression(namedChildren(value)[0]), target };
    });
  }

  private tryStatement(node: Concrete): Try {
    const handlers = node.children
      .filter(({ type }) => type === 'except_clause' || type === 'except_group_clause')
      .map((clause) => {
        const values = namedChildren(clause).filter(({ type }) => type !== 'block');
        const pattern = values[0]?.type === 'as_pattern' ? values[0] : null;
        const alias = pattern === null ? values[1] : childOf(pattern, 'alias');
        const type = pattern === null ? values[0] : namedChildren(pattern)[0];
        return {
          type: type === undefined ? null : this.expression(type),
          name: alias === undefined ? null : this.textOf(alias),
          body: this.suite(blockOf(clause)),
        };
      });
    const clause = (type: string): Suite | null =>
      this.optionalSuite(node.children.find((child) => child.type === type));
    return {
      kind: 'Try',
      body: this.suite(childOf(node, 'body')),
      handlers,
      orElse: clause('else_clause'),
      finally: clause('finally_clause'),
      ...spanOf(node),
    };
  }

  private importedNames(node: Concrete): Import['names'] {
    return childrenOf(node, 'name').map((item) => {
      const alias = childOf(item, 'alias');
      const name = item.type === 'aliased_import' ? childOf(item, 'name') : item;
      return {
        name: name === undefined ? '' : this.textOf(name).replace(/\s+/g, ''),
        alias: alias === undefined ? null : this.textOf(alias),
      };
    });
  }

  private importFrom(node: Concrete): Statement {
    const source = childOf(node, 'module_name');
    const text =
      node.type === 'future_import_statement' ? '__future__' : source === undefined ? '' : this.textOf(source);
    const [, dots = '', module = ''] = /^([.\s]*)(.*)$/s.exec(text) ?? [];
    const isStar = node.children.some(({ type }) => type === 'wildcard_import');
    return {
      kind: 'ImportFrom',
      module: module.replace(/\s+/g, ''),
      level: dots.replace(/\s+/g, '').length,
      names: isStar ? [{ name: '*', alias: null }] : this.importedNames(node),
      ...spanOf(node),
    };
  }

  /** `a, b` under a keyword: the grammar has them as one list or as siblings. */
  private several(nodes: readonly Concrete[]): Expression[] {
    return nodes.flatMap((node) =>
      node.type === 'expression_list'
        ? namedChildren(node).map((item) => this.expression(item))
        : node.type === 'chevron'
          ? []
          : [this.expression(node)],
    );
  }

  private namesIn(nodes: readonly Concrete[]): string[] {
    return nodes.flatMap((node) =>
      node.type === 'identifier' && node.field !== 'attribute' ? [this.textOf(node)] : this.namesIn(node.children),
    );
  }

  private broken(node: Concrete): Statement {
    const parts = namedChildren(node).filter(({ type }) => type !== 'ERROR' && !type.endsWith('_statement'));
    const expressions = parts.map((part) => this.expression(part)).filter(({ kind }) => kind !== 'BrokenExpression');
    return { kind: 'Broken', expressions, ...spanOf(node) };
  }
}

function childrenOf(node: Concrete, field: string): Concrete[] {
  return node.children.filter((child) => child.field === field);
}

function blockOf(node: Concrete): Concrete | undefined {
  return node.children.find(({ type }) => type === 'block');
}

function yields(node: Concrete): boolean {
  if (node.type === 'yield') return true;
  if (node.type === 'function_definition' || node.type === 'lambda' || node.type === 'class_definition') return false;
  return node.children.some(yields);
}

function collectErrors(node: Concrete, errors: Span[]): void {
  if (node.type === 'ERROR' || node.isMissing) errors.push(spanOf(node));
  else for (const child of node.children) collectErrors(child, errors);
}
