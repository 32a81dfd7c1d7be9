import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { say } from '../../../src/base/message';
import { buildGraph } from '../../../src/tf1/build-graph';
import { interpreted, plainValue } from '../../helpers/interpreted';
import { testParser } from '../../helpers/python-parser';

const parser = await testParser();

interface Asked {
  readonly names: readonly string[];
  readonly rows: readonly { readonly scope: string; readonly call: string; readonly takes: readonly string[] }[];
}

/** What TensorFlow said of each name (`test/data/graph-names.py`). */
const { names, rows } = JSON.parse(readFileSync('test/data/graph-names.json', 'utf8')) as Asked;

/** Gives each of the names to a call, in a graph and a scope of its own, as a program that catches ValueError. */
function program(scope: string, call: string): string {
  return [
    'import tensorflow as tf',
    'refused = []',
    `for N in ${JSON.stringify(names)}:`,
    '  with tf.Graph().as_default():',
    '    V = tf.Variable(1.0, name="V")',
    '    try:',
    ...(scope === '' ? [] : [`      with tf.variable_scope(${JSON.stringify(scope)}):`]),
    `        ${call}`,
    '    except ValueError:',
    '      refused.append(N)',
  ].join('\n');
}

describe('names of operations, variables and scopes', () => {
  it.each(rows)('$call in scope "$scope" takes the names that TensorFlow takes', ({ scope, call, takes }) => {
    const { names: values, limit } = interpreted(parser, program(scope, call));
    expect(limit).toBeNull();
    expect(plainValue(values.get('refused'))).toEqual(names.filter((name) => !takes.includes(name)));
  });

  it('are told with the line of the call', () => {
    const { recorder } = interpreted(
      parser,
      'import tensorflow as tf\nx = tf.placeholder(tf.float32, [], "my input")\nwith tf.variable_scope("net 1"):\n  y = 1',
    );
    const told = recorder.obstacles.map(({ why, span }) => `${recorder.source.range(span).line}: ${say(why)}`);
    expect(told).toEqual([
      "2: ValueError: 'my input' is not a valid operation name: it may hold letters from A to Z, digits, and the characters _ . - /",
      "3: ValueError: 'net 1' is not a valid scope name: it may hold letters from A to Z, digits, and the characters _ . - /",
    ]);
  });

  it('are not checked where the name is not known', () => {
    const { recorder } = interpreted(parser, 'import tensorflow as tf, os\nx = tf.zeros([1], name=os.environ["NAME"])');
    expect(recorder.obstacles.map(({ why }) => say(why)).join()).not.toContain('valid');
  });

  it('are raised by the graph too', () => {
    const call = { id: 0, name: 'zeros', args: [], control: [], scope: '', range: null };
    const { failures } = buildGraph([
      { ...call, kwargs: { shape: { kind: 'list', items: [] }, name: { kind: 'string', value: 'a b' } } },
    ]);
    expect(failures.map(({ said }) => say(said)).join()).toMatch(/^ValueError: 'a b' is not a valid operation name/);
  });
});

describe('what `with tf.name_scope(…) as` gives', () => {
  it('names the operation that stands for the scope', () => {
    const text = [
      'import tensorflow as tf',
      'with tf.name_scope("outer"):',
      '  with tf.name_scope("layer") as scope:',
      '    y = tf.nn.relu(1.0, name=scope)',
      'with tf.name_scope(scope) as again:',
      '  pass',
    ].join('\n');
    const { names: values, recorder } = interpreted(parser, text);
    expect(plainValue(values.get('scope'))).toBe('outer/layer/');
    expect(plainValue(values.get('again'))).toBe('outer/layer/');
    const { graph } = buildGraph(recorder.calls);
    expect(graph.operations.map(({ name }) => name)).toContain('outer/layer');
  });
});
