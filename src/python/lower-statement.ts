import { compounds } from './lower-compound';
import { type LowerStatement, noNode, type Nodes } from './nodes';
import type { BinaryOperator, Expression } from './syntax';
import type { Import, Statement } from './statements';

/** Statements of one line, by the grammar's names. */
const simples: Readonly<Record<string, LowerStatement>> = {
  expression_statement: expressionStatement,
  return_statement: (nodes, node) => {
    const value = nodes.firstNamed(node);
    return [{ kind: 'Return', value: value === noNode ? null : nodes.expression(value), ...nodes.span(node) }];
  },
  delete_statement: (nodes, node) => [{ kind: 'Delete', targets: several(nodes, node), ...nodes.span(node) }],
  raise_statement: (nodes, node) => [{ kind: 'Raise', value: several(nodes, node)[0] ?? null, ...nodes.span(node) }],
  assert_statement: (nodes, node) => [
    { kind: 'Assert', test: nodes.expression(nodes.firstNamed(node)), ...nodes.span(node) },
  ],
  global_statement: (nodes, node) => scopeStatement(nodes, node, 'global'),
  nonlocal_statement: (nodes, node) => scopeStatement(nodes, node, 'nonlocal'),
  pass_statement: (nodes, node) => [{ kind: 'Pass', ...nodes.span(node) }],
  break_statement: (nodes, node) => [{ kind: 'Break', ...nodes.span(node) }],
  continue_statement: (nodes, node) => [{ kind: 'Continue', ...nodes.span(node) }],
  print_statement: (nodes, node) => [{ kind: 'Print', values: several(nodes, node), ...nodes.span(node) }],
  exec_statement: (nodes, node) => [
    {
      kind: 'ExpressionStatement',
      value: nodes.expression(nodes.child(node, nodes.fields.code)),
      ...nodes.span(node),
    },
  ],
  import_statement: (nodes, node) => [{ kind: 'Import', names: importedNames(nodes, node), ...nodes.span(node) }],
  import_from_statement: importFrom,
  future_import_statement: importFrom,
};

/** Every statement, by the grammar's names. */
export const statements: Readonly<Record<string, LowerStatement>> = { ...simples, ...compounds };

function expressionStatement(nodes: Nodes, node: number): Statement[] {
  const only = nodes.firstNamed(node);
  if (only === noNode) return [];
  const start = nodes.start(node);
  const end = nodes.end(node);
  if (nodes.after(only) < nodes.after(node)) {
    // `a, b` and `a,`: the grammar has no node of its own for a tuple that is a statement.
    const items = nodes.expressions(nodes.named(node));
    const hasComma = nodes.children(node).some((child) => nodes.typeName(child) === ',');
    if (items.length > 1 || hasComma) {
      return [{ kind: 'ExpressionStatement', value: { kind: 'Tuple', items, start, end }, start, end }];
    }
  }
  switch (nodes.typeName(only)) {
    case 'assignment':
      return [assignment(nodes, only)];
    case 'augmented_assignment': {
      const { fields } = nodes;
      const written = nodes.child(only, fields.operator);
      const operator = (written === noNode ? '+' : nodes.typeName(written).slice(0, -1)) as BinaryOperator;
      const target = nodes.expression(nodes.child(only, fields.left));
      const value = nodes.expression(nodes.child(only, fields.right));
      return [{ kind: 'AugmentedAssign', target, operator, value, ...nodes.span(only) }];
    }
    default:
      return [{ kind: 'ExpressionStatement', value: nodes.expression(only), start, end }];
  }
}

function assignment(nodes: Nodes, node: number): Statement {
  const { fields } = nodes;
  const targets: Expression[] = [];
  const start = nodes.start(node);
  const end = nodes.end(node);
  for (let current = node; ;) {
    const target = nodes.expression(nodes.child(current, fields.left));
    targets.push(target);
    const right = nodes.child(current, fields.right);
    if (nodes.child(current, fields.type) !== noNode) {
      const value = right === noNode ? null : nodes.expression(right);
      return { kind: 'AnnotatedAssign', target: targets[0] ?? target, value, start, end };
    }
    if (right === noNode || nodes.typeName(right) !== 'assignment') {
      return { kind: 'Assign', targets, value: nodes.expression(right), start, end };
    }
    current = right;
  }
}

function scopeStatement(nodes: Nodes, node: number, scope: 'global' | 'nonlocal'): Statement[] {
  return [{ kind: 'Global', scope, names: nodes.named(node).map((name) => nodes.wordOf(name)), ...nodes.span(node) }];
}

function importedNames(nodes: Nodes, node: number): Import['names'] {
  const { fields } = nodes;
  return nodes
    .children(node)
    .filter((child) => nodes.field(child) === fields.name)
    .map((item) => {
      const alias = nodes.child(item, fields.alias);
      const name = nodes.typeName(item) === 'aliased_import' ? nodes.child(item, fields.name) : item;
      return {
        name: name === noNode ? '' : nodes.textOf(name).replace(/\s+/g, ''),
        alias: alias === noNode ? null : nodes.wordOf(alias),
      };
    });
}

function importFrom(nodes: Nodes, node: number): Statement[] {
  const source = nodes.child(node, nodes.fields.module_name);
  const isFuture = nodes.typeName(node) === 'future_import_statement';
  const text = isFuture ? '__future__' : source === noNode ? '' : nodes.textOf(source);
  const [, dots = '', module = ''] = /^([.\s]*)(.*)$/s.exec(text) ?? [];
  const isStar = nodes.childOfType(node, 'wildcard_import') !== noNode;
  return [
    {
      kind: 'ImportFrom',
      module: module.replace(/\s+/g, ''),
      level: dots.replace(/\s+/g, '').length,
      names: isStar ? [{ name: '*', alias: null }] : importedNames(nodes, node),
      ...nodes.span(node),
    },
  ];
}

/** `a, b` under a keyword: the grammar has them as one list or as siblings. Python 2's `>>file` is no value. */
function several(nodes: Nodes, node: number): Expression[] {
  return nodes.named(node).flatMap((child) => {
    const type = nodes.typeName(child);
    if (type === 'expression_list') return nodes.expressions(nodes.named(child));
    return type === 'chevron' ? [] : [nodes.expression(child)];
  });
}
