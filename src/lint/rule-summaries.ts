// The rules by their ids, in the order of `registry.ts`, with what each finds in one sentence: all that a hover and the settings read of them.
import { type Message, message } from '../base/message';

export const summaries = {
  'minimize-without-global-step': message(
    'A training call is not passed the global step that a schedule, an average, a hook or a saver reads.',
  ),
  'global-step-counted-twice': message(
    'The global step is incremented more than once per run, so schedules that read it end too early.',
  ),
  'other-global-step': message('A schedule reads one variable, and the optimizer increments another.'),
  'global-step-is-a-number': message(
    'A number is passed where a global step variable belongs: a number is never incremented.',
  ),
  'anonymous-global-step': message(
    'A schedule reads a variable created in its own argument, which is never incremented.',
  ),
  'create-train-op-without-step': message('create_train_op is passed global_step=None, so it counts no steps.'),
  'global-step-on-keras-optimizer': message('A Keras optimizer is passed a global step, which it does not accept.'),
  'variable-as-global-step': message('A weight is passed where the global step belongs, so each run adds 1 to it.'),
  'trainable-global-step': message('A global step is created without trainable=False, so it is treated as a weight.'),
  'growing-decay': message('A schedule grows: its decay rate is greater than 1.'),
  'decay-never-reached': message('The first step of a staircase decay comes after the end of the training.'),
  'unused-schedule': message('A schedule is made, and nothing reads its value.'),
  'schedule-stands-still': message('A schedule gives the same value at every step of the training.'),
  'step-assign-in-loop': message('Each pass of a loop adds another assignment of the step to the graph.'),
  'scheduler-never-stepped': message(
    'A learning-rate scheduler is made and never stepped, so that the learning rate never changes.',
  ),
  'scheduler-before-optimizer': message(
    'A learning-rate scheduler is stepped before its optimizer, so that each rate comes one step early.',
  ),
  'scheduler-pace': message(
    'A learning-rate scheduler is stepped once an epoch where its length counts batches, or the reverse.',
  ),
  'scheduler-cannot-move': message('A learning-rate scheduler’s first step down comes after the training has ended.'),
  'scheduler-other-optimizer': message('A learning-rate scheduler is made with one optimizer, and another one trains.'),
  'scheduler-stepped-twice': message('A learning-rate scheduler is stepped twice for one step of its optimizer.'),
  'lightning-scheduler-key': message(
    'configure_optimizers returns a scheduler under a key that Lightning does not read, so that nothing steps it.',
  ),
  'lightning-interval': message(
    'A schedule whose length counts batches is returned to Lightning without "interval": "step", so that it is stepped once an epoch.',
  ),
  'lightning-manual-step': message(
    'With manual optimization Lightning does not step a scheduler, and nothing else does.',
  ),
  'fabric-setup-scheduler': message(
    'A scheduler is passed to setup() of Lightning Fabric, which wraps it as an optimizer.',
  ),
  'keras-schedule-unit': message('A schedule of Keras counts updates and is given a number of epochs.'),
  'keras-schedule-with-callback': message(
    'A callback of Keras sets the learning rate of an optimizer that is made with a schedule, which Keras refuses.',
  ),
  'keras-decay-ignored': message('An optimizer of Keras is passed decay, which it no longer has.'),
  'paddle-scheduler-not-given': message(
    'A scheduler of Paddle is made, and the optimizer is passed the number that it begins with.',
  ),
  'timm-step-unit': message('A scheduler of timm is stepped by the method that does nothing for it.'),
  'plateau-without-metric': message('A scheduler that watches a metric is stepped without one, which Python refuses.'),
  'optax-state-dropped': message(
    'The state that an update of optax gives, which holds the count, is taken up by nobody.',
  ),
  'unused-suppression': message('A comment disables a rule that reports nothing there.'),
} as const satisfies Readonly<Record<string, Message>>;

/** The id of a rule: the same as its file, its page and its fixture folder. */
export type RuleId = keyof typeof summaries;

export const ruleIds = Object.keys(summaries);

const byId: ReadonlyMap<string, Message> = new Map(Object.entries(summaries));

/** What a rule finds, in one sentence; null where there is no rule of that id. */
export function summaryOf(id: string): Message | null {
  return byId.get(id) ?? null;
}
