import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { vectorsIn } from '../../vectors/run-vectors';

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../data/${name}`, import.meta.url), 'utf8')) as unknown;

// A case is a test; what it found is printed with what was got and expected. `npm run vectors -- FILE` runs a file from elsewhere.
describe.each(['tf1-vectors.json', 'tf1-more-vectors.json'])('%s', (name) => {
  for (const { id, check } of vectorsIn(read(name))) {
    test(id, () => {
      expect(check()).toEqual([]);
    });
  }
});
