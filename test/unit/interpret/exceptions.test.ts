import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { interpreted, obstacleLines, plainValue } from '../../helpers/interpreted';
import { testParser } from '../../helpers/python-parser';

const parser = await testParser();
/** What `scripts/python-exceptions.py` asks CPython 3.11: which classes catch an error, by its name. */
const caught = JSON.parse(readFileSync('test/data/python-exceptions.json', 'utf8')) as Record<string, string[]>;
const names = Object.keys(caught);

function held(text: string): unknown {
  return plainValue(interpreted(parser, `import stranger\n${text}\n`).names.get('r'));
}

describe('Python’s own exceptions', () => {
  it.each(names)('%s is caught by what it inherits from, and by nothing else', (error) => {
    const tries = names.map(
      (name) =>
        `try:\n    raise ${error}('x')\nexcept ${name}:\n    r.append('${name}')\nexcept BaseException:\n    pass`,
    );
    expect(held(`r = []\n${tries.join('\n')}`)).toEqual(caught[error]);
  });

  // What CPython 3.11 leaves in r.
  it.each<readonly [string, unknown]>([
    ['try:\n    1 / 0\nexcept ArithmeticError:\n    r = 1', 1],
    ['try:\n    [][0]\nexcept LookupError:\n    r = 1', 1],
    ['try:\n    {}["a"]\nexcept IndexError:\n    r = 1\nexcept (ValueError, LookupError):\n    r = 2', 2],
    ['try:\n    int("a")\nexcept Exception as e:\n    r = 1', 1],
    ['KINDS = (KeyError, ValueError)\ntry:\n    int("a")\nexcept KINDS:\n    r = 1', 1],
    ['class A(ValueError): pass\ntry:\n    raise A()\nexcept KeyError:\n    r = 1\nexcept ValueError:\n    r = 2', 2],
    ['class A(Exception): pass\nclass B(A): pass\ntry:\n    raise B("x")\nexcept A:\n    r = 1', 1],
    [
      'class A(Exception): pass\nclass B(A): pass\ntry:\n    try:\n        raise A\n    except B:\n        r = 1\nexcept A:\n    r = 2',
      2,
    ],
    [
      'class A(Exception): pass\ntry:\n    try:\n        int("a")\n    except A:\n        r = 1\nexcept ValueError:\n    r = 2',
      2,
    ],
    [
      'try:\n    try:\n        1 / 0\n    except ZeroDivisionError:\n        raise\nexcept ArithmeticError:\n    r = 1',
      1,
    ],
    [
      'try:\n    try:\n        1 / 0\n    except ZeroDivisionError as e:\n        raise e\nexcept ValueError:\n    r = 1\nexcept ArithmeticError:\n    r = 2',
      2,
    ],
    [
      'try:\n    try:\n        r = 0\n    except ValueError:\n        r = 1\n    else:\n        raise ValueError\nexcept ValueError:\n    r = 2',
      2,
    ],
    ['import sys\ntry:\n    sys.exit()\nexcept Exception:\n    r = 1\nexcept SystemExit:\n    r = 2', 2],
    ['try:\n    raise IOError("x")\nexcept EnvironmentError:\n    r = 1', 1],
    [
      'def g():\n    try:\n        yield 1\n        int("a")\n    except KeyError:\n        yield 2\n    except ValueError:\n        yield 3\n    else:\n        yield 4\n    finally:\n        yield 5\nr = list(g())',
      [1, 3, 5],
    ],
    [
      'def g():\n    try:\n        yield 1\n    except KeyError:\n        yield 2\n    else:\n        yield 4\n    finally:\n        yield 5\nr = list(g())',
      [1, 4, 5],
    ],
  ])('are handled as in Python: %s', (text, wanted) => {
    expect(held(`r = None\n${text}`)).toEqual(wanted);
  });

  it('of a library that is not known are caught where that is known', () => {
    const program = (base: string): string =>
      `import stranger\nclass A(${base}): pass\nr = 0\ntry:\n    raise A('x')\nexcept stranger.Error:\n    r = 1\nexcept Exception:\n    r = 2\n`;
    expect(plainValue(interpreted(parser, program('ValueError')).names.get('r'))).toBe(2);
    expect(obstacleLines(interpreted(parser, program('stranger.Error')))).toEqual([5]);
  });
});
