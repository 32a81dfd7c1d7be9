// What is said of a program of each kind: the numbers were computed by hand from the schedules' formulas.
import type { CaseKind } from '../../src/case/step-case';

/** Where the programs are. */
export const stepCaseFolder = 'test/fixtures/step-cases';

/** What a program's verdict says. */
export interface Said {
  readonly kind: CaseKind;
  readonly answer: string;
  readonly sentence: string;
  readonly details?: readonly string[];
  /** What the counterpart changes, and on which line; null where there is none. */
  readonly change: readonly [string, number] | null;
  /** The last line that each run prints, of a program that prints. */
  readonly printed?: readonly [string, string];
}

/** By the name of the program. */
export const stepCases: Readonly<Record<string, Said>> = {
  anonymous: {
    kind: 'other-step',
    answer: 'rate stays 0.1, should end at 0.025',
    sentence:
      'minimize() on line 6 is passed step, but exponential_decay on line 4 reads the variable made on line 4, which stays 0: the learning rate stays 0.1 for all 20 iterations and should end at 0.025.',
    change: ['minimize() is passed the variable made on line 4 in place of step', 6],
  },
  'counted-loop': {
    kind: 'passed',
    answer: 'rate 0.1 to 0.003125 over 50 steps',
    sentence:
      'minimize() on line 6 adds 1 to step in each iteration: the learning rate goes from 0.1 to 0.003125 in 50 iterations; without the step it would stay 0.1.',
    details: ['while on line 9: without the step the loop never ends.'],
    change: ['minimize() is not passed step', 6],
  },
  fed: {
    kind: 'fed',
    answer: 'step is fed: rate 0.02 to 3.0826e-5 over 40 steps',
    sentence:
      'The program feeds step_ph, from 0 to 39: the learning rate goes from 0.02 to 3.0826e-5 in 40 iterations; fed the same number each time it would stay 0.02.',
    change: ['step_ph is fed 0 in every run', 6],
  },
  hooks: {
    kind: 'missing',
    answer: 'the training never stops, should stop after 50 iterations',
    sentence:
      'minimize() on line 5 is not passed step, which stays 0: the training never stops, and should stop after 50 iterations (StopAtStepHook on line 6).',
    details: [
      'CheckpointSaverHook on line 6: the only checkpoint is model.ckpt-0; a run that counts saves 6, up to model.ckpt-50.',
    ],
    change: ['minimize() is passed step as its global step', 5],
  },
  loop: {
    kind: 'missing',
    answer: 'the loop never ends, should end after 50 iterations',
    sentence:
      'minimize() on line 5 is not passed step, which stays 0: the loop never ends, and should end after 50 iterations (while on line 8).',
    change: ['minimize() is passed step as its global step', 5],
  },
  missing: {
    kind: 'missing',
    answer: 'rate stays 0.1, should end at 0.2',
    sentence:
      'minimize() on line 6 is not passed step, which stays 0: the learning rate stays 0.1 for all 10 iterations and should end at 0.2.',
    details: ['Session.run on line 11: the step that is read is always 0.'],
    change: ['minimize() is passed step as its global step', 6],
    printed: ['0 0.1', '10 0.2'],
  },
  'moving-average': {
    kind: 'missing',
    answer: 'shadow decay stays 0.1, should end at 0.87143',
    sentence:
      'minimize() on line 11 is not passed global_step, which stays 0: the shadow decay stays 0.1 and should end at 0.87143 (ExponentialMovingAverage on line 14).',
    details: ['Session.run on line 24: the step that is read is always 0.'],
    change: ['minimize() is passed global_step as its global step', 11],
  },
  'no-reader': {
    kind: 'no-reader',
    answer: 'nothing here reads a step',
    sentence: 'Nothing in this program reads a step: a step passed to minimize() would change nothing.',
    change: null,
  },
  number: {
    kind: 'not-a-variable',
    answer: 'rate stays 0.1, should end at 0.025',
    sentence:
      'exponential_decay on line 4 reads the number 0 where the step belongs: the learning rate stays 0.1 for all 20 iterations and should end at 0.025.',
    change: ['exponential_decay on line 4 reads step in place of the number 0', 4],
  },
  'other-step': {
    kind: 'other-step',
    answer: 'rate stays 0.1, should end at 0.025',
    sentence:
      'minimize() on line 7 is passed mine, but exponential_decay on line 5 reads step, which stays 0: the learning rate stays 0.1 for all 20 iterations and should end at 0.025.',
    change: ['minimize() is passed step in place of mine', 7],
  },
  'own-assign-add': {
    kind: 'counted-elsewhere',
    answer: 'counted on line 4: rate 0.1 to 0.025 over 20 steps',
    sentence:
      'step is counted by assign_add() on line 4, not by minimize() on line 7: the learning rate goes from 0.1 to 0.025 in 20 iterations; without the step it would stay 0.1.',
    change: ['assign_add() on line 4 is left out', 4],
  },
  'own-assign': {
    kind: 'counted-elsewhere',
    answer: 'counted on line 35: rate 0 to 0.04375 to 0 over 50 steps',
    sentence:
      'global_step is counted by assign() on line 35, not by apply_gradients() on line 31: the learning rate goes from 0 to 0.04375 to 0 in 50 iterations; without the step it would stay 0.',
    change: ['assign() on line 35 is left out', 35],
  },
  passed: {
    kind: 'passed',
    answer: 'rate 0.1 to 0.2 over 10 steps',
    sentence:
      'minimize() on line 6 adds 1 to step in each iteration: the learning rate goes from 0.1 to 0.2 in 10 iterations; without the step it would stay 0.1.',
    change: ['minimize() is not passed step', 6],
    printed: ['10 0.2', '0 0.1'],
  },
  saver: {
    kind: 'missing',
    answer: 'every checkpoint is saved as step 0',
    sentence:
      'minimize() on line 5 is not passed step, which stays 0: every checkpoint is saved as step 0 (Saver.save on line 12).',
    change: ['minimize() is passed step as its global step', 5],
  },
  summary: {
    kind: 'missing',
    answer: 'every summary is written at step 0',
    sentence:
      'minimize() on line 7 is not passed step, which stays 0: every summary is written at step 0 (add_summary on line 13).',
    change: ['minimize() is passed step as its global step', 7],
  },
  'twice-control': {
    kind: 'counted-twice',
    answer: 'counts 2 an iteration: rate ends at 0.00039063, not 0.00625',
    sentence:
      'Each iteration adds 2 to step (apply_gradients() on line 8 adds 1, assign_add() on line 10 adds 1): the learning rate ends at 0.00039063 and should end at 0.00625.',
    change: ['assign_add() on line 10 is left out', 10],
  },
  'twice-group': {
    kind: 'counted-twice',
    answer: 'counts 2 an iteration: the decay ends at 20 of 40',
    sentence:
      'Each iteration adds 2 to step (minimize() on line 6 adds 1, assign_add() on line 7 adds 1): the decay ends at iteration 20 of 40; counted once it ends at iteration 40.',
    change: ['assign_add() on line 7 is left out', 7],
  },
  'twice-pass': {
    kind: 'counted-twice',
    answer: 'counts 2 an iteration: the decay ends at 20 of 40',
    sentence:
      'Each iteration adds 2 to step (assign_add() on line 4 adds 1, minimize() on line 7 adds 1): the decay ends at iteration 20 of 40; counted once it ends at iteration 40.',
    change: ['assign_add() on line 4 is left out', 4],
  },
  'twice-trainops': {
    kind: 'counted-twice',
    answer: 'counts 2 an iteration: the decay ends at 20 of 40',
    sentence:
      'Each iteration adds 2 to step (minimize() on line 8 adds 1, minimize() on line 9 adds 1): the decay ends at iteration 20 of 40; counted once it ends at iteration 40.',
    change: ['minimize() on line 9 is not passed step', 9],
  },
  warmup: {
    kind: 'missing',
    answer: 'rate stays 0, should end at 0.5',
    sentence:
      'minimize() on line 6 is not passed step, which stays 0: the learning rate stays 0, so that nothing is trained, and should reach 0.5.',
    change: ['minimize() is passed step as its global step', 6],
  },
};
