import { describe, expect, it } from 'vitest';
import { Workspace } from '../../../src/engine/workspace';
import { SourceText } from '../../../src/python/source-text';
import { MemoryFiles } from '../../helpers/memory-files';
import { testParser } from '../../helpers/python-parser';
import { checkedFolders } from '../../helpers/workspaces';

const parser = await testParser();

function workspaceOf(texts: Readonly<Record<string, string>>): { files: MemoryFiles; workspace: Workspace } {
  const files = new MemoryFiles(new Map(Object.entries(texts)));
  const workspace = new Workspace(parser, files);
  workspace.begin({ roots: ['.'], unsaved: [] });
  return { files, workspace };
}

const verdictsOf = (workspace: Workspace, file: string): string[] =>
  workspace.checkFile(file).calls.map(({ verdict }) => verdict);

describe('a folder', () => {
  it.each(Object.entries(checkedFolders))('%s', (_, { files: texts, verdicts }) => {
    const { workspace } = workspaceOf(texts);
    workspace.prepareRoot('.');
    const found = Object.keys(texts).map((file) => [file, verdictsOf(workspace, file)] as const);
    expect(Object.fromEntries(found.filter(([, calls]) => calls.length > 0))).toEqual(verdicts);
  });
});

const filesOf = (name: string): Readonly<Record<string, string>> => checkedFolders[name]?.files ?? {};
const folder = filesOf('a program above its module');
const main = folder['main.py'] ?? '';

describe('a schedule that its own file does not read', () => {
  const model = `import tensorflow as tf
step = tf.train.get_or_create_global_step()
learning_rate = tf.train.exponential_decay(0.1, step, 1000, 0.9)
def train_op(loss, rate):
    return tf.train.AdamOptimizer(rate).minimize(loss, global_step=step)
`;
  it.each([
    ['is told of', 'from model import train_op\ntrain_op(loss, 0.1)\n', ['unused-schedule']],
    [
      'is none where an importer names it',
      'from model import learning_rate, train_op\ntrain_op(loss, learning_rate)\n',
      [],
    ],
  ])('%s', (_, importer, rules) => {
    const { workspace } = workspaceOf({ 'model.py': model, 'main.py': importer });
    workspace.prepareRoot('.');
    expect(workspace.checkFile('model.py').findings.map(({ rule }) => rule)).toEqual(rules);
  });
});

describe('a workspace that changes', () => {
  it('reads each file once, and again only what an event names or what is followed and has changed', () => {
    const { files, workspace } = workspaceOf({ ...folder, 'other.py': 'import os\n', 'big/a.py': 'x = 1\n' });
    workspace.take({ first: 0, files: [] });
    workspace.prepare('lib/model.py');
    expect(verdictsOf(workspace, 'lib/model.py')).toEqual(['warning']);
    const reads = (): Record<string, number> => Object.fromEntries([...files.reads].sort());
    const before = reads();
    expect(Object.keys(before)).toEqual(['big/a.py', 'lib/model.py', 'main.py', 'other.py']);
    for (let key = 0; key < 5; key++) {
      workspace.begin({ roots: ['.'], unsaved: [] }, 'lib/model.py');
      const own = workspace.openSource(new SourceText('lib/model.py', `${folder['lib/model.py']}# ${key}\n`));
      expect(workspace.prepare('lib/model.py')).toBe(true);
      expect(workspace.check(own).report.calls).toMatchObject([{ verdict: 'warning' }]);
    }
    expect(reads()).toEqual(before);
    files.texts.set('main.py', main.replace('loss)', 'loss, step)'));
    workspace.begin({ roots: ['.'], unsaved: [] });
    expect(verdictsOf(workspace, 'lib/model.py')).toEqual(['ok']);
  });

  it('knows an importer that comes, and forgets one that goes', () => {
    const { files, workspace } = workspaceOf({ 'lib/model.py': folder['lib/model.py'] ?? '' });
    const ask = (changed: readonly string[]): string[] => {
      workspace.take({ first: 0, files: changed });
      workspace.begin({ roots: ['.'], unsaved: [] });
      workspace.prepare('lib/model.py');
      return verdictsOf(workspace, 'lib/model.py');
    };
    expect(ask([])).toEqual(['ok']);
    files.texts.set('main.py', main);
    expect(ask(['main.py'])).toEqual(['warning']);
    files.texts.delete('main.py');
    expect(ask(['main.py', 'main.py'])).toEqual(['ok']);
  });

  it('looks at everything anew where it has missed events', () => {
    const { files, workspace } = workspaceOf({ 'lib/model.py': folder['lib/model.py'] ?? '' });
    workspace.take({ first: 0, files: [] });
    workspace.prepare('lib/model.py');
    files.texts.set('main.py', main);
    workspace.take({ first: 500, files: ['other.py'] });
    workspace.begin({ roots: ['.'], unsaved: [] });
    workspace.prepare('lib/model.py');
    expect(verdictsOf(workspace, 'lib/model.py')).toEqual(['warning']);
  });

  it('takes an unsaved importer for what its editor shows, and the file again when that is closed', () => {
    const { workspace } = workspaceOf(folder);
    workspace.prepare('lib/model.py');
    const unsaved = [{ file: 'main.py', text: main.replace('loss)', 'loss, step)') }];
    workspace.begin({ roots: ['.'], unsaved });
    expect(verdictsOf(workspace, 'lib/model.py')).toEqual(['ok']);
    workspace.begin({ roots: ['.'], unsaved: [] });
    expect(verdictsOf(workspace, 'lib/model.py')).toEqual(['warning']);
  });

  it('walks a share of the importers in one request, and comes to the whole', () => {
    const { workspace } = workspaceOf(filesOf('twelve programs that share a module, the last one wrong'));
    workspace.prepareRoot('.');
    const own = workspace.programOf('lib/model.py');
    const whole = [1, 2, 3].map(() => workspace.check(own, { milliseconds: 0, walks: 4, proves: true }).isWhole);
    expect(whole).toEqual([false, false, true]);
    expect(workspace.check(own).report.calls).toMatchObject([{ verdict: 'warning' }]);
  });
});
