import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { say } from '../../../src/base/message';
import { interpret, type Interpretation } from '../../../src/interpret/interpret';
import { SourceText } from '../../../src/python/source-text';
import { beside, plainValue } from '../../helpers/interpreted';
import { testParser } from '../../helpers/python-parser';

// Files that NumPy wrote, and what it reads of them: `scripts/array-files.py`.

const parser = await testParser();
const { files, rows } = JSON.parse(readFileSync('test/data/array-files.json', 'utf8')) as {
  readonly files: Readonly<Record<string, string>>;
  readonly rows: readonly (readonly [text: string, value: unknown])[];
};
const contents = new Map(
  Object.entries(files).map(([name, text]) => [name, new Uint8Array(Buffer.from(text, 'base64'))]),
);

function read(text: string, more: ReadonlyMap<string, Uint8Array> = new Map()): Interpretation {
  const program = `import numpy as np\n${text}`;
  const workspace = beside(parser, new Map([...contents, ...more]));
  return interpret(parser.parse(program), new SourceText('train.py', program), workspace);
}

/** As JSON has it: no number that is none. */
function told(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(told);
  if (typeof value === 'boolean') return value;
  return typeof value !== 'number' || Number.isFinite(value)
    ? value
    : String(value).replace('Infinity', 'inf').toLowerCase();
}

it.each(rows)('%s', (text, wanted) => {
  expect(told(plainValue(read(`r = ${text}`).names.get('r')))).toEqual(wanted);
});

describe('a file that is not read', () => {
  const whole = contents.get('stored.npz') ?? new Uint8Array();
  const spoilt = Uint8Array.from(whole, (byte, at) => (at === 400 ? byte ^ 1 : byte));
  const array = contents.get('f8.npy') ?? new Uint8Array();
  it.each([
    ['is cut off', 'a.npy', array.subarray(0, array.length - 1), 'the file a.npy, which is cut off'],
    ['has another header', 'a.npy', array.subarray(1), 'the file a.npy, which is none of NumPy'],
    ['is empty', 'a.npy', new Uint8Array(), 'the file a.npy, which is none of NumPy'],
    ['is an archive that is cut off', 'a.npy', whole.subarray(0, 900), 'the file a.npy, which is no whole archive'],
    ['is an archive with another byte', 'a.npy', spoilt, 'the file a.npy, which is no whole archive'],
    ['is too large', 'a.npy', new Uint8Array(2 ** 22 + 1), 'the file a.npy, which has more than 4 MB'],
    ['is not there', 'b.npy', array, 'a file that is not in the workspace'],
  ])('because it %s says so', (_, name, bytes, why) => {
    const value = read("r = np.load('data/a.npy')", new Map([[`data/${name}`, bytes]])).names.get('r');
    expect(value?.kind === 'unknown' ? say(value.why) : plainValue(value)).toBe(why);
  });

  it('because the program writes it says so', () => {
    const value = read("np.save('f8', np.zeros(3))\nr = np.load('f8.npy')").names.get('r');
    expect(value?.kind === 'unknown' ? say(value.why) : null).toBe('the file f8.npy, which the program writes');
  });

  it('is not taken for a text', () => {
    expect(plainValue(read("r = open('f8.npy', 'rb').read()").names.get('r'))).toBe('unknown');
  });

  it('has no member of another name', () => {
    const { obstacles } = read("np.load('stored.npz')['w']").recorder;
    expect(obstacles.map(({ why }) => say(why))).toEqual(["KeyError: 'w' is not a file in the archive"]);
  });
});
