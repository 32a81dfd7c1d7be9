import type { Node, TreeCursor } from '@vscode/tree-sitter-wasm';

/** A node of the parser's tree, copied out of WebAssembly memory in one walk. Comments are left out. */
export interface Concrete {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  /** The parent's name for it, or null. */
  readonly field: string | null;
  readonly isNamed: boolean;
  readonly isMissing: boolean;
  readonly children: readonly Concrete[];
}

/** Deeper nesting is cut off: lowering recurses, and no program that means anything nests so deep. */
const deepest = 900;
const none: readonly Concrete[] = [];

/** Copies a node and all below it. */
export function materialize(node: Node): Concrete {
  const cursor = node.walk();
  try {
    return copy(cursor, 0);
  } finally {
    cursor.delete();
  }
}

function copy(cursor: TreeCursor, depth: number): Concrete {
  const { nodeType: type, nodeIsNamed: isNamed, nodeIsMissing: isMissing } = cursor;
  return {
    type: depth < deepest ? type : 'ERROR',
    start: cursor.startIndex,
    end: cursor.endIndex,
    field: cursor.currentFieldName,
    isNamed,
    isMissing,
    children: depth < deepest ? copyChildren(cursor, depth) : none,
  };
}

function copyChildren(cursor: TreeCursor, depth: number): readonly Concrete[] {
  if (!cursor.gotoFirstChild()) return none;
  const children: Concrete[] = [];
  do {
    if (cursor.nodeType !== 'comment' && cursor.nodeType !== 'line_continuation')
      children.push(copy(cursor, depth + 1));
  } while (cursor.gotoNextSibling());
  cursor.gotoParent();
  return children;
}

/** The child of that field, if there is one. */
export function childOf(node: Concrete, field: string): Concrete | undefined {
  return node.children.find((child) => child.field === field);
}

/** The named children: the grammar's parts without its punctuation. */
export function namedChildren(node: Concrete): Concrete[] {
  return node.children.filter(({ isNamed }) => isNamed);
}
