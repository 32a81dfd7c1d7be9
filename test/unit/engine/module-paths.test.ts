import { describe, expect, it } from 'vitest';
import { mayLeadTo, modulePaths } from '../../../src/engine/module-paths';

const places = (root: string) => ({ root, segment: (part: string) => part });

describe('where a module may lie', () => {
  it.each([
    ['model', 0, 'w/jobs/a.py', 'w', ['w/jobs/model.py', 'w/jobs/src/model.py', 'w/model.py', 'w/src/model.py']],
    ['lib.model', 0, 'main.py', '.', ['lib/model.py', 'src/lib/model.py']],
    ['lib.model', 0, '/main.py', '', ['/lib/model.py', '/src/lib/model.py']],
    ['', 1, 'w/lib/a.py', 'w', ['w/lib/__init__.py']],
    ['inner.b', 2, 'w/lib/inner/a.py', 'w', ['w/lib/inner/b.py']],
    ['b', 3, 'w/lib/a.py', 'w', []],
    ['b', 1, '../x/a.py', '../x', ['../x/b.py']],
    ['b', 0, '../x/a.py', '../x', ['../x/b.py', '../x/src/b.py']],
  ] as const)('%s at level %d in %s, below %s', (name, level, from, root, modules) => {
    const paths = modulePaths({ name, level }, from, places(root));
    expect(paths.filter((path) => name === '' || !path.endsWith('__init__.py'))).toEqual(modules);
    for (const path of paths) expect(mayLeadTo({ name, level }, from, path, places(root)), path).toBe(true);
  });

  it('is told without making the paths, to the same end', () => {
    const files = [
      'a',
      'b',
      'src/a',
      'lib/a',
      'lib/src/a',
      'lib/b/a',
      'lib/b/__init__',
      'x/lib/a',
      'a/__init__',
      'src/lib/a',
    ];
    const names = ['a', 'b', 'lib.a', 'lib.b.a', 'lib.b', 'src.a', 'x.lib.a'];
    for (const root of ['.', 'lib', 'x'])
      for (const from of ['m.py', 'lib/m.py', 'lib/b/m.py', 'x/m.py', 'x/lib/m.py'])
        for (const name of names)
          for (const file of files.map((one) => `${one}.py`)) {
            if (root !== '.' && !from.startsWith(`${root}/`)) continue;
            const paths = modulePaths({ name, level: 0 }, from, places(root));
            const told = mayLeadTo({ name, level: 0 }, from, file, places(root));
            expect([root, from, name, file, told]).toEqual([root, from, name, file, paths.includes(file)]);
          }
  });
});
