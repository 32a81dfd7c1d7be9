import { describe, expect, it } from 'vitest';
import { interpret, type Interpretation } from '../../../src/interpret/interpret';
import type { RecordedStep } from '../../../src/interpret/record/recorded-steps';
import { SourceText } from '../../../src/python/source-text';
import { testParser } from '../../helpers/python-parser';
import { textOf } from '../../../src/interpret/read-value';

const parser = await testParser();

const head = `import random
import numpy as np
import tensorflow as tf
x = tf.placeholder(tf.float32)
w = tf.Variable(1.0)
loss = tf.square(w * x)
step = tf.Variable(0, trainable=False)
train = tf.train.GradientDescentOptimizer(0.1).minimize(loss, global_step=step)
other = tf.assign_add(step, 5)
data = np.arange(40.0)
sess = tf.Session()
sess.run(tf.global_variables_initializer())
`;

function read(loop: string): Interpretation {
  const text = head + loop;
  return interpret(parser.parse(text), new SourceText('p.py', text));
}

/** Every run in order, each with how often it is made in a row. */
function expanded(steps: readonly RecordedStep[]): (readonly [string, number])[] {
  const made: [string, number][] = [];
  const add = (all: readonly RecordedStep[]): void => {
    for (const each of all) {
      if ('steps' in each) for (let time = 0; time < each.times; time++) add(each.steps);
      else if ('exit' in each) made.push(['exit', 1]);
      else if ('computes' in each) made.push([`computes ${each.computes}`, 1]);
      else if (made.at(-1)?.[0] === each.key) (made.at(-1) ?? ['', 0])[1] += each.times;
      else made.push([each.key, each.times]);
    }
  };
  add(steps);
  return made;
}

/** What the program knows at its end; lists that are only appended to are kept short, and are left out. */
function known({ names, recorder }: Interpretation): string[] {
  const step = names.get('step');
  const counted = step === undefined ? null : recorder.sessions.countersOf(0).valueOf(recorder.toGraph(step));
  return [
    ...[...names].flatMap(([name, value]) =>
      ['int', 'float', 'str', 'bool', 'none'].includes(value.kind) ? [`${name} ${textOf(value)}`] : [],
    ),
    `the counter ${counted?.value ?? 'unknown'}`,
  ];
}

/** A number that is drawn makes a turn one of its own: such a loop is read turn by turn. */
const drawn = 'random.random()';

const loops: readonly (readonly [string, string])[] = [
  ['nothing but the run', 'for i in range(3000):\n  DRAW\n  sess.run(train, {x: 1.0})'],
  [
    'a print each hundredth turn',
    'for i in range(3001):\n  DRAW\n  sess.run(train, {x: 1.0})\n  if i % 100 == 0: print(i, sess.run(loss, {x: 1.0}))',
  ],
  [
    'another run each hundredth turn',
    'for i in range(3001):\n  DRAW\n  sess.run(train, {x: 1.0})\n  if (i + 1) % 100 == 0: sess.run(other)',
  ],
  [
    'another run each 1500th turn',
    'for i in range(4001):\n  DRAW\n  sess.run(train, {x: 1.0})\n  if i % 1500 == 7: sess.run(other)',
  ],
  [
    'another run where a remainder is zero',
    'for i in range(4001):\n  DRAW\n  sess.run(train, {x: 1.0})\n  if not i % 1100: sess.run(other)',
  ],
  [
    'epochs and batches',
    'for epoch in range(300):\n  DRAW\n  for b in range(8):\n    sess.run(train, {x: data[b * 5:(b + 1) * 5]})',
  ],
  [
    'epochs that become shorter',
    'for epoch in range(60):\n  DRAW\n  for b in range(60 - epoch):\n    sess.run(train, {x: 1.0})\n  sess.run(other)',
  ],
  [
    'batches by a remainder',
    'for i in range(2000):\n  DRAW\n  start = (i * 5) % 40\n  sess.run(train, feed_dict={x: data[start:start + 5]})',
  ],
  ['a counter of its own', 'n = 0\nwhile n < 2500:\n  DRAW\n  sess.run(train, {x: 1.0})\n  n += 1'],
  [
    'a counter that begins again',
    'n = 0\ntotal = 0\nfor i in range(2500):\n  DRAW\n  sess.run(train, {x: data[n]})\n  n += 1\n  total += 3\n  if n == 7: n = 0',
  ],
  ['a loop over the step', 'while sess.run(step) < 2500:\n  DRAW\n  sess.run(train, {x: 1.0})'],
  [
    'a loop over the step that is moved twice',
    'while sess.run(step) < 9000:\n  DRAW\n  sess.run(train, {x: 1.0})\n  sess.run(other)',
  ],
  ['a break at a step', 'while True:\n  DRAW\n  _, s = sess.run([train, step], {x: 1.0})\n  if s >= 1234: break'],
  ['a break in a counted loop', 'for i in range(100000):\n  DRAW\n  sess.run(train, {x: 1.0})\n  if i == 2345: break'],
  [
    'phases',
    'for i in range(3000):\n  DRAW\n  if i < 1000: sess.run(train, {x: 1.0})\n  elif i <= 2000: sess.run(train, {x: 2.0})\n  else: sess.run(other)',
  ],
  [
    'a value of some turns ago',
    'first = 0\nfor i in range(3000):\n  DRAW\n  if i % 50 == 0: first = i\n  if i - first > 20: sess.run(other)\n  else: sess.run(train, {x: 1.0})',
  ],
  [
    'a value that stays',
    'first = 0\nfor i in range(3000):\n  DRAW\n  if i == 40: first = i\n  if i - first == 900: sess.run(other)\n  else: sess.run(train, {x: 1.0})',
  ],
  ['fed numbers that change', 'for i in range(400):\n  DRAW\n  sess.run(train, {x: 0.5 * i})'],
  ['fed numbers that decay', 'r = 1.0\nfor i in range(400):\n  DRAW\n  sess.run(train, {x: r})\n  r *= 0.99'],
  [
    'losses that are kept',
    'kept = []\nfor i in range(2000):\n  DRAW\n  _, l = sess.run([train, loss], {x: 1.0})\n  kept.append(l)\n  if i % 10 == 9: print("%d %f" % (i, l))',
  ],
  [
    'a list that is looked at',
    'kept = []\nfor i in range(900):\n  DRAW\n  kept.append(1)\n  sess.run(train if len(kept) < 500 else other, {x: 1.0})',
  ],
  [
    'an object with a counter',
    'class Feeder:\n  def __init__(self): self.at = 0\n  def take(self):\n    batch = data[self.at:self.at + 10]\n    self.at += 10\n    if self.at >= 40: self.at = 0\n    return batch\nfeeder = Feeder()\nfor i in range(2000):\n  DRAW\n  sess.run(train, {x: feeder.take()})',
  ],
  [
    'epochs that an object counts',
    'class Feeder:\n  def __init__(self): self.at, self.epoch = 0, 0\n  def take(self):\n    batch = data[self.at:self.at + 10]\n    self.at += 10\n    if self.at >= 40:\n      self.at = 0\n      self.epoch += 1\n    return batch\nfeeder = Feeder()\nwhile feeder.epoch < 321:\n  DRAW\n  sess.run(train, {x: feeder.take()})',
  ],
  [
    'a function of the program',
    'def turn(k):\n  feed = {x: 1.0}\n  return sess.run([train, loss], feed_dict=feed)\nfor i in range(2000):\n  DRAW\n  _, l = turn(i)',
  ],
  [
    'loops within loops of the step',
    'for epoch in range(50):\n  DRAW\n  for i in range(100):\n    s = sess.run(step)\n    if s < 4050: sess.run(train, {x: 1.0})\n    else: sess.run(other)',
  ],
  [
    'loops within loops, by remainders of the step',
    'for epoch in range(50):\n  DRAW\n  for i in range(100):\n    if sess.run(step) % 7 == 3: sess.run(train, {x: 2.0})\n    else: sess.run(train, {x: 1.0})',
  ],
  ['floor divisions', 'for i in range(900):\n  DRAW\n  sess.run(train, {x: data[(i // 300)]})'],
  ['a countdown', 'n = 2000\nwhile n:\n  DRAW\n  sess.run(train, {x: 1.0})\n  n -= 1'],
  [
    'a dictionary that counts',
    'c = {"n": 0}\nfor i in range(2000):\n  DRAW\n  c["n"] += 2\n  sess.run(train if c["n"] < 3000 else other, {x: 1.0})',
  ],
  ['backwards', 'for i in range(3000, 0, -1):\n  DRAW\n  sess.run(train if i > 500 else other, {x: 1.0})'],
];

describe('turns of a loop that are counted', () => {
  it.each(loops)('are those that are read, with %s', (_, loop) => {
    const counted = read(loop.replaceAll('DRAW', 'pass'));
    const turnByTurn = read(loop.replaceAll('DRAW', drawn));
    expect(turnByTurn.limit).toBeNull();
    expect(counted.limit).toBeNull();
    expect(expanded(counted.recorder.runs)).toEqual(expanded(turnByTurn.recorder.runs));
    expect(known(counted)).toEqual(known(turnByTurn));
    expect(counted.recorder.runLog.count).toBe(turnByTurn.recorder.runLog.count);
  });

  it.each([
    ['plain', 'for i in range(10**7): sess.run(train, {x: 1.0})', 10 ** 7],
    [
      'printing',
      'for i in range(10**7):\n  _, l = sess.run([train, loss], {x: 1.0})\n  if i % 100 == 0: print("step {} loss {}".format(i, l))',
      10 ** 7,
    ],
    ['printing seldom', 'for i in range(10**7):\n  sess.run(train, {x: 1.0})\n  if i % 10000 == 0: print(i)', 10 ** 7],
    ['over the step', 'while sess.run(step) < 10**7: sess.run(train, {x: 1.0})', 10 ** 7],
    [
      'epochs and batches',
      'for e in range(10**6):\n  for b in range(10): sess.run(train, {x: data[b * 4:b * 4 + 4]})',
      10 ** 7,
    ],
    ['with a break', 'while True:\n  _, s = sess.run([train, step], {x: 1.0})\n  if s == 10**7: break', 10 ** 7],
    [
      'keeping the losses',
      'kept = []\nfor i in range(10**6):\n  kept.append(sess.run([train, loss], {x: 1.0})[1])',
      10 ** 6,
    ],
  ])('are many in no time: %s', (_, loop, count) => {
    const began = performance.now();
    const { recorder, limit } = read(loop);
    expect(limit).toBeNull();
    expect(recorder.runLog.count).toBe(count + 1);
    expect(performance.now() - began).toBeLessThan(2000);
  });

  it.each([
    ['turns that train', 'for i in range(10**12): sess.run(train, {x: 1.0})', /more than 100000000 session runs/],
    ['turns that do nothing', 'for i in range(10**12): pass', /more than 1000000000 turns/],
    ['no end', 'n = 0\nwhile True: n += 1', /never ends/],
  ])('end in a limit: %s', (_, loop, message) => {
    expect(read(loop).limit?.message).toMatch(message);
  });
});
