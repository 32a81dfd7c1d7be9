/**
 * Philox4x32-10, the counter-based generator of TensorFlow's random operations (Salmon et al., "Parallel random numbers: as easy
 * as 1, 2, 3", 2011). The key is the first seed, the upper half of the counter the second one, as TensorFlow sets them.
 */
const rounds = 10;
const multiplierA = 0xd2511f53;
const multiplierB = 0xcd9e8d57;
const weylA = 0x9e3779b9;
const weylB = 0xbb67ae85;

/** High and low word of a 32 x 32 bit product. */
function multiplyWide(a: number, b: number): [number, number] {
  const product = BigInt(a) * BigInt(b);
  return [Number(product >> 32n), Number(product & 0xffffffffn)];
}

/** Four words from a counter of four words and a key of two. */
export function philoxBlock(counter: readonly number[], key: readonly number[]): number[] {
  let [c0 = 0, c1 = 0, c2 = 0, c3 = 0] = counter;
  let [k0 = 0, k1 = 0] = key;
  for (let round = 0; round < rounds; round++) {
    const [high0, low0] = multiplyWide(multiplierA, c0);
    const [high1, low1] = multiplyWide(multiplierB, c2);
    const next0 = (high1 ^ c1 ^ k0) >>> 0;
    const next2 = (high0 ^ c3 ^ k1) >>> 0;
    c1 = low1;
    c3 = low0;
    c0 = next0;
    c2 = next2;
    k0 = (k0 + weylA) >>> 0;
    k1 = (k1 + weylB) >>> 0;
  }
  return [c0, c1, c2, c3];
}

const words = (seed: number): [number, number] => {
  const bits = BigInt.asUintN(64, BigInt(seed));
  return [Number(bits & 0xffffffffn), Number(bits >> 32n)];
};

/** A generator with a position that moves by blocks of four words. */
export class Philox {
  private readonly key: readonly [number, number];
  private readonly upper: readonly [number, number];

  constructor(seed: number, seed2: number) {
    this.key = words(seed);
    this.upper = words(seed2);
  }

  /** The block at a position counted from the start of the stream. */
  block(position: number): number[] {
    return philoxBlock([position >>> 0, Math.floor(position / 2 ** 32) >>> 0, ...this.upper], this.key);
  }
}

/** A uniform float32 in [0, 1) from the low 23 bits of a word. */
export function uniformFloat(word: number): number {
  return Math.fround((word & 0x7fffff) / 0x800000);
}

/** A uniform double in [0, 1) from two words. */
export function uniformDouble(low: number, high: number): number {
  return ((high & 0xfffff) * 2 ** 32 + (low >>> 0)) / 2 ** 52;
}

/** Two normal numbers from two words, after Box and Muller, in float32. */
export function boxMuller(word0: number, word1: number): [number, number] {
  const f = Math.fround;
  const radius = f(Math.sqrt(f(-2 * f(Math.log(Math.max(uniformFloat(word0), f(1e-7)))))));
  const angle = f(f(2 * Math.PI) * uniformFloat(word1));
  return [f(f(Math.sin(angle)) * radius), f(f(Math.cos(angle)) * radius)];
}

/** TensorFlow reserves this many words for each number whose count of draws is not known beforehand. */
const reservedPerOutput = 256;

/** The numbers of one random operation in one session: each call goes on where the one before ended. */
export class RandomStream {
  private position = 0;
  private readonly philox: Philox;

  constructor(seed: number, seed2: number) {
    this.philox = new Philox(seed, seed2);
  }

  /** `count` uniform numbers in [0, 1). */
  uniform(count: number): Float32Array {
    return this.blocks(count, (block, put) => {
      for (const word of block) put(uniformFloat(word));
    });
  }

  /** `count` standard normal numbers. */
  normal(count: number): Float32Array {
    return this.blocks(count, ([a = 0, b = 0, c = 0, d = 0], put) => {
      for (const number of [...boxMuller(a, b), ...boxMuller(c, d)]) put(number);
    });
  }

  /** `count` 32-bit words. */
  words(count: number): Float64Array {
    const result = new Float64Array(count);
    const start = this.reserve(count);
    for (let index = 0; index < count; index++) {
      result[index] = this.philox.block(start + (index >> 2))[index & 3] ?? 0;
    }
    return result;
  }

  /** `count` normal numbers, those beyond two standard deviations drawn again. */
  truncatedNormal(count: number): Float32Array {
    const result = new Float32Array(count);
    const start = this.reserve(count);
    for (let group = 0; group * 4 < count; group++) {
      let block = start + group * reservedPerOutput;
      let word = 4;
      let current: number[] = [];
      const next = (): number => {
        if (word === 4) {
          current = this.philox.block(block++);
          word = 0;
        }
        return current[word++] ?? 0;
      };
      const limit = Math.min(4, count - group * 4);
      let made = 0;
      while (made < 4) {
        for (const number of boxMuller(next(), next())) {
          if (Math.abs(number) >= 2 || made >= 4) continue;
          if (made < limit) result[group * 4 + made] = number;
          made++;
        }
      }
    }
    return result;
  }

  private blocks(count: number, each: (block: number[], put: (number: number) => void) => void): Float32Array {
    const result = new Float32Array(count);
    const start = this.reserve(count);
    let made = 0;
    const put = (number: number): void => {
      if (made < count) result[made] = number;
      made++;
    };
    for (let group = 0; group * 4 < count; group++) each(this.philox.block(start + group), put);
    return result;
  }

  /** The position of the next call: TensorFlow skips as if each number took the most words it may. */
  private reserve(count: number): number {
    const start = this.position;
    this.position += Math.ceil((count * reservedPerOutput) / 4);
    return start;
  }
}
