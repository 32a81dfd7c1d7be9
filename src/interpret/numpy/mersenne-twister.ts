import { touching } from '../watching';

/** Words of the generator's state, and the distance of its recurrence. */
const size = 624;
const shift = 397;

/** Where a generator stands. */
export interface Snapshot {
  readonly state: Uint32Array;
  readonly position: number;
  readonly waitingNormal: number | null;
}

/** MT19937, the generator of NumPy's `RandomState` and of Python's `random`, with NumPy's legacy ways to make numbers of its words. */
export class MersenneTwister {
  private readonly state = new Uint32Array(size);
  private position = size;
  /** The polar method makes normal numbers in pairs: the second one waits here. */
  private waitingNormal: number | null = null;
  /** Whether the program itself chose the seed: then the numbers are its own. */
  isSeeded = false;

  constructor(seed: number) {
    this.seed(seed);
  }

  /** Where the generator stands. */
  snapshot(): Snapshot {
    return { state: this.state.slice(), position: this.position, waitingNormal: this.waitingNormal };
  }

  /** Goes back to where it stood. */
  restore({ state, position, waitingNormal }: Snapshot): void {
    touching(this);
    this.state.set(state);
    this.position = position;
    this.waitingNormal = waitingNormal;
  }

  /** `np.random.seed(int)`: one word, spread over the state by Knuth's generator. */
  seed(seed: number): void {
    touching(this);
    this.spread(seed);
    this.waitingNormal = null;
  }

  /** Seeds with several words, as Python's `random.seed(int)` does with the digits of its argument. */
  seedByArray(key: readonly number[]): void {
    touching(this);
    const { state } = this;
    this.spread(19650218);
    const previous = (at: number): number => {
      const word = state[at - 1] ?? 0;
      return word ^ (word >>> 30);
    };
    let at = 1;
    let digit = 0;
    for (let left = Math.max(size, key.length); left > 0; left--) {
      state[at] = ((state[at] ?? 0) ^ Math.imul(previous(at), 1664525)) + (key[digit] ?? 0) + digit;
      at += 1;
      digit = (digit + 1) % key.length;
      if (at >= size) {
        state[0] = state[size - 1] ?? 0;
        at = 1;
      }
    }
    for (let left = size - 1; left > 0; left--) {
      state[at] = ((state[at] ?? 0) ^ Math.imul(previous(at), 1566083941)) - at;
      at += 1;
      if (at >= size) {
        state[0] = state[size - 1] ?? 0;
        at = 1;
      }
    }
    state[0] = 0x80000000;
    this.waitingNormal = null;
  }

  private spread(seed: number): void {
    const { state } = this;
    state[0] = seed;
    for (let at = 1; at < size; at++) {
      const word = state[at - 1] ?? 0;
      state[at] = Math.imul(word ^ (word >>> 30), 1812433253) + at;
    }
    this.position = size;
  }

  /** The next 32 random bits. */
  nextWord(): number {
    touching(this);
    if (this.position >= size) this.twist();
    let word = this.state[this.position] ?? 0;
    this.position += 1;
    word ^= word >>> 11;
    word ^= (word << 7) & 0x9d2c5680;
    word ^= (word << 15) & 0xefc60000;
    return (word ^ (word >>> 18)) >>> 0;
  }

  private twist(): void {
    const { state } = this;
    for (let at = 0; at < size; at++) {
      const word = ((state[at] ?? 0) & 0x80000000) | ((state[(at + 1) % size] ?? 0) & 0x7fffffff);
      state[at] = (state[(at + shift) % size] ?? 0) ^ (word >>> 1) ^ ((word & 1) !== 0 ? 0x9908b0df : 0);
    }
    this.position = 0;
  }

  /** A number in [0, 1) of 53 random bits. */
  nextDouble(): number {
    const high = this.nextWord() >>> 5;
    const low = this.nextWord() >>> 6;
    return (high * 67108864 + low) / 9007199254740992;
  }

  /** A standard normal number by Marsaglia's polar method. */
  nextNormal(): number {
    touching(this);
    if (this.waitingNormal !== null) {
      const waiting = this.waitingNormal;
      this.waitingNormal = null;
      return waiting;
    }
    for (;;) {
      const x = 2 * this.nextDouble() - 1;
      const y = 2 * this.nextDouble() - 1;
      const square = x * x + y * y;
      if (square >= 1 || square === 0) continue;
      const factor = Math.sqrt((-2 * Math.log(square)) / square);
      this.waitingNormal = factor * x;
      return factor * y;
    }
  }

  /** A whole number from 0 to `most`, both included: bits under the smallest mask, until they are not above. */
  nextUpTo(most: number): number {
    if (!(most > 0)) return 0;
    if (most > Number.MAX_SAFE_INTEGER) return this.nextUpTo(Number.MAX_SAFE_INTEGER);
    const mask = 2 ** Math.ceil(Math.log2(most + 1)) - 1;
    for (;;) {
      const value = most > 0xffffffff ? this.nextWide(mask) : (this.nextWord() & mask) >>> 0;
      if (value <= most) return value;
    }
  }

  /**
   * Draws whole numbers from 0 to a `most` of 8 or 16 bits, both included: NumPy takes them from the parts of a word, the lowest first. A
   * call of `randint` begins with a new word.
   */
  parts(bits: 8 | 16): (most: number) => number {
    let [word, left] = [0, 0];
    const next = (): number => {
      word = left === 0 ? this.nextWord() : word >>> bits;
      left = left === 0 ? 32 / bits - 1 : left - 1;
      return word;
    };
    return (most) => {
      if (most === 0) return 0;
      const mask = 2 ** Math.ceil(Math.log2(most + 1)) - 1;
      for (;;) {
        const value = next() & mask;
        if (value <= most) return value;
      }
    };
  }

  private nextWide(mask: number): number {
    const high = this.nextWord();
    const low = this.nextWord();
    return (high % ((mask + 1) / 2 ** 32)) * 2 ** 32 + low;
  }
}
