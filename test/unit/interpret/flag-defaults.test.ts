import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inEnglish } from '../../helpers/chinese';
import { say } from '../../../src/base/message';
import { interpreted, obstacleLines, plainValue } from '../../helpers/interpreted';
import { testParser } from '../../helpers/python-parser';

const parser = await testParser();
/** What absl makes of a default, as `repr` shows it, or the error that it raises: `scripts/flag-defaults.py` asks it. */
type Row = readonly [definition: string, text: string, result: { readonly repr?: string; readonly raises?: string }];
const rows = JSON.parse(readFileSync('test/data/flag-defaults.json', 'utf8')) as readonly Row[];

const read = (definition: string, text: string) =>
  interpreted(
    parser,
    `import tensorflow as tf\nflags = tf.app.flags\nflags.${definition}('f', ${text}, 'help')\nr = repr(flags.FLAGS.f)\nn = flags.FLAGS.f\n`,
  );

describe('the default of a flag', () => {
  it.each([...new Set(rows.map(([definition]) => definition))])('is what absl makes of it: %s', (definition) => {
    for (const [, text, { repr }] of rows.filter(([own]) => own === definition)) {
      const { names } = read(definition, text);
      // What absl refuses is not known: a text with an error, another type for versions differ.
      const wanted = repr ?? 'unknown';
      expect([text, plainValue(names.get('r'))]).toEqual([text, wanted]);
    }
  });

  it.each([
    ['DEFINE_integer', "'1e3'"],
    ['DEFINE_boolean', "'yes'"],
    ['DEFINE_float', "'0x1F'"],
  ])('that is no text of its type is an obstacle: %s of %s', (definition, text) => {
    const made = read(definition, text);
    expect(obstacleLines(made)).toEqual([3]);
    expect(made.recorder.obstacles.map(({ why }) => say(why))[0]).toMatch(/^IllegalFlagValueError: /);
  });
});

describe('a whole number beyond 2 ** 53', () => {
  const program = (value: string, where: string): string =>
    `import tensorflow as tf\nn = ${value}\nv = tf.Variable(0, dtype=tf.int64)\np = tf.placeholder(tf.int64, [])\ns = tf.Session()\n${where}\n`;

  it.each([
    ['2 ** 53 + 1', 'tf.assign(v, n)', [6]],
    ['-2 ** 63 - 1', 'tf.constant([1, n])', [6]],
    ['10 ** 400', 'tf.constant(n)', [6]],
    ['2 ** 53 + 1', 'tf.set_random_seed(n)', [6]],
    ['2 ** 60', 'tf.assign(v, n)', []],
    ['2 ** 53 - 1', 'tf.assign(v, n)', []],
  ])('is not rounded in a recorded call: %s in %s', (value, where, lines) => {
    expect(obstacleLines(interpreted(parser, program(value, where)))).toEqual(lines);
  });

  it('is not rounded in what is fed', () => {
    const { recorder } = interpreted(parser, program('2 ** 53 + 1', 's.run(tf.assign(v, p), {p: n})'));
    const [run] = recorder.runs;
    expect(inEnglish(run !== undefined && 'feeds' in run ? run.feeds[0]?.missing?.why : null)).toBe(
      'a whole number that no double holds exactly',
    );
  });
});
