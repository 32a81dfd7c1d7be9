import { unescape } from './literals';
import { noNode, type Nodes } from './nodes';
import type { Expression, FormattedString } from './syntax';

type Part = FormattedString['parts'][number];

/** Lowers adjacent string literals to one; to a formatted string where one of them holds an expression. */
export function lowerString(nodes: Nodes, node: number, literals: readonly number[]): Expression {
  const simple = literals.length === 1 ? simpleString(nodes, node) : null;
  if (simple !== null) return simple;
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

/** A string without a prefix and without escapes stands for what is between its quotes; null for another. */
function simpleString(nodes: Nodes, node: number): Expression | null {
  const start = nodes.start(node);
  const end = nodes.end(node);
  const quote = nodes.text.charCodeAt(start);
  if (quote !== 34 && quote !== 39) return null;
  const content = nodes.first(nodes.first(node));
  const closing = nodes.after(content);
  if (nodes.typeName(content) !== 'string_content' || closing >= nodes.after(node)) return null;
  if (nodes.typeName(closing) !== 'string_end' || nodes.isMissing(closing)) return null;
  const value = nodes.textOf(content);
  return value.includes('\\') ? null : { kind: 'String', value, isBytes: false, start, end };
}

function interpolation(nodes: Nodes, node: number): Exclude<Part, string> {
  const { fields } = nodes;
  const conversion = nodes.child(node, fields.type_conversion);
  const format = nodes.child(node, fields.format_specifier);
  return {
    value: nodes.expression(nodes.child(node, fields.expression)),
    conversion: conversion === noNode ? null : nodes.textOf(conversion).slice(1),
    format: format === noNode ? null : formatOf(nodes, format),
  };
}

/** What stands behind the colon: a text, or one with expressions in it. */
function formatOf(nodes: Nodes, node: number): string | FormattedString {
  const text = nodes.textOf(node);
  const start = nodes.start(node);
  const parts: Part[] = [];
  let at = 1;
  for (const child of nodes.children(node)) {
    if (nodes.typeName(child) !== 'format_expression') continue;
    parts.push(text.slice(at, nodes.start(child) - start), interpolation(nodes, child));
    at = nodes.end(child) - start;
  }
  if (parts.length === 0) return text.slice(1);
  return { kind: 'FormattedString', parts: [...parts, text.slice(at)], ...nodes.span(node) };
}
