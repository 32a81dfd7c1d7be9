import { describe, expect, it } from 'vitest';
import { importedNames } from '../../../src/analysis/walk/importers';

const namesIn = (text: string): string[] => [...importedNames(text)].map(({ name, level }) => '.'.repeat(level) + name);

describe('the names that import statements hold', () => {
  it.each([
    ['import a, b.c as d  # e', ['a', 'b.c']],
    ['from a import b as c, d', ['a', 'a.b', 'a.d']],
    ['from a.b import (\n    c,  # first\n    d as e,\n)\nimport f', ['a.b', 'a.b.c', 'a.b.d', 'f']],
    ['from a import(b)', ['a', 'a.b']],
    ['from a import *', ['a']],
    ['from . import a', ['.', '.a']],
    ['from .. a import b', ['..a', '..a.b']],
    ['from .import a', ['.', '.a']],
    ['if x: import a; from b import c; import d', ['a', 'b', 'b.c', 'd']],
    ['    try: from a import b', ['a', 'a.b']],
    ['from a \\\n  import b, \\\n  c', ['a', 'a.b', 'a.c']],
    ['from a \\\r\n  import b', ['a', 'a.b']],
    ['import 模型.größe', ['模型.größe']],
    ['important = 1\nreimport(x)\nx.import_(y)\nimports a', []],
    ['# an import of something', []],
    ['from a import (b', ['a']],
    ['import', []],
  ])('%j', (text, names) => {
    expect(namesIn(text)).toEqual(names);
  });

  it('are found in time that grows with the text alone', () => {
    for (const piece of [
      'import ',
      'from a import (',
      'from ',
      'import a;',
      'from a import (b,',
      ' import(',
      'import \\\n',
    ])
      expect(namesIn(piece.repeat(100_000)).length).toBeLessThan(200_001);
  });
});
