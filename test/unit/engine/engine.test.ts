import { message } from '../../../src/base/message';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { editText } from '../../../src/base/text-edit';
import { createEngine, type Engine, type ProgramTexts } from '../../../src/engine/engine';
import { filesByAddress } from '../../../src/files/disk-files';
import { chooseFixes } from '../../../src/lint/apply-fixes';
import type { FileReport } from '../../../src/lint/finding';
import { unchanged } from '../../../src/protocol/playground';
import { loadParser } from '../../../src/python/parser';
import { stepProgram } from '../../fuzz/step-programs';

const wasm = dirname(createRequire(import.meta.url).resolve('@vscode/tree-sitter-wasm'));
let engine: Engine;
beforeAll(async () => {
  const read = (file: string): Uint8Array => readFileSync(join(wasm, file));
  const parser = await loadParser({ runtime: read('tree-sitter.wasm'), grammar: read('tree-sitter-python.wasm') });
  engine = createEngine(parser, filesByAddress());
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'global-step-engine-'));
  mkdirSync(join(folder, 'workspace'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const addressOf = (name: string): string => pathToFileURL(join(folder, 'workspace', name)).href;
const write = (name: string, text: string | Uint8Array): void => {
  writeFileSync(join(folder, 'workspace', name), text);
};
const program = (name: string, text: string, unsaved: ProgramTexts['view']['unsaved'] = []): ProgramTexts => ({
  file: addressOf(name),
  title: name,
  parts: [{ cell: null, text }],
  view: { roots: [pathToFileURL(join(folder, 'workspace')).href], unsaved },
});
/** Asked until it is whole, as the editor asks. */
const check = (texts: ProgramTexts): FileReport => {
  const { report, isWhole } = engine.check(texts);
  return isWhole ? report : check(texts);
};
const rules = (texts: ProgramTexts): string[] => check(texts).findings.map(({ rule }) => rule);

const main = `import tensorflow as tf
from rates import make_rate

step = tf.train.get_or_create_global_step()
w = tf.Variable(1.0)
train = tf.train.GradientDescentOptimizer(make_rate(step)).minimize(w * w)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for _ in range(200):
        sess.run(train)
`;
const rates = (start: number): string =>
  `import tensorflow as tf\ndef make_rate(step):\n    return tf.train.exponential_decay(${start}, step, 100, 0.5)\n`;

describe('a text that is typed', () => {
  it('is answered for before its fixes are tried, also where two are typed in turns', () => {
    const text = (rate: string): string =>
      `import tensorflow as tf
step = tf.train.get_or_create_global_step()
rate = tf.train.exponential_decay(${rate}, step, 10, 0.5)
train = tf.train.GradientDescentOptimizer(rate).minimize(tf.square(tf.Variable(1.0)))
`;
    const both = [program('a.py', text('0.1')), program('b.py', text('0.2'))];
    const answers = [...both, ...both].map((one) => {
      const { report, isWhole } = engine.check(one);
      return [isWhole, report.findings.flatMap(({ fixes }) => fixes.map(({ safe }) => safe))];
    });
    expect(answers).toEqual([
      [false, [false]],
      [false, [false]],
      [true, [true]],
      [true, [true]],
    ]);
  });
});

describe('a program that is no Python at one place', () => {
  it('has an outlook that names the place, in a notebook with its cell', () => {
    expect(engine.outlook(program('main.py', main)).broken).toBeNull();
    const broken = engine.outlook(program('main.py', main.replace('w = tf', 'w == = tf'))).broken;
    expect(broken).toMatchObject({ message: message('invalid syntax'), range: { line: 5, cell: null } });
    const parts = [main, 'x = (1,\ny = = 2\n'].map((text, index) => ({ cell: index + 3, text }));
    const notebook = { ...program('main.ipynb', ''), parts };
    expect(engine.outlook(notebook).broken).toMatchObject({ range: { cell: 4 } });
  });
});

describe('a program of several files', () => {
  it('is checked with the modules that it imports', () => {
    expect(rules(program('main.py', main))).toEqual([]);
    write('rates.py', rates(0.1));
    const { findings } = check(program('main.py', main));
    expect(findings).toMatchObject([{ rule: 'minimize-without-global-step', range: { line: 6 } }]);
    expect(findings[0]?.related.map(({ range }) => range.file)).toContain(addressOf('rates.py'));
  });

  it('reads a module in the encoding that it declares, and leaves out what Python could not read', () => {
    const [gbk, other] = [Buffer.from([0xd1, 0xa7, 0xcf, 0xb0]), Buffer.from([0xff])];
    write('rates.py', Buffer.concat([Buffer.from('# coding: gbk\n# '), gbk, Buffer.from(`\n${rates(0.1)}`)]));
    expect(rules(program('main.py', main))).toEqual(['minimize-without-global-step']);
    write(
      'rates.py',
      Buffer.concat([Buffer.from('# coding: gbk\n# '), other, Buffer.from(`\n${rates(0.1)}# changed`)]),
    );
    expect(rules(program('main.py', main))).toEqual([]);
  });

  it('is read with them, for its numbers', () => {
    write('rates.py', rates(0.5));
    const [call] = engine.outlook(program('main.py', main)).calls;
    expect([call?.asWritten?.end.rate, call?.counterpart?.end.rate]).toEqual([0.5, 0.125]);
  });

  it('follows a module as it changes on the disk, and as it is in its editor', () => {
    write('rates.py', rates(0.5));
    const end = (texts: ProgramTexts) => engine.outlook(texts).calls[0]?.asWritten?.end.rate;
    expect(end(program('main.py', main))).toBe(0.5);
    expect(end(program('main.py', main, [{ file: addressOf('rates.py'), text: rates(0.25) }]))).toBe(0.25);
    expect(end(program('main.py', main))).toBe(0.5);
    writeFileSync(join(folder, 'workspace', 'rates.py'), rates(0.75));
    expect(end(program('main.py', main))).toBe(0.75);
  });

  it('is known to a module that it calls', () => {
    const model = 'def train_op(optimizer, loss, step=None):\n    return optimizer.minimize(loss, global_step=step)\n';
    const caller = `import tensorflow as tf
from model import train_op
step = tf.train.get_or_create_global_step()
rate = tf.train.exponential_decay(0.1, step, 100, 0.5)
train = train_op(tf.train.AdamOptimizer(rate), tf.Variable(1.0) ** 2)
`;
    write('model.py', '# older than what is in the editor\n');
    write('caller.py', caller);
    expect(rules(program('model.py', model))).toEqual(['minimize-without-global-step']);
    write('caller.py', caller.replace('** 2)', '** 2, step)'));
    expect(rules(program('model.py', model))).toEqual([]);
  });

  it('reads nothing outside of the workspace, by a link neither', () => {
    writeFileSync(join(folder, 'rates.py'), rates(0.1));
    expect(rules(program('main.py', main))).toEqual([]);
    symlinkSync(join(folder, 'rates.py'), join(folder, 'workspace', 'rates.py'));
    expect(rules(program('main.py', main))).toEqual([]);
  });

  it('is a file alone where it has no folder: untitled, or of a virtual workspace', () => {
    for (const file of ['untitled:Untitled-1', 'vscode-vfs://github/a/b/main.py']) {
      const texts = {
        ...program('main.py', main.replace('make_rate(step)', 'tf.train.cosine_decay(0.1, step, 100)')),
        file,
      };
      const { calls, findings } = check({ ...texts, view: { roots: [], unsaved: [] } });
      expect(calls).toHaveLength(1);
      expect(findings).toMatchObject([{ rule: 'minimize-without-global-step', range: { file } }]);
    }
  });
});

describe('all safe fixes of a program', () => {
  it('are one edit of its text, after which none is left', () => {
    let most = 0;
    for (let seed = 1; seed <= 25; seed += 1) {
      const text = stepProgram(seed);
      const { edits, applied } = engine.fixes(program('train.py', text), []);
      most = Math.max(most, applied);
      const left = check(program('train.py', editText(text, edits))).findings;
      expect(chooseFixes(left, false).applied, `seed ${seed}`).toBe(0);
      expect(editText(text, edits) === text, `seed ${seed}`).toBe(applied === 0);
    }
    expect(most).toBeGreaterThan(0);
  });

  it('are none of a rule that is off, and stand in their cells', () => {
    const texts = program('notebook.ipynb', '');
    const at = main.indexOf('train =');
    const [first, second] = [main.slice(0, at), main.slice(at)];
    write('rates.py', rates(0.1));
    const parts = [
      { cell: 1, text: first },
      { cell: 3, text: second },
    ];
    const start = second.indexOf(')\n');
    expect(engine.fixes({ ...texts, parts }, [])).toEqual({
      edits: [{ cell: 3, start, end: start, text: ', global_step=step' }],
      applied: 1,
    });
    const off = { select: null, ignore: ['minimize-without-global-step'], rules: new Map() };
    expect(engine.fixes({ ...texts, parts }, [off])).toEqual({ edits: [], applied: 0 });
  });
});

describe('a notebook', () => {
  it('is one program over its cells', () => {
    const [head, tail] = [main.slice(0, main.indexOf('train =')), main.slice(main.indexOf('train ='))];
    write('rates.py', rates(0.1));
    const texts = program('notebook.ipynb', '');
    const parts = [
      { cell: 0, text: `%matplotlib inline\n${head}` },
      { cell: 3, text: tail },
    ];
    expect(check({ ...texts, parts }).findings).toMatchObject([
      { rule: 'minimize-without-global-step', range: { cell: 3, line: 1 } },
    ]);
    expect(engine.plans({ ...texts, parts })).toMatchObject([{ iterations: 200, call: { cell: 3, line: 1 } }]);
  });
});

describe('a training that is opened', () => {
  // Both files have their call on line 6.
  const library = `import tensorflow as tf


def build(w):
    step = tf.train.get_or_create_global_step()
    return tf.train.AdamOptimizer(0.25).minimize(w * w, step)
`;
  const trainer = `import tensorflow as tf
from model import build
w = tf.Variable(1.0)
first = build(w)
from settings import RATE as rate
second = tf.train.GradientDescentOptimizer(rate).minimize(w * w)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for _ in range(3):
        sess.run(first)
        sess.run(second)
`;
  const opened = (file: string): unknown => {
    write('settings.py', 'RATE = 0.5\n');
    write('model.py', library);
    write('train.py', trainer);
    const place = { file: addressOf(file), line: 6, cell: null };
    const found = engine.training(program('train.py', trainer), {
      ...place,
      overrides: {},
      variation: unchanged,
    });
    if ('hindrance' in found) return found;
    const { runs, modules, read } = found;
    return [runs[0]?.plan.call.file, modules.map(({ text }) => text), read.map((module) => module.file)];
  };

  it.each(['train.py', 'model.py'])(
    'is that of the file that was chosen, %s, with the texts of its modules',
    (file) => {
      expect(opened(file)).toEqual([addressOf(file), [library], ['model.py', 'settings.py'].map(addressOf)]);
    },
  );
});

describe('a module that does not train by itself', () => {
  const module = 'import tensorflow as tf\ndef build(w):\n    return tf.train.AdamOptimizer(0.25).minimize(w * w)\n';
  const trains = (count: number): string =>
    `import tensorflow as tf\nfrom model import build\ntrain = build(tf.Variable(1.0))\n${'with tf.Session() as sess:\n    sess.run(train)\n'.repeat(count)}`;

  it('is trained by the programs that run its train op', () => {
    write('model.py', module);
    write('train.py', trains(1));
    write('other.py', trains(2));
    // It makes the op, and runs none.
    write('helper.py', 'from model import build\ndef make(w):\n    return build(w)\n');
    write('idle.py', trains(0));
    expect(engine.trainers(program('model.py', module))).toEqual(['other.py', 'train.py'].map(addressOf));
    expect(engine.trainers(program('helper.py', 'from model import build\n'))).toEqual([]);
  });

  const makes = `import torch
from torch.optim.lr_scheduler import StepLR
def build(net, length):
    opt = torch.optim.SGD(net.parameters(), lr=0.1)
    return opt, StepLR(opt, length)
`;
  const steps = (loop: string): string => `import torch
from optim import build
net = torch.nn.Linear(2, 2)
opt, sched = build(net, 2)
${loop}`;
  const right = 'for epoch in range(4):\n    for batch in range(5):\n        opt.step()\n    sched.step()\n';

  it('has a scheduler’s clock in the programs that step it, which are named', () => {
    write('optim.py', makes);
    write('train.py', steps(right));
    // It makes it, too, and updates nothing.
    write('look.py', steps('print(sched.get_last_lr())\n'));
    const module = program('optim.py', makes);
    expect(engine.trainers(module)).toEqual([addressOf('train.py')]);
    const { schedules, isWhole } = engine.outlook(module);
    expect(isWhole).toBe(true);
    expect(schedules).toHaveLength(1);
    expect(schedules[0]).toMatchObject({
      name: 'StepLR',
      range: { file: addressOf('optim.py'), line: 5 },
      isPlanned: true,
      trainedBy: addressOf('train.py'),
      clock: { kind: 'scheduler-stepped' },
      pace: { updates: 20, ticks: 4 },
    });
    const wanted = { file: addressOf('optim.py'), line: 5, cell: null, overrides: {} };
    const opened = engine.training(program('train.py', steps(right)), { ...wanted, variation: unchanged });
    expect('runs' in opened && opened.runs[0]?.plan.call).toMatchObject({ file: addressOf('optim.py'), line: 5 });
  });

  it('is followed from a function of a third file, and by what the check finds there', () => {
    write('optim.py', makes);
    write('fit.py', 'def fit(opt, sched):\n    for epoch in range(4):\n        sched.step()\n        opt.step()\n');
    const main = `${steps('').replace('from optim', 'from fit import fit\nfrom optim')}fit(opt, sched)\n`;
    write('main.py', main);
    const [schedule] = engine.outlook(program('optim.py', makes)).schedules;
    expect(schedule).toMatchObject({ trainedBy: addressOf('main.py'), clock: { kind: 'scheduler-before-optimizer' } });
    // The program that steps it knows what the module's check finds.
    const [own] = engine.outlook(program('main.py', main)).schedules;
    expect(own?.clock?.kind).toBe('scheduler-before-optimizer');
  });

  it('keeps the clock of its own where it steps it itself, and says nothing where no program is known to', () => {
    const own = `${makes}${steps(right).replace('from optim import build\n', '')}`;
    write('optim.py', own);
    write('train.py', steps(right.replace('range(5)', 'range(50)')));
    const [schedule] = engine.outlook(program('optim.py', own)).schedules;
    expect(schedule).toMatchObject({ pace: { updates: 20 } });
    expect(schedule).not.toHaveProperty('trainedBy');
    rmSync(join(folder, 'workspace', 'train.py'));
    write('optim.py', makes);
    engine.take({ first: 0, files: [addressOf('train.py'), addressOf('optim.py')] });
    const [lonely] = engine.outlook(program('optim.py', makes)).schedules;
    expect(lonely).toMatchObject({ isPlanned: false });
    expect(lonely).not.toHaveProperty('trainedBy');
  });
});
