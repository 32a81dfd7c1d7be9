import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { interpreted, obstacleLines, plainValue } from '../../helpers/interpreted';
import { testParser } from '../../helpers/python-parser';

const parser = await testParser();

/** What Python made of each program, by `scripts/python-classes.py`. */
const rows = JSON.parse(readFileSync('test/data/python-classes.json', 'utf8')) as readonly {
  readonly name: string;
  readonly program: string;
  readonly result: readonly string[];
}[];

const made = (program: string): unknown => {
  const { names, limit } = interpreted(parser, `${program}\nwritten = [repr(item) for item in result]\n`);
  expect(limit).toBeNull();
  return plainValue(names.get('written'));
};

describe('classes, generators, with and sets', () => {
  it.each(rows)('are as Python has them: $name', ({ program, result }) => {
    expect(made(program)).toEqual(result);
  });

  it.each([
    ['an operator', 'class A:\n    def __add__(self, o): return mystery()\nresult = [A() + 1, 2]\n'],
    ['a truth', 'class A:\n    def __bool__(self): return mystery()\nresult = [bool(A()), 2]\n'],
    ['a loop', 'class A:\n    def __iter__(self): return mystery()\nresult = [list(A()), 2]\n'],
    ['an endless loop', 'class A:\n    def __getitem__(self, at): return mystery()\nresult = [list(A()), 2]\n'],
    ['an equality', 'class A:\n    def __eq__(self, o): return mystery()\nresult = [A() == 1, [A()] == [1], 2]\n'],
  ])('are not known where a method is not: %s', (_, program) => {
    const written = made(`import unheard_of\nmystery = unheard_of.f\n${program}`);
    expect(written).toEqual([...Array.from({ length: program.split(',').length > 3 ? 2 : 1 }, () => 'unknown'), '2']);
  });

  it('leaves out, and says so, what needs a with whose end is not known', () => {
    const text = `import unheard_of
class A:
    def __enter__(self): pass
    def __exit__(self, *error): return unheard_of.f()
def f():
    with A():
        raise ValueError('e')
    return 1
result = [f()]
`;
    const reading = interpreted(parser, text);
    expect(reading.names.get('result')).toBeUndefined();
    expect(obstacleLines(reading)).toContain(4);
  });
});
