import type { Span } from '../python/syntax';
import type { Module } from '../python/statements';
import { visit } from '../python/visit';

/** Python 2 divides ints to ints: a program is of Python 2 where it prints without parentheses and asks for no true division. */
export function isPython2(module: Module, text: string): boolean {
  const prints: Span[] = [];
  visit(module, (node) => {
    if (node.kind === 'Print') prints.push(node);
    return prints.length === 0;
  });
  return prints.length > 0 && !/from\s+__future__\s+import[^\n]*\bdivision\b/.test(text);
}
