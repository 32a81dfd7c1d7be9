import { beforeEach, expect, it, vi } from 'vitest';
import { FileLoader } from '../../../src/editor/engine/load-files';

/** A file system that answers later, and what was read of it. */
const remote = vi.hoisted(() => ({
  files: new Map<string, { readonly mtime: number; readonly bytes: Uint8Array }>(),
  read: [] as string[],
}));

vi.mock('vscode', () => {
  const of = (path: string) => {
    const file = remote.files.get(path);
    if (file === undefined) throw new Error(`${path} is not there`);
    return file;
  };
  const stat = ({ path }: { path: string }) =>
    Promise.resolve().then(() => ({ mtime: of(path).mtime, size: of(path).bytes.length }));
  const readFile = ({ path }: { path: string }) => {
    remote.read.push(path);
    return Promise.resolve().then(() => of(path).bytes);
  };
  return {
    Uri: { parse: (address: string) => ({ path: address.replace(/^\w+:/, '') }) },
    FileType: { Directory: 2, SymbolicLink: 64 },
    workspace: { fs: { stat, readFile } },
  };
});

const put = (path: string, mtime: number, text: string): unknown =>
  remote.files.set(path, { mtime, bytes: new TextEncoder().encode(text) });

let loader: FileLoader;
const load = async (path: string): Promise<string | null> => {
  const { files } = await loader.load({ folders: [], files: [`vfs:${path}`] });
  const bytes = files[0]?.bytes ?? null;
  return bytes === null ? null : new TextDecoder().decode(bytes);
};

beforeEach(() => {
  remote.files.clear();
  remote.read.length = 0;
  loader = new FileLoader();
});

it('does not read a file again whose time and size are the same', async () => {
  put('/a.py', 5, 'one');
  expect(await load('/a.py')).toBe('one');
  expect(await load('/a.py')).toBe('one');
  expect(remote.read).toEqual(['/a.py']);
});

it.each([
  ['time', 6, 'two'],
  ['size', 5, 'three'],
])('reads it again when its %s is another one', async (_, mtime, text) => {
  put('/a.py', 5, 'one');
  await load('/a.py');
  put('/a.py', mtime, text);
  expect(await load('/a.py')).toBe(text);
});

it('reads it each time where the file system tells no time', async () => {
  put('/a.py', 0, 'one');
  await load('/a.py');
  put('/a.py', 0, 'two');
  expect(await load('/a.py')).toBe('two');
});

it('says null of what is not there any more, or is too large', async () => {
  put('/a.py', 5, 'one');
  await load('/a.py');
  remote.files.delete('/a.py');
  expect(await load('/a.py')).toBeNull();
  remote.files.set('/large.csv', { mtime: 5, bytes: new Uint8Array(9 * 2 ** 20) });
  expect(await load('/large.csv')).toBeNull();
  expect(remote.read).not.toContain('/large.csv');
});

it('keeps 32 MB: what was asked for the longest ago is read again', async () => {
  const large = new Uint8Array(7 * 2 ** 20);
  for (const name of ['a', 'b', 'c', 'd', 'e']) remote.files.set(`/${name}.npy`, { mtime: 5, bytes: large });
  for (const name of ['a', 'b', 'c', 'd', 'a', 'e']) await load(`/${name}.npy`);
  remote.read.length = 0;
  await load('/a.npy');
  await load('/b.npy');
  expect(remote.read).toEqual(['/b.npy']);
});
