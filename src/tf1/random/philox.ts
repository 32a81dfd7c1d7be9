import { Philox } from '../../base/philox';
import { allocate } from '../value';

// TensorFlow’s random numbers: distributions over the Philox generator.

export { Philox, philoxBlock } from '../../base/philox';

/** A uniform float32 in [0, 1) from the low 23 bits of a word. */
function uniformFloat(word: number): number {
  return Math.fround((word & 0x7fffff) / 0x800000);
}

/** A uniform double in [0, 1) from two words. */
function uniformDouble(low: number, high: number): number {
  return ((high & 0xfffff) * 2 ** 32 + (low >>> 0)) / 2 ** 52;
}

/** Smaller uniform numbers are taken as this one, so that their logarithm is finite. */
const leastUniform = 1e-7;

/** Two normal numbers from two words, after Box and Muller, in float32: the angle is a product in double precision, rounded once. */
function boxMuller(word0: number, word1: number): [number, number] {
  const f = Math.fround;
  const radius = f(Math.sqrt(f(-2 * f(Math.log(Math.max(uniformFloat(word0), f(leastUniform)))))));
  const angle = f(2 * Math.PI * uniformFloat(word1));
  return [f(f(Math.sin(angle)) * radius), f(f(Math.cos(angle)) * radius)];
}

/** The same in double precision, from four words. */
function boxMullerDouble([a = 0, b = 0, c = 0, d = 0]: readonly number[]): [number, number] {
  const radius = Math.sqrt(-2 * Math.log(Math.max(uniformDouble(b, a), leastUniform)));
  const angle = 2 * Math.PI * uniformDouble(d, c);
  return [Math.sin(angle) * radius, Math.cos(angle) * radius];
}

/** TensorFlow reserves so many blocks for each number, as if each might be drawn again as often. */
const reservedBlocks = 256;
const wordsPerBlock = 4;

/** What a stream draws in. */
export type Precision = 'float32' | 'float64';
/** Numbers in the precision that they were drawn in. */
export type Drawn = Float32Array | Float64Array;

const emptyDrawn = (count: number, precision: Precision): Drawn => allocate(precision, count) as Drawn;

/** The numbers of one random operation in one session: each call goes on where the one before ended. */
export class RandomStream {
  /** The block that the next number comes from. */
  position = 0;
  private readonly philox: Philox;

  constructor(seed: number, seed2: number) {
    this.philox = new Philox(seed, seed2);
  }

  /** `count` uniform numbers in [0, 1). */
  uniform(count: number, precision: Precision = 'float32'): Drawn {
    return this.blocks(emptyDrawn(count, precision), ([a = 0, b = 0, c = 0, d = 0]) =>
      precision === 'float64' ? [uniformDouble(b, a), uniformDouble(d, c)] : [a, b, c, d].map(uniformFloat),
    );
  }

  /** `count` standard normal numbers. */
  normal(count: number, precision: Precision = 'float32'): Drawn {
    return this.blocks(emptyDrawn(count, precision), (block) => normals(block, precision));
  }

  /** `count` integers from `low` up to below `low + range`: of 32-bit words, or of 64-bit ones. */
  integers(count: number, low: number, range: number, isLong: boolean): Drawn {
    return this.blocks(emptyDrawn(count, 'float64'), (block) => {
      if (!isLong) return block.map((word) => low + (word % range));
      const [a = 0, b = 0, c = 0, d = 0] = block;
      return [longWord(b, a), longWord(d, c)].map((word) => low + Number(word % BigInt(range)));
    });
  }

  /** `count` words for a shuffle, of which TensorFlow reserves no more than it needs. */
  words(count: number): Float64Array {
    const start = this.position;
    this.position += Math.ceil(count / wordsPerBlock);
    return Float64Array.from({ length: count }, (_, i) => this.philox.block(start + (i >> 2))[i & 3] ?? 0);
  }

  /** `count` normal numbers, those beyond two standard deviations drawn again. */
  truncatedNormal(count: number, precision: Precision = 'float32'): Drawn {
    const result = emptyDrawn(count, precision);
    const start = this.reserve(count);
    // Each group of outputs begins where its reserve does, however many words the group before took.
    const group = precision === 'float64' ? 2 : 4;
    const blocksPerGroup = (group * reservedBlocks) / wordsPerBlock;
    for (let first = 0; first < count; first += group) {
      let block = start + (first / group) * blocksPerGroup;
      let made = 0;
      while (made < group) {
        for (const number of normals(this.philox.block(block++), precision)) {
          if (Math.abs(number) >= 2 || made >= group) continue;
          if (first + made < count) result[first + made] = number;
          made++;
        }
      }
    }
    return result;
  }

  private blocks(result: Drawn, numbersOf: (block: number[]) => readonly number[]): Drawn {
    const count = result.length;
    let block = this.reserve(count);
    for (let made = 0; made < count;) {
      for (const number of numbersOf(this.philox.block(block++))) if (made < count) result[made++] = number;
    }
    return result;
  }

  /** The block at which a call begins; the next one begins behind all that this one may take. */
  private reserve(count: number): number {
    const start = this.position;
    this.position += count * reservedBlocks;
    return start;
  }
}

const longWord = (high: number, low: number): bigint => (BigInt(high) << 32n) | BigInt(low);

function normals(block: readonly number[], precision: Precision): readonly number[] {
  if (precision === 'float64') return boxMullerDouble(block);
  const [a = 0, b = 0, c = 0, d = 0] = block;
  return [...boxMuller(a, b), ...boxMuller(c, d)];
}
