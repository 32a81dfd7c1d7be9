import { spelled } from '../base/interned';
import { errorType, type FieldName, type Grammar } from './grammar';
import type { Expression, Span } from './syntax';
import type { Statement, Suite } from './statements';
import { fieldShift, missingFlag, namedFlag } from './tree-memory';

/** Stands for a node that is not there. */
export const noNode = -1;

/** Lowers a node to an expression. */
export type LowerExpression = (nodes: Nodes, node: number) => Expression;
/** Lowers a node to statements: most to one, some to none. */
export type LowerStatement = (nodes: Nodes, node: number) => Statement[];

/** How each type of node is lowered. */
export interface Dispatch {
  readonly grammar: Grammar;
  readonly expressions: readonly (LowerExpression | undefined)[];
  readonly statements: readonly (LowerStatement | undefined)[];
}

/**
 * The nodes of one parsed piece, where they stand in the source. A node is named by its place in the table that `TreeReader` wrote;
 * there are no objects but for what is lowered.
 */
export class Nodes {
  readonly fields: Readonly<Record<FieldName, number>>;

  constructor(
    readonly dispatch: Dispatch,
    /** The whole source, not the piece's own text. */
    readonly text: string,
    private readonly cells: Int32Array,
    private readonly base: number,
    /** Blocks that the piece leaves out, by where they begin: those that no statement has taken yet. */
    private readonly blocks: Map<number, Suite>,
  ) {
    this.fields = dispatch.grammar.fields;
  }

  type(node: number): number {
    return (this.cells[node] ?? 0) & 0xffff;
  }

  typeName(node: number): string {
    return this.dispatch.grammar.typeName(this.type(node));
  }

  start(node: number): number {
    return (this.cells[node + 1] ?? 0) + this.base;
  }

  end(node: number): number {
    return (this.cells[node + 2] ?? 0) + this.base;
  }

  span(node: number): Span {
    return { start: this.start(node), end: this.end(node) };
  }

  textOf(node: number): string {
    return this.text.slice(this.start(node), this.end(node));
  }

  /** The same of a name, as the one string that it is everywhere: a part of the source would keep all of it. */
  wordOf(node: number): string {
    return spelled(this.textOf(node));
  }

  /** The first node after this one and all below it. */
  after(node: number): number {
    return this.cells[node + 3] ?? 0;
  }

  field(node: number): number {
    return ((this.cells[node] ?? 0) >> fieldShift) & 0xff;
  }

  isNamed(node: number): boolean {
    return ((this.cells[node] ?? 0) & namedFlag) !== 0;
  }

  isMissing(node: number): boolean {
    return ((this.cells[node] ?? 0) & missingFlag) !== 0;
  }

  isError(node: number): boolean {
    return this.type(node) === errorType;
  }

  /** The first child, where `after(node)` is larger. */
  first(node: number): number {
    return node + 4;
  }

  /** The first child with that field, or `noNode`. */
  child(node: number, field: number): number {
    const end = this.after(node);
    for (let child = node + 4; child < end; child = this.after(child)) if (this.field(child) === field) return child;
    return noNode;
  }

  /** The first child of that type, or `noNode`. */
  childOfType(node: number, type: string): number {
    const end = this.after(node);
    for (let child = node + 4; child < end; child = this.after(child)) if (this.typeName(child) === type) return child;
    return noNode;
  }

  children(node: number): number[] {
    const found: number[] = [];
    const end = this.after(node);
    for (let child = node + 4; child < end; child = this.after(child)) found.push(child);
    return found;
  }

  /** The named children: the grammar's parts without its punctuation. */
  named(node: number): number[] {
    const found: number[] = [];
    const end = this.after(node);
    for (let child = node + 4; child < end; child = this.after(child)) if (this.isNamed(child)) found.push(child);
    return found;
  }

  /** The first named child, or `noNode`. */
  firstNamed(node: number): number {
    const end = this.after(node);
    for (let child = node + 4; child < end; child = this.after(child)) if (this.isNamed(child)) return child;
    return noNode;
  }

  /** Takes the block that begins there and is left out of this piece, if one does. */
  takeBlock(node: number): Suite | undefined {
    if (this.blocks.size === 0) return undefined;
    const start = this.start(node);
    const block = this.blocks.get(start);
    this.blocks.delete(start);
    return block;
  }

  /** Lowers one expression; a missing one is broken, with no extent. */
  expression(node: number): Expression {
    if (node === noNode) return { kind: 'BrokenExpression', start: 0, end: 0 };
    const lower = this.dispatch.expressions[this.type(node)];
    return lower === undefined ? this.broken(node) : lower(this, node);
  }

  /** What could not be read, with its extent. */
  broken(node: number): Expression {
    return { kind: 'BrokenExpression', start: this.start(node), end: this.end(node) };
  }

  /** Lowers the children with that field. */
  expressions(nodes: readonly number[]): Expression[] {
    return nodes.map((node) => this.expression(node));
  }
}
