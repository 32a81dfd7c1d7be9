import type { Module } from '../python/statements';
import type { Expression, Span } from '../python/syntax';
import { visit } from '../python/visit';

/**
 * Python 2 divides ints to ints: a program is of Python 2 where it prints without parentheses, or goes over `range(a / b)`, which Python 3
 * refuses, and asks for no true division.
 */
export function isPython2(module: Module, text: string): boolean {
  const found: Span[] = [];
  visit(module, (node) => {
    if (node.kind === 'Print' || (node.kind === 'Call' && isDividedRange(node.callee, node.arguments)))
      found.push(node);
    return found.length === 0;
  });
  return found.length > 0 && !/from\s+__future__\s+import[^\n]*\bdivision\b/.test(text);
}

function isDividedRange(callee: Expression, given: readonly { readonly value: Expression }[]): boolean {
  const isRange = callee.kind === 'Name' && (callee.name === 'range' || callee.name === 'xrange');
  return isRange && given.some(({ value }) => value.kind === 'Binary' && value.operator === '/');
}
