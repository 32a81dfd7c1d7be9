import { unescape } from './literals';
import { noNode, type Nodes } from './nodes';
import type { Expression, FormattedString } from './syntax';

type Part = FormattedString['parts'][number];

/** Lowers adjacent string literals to one; to a formatted string where one of them holds an expression. */
export function lowerString(nodes: Nodes, node: number, literals: readonly number[]): Expression {
  const parts: Part[] = [];
  let isBytes = false;
  for (const literal of literals) {
    let prefix = '';
    for (const child of nodes.children(literal)) {
      const type = nodes.typeName(child);
      if (type === 'string_start') {
        prefix = nodes
          .textOf(child)
          .replace(/['"]+$/, '')
          .toLowerCase();
        isBytes ||= prefix.includes('b');
      } else if (type === 'string_content') {
        const content = nodes.textOf(child);
        const doubled = prefix.includes('f') ? content.replace(/\{\{|\}\}/g, (brace) => brace.charAt(0)) : content;
        parts.push(unescape(doubled, prefix.includes('r')));
      } else if (type === 'interpolation') parts.push(interpolation(nodes, child));
    }
  }
  const span = nodes.span(node);
  if (parts.every((part) => typeof part === 'string')) {
    return { kind: 'String', value: parts.join(''), isBytes, ...span };
  }
  return { kind: 'FormattedString', parts, ...span };
}

function interpolation(nodes: Nodes, node: number): Exclude<Part, string> {
  const { fields } = nodes;
  const conversion = nodes.child(node, fields.type_conversion);
  const format = nodes.child(node, fields.format_specifier);
  return {
    value: nodes.expression(nodes.child(node, fields.expression)),
    conversion: conversion === noNode ? null : nodes.textOf(conversion).slice(1),
    format: format === noNode ? null : nodes.textOf(format).slice(1),
  };
}
