import { interned } from '../base/interned';
import type { Parser } from '@vscode/tree-sitter-wasm';
import { errorType } from './grammar';
import { type LaterBlock, LazySuite } from './lazy';
import { holdsYield, lowerStatements } from './lower-compound';
import { type Group, ModuleReader, type ReadGroup, type Source } from './module-reader';
import { type Dispatch, Nodes, noNode } from './nodes';
import type { Outline } from './outline';
import { type Block, cutBlock, endOfStatement, finestCut, longestStatement, type Piece } from './pieces';
import { type BlockReader, QuickReader } from './quick-compounds';
import type { Span } from './syntax';
import type { Statement, Suite, SyntaxFault } from './statements';
import { cutFlag, missingFlag, nodeSize, type Table, type TreeReader } from './tree-memory';

/** Characters of source whose tables are kept: what one large file needs, at some 10 bytes a character. */
const mostKept = 600_000;

/** What is kept of a piece by its text. */
interface Kept {
  /** By itself: a part of a source would keep all of that. */
  readonly text: string;
  /** Its nodes, or null where it is too long or takes too long to parse. */
  readonly table: Int32Array | null;
  readonly isSound: boolean;
}

interface Parsed {
  readonly piece: Piece;
  readonly kept: Kept;
}

/** Parses pieces, and keeps the tables of the latest: after an edit, only the pieces that it changed are parsed. */
export class PieceParser {
  private kept = new Map<string, Kept>();
  private keptLength = 0;

  constructor(
    private readonly parser: Parser,
    private readonly reader: TreeReader,
    private readonly dispatch: Dispatch,
    private readonly readsQuickly: boolean,
  ) {}

  /** Lets go of all tables. */
  forget(): void {
    // Not cleared: a map that once was old would keep all that come after it.
    this.kept = new Map();
    this.keptLength = 0;
  }

  /** The statements of a block, read when somebody asks for them, and never moved. */
  suite(outline: Outline, block: Block): Suite {
    if (!this.readsQuickly) return new LazySuite(block, () => this.parsedStatements(outline, block));
    const group: Group = { from: 0, next: 0, start: 0, end: 0, statements: [], isParsed: true };
    return new LazySuite(block, () => this.statements({ outline, isEdited: false }, block, group));
  }

  /** What reads a module's statements one by one; null where the parser is to read everything. */
  module(outline: Outline): ModuleReader | null {
    if (!this.readsQuickly) return null;
    // One reader for all statements of an outline: most are one line, and a reader for each costs as much as reading it.
    let current: { readonly reader: QuickReader; readonly outline: Outline; group: Group } | null = null;
    const read: ReadGroup = (source, line, next, group) => {
      const statements: Statement[] = [];
      if (current?.outline === source.outline) current.group = group;
      else {
        const reader = this.quickReader(source, () => current?.group ?? group);
        current = { reader, outline: source.outline, group };
      }
      this.readStatement(current.reader, source.outline, { from: line, to: next, depth: 0 }, group, statements);
      return statements;
    };
    return new ModuleReader({ outline, isEdited: false }, read);
  }

  private quickReader(source: Source, groupNow: () => Group): QuickReader {
    const blocks: BlockReader = {
      now: (block) => this.statements(source, block, groupNow()),
      later: (given) => {
        const group = groupNow();
        const block: LaterBlock = { ...given, isRead: false };
        const read = (): readonly Statement[] => {
          block.isRead = true;
          return this.statements(source, block, group);
        };
        return new LazySuite(block, read, block);
      },
      holdsYield: (body) => holdsYield(body, source.outline.text),
    };
    return new QuickReader(source.outline, blocks, source.isEdited);
  }

  /** Reads a block statement by statement. */
  private statements(source: Source, { from, to, depth }: Block, group: Group): readonly Statement[] {
    const { outline } = source;
    const reader = this.quickReader(source, () => group);
    const statements: Statement[] = [];
    for (let line = from; line < to;) {
      const next = endOfStatement(outline, line, to);
      this.readStatement(reader, outline, { from: line, to: next, depth }, group, statements);
      line = next;
    }
    return statements;
  }

  /** Reads one statement; what the quick reader does not understand is parsed. */
  private readStatement(
    reader: QuickReader,
    outline: Outline,
    lines: Pick<Block, 'from' | 'to' | 'depth'>,
    group: Group,
    into: Statement[],
  ): void {
    const { from, to, depth } = lines;
    if (reader.read(from, to, depth, into)) return;
    const start = outline.starts[from] ?? 0;
    const end = outline.ends[to - 1] ?? start;
    const pieces = this.pieces(outline, { ...lines, start, end });
    const statements = pieces.flatMap((piece) => this.lower(piece, outline));
    // What is missing has no place to be moved from.
    group.isParsed ||= !pieces.every(({ kept }) => kept.isSound) || statements.some(hasSuite);
    into.push(...statements);
  }

  private parsedStatements(outline: Outline, block: Block): readonly Statement[] {
    return this.pieces(outline, block).flatMap((parsed) => this.lower(parsed, outline));
  }

  /** Places in a block, and in all blocks within it, that are no valid Python. */
  errors(outline: Outline, block: Block, found: SyntaxFault[]): void {
    for (const {
      piece,
      kept: { table },
    } of this.pieces(outline, block)) {
      if (table === null) {
        const isUnread = piece.text.length > longestStatement;
        found.push({ start: piece.block.start, end: piece.block.end, isUnread });
      } else collectErrors(placed(table, piece), piece.block, found);
      for (const { block: inner } of piece.gaps) this.errors(outline, inner, found);
    }
  }

  /** Parses a block's pieces; what is no Python is cut again, so that it takes nothing else with it. */
  private pieces(outline: Outline, block: Block): readonly Parsed[] {
    return cutBlock(outline, block).flatMap((piece): Parsed | Parsed[] => {
      const parsed = this.parsed(piece);
      if (parsed.kept.isSound) return parsed;
      const finest = cutBlock(outline, piece.block, finestCut);
      return finest.length === 1 && finest[0]?.text === piece.text ? parsed : finest.map((part) => this.parsed(part));
    });
  }

  private parsed(piece: Piece): Parsed {
    return { piece, kept: this.get(piece.text) };
  }

  private lower({ piece, kept }: Parsed, outline: Outline): readonly Statement[] {
    const { table } = kept;
    if (table === null) return [{ kind: 'Broken', expressions: [], start: piece.block.start, end: piece.block.end }];
    if (piece.gaps.length > 0) return this.lowerAround(piece, table, outline);
    return statementsOf(new Nodes(this.dispatch, outline.text, table, piece.base, new Map()), piece);
  }

  /** Lowers a piece that leaves blocks out. */
  private lowerAround(piece: Piece, table: Int32Array, outline: Outline): Statement[] {
    const blocks = new Map(piece.gaps.map(({ block }) => [block.start, this.suite(outline, block)]));
    const statements = statementsOf(new Nodes(this.dispatch, outline.text, placed(table, piece), 0, blocks), piece);
    // Where a header is no Python, nothing takes its block: its statements stand for themselves.
    for (const left of blocks.values()) statements.push(...left.statements);
    return statements;
  }

  private get(text: string): Kept {
    const known = this.kept.get(text);
    if (known !== undefined) {
      // The most recently used stay longest.
      this.kept.delete(known.text);
      this.kept.set(known.text, known);
      return known;
    }
    const table = text.length > longestStatement ? null : this.parse(text);
    const kept = {
      text: interned(text),
      table: table?.cells ?? null,
      isSound: table?.isSound ?? false,
    };
    this.kept.set(kept.text, kept);
    this.keptLength += text.length;
    for (const oldest of this.kept.keys()) {
      if (this.keptLength <= mostKept || oldest === text) break;
      this.kept.delete(oldest);
      this.keptLength -= oldest.length;
    }
    return kept;
  }

  private parse(text: string): Table | null {
    // tree-sitter's recovery from errors can take hundreds of times a parse. It reports about every 100 characters of sound code.
    let reports = 0;
    const mostReports = 200 + text.length / 5;
    const tree = this.parser.parse(text, null, { progressCallback: () => ++reports > mostReports });
    if (tree === null) {
      this.parser.reset();
      return null;
    }
    try {
      return this.reader.read(tree);
    } finally {
      tree.delete();
    }
  }
}

/** Whether a statement holds others, which are lowered when somebody asks for them, from places of their own. */
function hasSuite(statement: Statement): boolean {
  return 'body' in statement || statement.kind === 'Match';
}

/** A piece's table with every offset where it is in the source. */
function placed(table: Int32Array, { base, gaps }: Piece): Int32Array {
  const cells = table.slice();
  const first = gaps[0]?.at ?? 0;
  for (let node = 0; node < cells.length; node += nodeSize) {
    const start = cells[node + 1] ?? 0;
    const end = cells[node + 2] ?? 0;
    cells[node + 1] = start < first ? start + base : inSource(start, base, gaps, false);
    cells[node + 2] = end <= first ? end + base : inSource(end, base, gaps, true);
  }
  return cells;
}

function inSource(offset: number, base: number, gaps: Piece['gaps'], isEnd: boolean): number {
  let low = 0;
  let high = gaps.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const { at } = gaps[middle] ?? { at: 0 };
    if (at < offset || (at === offset && !isEnd)) low = middle + 1;
    else high = middle;
  }
  const gap = gaps[low - 1];
  if (gap === undefined) return offset + base;
  if (offset >= gap.next) return offset - gap.next + gap.nextInSource;
  return isEnd ? gap.block.end : gap.block.start;
}

function statementsOf(nodes: Nodes, { isNested, block: within }: Piece): Statement[] {
  if (!isNested) return lowerStatements(nodes, 0);
  const first = nodes.first(0);
  const block = first < nodes.after(0) ? nodes.child(first, nodes.fields.consequence) : noNode;
  // Where the nesting itself is lost in an error, its own `1` stands before the source.
  if (block === noNode) return lowerStatements(nodes, 0).filter(({ start }) => start >= within.start);
  const lowered = lowerStatements(nodes, block);
  // What the grammar could not keep within the block stands behind it.
  return nodes.after(first) < nodes.after(0) ? [...lowered, ...lowerStatements(nodes, 0).slice(1)] : lowered;
}

/** An error may reach back to the prefix of a nested piece, which is not in the source. */
function collectErrors(cells: Int32Array, within: Span, found: SyntaxFault[]): void {
  for (let node = 0; node < cells.length;) {
    const head = cells[node] ?? 0;
    if (isWrong(head)) {
      const start = Math.max(cells[node + 1] ?? 0, within.start);
      found.push({ start, end: Math.max(start, cells[node + 2] ?? 0), isUnread: (head & cutFlag) !== 0 });
      node = cells[node + 3] ?? cells.length;
    } else node += nodeSize;
  }
}

function isWrong(head: number): boolean {
  return (head & 0xffff) === errorType || (head & missingFlag) !== 0;
}
