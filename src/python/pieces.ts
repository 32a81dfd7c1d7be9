import { LineRole, type Outline } from './outline';
import type { Span } from './syntax';

/** A run of logical lines of an outline that are indented alike, or deeper: a module, or the block of a compound statement. */
export interface Block extends Span {
  /** Its first line, and the one after its last. */
  readonly from: number;
  readonly to: number;
  /** How many blocks it lies in. */
  readonly depth: number;
}

/**
 * Statements that are parsed together. The blocks of long ones are left out, `pass` in their place, and become pieces of their own:
 * an edit changes the text of one piece, and what nobody reads is not parsed.
 */
export interface Piece {
  /** What the parser reads. */
  readonly text: string;
  /** Whether `text` begins with `nestingPrefix`, because the statements are indented. */
  readonly isNested: boolean;
  /** What to add to an offset in `text` to have it in the source, as long as no block is left out. */
  readonly base: number;
  readonly gaps: readonly Gap[];
  /** The lines that it was cut from. */
  readonly block: Block;
}

/** A block that a piece leaves out. */
export interface Gap {
  /** Where its `pass` stands in the piece's text. */
  readonly at: number;
  readonly block: Block;
  /** Where the piece's text goes on, and where that is in the source. */
  readonly next: number;
  readonly nextInSource: number;
}

/** Makes indented statements a block, which they are. */
const nestingPrefix = 'if 1:\n';
const placeholder = 'pass';

/** How small pieces are, in characters. */
export interface Cut {
  /** A definition's block that is longer is a piece of its own; any other block that is four times as long. */
  readonly longBlock: number;
  /** Statements are put together up to this length… */
  readonly mostTogether: number;
  /** …and from this length on only until something begins that will begin a piece also after an edit before it. */
  readonly enoughTogether: number;
}

/** Few enough pieces to parse a text in little more time than it takes as a whole; small enough to parse one at every key. */
const usualCut: Cut = { longBlock: 300, mostTogether: 4096, enoughTogether: 512 };
/** Each statement's own lines for themselves: what is no Python takes nothing else with it. */
export const finestCut: Cut = { longBlock: 0, mostTogether: 0, enoughTogether: 0 };

/** Blocks that lie deeper are left in their piece. */
const deepest = 60;
/** A statement with more of its own text than this is data, and not read. */
export const longestStatement = 400_000;

/** The whole text as a block. */
export function moduleBlock({ text, starts }: Outline): Block {
  return { from: 0, to: starts.length, depth: 0, start: 0, end: text.length };
}

/** Cuts a block into pieces, in source order. */
export function cutBlock(outline: Outline, { from, to, depth }: Block, cut = usualCut): Piece[] {
  const pieces: Piece[] = [];
  let builder = new PieceBuilder(outline, depth);
  for (let line = from; line < to;) {
    const next = endOfStatement(outline, line, to);
    const blocks =
      depth < deepest ? longBlocks(outline, line, next, { depth: depth + 1, longBlock: cut.longBlock }) : [];
    const size = blocks.reduce((left, block) => left - (block.end - block.start), spanOf(outline, line, next));
    const { size: together } = builder;
    if (together > 0 && isFull(together, size, cut, outline, line)) {
      pieces.push(builder.build());
      builder = new PieceBuilder(outline, depth);
    }
    builder.add(line, next, blocks, size);
    line = next;
  }
  if (builder.size > 0) pieces.push(builder.build());
  return pieces;
}

function isFull(together: number, size: number, cut: Cut, outline: Outline, line: number): boolean {
  return together + size > cut.mostTogether || (together > cut.enoughTogether && isLandmark(outline, line));
}

function spanOf({ starts, ends }: Outline, from: number, to: number): number {
  return (ends[to - 1] ?? 0) - (starts[from] ?? 0);
}

/** The line after a statement: past what is indented deeper, its further clauses, and the definition that decorators belong to. */
export function endOfStatement({ indents, roles }: Outline, line: number, to: number): number {
  const indent = indents[line] ?? 0;
  let isDecorated = roles[line] === LineRole.Decorator;
  let next = line + 1;
  for (; next < to; next++) {
    const depth = indents[next] ?? 0;
    if (depth > indent) continue;
    if (depth < indent) break;
    const role = roles[next];
    if (role === LineRole.Clause) continue;
    if (!isDecorated) break;
    isDecorated = role === LineRole.Decorator;
  }
  return next;
}

/** The blocks right below a statement's own lines that are long enough to be left out. */
function longBlocks(
  outline: Outline,
  line: number,
  next: number,
  { depth, longBlock }: { readonly depth: number; readonly longBlock: number },
): Block[] {
  const { text, starts, ends, indents, roles } = outline;
  const indent = indents[line] ?? 0;
  const blocks: Block[] = [];
  // A `case` means nothing outside of its `match`.
  if (isMatch(outline, line)) return blocks;
  for (let header = line; header < next;) {
    let after = header + 1;
    while (after < next && (indents[after] ?? 0) > indent) after += 1;
    let start = starts[header + 1] ?? 0;
    const end = ends[after - 1] ?? 0;
    while (start < end && text.charCodeAt(start) <= 32) start += 1;
    const least = roles[header] === LineRole.Definition ? longBlock : longBlock * 4;
    if (after > header + 1 && end - start > least && text.charAt((ends[header] ?? 0) - 1) === ':') {
      blocks.push({ from: header + 1, to: after, depth, start, end });
    }
    header = after;
  }
  return blocks;
}

function isMatch({ text, starts, ends }: Outline, line: number): boolean {
  return /^\s*match\b/.test(text.slice(starts[line], ends[line]));
}

/** A place where pieces begin whatever stands before it: chosen by the line's own text, about one in four plain lines. */
function isLandmark({ text, starts, ends, roles }: Outline, line: number): boolean {
  const role = roles[line];
  if (role === LineRole.Decorator || role === LineRole.Definition) return true;
  const start = starts[line] ?? 0;
  const end = ends[line] ?? 0;
  return ((end - start + text.charCodeAt(end - 1) + text.charCodeAt((start + end) >> 1)) & 3) === 0;
}

class PieceBuilder {
  /** Characters so far. */
  size = 0;
  private text = '';
  private gaps: Gap[] = [];
  private isNested = false;
  private first = -1;
  private from = 0;
  private to = 0;
  /** How far the source is in `text`. */
  private copied = 0;

  constructor(
    private readonly outline: Outline,
    private readonly depth: number,
  ) {}

  add(line: number, next: number, blocks: readonly Block[], size: number): void {
    const { text, starts, ends, indents } = this.outline;
    const start = starts[line] ?? 0;
    const end = ends[next - 1] ?? 0;
    if (this.first < 0) {
      this.first = start;
      this.from = line;
      this.copied = start;
      this.isNested = (indents[line] ?? 0) > 0;
      if (this.isNested) this.text = nestingPrefix;
    }
    for (const block of blocks) {
      this.text += `${text.slice(this.copied, ends[block.from - 1])} ${placeholder}\n`;
      const { length } = this.text;
      // What stands between a block and the next line is blank, or a comment.
      const resumed = block.to < next ? (starts[block.to] ?? 0) : end;
      this.gaps.push({
        at: length - placeholder.length - 1,
        block,
        next: length,
        nextInSource: resumed,
      });
      this.copied = resumed;
    }
    this.text += text.slice(this.copied, end);
    this.copied = end;
    this.to = next;
    this.size += Math.max(1, size);
  }

  build(): Piece {
    const base = this.first - (this.isNested ? nestingPrefix.length : 0);
    const { from, to, depth, first: start, copied: end } = this;
    return { text: this.text, isNested: this.isNested, base, gaps: this.gaps, block: { from, to, depth, start, end } };
  }
}
