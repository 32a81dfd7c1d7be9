import type { Tree } from '@vscode/tree-sitter-wasm';
import { errorType, type Grammar } from './grammar';

/**
 * The parser's own memory, read in bulk. Asking tree-sitter for its nodes one by one costs more than parsing does (a call into
 * WebAssembly a question, 1.3 times the parse for a walk); its trees lie in memory that can be read as it is. What is read here is
 * the layout of tree-sitter 0.25 in 32 bits (`subtree.h`, `parser.h`); the version is pinned, and a test compares every field of
 * every node with what tree-sitter answers.
 */
export interface ParserMemory {
  /** The memory as words. Another array each time the memory has grown. */
  HEAP32: Int32Array;
}

/** Numbers a node has in a table: what it is, start, end, and the place of the first node after it. */
export const nodeSize = 4;
/** Set in a node's first number, besides its type and its field. */
export const namedFlag = 1 << 30;
export const missingFlag = 1 << 29;
/** Set where what is nested deeper was cut off. */
export const cutFlag = 1 << 28;
export const fieldShift = 16;

/** Deeper nesting is cut off: lowering recurses, and no program that means anything nests so deep. */
const deepest = 900;

/** Numbers in a block of memory that tables share. */
const sharedSize = 1 << 16;

/** Where tree-sitter's structures keep what is read of them, in words. */
const tree = { root: 0, language: 2 };
const subtree = { padding: 1, size: 4, errorCost: 8, childCount: 9, symbol: 10, flags: 11, production: 16, words: 2 };
const language = {
  productionCount: 7,
  aliasWidth: 9,
  fieldSlices: 16,
  fieldEntries: 17,
  metadata: 18,
  publicSymbols: 19,
};
const aliasSequences = 21;

/** What a production says of its children, by their place: their fields and their aliases. */
interface Productions {
  readonly width: number;
  readonly fields: Uint16Array;
  readonly aliases: Uint16Array;
  readonly publicSymbols: Uint16Array;
  readonly isNamed: Uint8Array;
}

/** The nodes of a tree. */
export interface Table {
  readonly cells: Int32Array;
  /** Whether all of it is valid, and there. */
  readonly isSound: boolean;
}

/** Copies trees out of the parser's memory. */
export class TreeReader {
  private productions: Productions | null = null;
  private cells = new Int32Array(1 << 14);
  private shared = new Int32Array(0);
  private taken = 0;
  private isCut = false;

  constructor(
    private readonly memory: ParserMemory,
    private readonly grammar: Grammar,
  ) {}

  /**
   * The visible nodes of a tree, comments left out, each before its children. Offsets are UTF-16 units.
   */
  read(of: Tree): Table {
    const words = this.memory.HEAP32;
    const address = (of as unknown as Readonly<Record<0, number>>)[0] >> 2;
    this.productions ??= readProductions(words, at(words, address + tree.language) >> 2);
    this.isCut = false;
    const length = this.copy(words, address + tree.root, this.productions);
    const root = at(words, address + tree.root);
    const isSound = (root & 1) !== 0 || at(words, (root >>> 2) + subtree.errorCost) === 0;
    return { cells: this.kept(length), isSound: isSound && !this.isCut };
  }

  /** Tables lie in blocks of memory that they share: a typed array of its own for each costs as much as reading the tree. */
  private kept(length: number): Int32Array {
    if (this.taken + length > this.shared.length) {
      this.shared = new Int32Array(Math.max(sharedSize, length));
      this.taken = 0;
    }
    const table = this.shared.subarray(this.taken, this.taken + length);
    table.set(this.cells.subarray(0, length));
    this.taken += length;
    return table;
  }

  /** A walk with its own stack: input can nest deeper than JavaScript may recurse. */
  // eslint-disable-next-line max-lines-per-function -- one loop over a hand-kept stack: its state is in local variables, which every step of it reads and writes
  private copy(
    words: Int32Array,
    root: number,
    { width, fields, aliases, publicSymbols, isNamed }: Productions,
  ): number {
    let { cells } = this;
    const { isSkipped } = this.grammar;
    let length = 0;
    let depth = 0;
    // The parent whose children are being read: its state is kept in these, and on the stack while a child is.
    let child = root;
    let left = 1;
    let production = 0;
    let structural = 0;
    let position = 0;
    let outerField = 0;
    let isFirst = false;
    let open = -1;
    const stack: number[] = [];
    for (;;) {
      if (left === 0) {
        if (open >= 0) {
          cells[open + 3] = length;
          depth -= 1;
        }
        if (stack.length === 0) return length;
        open = pop(stack);
        isFirst = false;
        outerField = pop(stack);
        position = pop(stack);
        structural = pop(stack);
        production = pop(stack);
        left = pop(stack);
        child = pop(stack);
        continue;
      }
      const word = at(words, child);
      let flags: number;
      let isMissing: boolean;
      let symbol: number;
      let padding: number;
      let size: number;
      let heap = 0;
      let count = 0;
      if ((word & 1) !== 0) {
        const packed = at(words, child + 1);
        flags = word >> 1;
        isMissing = (flags & 16) !== 0;
        symbol = (word >> 8) & 0xff;
        padding = (packed >> 16) & 0xff;
        size = packed >>> 24;
      } else {
        heap = word >>> 2;
        flags = at(words, heap + subtree.flags);
        isMissing = (flags & 512) !== 0;
        symbol = at(words, heap + subtree.symbol) & 0xffff;
        padding = at(words, heap + subtree.padding);
        size = at(words, heap + subtree.size);
        count = at(words, heap + subtree.childCount);
      }
      // The first child begins where its parent does; the padding before it is the parent's.
      const start = isFirst ? position : position + padding;
      isFirst = false;
      position = start + size;
      child += subtree.words;
      left -= 1;
      let field = 0;
      let alias = 0;
      if ((flags & 4) === 0) {
        field = at(fields, production * width + structural) || outerField;
        alias = at(aliases, production * width + structural);
        structural += 1;
      }
      const isVisible = alias !== 0 || (flags & 1) !== 0;
      let node = -1;
      if (isVisible) {
        const type = symbol === errorType && alias === 0 ? errorType : at(publicSymbols, alias === 0 ? symbol : alias);
        if (isSkipped[type] === 1) continue;
        if (length + nodeSize > cells.length) {
          const larger = new Int32Array(cells.length * 2);
          larger.set(cells);
          this.cells = cells = larger;
        }
        node = length;
        const named = alias === 0 ? (flags & 2) !== 0 : isNamed[alias] === 1;
        const isCut = depth >= deepest && count > 0;
        this.isCut ||= isCut;
        cells[node] =
          (isCut ? errorType | cutFlag : type) |
          (field << fieldShift) |
          (named ? namedFlag : 0) |
          (isMissing ? missingFlag : 0);
        cells[node + 1] = start >> 1;
        cells[node + 2] = position >> 1;
        length += nodeSize;
        cells[node + 3] = length;
        if (isCut) continue;
      }
      if (count === 0) continue;
      stack.push(child, left, production, structural, position, outerField, open);
      child = heap - count * subtree.words;
      left = count;
      production = at(words, heap + subtree.production) >>> 16;
      structural = 0;
      position = start;
      isFirst = true;
      outerField = isVisible ? 0 : field;
      open = node;
      if (isVisible) depth += 1;
    }
  }
}

function readProductions(words: Int32Array, address: number): Productions {
  const halves = new Uint16Array(words.buffer);
  const bytes = new Uint8Array(words.buffer);
  const half = (member: number): number => at(words, address + member) >>> 1;
  const count = at(words, address + language.productionCount);
  const aliasWidth = at(words, address + language.aliasWidth) & 0xffff;
  // An alias may stand for a symbol that the library's own list of names leaves out: its number is above theirs.
  const symbolCount = at(words, address + 1) + at(words, address + 2);
  const slices = half(language.fieldSlices);
  const entries = half(language.fieldEntries);
  const entriesOf = (
    production: number,
  ): { readonly field: number; readonly place: number; readonly inherited: boolean }[] =>
    Array.from({ length: at(halves, slices + production * 2 + 1) }, (_, index) => {
      const entry = entries + (at(halves, slices + production * 2) + index) * 2;
      const packed = at(halves, entry + 1);
      return { field: at(halves, entry), place: packed & 0xff, inherited: packed >> 8 !== 0 };
    });
  const all = Array.from({ length: count }, (_, production) => entriesOf(production));
  const width = Math.max(aliasWidth, ...all.flat().map(({ place }) => place + 1), 256);
  const fields = new Uint16Array(count * width);
  const aliases = new Uint16Array(count * width);
  all.forEach((list, production) => {
    for (const { field, place, inherited } of list) if (!inherited) fields[production * width + place] = field;
    if (production === 0) return;
    for (let place = 0; place < aliasWidth; place++) {
      aliases[production * width + place] = at(halves, half(aliasSequences) + production * aliasWidth + place);
    }
  });
  const publicSymbols = halves.slice(half(language.publicSymbols), half(language.publicSymbols) + symbolCount);
  const metadata = at(words, address + language.metadata);
  const isNamed = Uint8Array.from({ length: symbolCount }, (_, symbol) => at(bytes, metadata + symbol * 3 + 1));
  return { width, fields, aliases, publicSymbols, isNamed };
}

function at(numbers: Int32Array | Uint16Array | Uint8Array, index: number): number {
  return numbers[index] as number;
}

function pop(stack: number[]): number {
  return stack.pop() as number;
}
