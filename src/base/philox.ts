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
  const [aHigh, aLow, bHigh, bLow] = [a >>> 16, a & 0xffff, b >>> 16, b & 0xffff];
  const first = aHigh * bLow + ((aLow * bLow) >>> 16);
  const second = aLow * bHigh + (first & 0xffff);
  return [aHigh * bHigh + (first >>> 16) + (second >>> 16), Math.imul(a, b) >>> 0];
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
