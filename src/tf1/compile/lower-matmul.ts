import { item, sizeOf } from '../value';
import type { Access, Storage } from './ir';
import { ownKernel } from './lower-kernel-call';
import { input, type Lower, type Lowering, resultShape } from './lowering';
import type { Product } from './wasm-matmul';

/** tfjs sums the products of so many inner elements in double precision, and then rounds. */
const tfjsBlock = 48;
/** Products from which WebAssembly's SIMD is worth its other rounding. */
export const simdFrom = 2 ** 17;
/** Products from which it is worth its call, in a step that rounds so anyway. */
const simdFromBeside = 2 ** 12;

/** One product of matrices, with strides of elements. */
interface MatMul {
  readonly a: Storage;
  readonly b: Storage;
  readonly c: Storage;
  readonly batch: number;
  readonly rows: number;
  readonly inner: number;
  readonly columns: number;
  readonly aRow: number;
  readonly aInner: number;
  readonly bInner: number;
  readonly bColumn: number;
}

/** Products in a matmul of the recorded shapes. */
export function productsOf(a: readonly number[], result: readonly number[], transposeA: boolean): number {
  return sizeOf(result) * item(a, a.length - (transposeA ? 2 : 1));
}

export const matmul: Lower = (lowering, call) => {
  const [a, b] = [input(call, 0), input(call, 1)];
  const shape = resultShape(call);
  const [ta, tb] = [call.operation.attribute<boolean>('transposeA'), call.operation.attribute<boolean>('transposeB')];
  const { dtype } = a.storage;
  if (a.shape.slice(0, -2).join() !== b.shape.slice(0, -2).join()) return ownKernel(lowering, call);
  const [rows, columns] = [item(shape, shape.length - 2), item(shape, shape.length - 1)];
  const inner = item(a.shape, a.shape.length - (ta ? 2 : 1));
  const c = lowering.temporary(dtype, shape);
  const product: MatMul = {
    a: a.storage,
    b: b.storage,
    c: c.storage,
    batch: sizeOf(shape.slice(0, -2)),
    rows,
    inner,
    columns,
    aRow: ta ? 1 : inner,
    aInner: ta ? rows : 1,
    bInner: tb ? 1 : columns,
    bColumn: tb ? inner : 1,
  };
  const count = productsOf(a.shape, shape, ta);
  const isSimd = dtype === 'float32' && product.batch === 1 && lowering.usesSimd && count >= simdFromBeside;
  lowering.block(
    [a, b],
    [c],
    isSimd ? simdProduct(lowering, product) : (access) => doubleProduct(access, product, dtype),
  );
  return [c];
};

/** tfjs's own sums, bit for bit, several results at a time: each sum waits for its last addition, so that they go side by side. */
// eslint-disable-next-line max-lines-per-function -- one nest of generated loops, whose parts share the names of its variables
function doubleProduct(access: Access, p: MatMul, dtype: string): string[] {
  const { fresh, element, set } = access;
  const block = dtype === 'float32' ? tfjsBlock : p.inner;
  const [n, i, j] = [fresh(), fresh(), fresh()];
  const [tall, wide] = p.columns === 1 ? [4, 1] : p.rows === 1 ? [1, 4] : [4, 2];
  const tile = (height: number, width: number): string[] => {
    const [k, from] = [fresh(), fresh()];
    const cells = Array.from({ length: height * width }, (_, index) => ({
      row: Math.floor(index / width),
      column: index % width,
      sum: fresh(),
      total: fresh(),
    }));
    const left = Array.from({ length: height }, () => fresh());
    const right = Array.from({ length: width }, () => fresh());
    const aIndex = (row: number): string =>
      `${n} * ${p.rows * p.inner} + (${i} + ${row}) * ${p.aRow} + ${k} * ${p.aInner}`;
    const bIndex = (column: number): string =>
      `${n} * ${p.inner * p.columns} + ${k} * ${p.bInner} + (${j} + ${column}) * ${p.bColumn}`;
    const isBlocked = p.inner > block;
    const sums = (first: string, last: string): string[] => [
      ...cells.map(({ sum }) => `let ${sum} = 0;`),
      `for (let ${k} = ${first}; ${k} < ${last}; ${k}++) {`,
      ...left.map((name, row) => `const ${name} = ${element(p.a, aIndex(row))};`),
      ...right.map((name, column) => `const ${name} = ${element(p.b, bIndex(column))};`),
      ...cells.map(({ row, column, sum }) => `${sum} += ${item(left, row)} * ${item(right, column)};`),
      '}',
    ];
    return [
      '{',
      ...(isBlocked
        ? [
            ...cells.map(({ total }) => `let ${total} = 0;`),
            `for (let ${from} = 0; ${from} < ${p.inner}; ${from} += ${block}) {`,
            ...sums(from, `Math.min(${from} + ${block}, ${p.inner})`),
            ...cells.map(({ sum, total }) => `${total} = Math.fround(${total} + ${sum});`),
            '}',
          ]
        : sums('0', String(p.inner))),
      ...cells.map(({ row, column, sum, total }) =>
        set(
          p.c,
          `${n} * ${p.rows * p.columns} + (${i} + ${row}) * ${p.columns} + ${j} + ${column}`,
          isBlocked ? total : sum,
        ),
      ),
      '}',
    ];
  };
  const columnLoops = (height: number): string[] => {
    const whole = p.columns - (p.columns % wide);
    return [
      ...(whole > 0 ? [`for (let ${j} = 0; ${j} < ${whole}; ${j} += ${wide})`, ...tile(height, wide)] : []),
      ...(whole < p.columns && wide > 1
        ? [`for (let ${j} = ${whole}; ${j} < ${p.columns}; ${j}++)`, ...tile(height, 1)]
        : []),
    ];
  };
  const whole = p.rows - (p.rows % tall);
  return [
    `for (let ${n} = 0; ${n} < ${p.batch}; ${n}++) {`,
    ...(whole > 0 ? [`for (let ${i} = 0; ${i} < ${whole}; ${i} += ${tall}) {`, ...columnLoops(tall), '}'] : []),
    ...(whole < p.rows ? [`for (let ${i} = ${whole}; ${i} < ${p.rows}; ${i}++) {`, ...columnLoops(1), '}'] : []),
    '}',
  ];
}

/** The product in WebAssembly, over operands that lie in its memory or are copied there. */
function simdProduct(lowering: Lowering, p: MatMul): (access: Access) => string[] {
  const padded = Math.ceil(p.columns / 8) * 8;
  const isPacked = p.bColumn !== 1 || padded !== p.columns;
  for (const storage of isPacked ? [p.a] : [p.a, p.b]) storage.isInArena = true;
  if (padded === p.columns) p.c.isInArena = true;
  const product: Product = {
    rows: p.rows,
    inner: p.inner,
    columns: padded,
    aRow: p.aRow,
    aInner: p.aInner,
    bInner: isPacked ? padded : p.bInner,
  };
  const run = lowering.product(product);
  return ({ fresh, element, set, address, scratch }) => {
    const [k, j] = [fresh(), fresh()];
    const lines: string[] = [];
    const a = address(p.a, lines);
    let b: string;
    if (isPacked) {
      const packed = scratch(p.inner * padded);
      b = String(packed.address);
      lines.push(
        `for (let ${k} = 0; ${k} < ${p.inner}; ${k}++) for (let ${j} = 0; ${j} < ${p.columns}; ${j}++)`,
        `${packed.name}[${k} * ${padded} + ${j}] = ${element(p.b, `${k} * ${p.bInner} + ${j} * ${p.bColumn}`)};`,
      );
    } else b = address(p.b, lines);
    if (padded === p.columns) return [...lines, `${run}(${a}, ${b}, ${address(p.c, lines)});`];
    const wide = scratch(p.rows * padded);
    return [
      ...lines,
      `${run}(${a}, ${b}, ${wide.address});`,
      `for (let ${k} = 0; ${k} < ${p.rows}; ${k}++) for (let ${j} = 0; ${j} < ${p.columns}; ${j}++)`,
      set(p.c, `${k} * ${p.columns} + ${j}`, `${wide.name}[${k} * ${padded} + ${j}]`),
    ];
  };
}
