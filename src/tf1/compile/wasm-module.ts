/** WebAssembly's binary format, as far as a matrix product needs it. */

const i32 = 0x7f;
const v128 = 0x7b;

/** Unsigned LEB128. */
function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  do {
    const low = rest % 128;
    rest = Math.floor(rest / 128);
    bytes.push(rest === 0 ? low : low | 128);
  } while (rest !== 0);
  return bytes;
}

/** Signed LEB128 of an int32. */
function signed(value: number): number[] {
  const bytes: number[] = [];
  let rest = value | 0;
  for (;;) {
    const low = rest & 127;
    rest >>= 7;
    if ((rest === 0 && (low & 64) === 0) || (rest === -1 && (low & 64) !== 0)) return [...bytes, low];
    bytes.push(low | 128);
  }
}

const section = (id: number, content: readonly number[]): number[] => [id, ...unsigned(content.length), ...content];
const text = (name: string): number[] => [...unsigned(name.length), ...new TextEncoder().encode(name)];

/** The body of a function under construction: its parameters are the first locals, all int32. */
export class FunctionWriter {
  readonly code: number[] = [];
  private readonly types: number[] = [];

  constructor(readonly parameters: number) {}

  /** A new local of 32 bits. */
  integer(): number {
    return this.parameters + this.types.push(i32) - 1;
  }

  /** A new local of four float32. */
  vector(): number {
    return this.parameters + this.types.push(v128) - 1;
  }

  constant(value: number): void {
    this.code.push(0x41, ...signed(value));
  }

  get(local: number): void {
    this.code.push(0x20, ...unsigned(local));
  }

  put(local: number): void {
    this.code.push(0x21, ...unsigned(local));
  }

  /** `local += value`, for a constant or another local. */
  advance(local: number, by: { readonly constant: number } | { readonly local: number }): void {
    this.get(local);
    if ('constant' in by) this.constant(by.constant);
    else this.get(by.local);
    this.code.push(0x6a);
    this.put(local);
  }

  /** `target = from + constant`. */
  copy(target: number, from: number, offset = 0): void {
    this.get(from);
    if (offset !== 0) {
      this.constant(offset);
      this.code.push(0x6a);
    }
    this.put(target);
  }

  /** Repeats `body` `times` times; `counter` is a local of its own. */
  repeat(times: number, counter: number, body: () => void): void {
    if (times <= 0) return;
    if (times === 1) {
      body();
      return;
    }
    this.constant(times);
    this.put(counter);
    this.code.push(0x03, 0x40);
    body();
    this.advance(counter, { constant: -1 });
    this.get(counter);
    this.code.push(0x0d, 0x00, 0x0b);
  }

  /** Pushes four float32 from a pointer and a constant offset. */
  load(pointer: number, offset: number): void {
    this.get(pointer);
    this.code.push(0xfd, 0x00, 0x02, ...unsigned(offset));
  }

  /** Pushes one float32 in all four places. */
  loadSplat(pointer: number, offset: number): void {
    this.get(pointer);
    this.code.push(0xfd, 0x09, 0x02, ...unsigned(offset));
  }

  store(pointer: number, offset: number, vector: number): void {
    this.get(pointer);
    this.get(vector);
    this.code.push(0xfd, 0x0b, 0x02, ...unsigned(offset));
  }

  zero(vector: number): void {
    this.code.push(0xfd, 0x0c, ...new Array<number>(16).fill(0));
    this.put(vector);
  }

  multiply(): void {
    this.code.push(0xfd, 0xe6, 0x01);
  }

  add(): void {
    this.code.push(0xfd, 0xe4, 0x01);
  }

  /** The function as the code section holds it. */
  bytes(): number[] {
    const locals = this.types.map((type) => [1, type]);
    const body = [...unsigned(locals.length), ...locals.flat(), ...this.code, 0x0b];
    return [...unsigned(body.length), ...body];
  }
}

/** A module of functions `f0`, `f1`, … over one shared memory that is imported as `env.memory`. */
export function moduleBytes(functions: readonly FunctionWriter[], maximumPages: number): Uint8Array {
  const count = unsigned(functions.length);
  const types = functions.flatMap(({ parameters }) => [
    0x60,
    ...unsigned(parameters),
    ...new Array<number>(parameters).fill(i32),
    0,
  ]);
  const memory = [...text('env'), ...text('memory'), 0x02, 0x03, ...unsigned(1), ...unsigned(maximumPages)];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, [...count, ...types]),
    ...section(2, [1, ...memory]),
    ...section(3, [...count, ...functions.flatMap((_, index) => unsigned(index))]),
    ...section(7, [...count, ...functions.flatMap((_, index) => [...text(`f${index}`), 0, ...unsigned(index)])]),
    ...section(10, [...count, ...functions.flatMap((writer) => writer.bytes())]),
  ]);
}
