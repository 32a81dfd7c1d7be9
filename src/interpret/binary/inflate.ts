// Compressed bytes: what RFC 1951 calls deflate, as it stands in zip archives. Node has it, a browser's worker has none that answers at once.

/** What codes stand for: how many there are of each length, and the symbols in the order of their codes. */
interface Codes {
  readonly counts: Uint16Array;
  readonly symbols: Uint16Array;
}

const longest = 15;
/** The order in which the lengths of the codes for lengths are given. */
const orderOfLengths = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

function codesOf(lengths: readonly number[]): Codes {
  const counts = new Uint16Array(longest + 1);
  for (const length of lengths) counts[length] = (counts[length] ?? 0) + 1;
  counts[0] = 0;
  const next = new Uint16Array(longest + 2);
  for (let length = 1; length <= longest; length++) next[length + 1] = (next[length] ?? 0) + (counts[length] ?? 0);
  const symbols = new Uint16Array(lengths.length);
  lengths.forEach((length, symbol) => {
    if (length === 0) return;
    const at = next[length] ?? 0;
    symbols[at] = symbol;
    next[length] = at + 1;
  });
  return { counts, symbols };
}

const fixedLengths = Array.from({ length: 288 }, (_, at) => (at < 144 ? 8 : at < 256 ? 9 : at < 280 ? 7 : 8));
const fixedDistances = Array.from({ length: 30 }, () => 5);

/** Thrown where the bytes are no such stream, or more come out of them than should. */
class BrokenStream extends Error {}

function broken(): never {
  throw new BrokenStream();
}

class Bits {
  private at = 0;
  private held = 0;
  private count = 0;

  constructor(private readonly bytes: Uint8Array) {}

  take(wanted: number): number {
    while (this.count < wanted) {
      this.held |= (this.bytes[this.at++] ?? broken()) << this.count;
      this.count += 8;
    }
    const value = this.held & ((1 << wanted) - 1);
    this.held >>>= wanted;
    this.count -= wanted;
    return value;
  }

  symbol({ counts, symbols }: Codes): number {
    let [code, first, index] = [0, 0, 0];
    for (let length = 1; length <= longest; length++) {
      code |= this.take(1);
      const count = counts[length] ?? 0;
      if (code - count < first) return symbols[index + (code - first)] ?? broken();
      index += count;
      first = (first + count) << 1;
      code <<= 1;
    }
    return broken();
  }

  /** Bytes that stand as they are, from the next whole one on. */
  plain(): Uint8Array {
    this.held = this.count = 0;
    const length = this.take(16);
    if (this.take(16) !== (~length & 0xffff) || this.at + length > this.bytes.length) broken();
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }
}

/** The two codes of a block that brings its own. */
function ownCodes(bits: Bits): [Codes, Codes] {
  const [literals, distances, given] = [bits.take(5) + 257, bits.take(5) + 1, bits.take(4) + 4];
  const short = Array.from({ length: 19 }, () => 0);
  for (const symbol of orderOfLengths.slice(0, given)) short[symbol] = bits.take(3);
  const codes = codesOf(short);
  const lengths: number[] = [];
  while (lengths.length < literals + distances) {
    const symbol = bits.symbol(codes);
    if (symbol < 16) lengths.push(symbol);
    else {
      const length = symbol === 16 ? (lengths.at(-1) ?? broken()) : 0;
      const times = symbol === 16 ? 3 + bits.take(2) : symbol === 17 ? 3 + bits.take(3) : 11 + bits.take(7);
      for (let time = 0; time < times; time++) lengths.push(length);
    }
  }
  return [codesOf(lengths.slice(0, literals)), codesOf(lengths.slice(literals, literals + distances))];
}

/** The bytes of a block's codes, into `out` from `from` on; where they end. */
function decoded(bits: Bits, [literals, distances]: readonly [Codes, Codes], out: Uint8Array, from: number): number {
  for (let at = from; ;) {
    const symbol = bits.symbol(literals);
    if (symbol === 256) return at;
    if (symbol < 256) {
      if (at >= out.length) broken();
      out[at++] = symbol;
      continue;
    }
    if (symbol > 285) broken();
    const more = symbol < 265 || symbol === 285 ? 0 : (symbol - 261) >> 2;
    const length =
      symbol === 285 ? 258 : more === 0 ? symbol - 254 : ((4 + ((symbol - 261) & 3)) << more) + 3 + bits.take(more);
    const far = bits.symbol(distances);
    const extra = far < 4 ? 0 : (far - 2) >> 1;
    const distance = far < 4 ? far + 1 : ((2 + (far & 1)) << extra) + 1 + bits.take(extra);
    if (far > 29 || distance > at || at + length > out.length) broken();
    for (const end = at + length; at < end; at++) out[at] = out[at - distance] ?? 0;
  }
}

/** The bytes that a stream holds, of which there are `size`; null where it is none of so many. */
export function inflate(bytes: Uint8Array, size: number): Uint8Array | null {
  const bits = new Bits(bytes);
  const out = new Uint8Array(size);
  let at = 0;
  try {
    for (let isLast = false; !isLast;) {
      isLast = bits.take(1) === 1;
      const form = bits.take(2);
      if (form === 0) {
        const plain = bits.plain();
        if (at + plain.length > size) return null;
        out.set(plain, at);
        at += plain.length;
      } else if (form === 3) return null;
      else at = decoded(bits, form === 1 ? [codesOf(fixedLengths), codesOf(fixedDistances)] : ownCodes(bits), out, at);
    }
  } catch (error) {
    if (error instanceof BrokenStream) return null;
    throw error;
  }
  return at === size ? out : null;
}
