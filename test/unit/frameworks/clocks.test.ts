import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { clockSymbol } from '../../../src/frameworks/clocks';
import { type Parameter, parseSignature, type Signature } from '../../../src/frameworks/signature';

// What PyTorch 2.13 and Transformers 5.18 say themselves: `inspect.signature` of each scheduler, without annotations.
const written = JSON.parse(
  readFileSync(new URL('../../data/scheduler-signatures.json', import.meta.url), 'utf8'),
) as Record<string, string>;

const defaultOf = ({ fallback }: Parameter): unknown => {
  if (fallback === null) return 'required';
  return 'value' in fallback ? fallback.value : null;
};
const defaults = ({ parameters }: Signature): unknown[] =>
  parameters.map((parameter) => [parameter.name, defaultOf(parameter)]);

test.each(Object.entries(written))('%s takes what the library says: %s', (name, text) => {
  const known = clockSymbol(name)?.signature ?? null;
  if (known === null) throw new Error('it is not known');
  // The optimizer of a ChainedScheduler may be left out, which is that of its parts.
  const theirs = defaults(parseSignature(text.replace('optimizer=None', 'optimizer')));
  // `get_scheduler` is that of Diffusers, too, which takes more.
  const own = defaults(known).slice(0, name === 'transformers.get_scheduler' ? theirs.length : undefined);
  expect(own).toEqual(theirs);
});

test.each([
  ['torch.optim.lr_scheduler.CyclicLR', ['step_size_up', 'step_size_down']],
  ['torch.optim.lr_scheduler.OneCycleLR', ['total_steps']],
  ['torch.optim.lr_scheduler.LambdaLR', []],
  ['torch.optim.lr_scheduler.SequentialLR', ['milestones']],
  ['torch.optim.lr_scheduler.ReduceLROnPlateau', []],
  ['transformers.get_scheduler', ['num_warmup_steps', 'num_training_steps']],
])(
  'the lengths of %s are those that count ticks, beside where the count stands and functions of it',
  (name, lengths) => {
    const meaning = clockSymbol(name)?.meaning;
    expect(meaning?.kind === 'scheduler' ? meaning.lengths : null).toEqual(lengths);
  },
);
