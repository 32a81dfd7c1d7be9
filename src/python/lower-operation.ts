import { lowerParameters } from './lower-expression';
import { type LowerExpression, noNode, type Nodes } from './nodes';
import type { BinaryOperator, ComparisonOperator, Comprehension, DictDisplay, Expression, ListDisplay } from './syntax';

/** Operators, displays, comprehensions and what is written like them, by the grammar's names. */
export const operations: Readonly<Record<string, LowerExpression>> = {
  list: (nodes, node) => display(nodes, node, 'List'),
  list_pattern: (nodes, node) => display(nodes, node, 'List'),
  tuple: (nodes, node) => display(nodes, node, 'Tuple'),
  tuple_pattern: (nodes, node) => display(nodes, node, 'Tuple'),
  pattern_list: (nodes, node) => display(nodes, node, 'Tuple'),
  expression_list: (nodes, node) => display(nodes, node, 'Tuple'),
  set: (nodes, node) => display(nodes, node, 'Set'),
  dictionary,
  list_splat: starred,
  list_splat_pattern: starred,
  list_comprehension: (nodes, node) => comprehension(nodes, node, 'list'),
  set_comprehension: (nodes, node) => comprehension(nodes, node, 'set'),
  dictionary_comprehension: (nodes, node) => comprehension(nodes, node, 'dict'),
  generator_expression: (nodes, node) => comprehension(nodes, node, 'generator'),
  not_operator: (nodes, node) => unary(nodes, node, 'not'),
  unary_operator: (nodes, node) => {
    const operator = operatorOf(nodes, node);
    return operator === '-' || operator === '+' || operator === '~' ? unary(nodes, node, operator) : nodes.broken(node);
  },
  binary_operator: (nodes, node) => {
    const operator = operatorOf(nodes, node) as BinaryOperator | null;
    if (operator === null) return nodes.broken(node);
    const { left, right } = sides(nodes, node);
    return { kind: 'Binary', operator, left, right, start: nodes.start(node), end: nodes.end(node) };
  },
  boolean_operator: (nodes, node) => {
    const operator = operatorOf(nodes, node) === 'and' ? 'and' : 'or';
    return { kind: 'Boolean', operator, ...sides(nodes, node), ...nodes.span(node) };
  },
  comparison_operator: comparison,
  conditional_expression: (nodes, node) => {
    const [body, test, orElse] = nodes.expressions(nodes.named(node));
    if (body === undefined || test === undefined || orElse === undefined) return nodes.broken(node);
    return { kind: 'Conditional', test, body, orElse, ...nodes.span(node) };
  },
  lambda: (nodes, node) => ({
    kind: 'Lambda',
    parameters: lowerParameters(nodes, nodes.child(node, nodes.fields.parameters)),
    body: nodes.expression(nodes.child(node, nodes.fields.body)),
    ...nodes.span(node),
  }),
  named_expression: (nodes, node) => {
    const name = nodes.child(node, nodes.fields.name);
    if (name === noNode) return nodes.broken(node);
    const value = nodes.expression(nodes.child(node, nodes.fields.value));
    return { kind: 'NamedExpression', name: nodes.wordOf(name), value, ...nodes.span(node) };
  },
  await: (nodes, node) => wait(nodes, node, 'Await'),
  yield: (nodes, node) => wait(nodes, node, 'Yield'),
};

function operatorOf(nodes: Nodes, node: number): string | null {
  const operator = nodes.child(node, nodes.fields.operator);
  return operator === noNode ? null : nodes.typeName(operator);
}

function sides(nodes: Nodes, node: number): { readonly left: Expression; readonly right: Expression } {
  const { fields } = nodes;
  return {
    left: nodes.expression(nodes.child(node, fields.left)),
    right: nodes.expression(nodes.child(node, fields.right)),
  };
}

function unary(nodes: Nodes, node: number, operator: '-' | '+' | '~' | 'not'): Expression {
  const operand = nodes.expression(nodes.child(node, nodes.fields.argument));
  return { kind: 'Unary', operator, operand, start: nodes.start(node), end: nodes.end(node) };
}

function wait(nodes: Nodes, node: number, kind: 'Await' | 'Yield'): Expression {
  const value = nodes.firstNamed(node);
  const isFrom = kind === 'Yield' && /^yield\s+from\b/.test(nodes.textOf(node));
  return { kind, value: value === noNode ? null : nodes.expression(value), isFrom, ...nodes.span(node) };
}

function starred(nodes: Nodes, node: number): Expression {
  return { kind: 'Starred', value: nodes.expression(nodes.firstNamed(node)), ...nodes.span(node) };
}

function display(nodes: Nodes, node: number, kind: ListDisplay['kind']): Expression {
  const items: Expression[] = [];
  const end = nodes.after(node);
  for (let child = nodes.first(node); child < end; child = nodes.after(child)) {
    if (nodes.isNamed(child)) items.push(nodes.expression(child));
  }
  return { kind, items, start: nodes.start(node), end: nodes.end(node) };
}

function dictionary(nodes: Nodes, node: number): Expression {
  const { fields } = nodes;
  const entries = nodes.named(node).map((child): DictDisplay['entries'][number] =>
    nodes.typeName(child) === 'pair'
      ? {
          key: nodes.expression(nodes.child(child, fields.key)),
          value: nodes.expression(nodes.child(child, fields.value)),
        }
      : { key: null, value: nodes.expression(nodes.firstNamed(child)) },
  );
  return { kind: 'Dict', entries, start: nodes.start(node), end: nodes.end(node) };
}

function comparison(nodes: Nodes, node: number): Expression {
  const operands: Expression[] = [];
  const operators: ComparisonOperator[] = [];
  for (const child of nodes.children(node)) {
    if (nodes.field(child) === nodes.fields.operators) {
      const operator = nodes.typeName(child);
      operators.push((operator === '<>' ? '!=' : operator.replace(/\s+/g, ' ')) as ComparisonOperator);
    } else if (nodes.isNamed(child)) operands.push(nodes.expression(child));
  }
  return { kind: 'Comparison', operands, operators, ...nodes.span(node) };
}

function comprehension(nodes: Nodes, node: number, type: Comprehension['type']): Expression {
  const { fields } = nodes;
  const given = nodes.child(node, fields.body);
  const body = given === noNode ? nodes.firstNamed(node) : given;
  const isPair = body !== noNode && nodes.typeName(body) === 'pair';
  const clauses: { target: Expression; iterable: Expression; conditions: Expression[] }[] = [];
  for (const child of nodes.children(node)) {
    const childType = nodes.typeName(child);
    if (childType === 'for_in_clause') {
      const { left: target, right: iterable } = sides(nodes, child);
      clauses.push({ target, iterable, conditions: [] });
    } else if (childType === 'if_clause') {
      clauses.at(-1)?.conditions.push(nodes.expression(nodes.firstNamed(child)));
    }
  }
  return {
    kind: 'Comprehension',
    type,
    key: isPair ? nodes.expression(nodes.child(body, fields.key)) : null,
    element: nodes.expression(isPair ? nodes.child(body, fields.value) : body),
    clauses,
    ...nodes.span(node),
  };
}
