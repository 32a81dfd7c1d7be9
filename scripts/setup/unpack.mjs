// Unpacks a VSIX, which is a zip.
import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { open } from 'yauzl';

/** Writes a VSIX's files below a folder, and returns the folder of the extension in it. Rejects where the file is no zip. */
export async function unpackVsix(vsix, folder) {
  const zip = await promisify(open)(vsix, { lazyEntries: true, autoClose: true });
  await new Promise((resolve, reject) => {
    zip.on('error', reject);
    zip.on('end', resolve);
    zip.on('entry', (entry) => {
      writeEntry(zip, entry, folder).then(() => {
        zip.readEntry();
      }, reject);
    });
    zip.readEntry();
  });
  return join(folder, 'extension');
}

async function writeEntry(zip, entry, folder) {
  const file = join(folder, entry.fileName);
  mkdirSync(entry.fileName.endsWith('/') ? file : dirname(file), { recursive: true });
  if (entry.fileName.endsWith('/')) return;
  await pipeline(await promisify(zip.openReadStream.bind(zip))(entry), createWriteStream(file));
}
