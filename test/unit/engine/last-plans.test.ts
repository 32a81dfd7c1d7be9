import { readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { LastPlans, type ReadPlans } from '../../../src/engine/last-plans';
import { ProgramReader } from '../../../src/engine/program-reader';
import { Workspace } from '../../../src/engine/workspace';
import { unchanged } from '../../../src/protocol/playground';
import { SourceText } from '../../../src/python/source-text';
import { MemoryFiles } from '../../helpers/memory-files';
import { testParser } from '../../helpers/python-parser';

const source = new SourceText('train.py', 'import rates\n');
const read: ReadPlans = { plans: [], modules: [{ file: 'rates.py', cell: null, text: 'r = 1\n' }] };
const now = (): string => 'r = 1\n';

describe('the plans that were read last', () => {
  const last = new LastPlans();
  last.keep(source, {}, read);

  it('are those of the same texts and the same values', () => {
    expect(last.of(new SourceText('train.py', source.text), {}, now)).toBe(read);
  });

  it('are no others’', () => {
    expect(last.of(new SourceText('train.py', 'import rates\n\n'), {}, now)).toBeNull();
    expect(last.of(new SourceText('test.py', source.text), {}, now)).toBeNull();
    expect(last.of(source, {}, () => 'r = 2\n')).toBeNull();
    expect(last.of(source, {}, () => null)).toBeNull();
  });
});

describe('a look at a program under other values', () => {
  it('reads it no second time, and comes to the same', async () => {
    const text = readFileSync('media/samples/without_global_step.py', 'utf8');
    const workspace = new Workspace(await testParser(), new MemoryFiles(new Map()));
    const reader = new ProgramReader(workspace, null);
    const imports = vi.spyOn(workspace, 'importer');
    const program = {
      file: 'train.py',
      title: 'train.py',
      parts: [{ cell: null, text }],
      view: { roots: [], unsaved: [] },
    };
    const wanted = { file: 'train.py', line: 9, cell: null, overrides: {}, variation: { ...unchanged, seed: 3 } };
    const fresh = new ProgramReader(workspace, null).training(program, { ...wanted, countsStep: true });
    reader.training(program, wanted);
    const before = imports.mock.calls.length;
    expect(reader.training(program, { ...wanted, countsStep: true })).toEqual(fresh);
    expect(imports.mock.calls.length).toBe(before);
    const edited = { ...program, parts: [{ cell: null, text: `${text}\n` }] };
    reader.training(edited, { ...wanted, countsStep: false });
    expect(imports.mock.calls.length).toBe(before + 1);
  });
});
