// The rules by their ids, in the order of `registry.ts`, with what each finds in one sentence: all that a hover and the settings read of them.
import { type Message, message } from '../base/message';

export const summaries = {
  'minimize-without-global-step': message(
    'A training call is passed no global step, and something depends on one that nothing moves.',
  ),
  'global-step-counted-twice': message(
    'One run moves the same global step more than once, so everything that reads it runs ahead.',
  ),
  'other-global-step': message('The learning rate reads one variable, and the optimizer moves another.'),
  'global-step-is-a-number': message(
    'A number stands where the global step’s variable belongs: nothing can move a number.',
  ),
  'anonymous-global-step': message(
    'A schedule reads a variable that is made in its own argument, so that nothing else can move it.',
  ),
  'create-train-op-without-step': message(
    'create_train_op is passed None as its global step, which switches its counting off.',
  ),
  'global-step-on-keras-optimizer': message('A Keras optimizer is passed a global step, which it does not take.'),
  'variable-as-global-step': message('A weight is passed where the global step belongs, and gains 1 with each run.'),
  'trainable-global-step': message('A global step is made without trainable=False, so that it counts as a weight.'),
  'growing-decay': message('The learning rate grows: the decay rate is greater than 1.'),
  'decay-never-reached': message('A staircase decay’s first step down comes after the training has ended.'),
  'schedule-stands-still': message('A schedule gives the same rate at every step that the training makes.'),
  'step-assign-in-loop': message('Each pass of a loop builds another assignment to the step, so that the graph grows.'),
  'scheduler-never-stepped': message(
    'A learning-rate scheduler is made and never stepped, so that the learning rate never changes.',
  ),
  'scheduler-before-optimizer': message(
    'A learning-rate scheduler is stepped before its optimizer, so that each rate comes one step early.',
  ),
  'scheduler-pace': message(
    'A learning-rate scheduler is stepped once an epoch where its length counts batches, or the reverse.',
  ),
  'lightning-scheduler-key': message(
    'configure_optimizers returns a scheduler under a key that Lightning does not read, so that nothing steps it.',
  ),
  'lightning-interval': message(
    'A schedule whose length counts batches is returned to Lightning without "interval": "step", so that it is stepped once an epoch.',
  ),
  'lightning-manual-step': message(
    'With manual optimization Lightning does not step a scheduler, and nothing else does.',
  ),
  'keras-schedule-unit': message('A schedule of Keras counts updates and is given a number of epochs.'),
  'plateau-without-metric': message('A scheduler that watches a metric is stepped without one, which Python refuses.'),
  'unused-suppression': message('A comment silences a rule that has nothing to say there.'),
} as const satisfies Readonly<Record<string, Message>>;

/** The id of a rule: the same as its file, its page and its fixture folder. */
export type RuleId = keyof typeof summaries;

export const ruleIds = Object.keys(summaries);

const byId: ReadonlyMap<string, Message> = new Map(Object.entries(summaries));

/** What a rule finds, in one sentence; null where there is no rule of that id. */
export function summaryOf(id: string): Message | null {
  return byId.get(id) ?? null;
}
