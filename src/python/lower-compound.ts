import { LazyDefinition, LazySuite } from './lazy';
import { lowerArguments, lowerParameters } from './lower-expression';
import { type LowerStatement, noNode, type Nodes } from './nodes';
import type { Statement, Suite, Try, With } from './statements';
import { visit } from './visit';

/** Statements that hold others, by the grammar's names. */
export const compounds: Readonly<Record<string, LowerStatement>> = {
  if_statement: (nodes, node) => {
    const { alternative } = nodes.fields;
    return [
      branch(
        nodes,
        node,
        nodes.children(node).filter((child) => nodes.field(child) === alternative),
      ),
    ];
  },
  while_statement: (nodes, node) => {
    const { fields } = nodes;
    const test = nodes.expression(nodes.child(node, fields.condition));
    const body = suite(nodes, nodes.child(node, fields.body));
    return [{ kind: 'While', test, body, orElse: orElse(nodes, node), ...nodes.span(node) }];
  },
  for_statement: (nodes, node) => {
    const { fields } = nodes;
    const target = nodes.expression(nodes.child(node, fields.left));
    const iterable = nodes.expression(nodes.child(node, fields.right));
    const body = suite(nodes, nodes.child(node, fields.body));
    return [{ kind: 'For', target, iterable, body, orElse: orElse(nodes, node), ...nodes.span(node) }];
  },
  with_statement: (nodes, node) => {
    const body = suite(nodes, nodes.child(node, nodes.fields.body));
    return [{ kind: 'With', items: withItems(nodes, node), body, ...nodes.span(node) }];
  },
  try_statement: (nodes, node) => [tryStatement(nodes, node)],
  match_statement: matchStatement,
  decorated_definition: (nodes, node) => {
    const inner = nodes.child(node, nodes.fields.definition);
    if (inner === noNode) return lowerStatements(nodes, node);
    const decorators = nodes
      .children(node)
      .filter((child) => nodes.typeName(child) === 'decorator')
      .map((decorator) => nodes.expression(nodes.firstNamed(decorator)));
    return nodes.typeName(inner) === 'class_definition'
      ? [classDefinition(nodes, inner, decorators)]
      : [functionDefinition(nodes, inner, decorators)];
  },
  function_definition: (nodes, node) => [functionDefinition(nodes, node, [])],
  class_definition: (nodes, node) => [classDefinition(nodes, node, [])],
};

/** Lowers the statements right below a node; where it is no Python, what is found in it. */
export function lowerStatements(nodes: Nodes, node: number): Statement[] {
  const lowered: Statement[] = [];
  const end = nodes.after(node);
  for (let child = nodes.first(node); child < end; child = nodes.after(child)) {
    if (!nodes.isNamed(child) || nodes.start(child) < 0) continue;
    const type = nodes.type(child);
    const lower = nodes.dispatch.statements[type];
    if (lower !== undefined) for (const statement of lower(nodes, child)) lowered.push(statement);
    else if (nodes.isError(child) || nodes.dispatch.expressions[type] === undefined) {
      lowered.push({ kind: 'Broken', expressions: [], ...nodes.span(child) }, ...lowerStatements(nodes, child));
    } else lowered.push({ kind: 'Broken', expressions: [nodes.expression(child)], ...nodes.span(child) });
  }
  return lowered;
}

function suite(nodes: Nodes, node: number): Suite {
  if (node === noNode) return { start: 0, end: 0, statements: [] };
  return (
    nodes.takeBlock(node) ?? {
      start: nodes.start(node),
      end: nodes.end(node),
      statements: lowerStatements(nodes, node),
    }
  );
}

function optionalSuite(nodes: Nodes, clause: number): Suite | null {
  if (clause === noNode) return null;
  const body = nodes.child(clause, nodes.fields.body);
  return suite(nodes, body === noNode ? nodes.childOfType(clause, 'block') : body);
}

function orElse(nodes: Nodes, node: number): Suite | null {
  return optionalSuite(nodes, nodes.child(node, nodes.fields.alternative));
}

/** An `if` with its clauses, the last one first: each `elif` is an `if` within the `else` of the one before. */
function branch(nodes: Nodes, node: number, alternatives: readonly number[]): Statement {
  const { fields } = nodes;
  let otherwise: Suite | null = null;
  for (let index = alternatives.length - 1; index >= 0; index--) {
    const clause = alternatives[index] ?? noNode;
    otherwise =
      nodes.typeName(clause) === 'elif_clause'
        ? { statements: [oneBranch(nodes, clause, otherwise)], ...nodes.span(clause) }
        : suite(nodes, nodes.child(clause, fields.body));
  }
  return oneBranch(nodes, node, otherwise);
}

function oneBranch(nodes: Nodes, node: number, otherwise: Suite | null): Statement {
  const { fields } = nodes;
  const test = nodes.expression(nodes.child(node, fields.condition));
  const body = suite(nodes, nodes.child(node, fields.consequence));
  return { kind: 'If', test, body, orElse: otherwise, ...nodes.span(node) };
}

function withItems(nodes: Nodes, node: number): With['items'] {
  const clause = nodes.childOfType(node, 'with_clause');
  const items = clause === noNode ? [] : nodes.named(clause);
  return items.map((item) => {
    const value = nodes.child(item, nodes.fields.value);
    if (value === noNode || nodes.typeName(value) !== 'as_pattern') {
      return { context: nodes.expression(value), target: null };
    }
    const alias = nodes.child(value, nodes.fields.alias);
    const target = alias === noNode ? null : nodes.expression(nodes.firstNamed(alias));
    return { context: nodes.expression(nodes.firstNamed(value)), target };
  });
}

function tryStatement(nodes: Nodes, node: number): Try {
  const handlers = nodes
    .children(node)
    .filter((child) => nodes.typeName(child) === 'except_clause' || nodes.typeName(child) === 'except_group_clause')
    .map((clause) => handler(nodes, clause));
  return {
    kind: 'Try',
    body: suite(nodes, nodes.child(node, nodes.fields.body)),
    handlers,
    orElse: optionalSuite(nodes, nodes.childOfType(node, 'else_clause')),
    finally: optionalSuite(nodes, nodes.childOfType(node, 'finally_clause')),
    ...nodes.span(node),
  };
}

/** `except E as e`, and Python 2's `except E, e`. */
function handler(nodes: Nodes, clause: number): Try['handlers'][number] {
  const values = nodes.named(clause).filter((child) => nodes.typeName(child) !== 'block');
  const [first = noNode, second = noNode] = values;
  const isPattern = first !== noNode && nodes.typeName(first) === 'as_pattern';
  const alias = isPattern ? nodes.child(first, nodes.fields.alias) : second;
  const type = isPattern ? nodes.firstNamed(first) : first;
  return {
    type: type === noNode ? null : nodes.expression(type),
    name: alias === noNode ? null : nodes.wordOf(alias),
    body: suite(nodes, nodes.childOfType(clause, 'block')),
  };
}

function matchStatement(nodes: Nodes, node: number): Statement[] {
  const { fields } = nodes;
  const body = nodes.child(node, fields.body);
  const cases = nodes
    .named(body === noNode ? node : body)
    .filter((child) => nodes.typeName(child) === 'case_clause')
    .map((clause) => ({
      names: namesIn(
        nodes,
        nodes.children(clause).filter((child) => nodes.typeName(child) === 'case_pattern'),
      ),
      body: suite(nodes, nodes.child(clause, fields.consequence)),
    }));
  return [{ kind: 'Match', subject: nodes.expression(nodes.child(node, fields.subject)), cases, ...nodes.span(node) }];
}

function namesIn(nodes: Nodes, among: readonly number[]): string[] {
  return among.flatMap((node) =>
    nodes.typeName(node) === 'identifier' && nodes.field(node) !== nodes.fields.attribute
      ? [nodes.wordOf(node)]
      : namesIn(nodes, nodes.children(node)),
  );
}

function functionDefinition(nodes: Nodes, node: number, decorators: ReturnType<Nodes['expressions']>): Statement {
  const { fields } = nodes;
  const name = nodes.child(node, fields.name);
  const body = nodes.child(node, fields.body);
  const apart = body === noNode ? undefined : nodes.takeBlock(body);
  const { start, end } = nodes.span(node);
  return new LazyDefinition(
    name === noNode ? '' : nodes.wordOf(name),
    nodes.span(name === noNode ? node : name),
    lowerParameters(nodes, nodes.child(node, fields.parameters)),
    decorators,
    body === noNode
      ? suite(nodes, body)
      : (apart ?? new LazySuite(nodes.span(body), () => lowerStatements(nodes, body))),
    nodes.typeName(nodes.first(node)) === 'async',
    start,
    end,
    () => (apart === undefined ? body !== noNode && yields(nodes, body) : holdsYield(apart, nodes.text)),
  );
}

function classDefinition(nodes: Nodes, node: number, decorators: ReturnType<Nodes['expressions']>): Statement {
  const { fields } = nodes;
  const name = nodes.child(node, fields.name);
  const bases = nodes.child(node, fields.superclasses);
  return {
    kind: 'ClassDefinition',
    name: name === noNode ? '' : nodes.wordOf(name),
    nameSpan: nodes.span(name === noNode ? node : name),
    bases: bases === noNode ? [] : lowerArguments(nodes, bases),
    decorators,
    body: suite(nodes, nodes.child(node, fields.body)),
    ...nodes.span(node),
  };
}

function yields(nodes: Nodes, node: number): boolean {
  const type = nodes.typeName(node);
  if (type === 'yield') return true;
  if (type === 'function_definition' || type === 'lambda' || type === 'class_definition') return false;
  return nodes.children(node).some((child) => yields(nodes, child));
}

/** The same of a body that is a piece of its own: it is parsed for this only where the word is in it. */
export function holdsYield(body: Suite, text: string): boolean {
  return /\byield\b/.test(text.slice(body.start, body.end)) && yieldsWithin(body);
}

/** Whether a function's own statements yield. */
function yieldsWithin(body: Suite): boolean {
  let isFound = false;
  visit(body, (node) => {
    isFound ||= node.kind === 'Yield';
    return node.kind !== 'FunctionDefinition' && node.kind !== 'Lambda' && node.kind !== 'ClassDefinition';
  });
  return isFound;
}
