import { describe, expect, it } from 'vitest';
import { analyze } from '../../../src/analysis/analyze';
import type { ProgramFacts } from '../../../src/analysis/facts/facts';
import { SharedModules } from '../../../src/analysis/walk/module-loads';
import type { ResolveModule, SourceModule } from '../../../src/analysis/walk/program';
import { SourceText } from '../../../src/python/source-text';
import { testParser } from '../../helpers/python-parser';

const parser = await testParser();

/** A workspace of modules in one folder; `walks` counts how often each was walked. */
class Folder {
  readonly walks = new Map<string, number>();
  private readonly modules = new Map<string, SourceModule>();

  constructor(texts: Readonly<Record<string, string>>) {
    for (const [file, text] of Object.entries(texts)) {
      const syntax = parser.parse(text);
      const { walks } = this;
      const counted = {
        ...syntax,
        get body() {
          walks.set(file, (walks.get(file) ?? 0) + 1);
          return syntax.body;
        },
      };
      this.modules.set(file, { source: new SourceText(file, text), syntax: counted });
    }
  }

  /** What the programs do, one after the other. */
  facts(programs: readonly string[], shared: SharedModules | undefined): ProgramFacts[] {
    const resolve: ResolveModule = (name) => this.modules.get(`${name}.py`) ?? null;
    return programs.map((file) => {
      const module = this.modules.get(file);
      if (module === undefined) throw new Error(`there is no ${file}`);
      return analyze(module.syntax, module.source, resolve, shared);
    });
  }
}

const train = (...lines: readonly string[]): string => ['import tensorflow as tf', ...lines, ''].join('\n');

/** What each of some programs gives when it is walked after the others is what it gives by itself. */
function expectAsAlone(texts: Readonly<Record<string, string>>, programs: readonly string[]): Folder {
  const folder = new Folder(texts);
  const together = folder.facts(programs, new SharedModules());
  const seen = (facts: readonly ProgramFacts[]): unknown =>
    facts.map(({ calls, leftOut }) => ({
      leftOut,
      calls: calls.map(({ range, optimizer, stepText, stuck, dependents, passes }) => ({
        place: `${range.file}:${range.line}`,
        optimizer,
        stepText,
        passes,
        stuck: stuck.map(({ kind }) => kind),
        dependents: dependents.map(({ kind }) => kind),
      })),
    }));
  expect(seen(together)).toEqual(seen(new Folder(texts).facts(programs, undefined)));
  return folder;
}

const optimizers = train(
  'RATES = {"start": 0.1}',
  'OPTIMIZERS = {"sgd": tf.train.GradientDescentOptimizer}',
  'class Settings(object):',
  '  momentum = 0.9',
  'settings = Settings()',
  'def make(learning_rate):',
  '  return OPTIMIZERS["sgd"](learning_rate)',
);

describe('modules that several programs import', () => {
  it('are walked once where they are the same for all', () => {
    const program = train('import optimizers', 'optimizers.make(0.1).minimize(tf.Variable(0.))');
    const folder = expectAsAlone({ 'optimizers.py': optimizers, 'a.py': program, 'b.py': program, 'c.py': program }, [
      'a.py',
      'b.py',
      'c.py',
    ]);
    expect(folder.walks.get('optimizers.py')).toBe(1);
  });

  it('are as they were after a program has changed what they hold', () => {
    const changes = [
      'optimizers.OPTIMIZERS["sgd"] = tf.train.AdamOptimizer',
      'optimizers.make = lambda learning_rate: tf.train.MomentumOptimizer(learning_rate, 0.9)',
      'optimizers.Settings.make = lambda self: tf.train.FtrlOptimizer(0.1)',
      'optimizers.settings.made = tf.train.AdagradOptimizer(0.1)',
    ];
    const tail = [
      'optimizers.make(0.1).minimize(tf.Variable(0.))',
      'optimizers.settings.make().minimize(tf.Variable(0.))',
      'optimizers.settings.made.minimize(tf.Variable(0.))',
    ];
    const texts = Object.fromEntries(
      changes.map((change, index) => [`change${index}.py`, train('import optimizers', change, ...tail)]),
    );
    const plain = train('import optimizers', ...tail);
    const order = Object.keys(texts).flatMap((file) => [file, 'plain.py']);
    expectAsAlone({ ...texts, 'plain.py': plain, 'optimizers.py': optimizers }, order);
  });

  it('belong to their program where they record something', () => {
    const steps = train('global_step = tf.Variable(0, trainable=False, name="global_step")');
    const decayed = (by: string): string =>
      train(
        'from steps import global_step',
        'rate = tf.train.exponential_decay(0.1, global_step, 10, 0.9)',
        `tf.train.GradientDescentOptimizer(rate).minimize(tf.Variable(0.)${by})`,
      );
    const folder = expectAsAlone(
      { 'steps.py': steps, 'moved.py': decayed(', global_step=global_step'), 'stuck.py': decayed('') },
      ['moved.py', 'stuck.py', 'moved.py'],
    );
    expect(folder.walks.get('steps.py')).toBeGreaterThan(1);
  });

  it('belong to their program where they change another module', () => {
    const texts = {
      'optimizers.py': optimizers,
      'patch.py': train('import optimizers', 'optimizers.OPTIMIZERS["sgd"] = tf.train.AdamOptimizer'),
      'patched.py': train('import patch', 'import optimizers', 'optimizers.make(0.1).minimize(tf.Variable(0.))'),
      'plain.py': train('import optimizers', 'optimizers.make(0.1).minimize(tf.Variable(0.))'),
    };
    expectAsAlone(texts, ['plain.py', 'patched.py', 'plain.py', 'patched.py']);
  });

  it('that import each other are as the program comes to them', () => {
    const texts = {
      'first.py': train('from second import make', 'def rate():', '  return 0.1', 'optimizer = make'),
      'second.py': train(
        'from first import rate',
        'def make(learning_rate=None):',
        '  return tf.train.AdamOptimizer(rate())',
      ),
      'by_first.py': train('import first', 'first.optimizer().minimize(tf.Variable(0.))'),
      'by_second.py': train('import second', 'import first', 'first.optimizer().minimize(tf.Variable(0.))'),
      'uses.py': train('from second import make', 'def made():', '  return make()'),
      'by_uses.py': train(
        'import uses',
        'import first',
        'uses.made().minimize(tf.Variable(0.))',
        'first.optimizer().minimize(0)',
      ),
      'by_both.py': train('import first', 'import uses', 'uses.made().minimize(tf.Variable(0.))'),
    };
    const programs = ['by_first.py', 'by_second.py', 'by_uses.py', 'by_both.py', 'by_first.py', 'by_second.py'];
    const folder = expectAsAlone(texts, programs);
    // Once by each way into the circle.
    expect(folder.walks.get('first.py')).toBe(2);
  });

  it('are walked again when their text is another', () => {
    const shared = new SharedModules();
    const program = train('import optimizers', 'optimizers.make(0.1).minimize(tf.Variable(0.))');
    const before = new Folder({ 'optimizers.py': optimizers, 'a.py': program }).facts(['a.py'], shared);
    const adam = optimizers.replace('GradientDescentOptimizer', 'AdamOptimizer');
    const after = new Folder({ 'optimizers.py': adam, 'a.py': program }).facts(['a.py'], shared);
    expect([before, after].map(([facts]) => facts?.calls[0]?.optimizer)).toEqual([
      'GradientDescentOptimizer',
      'AdamOptimizer',
    ]);
  });
});
