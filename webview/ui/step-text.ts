import type { Message } from '../../src/base/message';
import { countText as count } from './number-text';
import { t, listed } from './words';

/** What the page says by itself of one step and its phases. */
export const stepText = {
  title: t('One training step, taken apart'),
  note: t('One sess.run of the train op, in TensorFlow 1’s order. The step is recomputed to show its values.'),
  help: t('Arrow keys: phase by phase; with Shift: step by step. Space plays and pauses.'),
  controls: {
    group: t('Step-through'),
    previousStep: t('Previous step'),
    back: t('Back one phase'),
    play: t('Play'),
    pause: t('Pause playing'),
    forward: t('Next phase'),
    nextStep: t('Next step'),
    step: t('Iteration'),
    speed: t('Speed'),
    scrub: t('Iteration shown'),
  },
  stepOf: (iteration: number, iterations: number): string =>
    t('iteration {0} of {1}', count(iteration), count(iterations)),
  ofRecorded: (iterations: number): string => t('of {0}', count(iterations)),
  tensor: (values: string, shape: string): string => t('[{0}] ({1})', values, shape),
  code: t('Your program'),
  codeAt: (place: string): string => t('Your program, {0}', place),
  nothingYet: t('No step has run yet.'),
  replaying: (iteration: number): string => t('Recomputing iteration {0}…', count(iteration)),
  runningTo: (iteration: number): string => t('Training on to iteration {0}…', count(iteration)),
  problem: (reason: Message): string => t('This step could not be recomputed: {0}', reason),
  mismatch: t(
    'Recomputed, this step has another loss than recorded: the program uses random numbers that do not repeat.',
  ),
  announced: (iteration: number, phase: string, facts: string): string =>
    t('Iteration {0}, {1}. {2}', iteration, phase, facts),
  phases: {
    feed: { name: t('Feed'), why: t('feed_dict supplies the placeholders’ values.') },
    forward: { name: t('Forward'), why: t('The loss is computed, with the variables as they are.') },
    gradients: { name: t('Gradients'), why: t('compute_gradients: how the loss changes with each variable.') },
    rate: {
      name: t('Learning rate'),
      why: t('The schedule is computed from the step as it stands now, before the increment.'),
    },
    update: { name: t('Update'), why: t('apply_gradients: the optimizer changes the variables.') },
    increment: {
      name: t('Increment'),
      why: t('A train op that is passed the step adds 1 to it, after all updates.'),
    },
    average: {
      name: t('Moving averages'),
      why: t('ema.apply: each average takes over a part of its variable; the decay grows with num_updates.'),
    },
    read: {
      name: t('What a print reads'),
      why: t('A sess.run after the step reads what stands there now. Reading adds nothing.'),
    },
  },
  facts: {
    noFeed: t('Nothing is fed.'),
    feed: (name: string, value: string): string => t('{0} ← {1}', name, value),
    noLoss: t('This program has no loss that is known.'),
    loss: (value: string): string => t('loss = {0}', value),
    lossMean: (mean: string, value: string): string => t('loss = {0}, mean {1}', value, mean),
    noGradient: t('No gradient is computed in this run.'),
    gradient: (name: string, value: string): string => t('∂loss/∂{0} = {1}', name, value),
    noRate: t('The optimizer has no learning rate.'),
    rateConstant: (rate: string): string => t('learning_rate = {0}', rate),
    rate: (rate: string, step: string): string => t('at global_step {0}: learning_rate = {1}', step, rate),
    noUpdate: t('No variable is changed.'),
    equation: (name: string, right: string): string => t('{0}′ = {1}', name, right),
    computed: (name: string, right: string, result: string): string => t('{0}: {1} = {2}', name, right, result),
    update: (name: string, from: string, to: string, operation: string): string =>
      t('{0}: {1} → {2} ({3})', name, from, to, operation),
    noStep: t('This program has no step variable to add to.'),
    counted: (from: string, to: string, movers: readonly string[]): string =>
      t('global_step: {0} → {1}, by {2}', from, to, listed(movers)),
    mover: (name: string, place: string): string => t('{0} ({1}){#mover}', name, place),
    notCounted: (value: string, call: string): string =>
      t('global_step stays {0}: {1} is not passed it, and nothing else adds to it', value, call),
    moved: (from: string, to: string): string => t('global_step: {0} → {1}', from, to),
    movedElsewhere: (from: string, to: string): string =>
      t('Before this run, another run of the program changed it: {0} → {1}.', from, to),
    noAverage: t('No moving average is updated.'),
    decay: (limit: string, count: string, decay: string): string =>
      t('decay = min({0}, (1 + {1}) / (10 + {1})) = {2}', limit, count, decay),
    average: (name: string, [decay, from, value]: readonly [string, string, string], to: string): string =>
      t('average({0}) = {1} × {2} + (1 − {1}) × {3} = {4}', name, decay, bracketed(from), bracketed(value), to),
    averaged: (name: string, from: string, to: string): string => t('average({0}): {1} → {2}', name, from, to),
    readStep: (value: string): string => t('global_step reads {0}', value),
    readRate: (value: string): string => t('learning_rate reads {0}', value),
    readNothing: t('There is neither a step nor a rate to read.'),
  },
};

/** The same of the wiring beside them. */
export const wiringText = {
  picture: (run: string): string => t('How the step flows, {0}; the same in words below', run),
  inWords: t('The same in words'),
  missing: t('missing'),
  never: t('never run'),
  addsOne: t('+1'),
  wordsReads: (reader: string, read: string): string => t('{0} reads {1}.', reader, read),
  wordsWrites: (writer: string, written: string): string => t('{0} changes {1}.', writer, written),
  wordsAdds: (mover: string, step: string): string => t('{0} increments {1}.', mover, step),
  wordsMissing: (mover: string, step: string): string =>
    t('Missing: {0} is not passed {1}, and nothing else adds to it.', mover, step),
  wordsNever: (from: string, to: string): string => t('{0} would act on {1}, but the program never runs it.', from, to),
  wordsTwice: (step: string, times: number): string =>
    t('{0} is incremented {1} times in every iteration.', step, times),
};

/** A number as a factor or a summand: one below 0 in brackets. */
function bracketed(number: string): string {
  return number.startsWith('-') ? `(${number})` : number;
}
