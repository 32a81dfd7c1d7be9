import { describe, expect, it } from 'vitest';
import { analyze } from '../../../src/analysis/analyze';
import { SourceText } from '../../../src/python/source-text';
import { testParser } from '../../helpers/python-parser';
import { itSays } from '../../helpers/verdicts';

const parser = await testParser();

const decaying = `import tensorflow as tf
step = tf.Variable(0, trainable=False)
rate = tf.train.exponential_decay(0.5, step, 40, 0.9)
optimizer = tf.train.AdamOptimizer(rate)
`;

describe('what a loop reads before it changes it is what its next pass finds', () => {
  itSays(parser, [
    [
      'a name',
      `${decaying}passed = None
for tower in range(2):
    train = optimizer.minimize(loss, global_step=passed) #: ok
    passed = step
`,
    ],
    [
      'a name that is bound in a branch',
      `${decaying}passed = None
while running():
    if ready():
        train = optimizer.minimize(loss, global_step=passed) #: ok
    else:
        passed = step
`,
    ],
    [
      'a name that is not bound at first',
      `${decaying}for tower in range(2):
    if tower > 0:
        train = optimizer.minimize(loss, global_step=passed) #: ok
    passed = step
`,
    ],
    [
      'a name that an inner loop binds',
      `${decaying}passed = None
for tower in range(2):
    train = optimizer.minimize(loss, global_step=passed) #: ok
    for _ in range(3):
        passed = step
`,
    ],
    [
      'a name of the module, bound in a function',
      `${decaying}passed = None
def choose():
    global passed
    passed = step
for tower in range(2):
    train = optimizer.minimize(loss, global_step=passed) #: ok
    choose()
`,
    ],
    [
      'an entry of a dictionary',
      `${decaying}given = {'step': None}
for tower in range(2):
    train = optimizer.minimize(loss, global_step=given['step']) #: ok
    given['step'] = step
`,
    ],
    [
      'an item of a list',
      `${decaying}given = [None]
for tower in range(2):
    train = optimizer.minimize(loss, global_step=given[-1]) #: ok
    given.append(step)
`,
    ],
    [
      'an attribute',
      `${decaying}class Tower:
    def __init__(self):
        self.step = None
    def build(self):
        self.train = optimizer.minimize(loss, global_step=self.step) #: ok
        self.step = step
tower = Tower()
for _ in range(2):
    tower.build()
`,
    ],
    [
      'what only the first pass finds',
      `${decaying}for tower in range(2):
    passed = None
    train = optimizer.minimize(loss, global_step=passed) #: warning
    passed = step
`,
    ],
  ]);
});

it('knows a number that a loop adds to no longer behind it, and one that it only sets', () => {
  const text = `import tensorflow as tf
step = tf.train.get_or_create_global_step()
sum = 0
for i in range(3):
    copied = steps = sum + 40
    sum += 1
    fixed = 40
a = tf.train.exponential_decay(0.5, step, steps, 0.9)
b = tf.train.exponential_decay(0.5, step, fixed, 0.9)
train = tf.train.AdamOptimizer(a + b).minimize(loss)
`;
  const { dependents } = analyze(parser.parse(text), new SourceText('a.py', text));
  expect(dependents.map(({ decay }) => decay?.steps)).toEqual([null, 40]);
});

it('walks a loop that hands on nothing once', () => {
  const line = '        x = tf.nn.relu(tf.matmul(batch, weights) + biases)\n';
  const program = (depth: number): string => `import tensorflow as tf
${['for a in range(2):\n', '  for b in range(2):\n', '    for c in range(2):\n'].slice(0, depth).join('')}${line.repeat(9000)}
train = tf.train.AdamOptimizer(0.1).minimize(loss)
`;
  // A program's budget is 250,000 expressions: these loops have 100,000, which four passes would exceed.
  const text = program(3);
  expect(analyze(parser.parse(text), new SourceText('a.py', text)).calls).toHaveLength(1);
});
