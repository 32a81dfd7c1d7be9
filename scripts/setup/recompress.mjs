// Makes a VSIX smaller: its scripts, its parser and its longer texts, which are most of it, are deflated by Zopfli, whose output every
// unzip reads. The rest is copied.
import { Uint8ArrayReader, Uint8ArrayWriter, ZipReader, ZipWriter } from '@zip.js/zip.js';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const { deflateAsync } = createRequire(import.meta.url)('@gfx/zopfli');
/** Smaller files are not worth the time. */
const leastBytes = 8 * 1024;
/** More passes over a file take as long again each, and save some hundred bytes. */
const options = { numiterations: 1 };

/**
 * Writes the file anew. The same entries, in the same order, give the same bytes.
 * @param {string} path
 */
export async function recompress(path) {
  const reader = new ZipReader(new Uint8ArrayReader(readFileSync(path)), { useWebWorkers: false });
  const writer = new ZipWriter(new Uint8ArrayWriter(), {
    useWebWorkers: false,
    extendedTimestamp: false,
    dataDescriptor: false,
  });
  for (const entry of await reader.getEntries()) {
    if (entry.directory) throw new Error(`${entry.filename} is a folder: a VSIX has none`);
    const { filename, uncompressedSize, compressionMethod, signature, lastModDate, externalFileAttributes } = entry;
    const isDeflated = /\.(?:js|wasm|txt|md|css|json)$/.test(filename) && uncompressedSize >= leastBytes;
    const data = await entry.getData(new Uint8ArrayWriter(), { passThrough: !isDeflated });
    await writer.add(filename, new Uint8ArrayReader(isDeflated ? await deflateAsync(data, options) : data), {
      passThrough: true,
      compressionMethod,
      uncompressedSize,
      signature,
      lastModDate,
      externalFileAttributes,
    });
  }
  writeFileSync(path, await writer.close());
}
