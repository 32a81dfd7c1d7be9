import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { membersOfZip } from '../../../src/interpret/binary/zip';

// Archives that NumPy wrote: `scripts/array-files.py`.

const { files } = JSON.parse(readFileSync('test/data/array-files.json', 'utf8')) as {
  readonly files: Readonly<Record<string, string>>;
};
const archives = Object.entries(files).filter(([name]) => name.endsWith('.npz'));
const most = 1_000_000;

describe.each(archives)('%s', (_name, text) => {
  const bytes = new Uint8Array(Buffer.from(text, 'base64'));
  const whole = membersOfZip(bytes, most) ?? new Map<string, Uint8Array>();

  it('is read', () => {
    expect(whole.size).toBeGreaterThan(0);
  });

  it('is never read as something else where a bit of a byte is another', () => {
    let refused = 0;
    for (let at = 0; at < bytes.length; at++) {
      const damaged = bytes.slice();
      damaged[at] = (damaged[at] ?? 0) ^ (1 << (at % 8));
      const read = membersOfZip(damaged, most);
      if (read === null) refused += 1;
      // A time may be another, or how many members there are.
      else
        for (const [name, content] of read)
          expect(Buffer.compare(content, whole.get(name) ?? content), `${at}`).toBe(0);
    }
    expect(refused).toBeGreaterThan(bytes.length / 2);
  });

  it('is not read where its end is missing, or its members are larger than they may be', () => {
    for (let length = 0; length < bytes.length; length++)
      expect(membersOfZip(bytes.subarray(0, length), most)).toBeNull();
    expect(membersOfZip(bytes, 10)).toBeNull();
  });
});
