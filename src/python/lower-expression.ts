import { parseNumber } from './literals';
import { lowerString } from './lower-string';
import { type LowerExpression, noNode, type Nodes } from './nodes';
import type { Argument, Expression, Parameter } from './syntax';

/** Names, literals, attributes, calls and subscripts, by the grammar's names for them. */
export const primaries: Readonly<Record<string, LowerExpression>> = {
  identifier: name,
  keyword_identifier: name,
  integer: number,
  float: number,
  string: (nodes, node) => lowerString(nodes, node, [node]),
  concatenated_string: (nodes, node) => lowerString(nodes, node, nodes.named(node)),
  true: (nodes, node) => constant(nodes, node, true),
  false: (nodes, node) => constant(nodes, node, false),
  none: (nodes, node) => constant(nodes, node, null),
  ellipsis: (nodes, node) => constant(nodes, node, 'Ellipsis'),
  parenthesized_expression: inner,
  parenthesized_list_splat: inner,
  format_expression: inner,
  type: inner,
  case_pattern: inner,
  as_pattern: inner,
  attribute,
  dotted_name: dotted,
  call,
  subscript,
  slice,
};

function inner(nodes: Nodes, node: number): Expression {
  return nodes.expression(nodes.firstNamed(node));
}

function name(nodes: Nodes, node: number): Expression {
  const start = nodes.start(node);
  const end = nodes.end(node);
  if (nodes.isMissing(node)) return { kind: 'BrokenExpression', start, end };
  return { kind: 'Name', name: nodes.wordOf(node), start, end };
}

function number(nodes: Nodes, node: number): Expression {
  return { kind: 'Number', ...parseNumber(nodes.textOf(node)), start: nodes.start(node), end: nodes.end(node) };
}

function constant(nodes: Nodes, node: number, value: boolean | null | 'Ellipsis'): Expression {
  return { kind: 'Constant', value, start: nodes.start(node), end: nodes.end(node) };
}

function attribute(nodes: Nodes, node: number): Expression {
  const { fields } = nodes;
  const object = nodes.expression(nodes.child(node, fields.object));
  const named = nodes.child(node, fields.attribute);
  if (named === noNode) return nodes.broken(node);
  return {
    kind: 'Attribute',
    object,
    name: nodes.isMissing(named) ? '' : nodes.wordOf(named),
    nameSpan: nodes.span(named),
    start: nodes.start(node),
    end: nodes.end(node),
  };
}

/** `a.b.c` where the grammar has one node for it: decorators, imports, patterns. */
function dotted(nodes: Nodes, node: number): Expression {
  const [first, ...rest] = nodes.named(node);
  if (first === undefined) return nodes.broken(node);
  let object = nodes.expression(first);
  for (const part of rest) {
    object = {
      kind: 'Attribute',
      object,
      name: nodes.wordOf(part),
      nameSpan: nodes.span(part),
      start: object.start,
      end: nodes.end(part),
    };
  }
  return object;
}

function call(nodes: Nodes, node: number): Expression {
  const { fields } = nodes;
  const list = nodes.child(node, fields.arguments);
  if (list === noNode) return nodes.broken(node);
  return {
    kind: 'Call',
    callee: nodes.expression(nodes.child(node, fields.function)),
    arguments: lowerArguments(nodes, list),
    argumentsSpan: nodes.span(list),
    start: nodes.start(node),
    end: nodes.end(node),
  };
}

function subscript(nodes: Nodes, node: number): Expression {
  const { fields } = nodes;
  const indices: Expression[] = [];
  let endsWithComma = false;
  for (const child of nodes.children(node)) {
    if (nodes.field(child) === fields.subscript) indices.push(nodes.expression(child));
    if (nodes.typeName(child) !== ']') endsWithComma = nodes.typeName(child) === ',';
  }
  const [first] = indices;
  const last = indices.at(-1);
  const isTuple = indices.length > 1 || endsWithComma;
  const index: Expression =
    first === undefined || last === undefined
      ? nodes.broken(node)
      : isTuple
        ? { kind: 'Tuple', items: indices, start: first.start, end: last.end }
        : first;
  const object = nodes.expression(nodes.child(node, fields.value));
  return { kind: 'Subscript', object, index, start: nodes.start(node), end: nodes.end(node) };
}

function slice(nodes: Nodes, node: number): Expression {
  const parts: [Expression | null, Expression | null, Expression | null] = [null, null, null];
  let at = 0;
  for (const child of nodes.children(node)) {
    if (nodes.typeName(child) === ':') at += 1;
    else if (at < 3) parts[at] = nodes.expression(child);
  }
  const [lower, upper, step] = parts;
  return { kind: 'Slice', lower, upper, step, start: nodes.start(node), end: nodes.end(node) };
}

/** Lowers a call's or a class's argument list; a lone generator expression is one argument. */
export function lowerArguments(nodes: Nodes, list: number): Argument[] {
  if (nodes.typeName(list) === 'generator_expression') return [argument(nodes, list)];
  const given: Argument[] = [];
  const end = nodes.after(list);
  for (let node = nodes.first(list); node < end; node = nodes.after(node)) {
    if (nodes.isNamed(node) && !nodes.isError(node)) given.push(argument(nodes, node));
  }
  return given;
}

function argument(nodes: Nodes, node: number): Argument {
  const start = nodes.start(node);
  const end = nodes.end(node);
  const { fields } = nodes;
  switch (nodes.typeName(node)) {
    case 'keyword_argument': {
      const named = nodes.child(node, fields.name);
      const value = nodes.expression(nodes.child(node, fields.value));
      return { name: named === noNode ? null : nodes.wordOf(named), star: '', value, start, end };
    }
    case 'list_splat':
      return { name: null, star: '*', value: inner(nodes, node), start, end };
    case 'dictionary_splat':
      return { name: null, star: '**', value: inner(nodes, node), start, end };
    default:
      return { name: null, star: '', value: nodes.expression(node), start, end };
  }
}

/** Lowers the parameters of a function or a lambda. */
export function lowerParameters(nodes: Nodes, list: number): Parameter[] {
  const parameters: Parameter[] = [];
  let role: Parameter['role'] = 'normal';
  for (const node of list === noNode ? [] : nodes.children(list)) {
    const type = nodes.typeName(node);
    if (type === 'keyword_separator' || type === '*') role = 'keyword';
    else {
      const lowered = parameter(nodes, node, role);
      if (lowered?.role === 'args') role = 'keyword';
      if (lowered !== null) parameters.push(lowered);
    }
  }
  return parameters;
}

function parameter(nodes: Nodes, node: number, role: Parameter['role']): Parameter | null {
  const { fields } = nodes;
  const span = nodes.span(node);
  switch (nodes.typeName(node)) {
    case 'identifier':
      return { name: nodes.wordOf(node), role, default: null, ...span };
    case 'default_parameter':
    case 'typed_default_parameter': {
      const named = nodes.child(node, fields.name);
      const value = nodes.expression(nodes.child(node, fields.value));
      return { name: named === noNode ? '' : nodes.wordOf(named), role, default: value, ...span };
    }
    case 'typed_parameter': {
      const within = nodes.firstNamed(node);
      const lowered = within === noNode ? null : parameter(nodes, within, role);
      return lowered === null ? null : { ...lowered, ...span };
    }
    case 'list_splat_pattern':
    case 'dictionary_splat_pattern': {
      const named = nodes.firstNamed(node);
      const starred = nodes.typeName(node) === 'list_splat_pattern' ? 'args' : 'kwargs';
      return { name: named === noNode ? '' : nodes.wordOf(named), role: starred, default: null, ...span };
    }
    case 'tuple_pattern': // Python 2 unpacked tuples in its parameters.
      return { name: nodes.wordOf(node), role, default: null, ...span };
    default:
      return null;
  }
}
