import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { globalStep } from './cli';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'global-step-'));
  file = join(folder, 'train.py');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const program = (scheduler: string, ...loop: readonly string[]): string => `import torch
from torch.optim.lr_scheduler import OneCycleLR, StepLR
from torch.utils.data import DataLoader
loader = DataLoader(torch.zeros(4), batch_size=2)
net = torch.nn.Linear(2, 2)
optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
scheduler = ${scheduler}
for epoch in range(6):
${loop.map((line) => `    ${line}\n`).join('')}`;

const run = (...options: readonly string[]): ReturnType<typeof globalStep> => globalStep(['run', file, ...options]);

describe('run, of a program that steps a scheduler by hand', () => {
  it('prints the rate, the steps of the scheduler and the epoch of each update, as written and corrected', () => {
    writeFileSync(
      file,
      program('StepLR(optimizer, step_size=2, gamma=0.1)', 'for batch in loader:', '    optimizer.step()'),
    );
    const { status, stdout, stderr } = run('--compare', '--format', 'csv');
    expect(status).toBe(0);
    const lines = stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(1 + 2 * 600);
    expect(lines[0]).toBe('run,iteration,global_step,learning_rate,loss,epoch');
    const cells = (line: number): string[] => (lines[line] ?? '').split(',').toSpliced(4, 1);
    expect(cells(600)).toEqual(['as-written', '600', '0', '0.1', '6']);
    expect(cells(600 + 200)).toEqual(['counterpart', '200', '1', '0.1', '2']);
    expect(cells(600 + 201)).toEqual(['counterpart', '201', '2', '0.01', '3']);
    expect(cells(600 + 600)).toEqual(['counterpart', '600', '5', '0.001', '6']);
    expect(stderr).toContain('used instead: 100 batches an epoch');
    expect(stderr).toContain('the scheduler alone is run, not the model');
  });

  it('says the verdict in JSON', () => {
    writeFileSync(
      file,
      program('StepLR(optimizer, 2)', 'scheduler.step()', 'for batch in loader:', '    optimizer.step()'),
    );
    const {
      case: kind,
      verdict,
      runs,
    } = JSON.parse(run('--compare', '--format', 'json').stdout) as {
      readonly case: string;
      readonly verdict: { readonly answer: string; readonly change: { readonly line: number } };
      readonly runs: readonly { readonly iterations: readonly { readonly learning_rate: number }[] }[];
    };
    expect([kind, verdict.answer, verdict.change.line]).toEqual([
      'scheduler-before-optimizer',
      'stepped before the optimizer: ends at 0.0001, not 0.001',
      7,
    ]);
    expect(runs.map(({ iterations }) => iterations.map(({ learning_rate: rate }) => rate).indexOf(0.01))).toEqual([
      100, 200,
    ]);
  });

  it('says of one that is stepped twice how often it should be', () => {
    writeFileSync(
      file,
      program(
        'StepLR(optimizer, 2)',
        'for batch in loader:',
        '    optimizer.step()',
        'scheduler.step()',
        'scheduler.step()',
      ),
    );
    const { status, stderr } = run('--compare');
    expect(status).toBe(0);
    expect(stderr).toContain(
      'train.py:7: This StepLR is stepped twice for one update, 12 times in 600 updates: the learning rate ends at 1e-6 and should end at 0.001.',
    );
    expect(stderr).toContain('corrected: the second step() of StepLR is left out');
  });

  it('prints the count that optax keeps in a state', () => {
    writeFileSync(
      file,
      `import jax, optax
tx = optax.sgd(optax.exponential_decay(0.1, transition_steps=10, decay_rate=0.5))
params = {}
state = tx.init(params)
for i in range(21):
    updates, _ = tx.update(jax.grad(abs)(params), state)
    params = optax.apply_updates(params, updates)
`,
    );
    const { status, stdout, stderr } = run('--compare', '--format', 'csv');
    expect(status).toBe(0);
    const lines = stdout.trimEnd().split('\n');
    const cells = (line: number): string[] => (lines[line] ?? '').split(',').toSpliced(4, 1);
    expect(cells(21)).toEqual(['as-written', '21', '0', '0.1']);
    expect(cells(42)).toEqual(['counterpart', '21', '20', '0.025']);
    expect(stderr).toContain('the scheduler alone is run, not the model');
  });

  it('ends where the library raises, and says so', () => {
    writeFileSync(file, program('OneCycleLR(optimizer, 0.1, total_steps=3)', 'optimizer.step()', 'scheduler.step()'));
    const { status, stdout, stderr } = run('--format', 'csv');
    expect(status).toBe(1);
    expect(stdout.trimEnd().split('\n')).toHaveLength(1 + 4);
    expect(stderr).toContain('train.py:7: ValueError: Tried to step 4 times. The specified number of total steps is 3');
  });

  it('says why a scheduler cannot be run', () => {
    writeFileSync(file, program('StepLR(optimizer, step_size=int(input()))', 'optimizer.step()', 'scheduler.step()'));
    const { status, stderr } = run();
    expect(status).toBe(2);
    expect(stderr).toMatch(/The scheduler of line 7 cannot be run here: step_size is not known/);
  });
});
