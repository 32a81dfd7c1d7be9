// NumPy's own format of an array: a header that is a Python dictionary, and the elements behind it.
import type { DType } from '../../base/dtype';
import type { GraphArray } from '../../base/graph-call';
import { message, type Message } from '../../base/message';
import { sizeOf } from '../numpy/ndarray';

type ReadElement = (view: DataView, at: number, isLittle: boolean) => number;

const readers: ReadonlyMap<string, readonly [DType, ReadElement]> = new Map([
  ['b1', ['bool', (view, at) => (view.getUint8(at) === 0 ? 0 : 1)]],
  ['i1', ['int8', (view, at) => view.getInt8(at)]],
  ['u1', ['uint8', (view, at) => view.getUint8(at)]],
  ['i2', ['int16', (view, at, isLittle) => view.getInt16(at, isLittle)]],
  ['u2', ['uint16', (view, at, isLittle) => view.getUint16(at, isLittle)]],
  ['i4', ['int32', (view, at, isLittle) => view.getInt32(at, isLittle)]],
  ['u4', ['uint32', (view, at, isLittle) => view.getUint32(at, isLittle)]],
  ['i8', ['int64', (view, at, isLittle) => Number(view.getBigInt64(at, isLittle))]],
  ['u8', ['uint64', (view, at, isLittle) => Number(view.getBigUint64(at, isLittle))]],
  ['f2', ['float16', (view, at, isLittle) => halfOf(view.getUint16(at, isLittle))]],
  ['f4', ['float32', (view, at, isLittle) => view.getFloat32(at, isLittle)]],
  ['f8', ['float64', (view, at, isLittle) => view.getFloat64(at, isLittle)]],
]);

function halfOf(bits: number): number {
  const [sign, exponent, fraction] = [bits >> 15 ? -1 : 1, (bits >> 10) & 31, bits & 1023];
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1024 + fraction) * 2 ** (exponent - 25);
}

const codes: ReadonlyMap<DType, string> = new Map([...readers].map(([code, [dtype]]) => [dtype, code]));

const longestHeader = 1000;

/** How many bytes an element of a type takes in a file. */
export function bytesOf(dtype: DType): number {
  return Number(codes.get(dtype)?.slice(1) ?? 0);
}

/** Elements out of bytes, in the order in which they stand. Null where there are fewer, or where no double holds one of them. */
export function elementsOf(bytes: Uint8Array, dtype: DType, count: number, isBig = false): Float64Array | null {
  const [width, read] = [bytesOf(dtype), readers.get(codes.get(dtype) ?? '')?.[1]];
  if (read === undefined || bytes.length < count * width) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const data = new Float64Array(count);
  for (let at = 0; at < count; at++) data[at] = read(view, at * width, !isBig);
  return width === 8 && dtype !== 'float64' && !data.every(Number.isSafeInteger) ? null : data;
}

const header = /^\{'descr': '([<>|=])(\w+)', 'fortran_order': (True|False), 'shape': \(([\d, ]*)\),? *\}\s*$/;

/** The array of a file, `most` elements of it; or what is wrong with the file. */
export function arrayOfNpy(bytes: Uint8Array, file: string, most: number): GraphArray | Message {
  const [major = 0, , low = 0, high = 0, third = 0, fourth = 0] = bytes.subarray(6);
  const start = major === 1 ? 10 : 12;
  const end = start + low + 256 * high + (major === 1 ? 0 : 65536 * (third + 256 * fourth));
  const text = String.fromCharCode(...bytes.subarray(0, Math.min(end, longestHeader)));
  if (!text.startsWith('\x93NUMPY') || bytes.length < end) return message('the file {0}, which is none of NumPy', file);
  const [, order = '', code = '', isColumns, lengths = ''] = header.exec(text.slice(start)) ?? [];
  const dtype = readers.get(code)?.[0];
  if (dtype === undefined) return message('the file {0}, whose elements are no numbers', file);
  const shape = lengths
    .split(',')
    .filter((length) => length.trim() !== '')
    .map(Number);
  const size = sizeOf(shape);
  if (size > most) return message('the file {0}, which has more than {1} elements', file, most);
  if (bytes.length < end + size * bytesOf(dtype)) return message('the file {0}, which is cut off', file);
  const data = elementsOf(bytes.subarray(end), dtype, size, order === '>');
  if (data === null) return message('an array of whole numbers beyond 2 ** 53');
  return isColumns === 'True' ? byRows(shape, dtype, data) : { dtype, shape, data };
}

/** An array whose elements stand by columns. */
function byRows(shape: readonly number[], dtype: DType, data: Float64Array): GraphArray {
  const made = new Float64Array(data.length);
  const place = shape.map(() => 0);
  for (const value of data) {
    made[place.reduce((at, index, axis) => at * (shape[axis] ?? 1) + index, 0)] = value;
    for (let axis = 0; axis < place.length; axis++) {
      place[axis] = ((place[axis] ?? 0) + 1) % (shape[axis] ?? 1);
      if (place[axis] !== 0) break;
    }
  }
  return { dtype, shape, data: made };
}
