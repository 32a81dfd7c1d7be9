// Makes a VSIX smaller: its scripts, its parser and its longer texts, which are most of it, are deflated by Zopfli, whose output every
// unzip reads. The rest is copied. What it deflated last is kept beside the packages, so that only what has changed is deflated again.
import { Uint8ArrayReader, Uint8ArrayWriter, ZipReader, ZipWriter } from '@zip.js/zip.js';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const { deflateAsync } = createRequire(import.meta.url)('@gfx/zopfli');
/** Smaller files are not worth the time. */
const leastBytes = 8 * 1024;
/** More passes over a file take as long again each, and save some hundred bytes. */
const options = { numiterations: 1 };
const cache = 'node_modules/.cache/zopfli';

/** @param {Uint8Array} data @param {Set<string>} used the cache's files that this VSIX is made of */
async function deflated(data, used) {
  const name = createHash('sha256').update(JSON.stringify(options)).update(data).digest('hex');
  const path = join(cache, name);
  used.add(name);
  if (existsSync(path)) return readFileSync(path);
  const result = await deflateAsync(data, options);
  mkdirSync(cache, { recursive: true });
  // Half a file is never found under its name, also where two are packing.
  writeFileSync(`${path}.${process.pid}`, result);
  renameSync(`${path}.${process.pid}`, path);
  return result;
}

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
  /** @type {Set<string>} */
  const used = new Set();
  for (const entry of await reader.getEntries()) {
    if (entry.directory) throw new Error(`${entry.filename} is a folder: a VSIX has none`);
    const { filename, uncompressedSize, compressionMethod, signature, lastModDate, externalFileAttributes } = entry;
    const isDeflated = /\.(?:js|wasm|txt|md|css|json)$/.test(filename) && uncompressedSize >= leastBytes;
    const data = await entry.getData(new Uint8ArrayWriter(), { passThrough: !isDeflated });
    await writer.add(filename, new Uint8ArrayReader(isDeflated ? await deflated(data, used) : data), {
      passThrough: true,
      compressionMethod,
      uncompressedSize,
      signature,
      lastModDate,
      externalFileAttributes,
    });
  }
  writeFileSync(path, await writer.close());
  if (!existsSync(cache)) return;
  for (const name of readdirSync(cache)) {
    if (!used.has(name) && /^[0-9a-f]{64}$/.test(name)) rmSync(join(cache, name), { force: true });
  }
}
