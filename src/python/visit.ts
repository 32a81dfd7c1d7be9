import type { Expression, Module, Span, Statement, Suite } from './syntax';

/** Anything of the syntax that has parts. */
export type SyntaxNode = Expression | Statement | Suite | Module;

/**
 * Calls `enter` for every statement and expression below a node, in source order, outermost first. Where `enter` returns false, what
 * is below is passed over.
 */
export function visit(node: unknown, enter: (node: Expression | Statement) => boolean): void {
  if (Array.isArray(node)) {
    for (const item of node) visit(item, enter);
    return;
  }
  if (typeof node !== 'object' || node === null) return;
  if (isKinded(node) && !enter(node)) return;
  for (const [key, part] of Object.entries(node)) {
    if (typeof part === 'object' && part !== null && !key.endsWith('Span')) visit(part, enter);
  }
}

function isKinded(node: object): node is Expression | Statement {
  return 'kind' in node && node.kind !== 'Module';
}

/** Whether a span lies within another. */
export function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
