import { beforeEach, describe, expect, it, vi } from 'vitest';
import { isAsRead } from '../../../src/editor/training/program-edits';

const open = new Map<string, string>();
vi.mock('vscode', () => ({
  workspace: {
    notebookDocuments: [],
    get textDocuments() {
      return [...open].map(([uri, text]) => ({ uri: { toString: () => uri }, getText: () => text }));
    },
  },
}));

const [program, module] = ['file:///a/train.py', 'file:///a/model.py'] as const;
const read = [
  { file: program, cell: null, text: 'build(0.1)\n' },
  { file: module, cell: null, text: '# coding: latin-1\nrate = 0.1  # Größe\n' },
];
const holds = (): boolean => isAsRead(program, read);

beforeEach(() => {
  open.clear();
});

describe('a program as it was read', () => {
  it('is what the editors of it and of its modules hold, as far as they are open', () => {
    expect(holds()).toBe(true);
    open.set(program, 'build(0.1)\n');
    open.set('file:///a/other.py', 'x = 1\n');
    expect(holds()).toBe(true);
  });

  it.each([
    [program, 'build(0.2)\n'],
    [module, '# coding: latin-1\nrate = 0.2  # Größe\n'],
  ])('is not where %s was edited', (file, text) => {
    open.set(file, text);
    expect(holds()).toBe(false);
  });

  it('is also where an editor decodes a module otherwise, with other line ends', () => {
    open.set(module, '\ufeff# coding: latin-1\r\nrate = 0.1  # Gr\ufffd\ufffde\r\n');
    expect(holds()).toBe(true);
  });
});
