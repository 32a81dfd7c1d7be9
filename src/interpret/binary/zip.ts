// Zip archives. fflate inflates their members; its own reader of archives checks no sums, and NumPy's does.
import { inflateSync } from 'fflate/browser';

/** The sum by which a zip archive tells that a member is whole (CRC-32). */
function sumOf(bytes: Uint8Array): number {
  let sum = -1;
  for (const byte of bytes) sum = (sum >>> 8) ^ (table[(sum ^ byte) & 255] ?? 0);
  return ~sum >>> 0;
}

const table = Int32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0);
  return value;
});

/** The `size` bytes that a deflated stream holds; null where it is broken, or holds fewer. What is more is left out. */
function inflate(bytes: Uint8Array, size: number): Uint8Array | null {
  try {
    const made = inflateSync(bytes, { out: new Uint8Array(size) });
    return made.length === size ? made : null;
  } catch (error) {
    // fflate's errors have a number.
    if (error instanceof Error && 'code' in error) return null;
    throw error;
  }
}

const [endOfArchive, entryOfArchive, member] = [0x06054b50, 0x02014b50, 0x04034b50];
const endLength = 22;

/**
 * The members of a zip archive by their names, stored or deflated; null where the bytes are none, it is not whole, or its members have more
 * than `most` bytes.
 */
export function membersOfZip(bytes: Uint8Array, most: number): Map<string, Uint8Array> | null {
  try {
    return membersIn(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), bytes, most);
  } catch (error) {
    // A place beyond the end.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function membersIn(view: DataView, bytes: Uint8Array, most: number): Map<string, Uint8Array> | null {
  let end = bytes.length - endLength;
  while (end >= 0 && view.getUint32(end, true) !== endOfArchive) end -= 1;
  if (end < 0) return null;
  const members = new Map<string, Uint8Array>();
  let [at, left] = [view.getUint32(end + 16, true), most];
  for (let count = view.getUint16(end + 10, true); count > 0; count--) {
    if (view.getUint32(at, true) !== entryOfArchive) return null;
    const [form, sum, packed, size, nameLength, moreLength, noteLength, place] = [
      view.getUint16(at + 10, true),
      view.getUint32(at + 16, true),
      view.getUint32(at + 20, true),
      view.getUint32(at + 24, true),
      view.getUint16(at + 28, true),
      view.getUint16(at + 30, true),
      view.getUint16(at + 32, true),
      view.getUint32(at + 42, true),
    ];
    const nameAt = (start: number): string => String.fromCharCode(...bytes.subarray(start, start + nameLength));
    const name = nameAt(at + 46);
    left -= size;
    // The member says its name again.
    if (left < 0 || view.getUint32(place, true) !== member || nameAt(place + 30) !== name) return null;
    const start = place + 30 + view.getUint16(place + 26, true) + view.getUint16(place + 28, true);
    const content = bytes.subarray(start, start + packed);
    const made = form === 0 ? content : form === 8 ? inflate(content, size) : null;
    if (made?.length !== size || sumOf(made) !== sum) return null;
    members.set(name, made);
    at += 46 + nameLength + moreLength + noteLength;
  }
  return members;
}
