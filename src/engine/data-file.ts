import type { DataFile } from '../interpret/data-files';
import type { Files } from './files';

/** Larger files of data are not read: made rows stand in for theirs. */
const most = 4 * 2 ** 20;

/** A file of data as a program that is interpreted reads it; null where there is none. */
export function dataFile(files: Pick<Files, 'bytes'>, file: string): DataFile | null {
  const bytes = files.bytes?.(file, most) ?? null;
  if (bytes === null) return null;
  return bytes === 'larger' ? { most } : { bytes, text: () => textOf(bytes) };
}

function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
