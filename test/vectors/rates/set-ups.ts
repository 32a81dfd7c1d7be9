// What the runs of a file of rates say in words, as the Python that was run.

/** Texts that are no arguments, and what they mean; by the first that fits. */
export const phrases: readonly (readonly [text: RegExp, meaning: string])[] = [
  [/^defaults\b.*$/, ''],
  [/^warmup (\d+) then linear to 0 at (\d+).*$/, 'lambda t: t / $1 if t < $1 else max(0, ($2 - t) / ($2 - $1))'],
  [/^(?:BUG )?total=\d+ epochs worth \((\d+)\).*$/, '0, $1'],
  [/^linear total=(\d+)/, 'get_linear_schedule_with_warmup(0, $1)'],
  [/^([A-Z]\w+) (\w+=[^ ,]+(?:, ?(?!num_processes)\w+=[^ ,]+)*)/, '$1($2)'],
  [/^schedule object /, ''],
  [
    /^two cycles of (\d+)$/,
    "[{'init_value': 0.1, 'peak_value': 0.1, 'warmup_steps': 0, 'decay_steps': $1}, {'init_value': 0.1, 'peak_value': 0.1, 'warmup_steps': 0, 'decay_steps': $1}]",
  ],
];

/** The schedules of runs whose text says only what is done with them; none where the rate is a number. */
export const usual: ReadonlyMap<string, readonly string[]> = new Map([
  ['StepLR', ['StepLR(4, 0.5)']],
  ['ExponentialLR', ['ExponentialLR(0.9)']],
  ['CosineAnnealingLR', ['CosineAnnealingLR(12)']],
  ['OneCycleLR', ['OneCycleLR(0.1, 12)']],
  ['LinearLR stepped WITHOUT SequentialLR then Cosine', ['LinearLR(0.25, total_iters=4)', 'CosineAnnealingLR(12)']],
  ['CosineLRScheduler', ['CosineLRScheduler(12)']],
  ['CosineDecay', ['CosineDecay(0.1, 12)']],
  ['cosine_decay_schedule', ['cosine_decay_schedule(0.1, 12)']],
  ['MultiSteps(sgd(cosine 12), 4)', ['cosine_decay_schedule(0.1, 12)']],
  ['float', []],
  ['constant', []],
  ['inject_hyperparams(sgd)(0.1)', []],
  ['LearningRateScheduler + CosineDecay in the optimizer', ['CosineDecay(0.1, 12)']],
]);
