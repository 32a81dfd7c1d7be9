import { beforeAll, describe, expect, it } from 'vitest';
import { analyze } from '../../../src/analysis/analyze';
import { factsOfFile } from '../../../src/analysis/facts/merge-facts';
import { message, say } from '../../../src/base/message';
import { clauseOf } from '../../../src/case/consequence';
import { caseKinds, type StepRole } from '../../../src/case/step-case';
import { answerFor } from '../../../src/lint/call-answer';
import { checkFacts } from '../../../src/lint/check-facts';
import { rules } from '../../../src/lint/registry';
import type { PythonParser } from '../../../src/python/parser';
import { SourceText } from '../../../src/python/source-text';
import { inChinese } from '../../helpers/chinese';
import { testParser } from '../../helpers/python-parser';

/** Four English words in a row are a sentence that was not translated; names of TensorFlow's are words of their own. */
const english = /(?:\b[a-z]{2,}\b[ ,]+){3}[a-z]{2,}\b/i;

describe('messages with parts', () => {
  it('are said in English and in another language', () => {
    const nested = message('{0} reads {1}', 'x', message('a number'));
    expect(say(nested)).toBe('x reads a number');
    expect(inChinese(nested)).toBe('x 读取 一个数');
  });
});

const module =
  'import lightning as L\nimport torch\nfrom torch.optim.lr_scheduler import StepLR, OneCycleLR\nclass M(L.LightningModule):\n' +
  '    def configure_optimizers(self):\n        opt = torch.optim.SGD(self.parameters(), lr=0.1)\n';

describe('what the rules say, in Chinese', () => {
  let parser: PythonParser;
  beforeAll(async () => {
    parser = await testParser();
  });

  const tf = 'import tensorflow as tf\nw = tf.Variable(1.0)\nloss = w * w\nstep = tf.Variable(0, trainable=False)\n';
  const decay = (read: string, rest = '100, 0.9'): string =>
    `rate = tf.train.exponential_decay(0.1, ${read}, ${rest})\n`;
  const run = 'with tf.Session() as sess:\n    for i in range(50):\n        sess.run(train)\n';
  const train = (passed = '', rate = 'rate'): string =>
    `train = tf.train.GradientDescentOptimizer(${rate}).minimize(loss${passed})\n`;
  const keras = 'opt = tf.keras.optimizers.SGD(0.1)\n';
  const optax = 'import optax\ntx = optax.adam(optax.linear_schedule(1, 0, 9))\nstate = tx.init(params)\n';
  const programs: Readonly<Record<string, string>> = {
    'minimize-without-global-step': tf + decay('step') + train() + run,
    'global-step-counted-twice':
      tf +
      decay('step') +
      train(', global_step=step') +
      'count = tf.assign_add(step, 1)\nwith tf.Session() as sess:\n    sess.run([train, count])\n',
    'other-global-step':
      tf + 'other = tf.Variable(0, trainable=False)\n' + decay('step') + train(', global_step=other') + run,
    'global-step-is-a-number': tf + decay('0') + train() + run + train(', global_step=0', '0.1'),
    'anonymous-global-step': tf + decay('tf.Variable(0, trainable=False)') + train() + run,
    'create-train-op-without-step':
      tf +
      decay('step') +
      'train = tf.contrib.slim.learning.create_train_op(loss, tf.train.GradientDescentOptimizer(rate), global_step=None)\n',
    'global-step-on-keras-optimizer': `${tf}${keras}opt.minimize(loss, global_step=step)\nopt.apply_gradients(gv, step)\n`,
    'variable-as-global-step': `${tf}tf.train.AdamOptimizer().minimize(loss, w)\ntf.train.AdamOptimizer().minimize(loss, [w])\n`,
    'trainable-global-step': tf.replace(', trainable=False', '') + train(', global_step=step', '0.1'),
    'growing-decay': tf + decay('step', '10, 2') + train(', global_step=step') + run,
    'decay-never-reached': tf + decay('step', '1000, 0.9, staircase=True') + train(', global_step=step') + run,
    'unused-schedule': tf + decay('step', '10, 2') + train(', global_step=step', '0.1'),
    'schedule-stands-still': tf + decay('step', '10, 1.0') + train(', global_step=step') + run,
    'step-assign-in-loop': `${tf}${train(', global_step=step', '0.1')}with tf.Session() as sess:\n    for i in range(9):\n        sess.run(tf.assign_add(step, 1))\n`,
    'scheduler-never-stepped':
      'import torch\nopt = torch.optim.SGD(p, lr=0.1)\nsched = torch.optim.lr_scheduler.StepLR(opt, 30)\nfor batch in loader:\n    opt.step()\n',
    'scheduler-before-optimizer':
      'import torch\nopt = torch.optim.SGD(p, lr=0.1)\nsched = torch.optim.lr_scheduler.StepLR(opt, 30)\nfor batch in loader:\n    sched.step()\n    opt.step()\n',
    'keras-schedule-unit':
      'import tensorflow as tf\nrate = tf.keras.optimizers.schedules.CosineDecay(0.1, decay_steps=args.epochs)\nmodel.fit(data)\n',
    'plateau-without-metric':
      'import torch\nopt = torch.optim.SGD(p, lr=0.1)\nsched = torch.optim.lr_scheduler.ReduceLROnPlateau(opt)\nfor batch in loader:\n    opt.step()\nsched.step()\n',
    'optax-state-dropped': `${optax}for batch in batches:\n    u, _ = tx.update(g, state)\n    params = optax.apply_updates(params, u)\n${optax}for batch in batches:\n    u, s = tx.update(g, tx.init(params))\n    params = optax.apply_updates(params, u)\n`,
    'scheduler-other-optimizer':
      'import torch\nold = torch.optim.SGD(p, lr=0.1)\nsched = torch.optim.lr_scheduler.StepLR(old, 30)\nopt = torch.optim.SGD(p, lr=0.1)\nfor batch in loader:\n    opt.step()\n    sched.step()\n',
    'scheduler-stepped-twice':
      'import torch\nopt = torch.optim.SGD(p, lr=0.1)\nsched = torch.optim.lr_scheduler.StepLR(opt, 30)\nfor batch in loader:\n    opt.step()\n    sched.step()\n    sched.step()\n',
    'keras-schedule-with-callback':
      'from tensorflow import keras\nrate = keras.optimizers.schedules.CosineDecay(0.1, 100)\nmodel = make()\nmodel.compile(keras.optimizers.Adam(rate))\nmodel.fit(x, callbacks=[keras.callbacks.LearningRateScheduler(f), keras.callbacks.ReduceLROnPlateau()])\n',
    'keras-decay-ignored': 'import keras\nfrom keras import ops\nopt = keras.optimizers.SGD(0.1, decay=1e-6)\n',
    'paddle-scheduler-not-given':
      'import paddle\nlr = 0.1\nsched = paddle.optimizer.lr.StepDecay(lr, 30)\nopt = paddle.optimizer.SGD(lr, parameters=p)\n',
    'timm-step-unit': [true, false]
      .map(
        (isInEpochs, at) =>
          `import torch\nfrom timm.scheduler import CosineLRScheduler\nopt = torch.optim.SGD(p, lr=0.1)\ns${at} = CosineLRScheduler(opt, 90, t_in_epochs=${isInEpochs ? 'True' : 'False'})\nfor batch in loader:\n    opt.step()\n    s${at}.${isInEpochs ? 'step_update' : 'step'}(9)\n`,
      )
      .join(''),
    'scheduler-cannot-move':
      'import torch\nopt = torch.optim.SGD(p, lr=0.1)\nsched = torch.optim.lr_scheduler.StepLR(opt, 30)\nfor epoch in range(9):\n    for batch in loader:\n        opt.step()\n    sched.step()\n',
    'scheduler-pace':
      'import torch\nopt = torch.optim.SGD(p, lr=0.1)\nsched = torch.optim.lr_scheduler.CosineAnnealingLR(opt, len(train_loader))\nfor epoch in range(9):\n    for batch in train_loader:\n        opt.step()\n    sched.step()\n',
    'lightning-scheduler-key': `${module}        return {'optimizer': opt, 'scheduler': StepLR(opt, 30)}\n`,
    'lightning-interval': `${module}        return [opt], [OneCycleLR(opt, 1.0, total_steps=self.hparams.max_steps)]\n`,
    'lightning-manual-step': `${module}        return [opt], [StepLR(opt, 30)]\n    automatic_optimization = False\n    def training_step(self, batch):\n        self.optimizers().step()\n`,
    'fabric-setup-scheduler':
      'import torch\nopt = torch.optim.SGD(p, lr=0.1)\nsched = torch.optim.lr_scheduler.StepLR(opt, 30)\nnet, opt, sched = fabric.setup(net, opt, sched)\n',
    'unused-suppression': `${tf}${train('', '0.1').trimEnd()}  # global-step: ignore[growing-decay]\n`,
  };

  it.each(rules.map(({ id }) => id))('%s', (id) => {
    const source = new SourceText('train.py', programs[id] ?? '');
    const syntax = parser.parse(source.text);
    const facts = factsOfFile('train.py', analyze(syntax, source), []);
    const { findings } = checkFacts({ source, syntax }, facts);
    const own = findings.filter(({ rule }) => rule === id);
    expect(own.length, `a program for ${id}`).toBeGreaterThan(0);
    for (const { message: said, related, fixes } of findings) {
      const texts = [said, ...related.map((place) => place.message), ...fixes.map(({ title }) => title)];
      for (const text of texts) {
        expect(inChinese(text), say(text)).toMatch(/[\u4e00-\u9fff]/);
        expect(inChinese(text), say(text)).not.toMatch(english);
      }
    }
  });
});

describe('what the editor says, in Chinese', () => {
  const range = { file: 'a.py', cell: null, start: 0, end: 8, line: 9, column: 63, endLine: 9, endColumn: 71 };
  const roles: readonly StepRole[] = [
    'schedule',
    'average',
    'bias-correction',
    'stop',
    'checkpoint',
    'counter',
    'summary-hook',
    'monitored-session',
    'estimator',
    'train-loop',
    'save',
    'summary',
    'loop',
    'session',
    'arithmetic',
    'loss',
    'argument',
  ];

  it.each(caseKinds)('a lens without numbers: %s', (kind) => {
    for (const role of roles)
      for (const atStart of [null, 0.1]) {
        const reader = { kind: 'while', role, range, atStart, atEnd: null, start: 0, isStuck: true };
        const globalStep = kind === 'passed' ? 'step' : null;
        const text = answerFor({ case: kind, globalStep, dependents: [reader], range: reader.range }, null);
        expect(inChinese(text), say(text)).toMatch(/[\u4e00-\u9fff]/);
        expect(inChinese(text), say(text)).not.toMatch(english);
        expect(inChinese(clauseOf(reader)), say(clauseOf(reader))).not.toMatch(english);
      }
  });
});
