import { FunctionWriter } from './wasm-module';

/** A product of matrices in WebAssembly; strides count elements. The columns are a multiple of 8. */
export interface Product {
  readonly rows: number;
  readonly inner: number;
  readonly columns: number;
  readonly aRow: number;
  readonly aInner: number;
  /** Distance of the rows of `b`, whose columns are neighbours. */
  readonly bInner: number;
}

/** Elements of the inner axis that are gone through before the next panel: 8 columns of them fit the first cache. */
const blockLength = 256;
/** Inner elements a round of the innermost loop. */
const unroll = 4;

interface Pointers {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly counter: number;
  readonly accumulators: readonly number[];
  readonly right: readonly [number, number];
  readonly left: number;
}

/** Adds the products of one inner element to the accumulators of a tile; offsets are constants of the instructions. */
function multiplyAdd(writer: FunctionWriter, tile: Pointers, rows: number, product: Product, u: number): void {
  tile.right.forEach((vector, half) => {
    writer.load(tile.b, (u * product.bInner + half * 4) * 4);
    writer.put(vector);
  });
  for (let row = 0; row < rows; row++) {
    writer.loadSplat(tile.a, (row * product.aRow + u * product.aInner) * 4);
    writer.put(tile.left);
    tile.right.forEach((vector, half) => {
      const accumulator = tile.accumulators[row * 2 + half] as number;
      writer.get(accumulator);
      writer.get(tile.left);
      writer.get(vector);
      writer.multiply();
      writer.add();
      writer.put(accumulator);
    });
  }
}

/** `c[rows x 8] += a[rows x length] * b[length x 8]`, or `=` for the first block. Leaves `a` and `b` moved. */
function tileProduct(
  writer: FunctionWriter,
  t: Pointers,
  p: Product,
  { rows, length, isFirst }: { readonly rows: number; readonly length: number; readonly isFirst: boolean },
): void {
  for (let index = 0; index < rows * 2; index++) {
    const accumulator = t.accumulators[index] as number;
    if (isFirst) writer.zero(accumulator);
    else {
      writer.load(t.c, ((index >> 1) * p.columns + (index & 1) * 4) * 4);
      writer.put(accumulator);
    }
  }
  const rounds = Math.floor(length / unroll);
  writer.repeat(rounds, t.counter, () => {
    for (let u = 0; u < unroll; u++) multiplyAdd(writer, t, rows, p, u);
    writer.advance(t.a, { constant: unroll * p.aInner * 4 });
    writer.advance(t.b, { constant: unroll * p.bInner * 4 });
  });
  for (let u = 0; u < length - rounds * unroll; u++) multiplyAdd(writer, t, rows, p, u);
  for (let index = 0; index < rows * 2; index++)
    writer.store(t.c, ((index >> 1) * p.columns + (index & 1) * 4) * 4, t.accumulators[index] as number);
}

/** A function of three addresses that computes `c = a * b` in float32, four rows by eight columns at a time. */
export function productFunction(product: Product): FunctionWriter {
  const writer = new FunctionWriter(3);
  const [aStart, bStart, cStart] = [0, 1, 2];
  const integer = (): number => writer.integer();
  const [panels, tiles, panel, target, left] = [integer(), integer(), integer(), integer(), integer()];
  const vectors = Array.from({ length: 11 }, () => writer.vector());
  const pointers: Pointers = {
    a: integer(),
    b: integer(),
    c: integer(),
    counter: integer(),
    accumulators: vectors.slice(0, 8),
    right: [vectors[8] as number, vectors[9] as number],
    left: vectors[10] as number,
  };
  for (let start = 0; start < product.inner; start += blockLength) {
    const length = Math.min(blockLength, product.inner - start);
    writer.copy(panel, bStart, start * product.bInner * 4);
    writer.copy(target, cStart);
    writer.repeat(product.columns / 8, panels, () => {
      writer.copy(left, aStart, start * product.aInner * 4);
      writer.copy(pointers.c, target);
      const tile = (rows: number) => (): void => {
        writer.copy(pointers.a, left);
        writer.copy(pointers.b, panel);
        tileProduct(writer, pointers, product, { rows, length, isFirst: start === 0 });
        writer.advance(left, { constant: rows * product.aRow * 4 });
        writer.advance(pointers.c, { constant: rows * product.columns * 4 });
      };
      writer.repeat(product.rows >> 2, tiles, tile(4));
      writer.repeat(product.rows & 3, tiles, tile(1));
      writer.advance(panel, { constant: 32 });
      writer.advance(target, { constant: 32 });
    });
  }
  return writer;
}
