// Paddle's schedulers (paddle/optimizer/lr.py), which the program steps, and its optimizers, which are given one as their learning rate.
import { type ClockSymbol, type SchedulerDetails, schedulerSymbol } from '../clock-symbol';
import { parseSignature } from '../signature';

const home = 'paddle.optimizer.lr.';

/** The parameter of the rate that a scheduler begins with, and of the one that an optimizer has. */
const rate = 'learning_rate';

/** A scheduler that an optimizer is given: its signature as Python writes it, and which of its parameters are lengths. */
function given(
  name: string,
  signature: string,
  lengths: readonly string[] = [],
  details: Omit<SchedulerDetails, 'place'> = {},
): ClockSymbol {
  const takes = parseSignature(signature);
  const base = takes.parameters.some(({ name: parameter }) => parameter === rate) ? rate : null;
  return schedulerSymbol(home + name, takes, { base, ...details, optimizer: null, lengths });
}

const schedulers: readonly ClockSymbol[] = [
  given('NoamDecay', 'd_model, warmup_steps, learning_rate=1.0'),
  given('ExponentialDecay', 'learning_rate, gamma', [], { factor: 'gamma' }),
  given('NaturalExpDecay', 'learning_rate, gamma'),
  given('InverseTimeDecay', 'learning_rate, gamma'),
  given('PolynomialDecay', 'learning_rate, decay_steps', ['decay_steps']),
  given('LinearWarmup', 'learning_rate, warmup_steps, start_lr, end_lr', ['warmup_steps'], { inner: 'learning_rate' }),
  given('PiecewiseDecay', 'boundaries, values', ['boundaries'], { at: 'boundaries' }),
  given('CosineAnnealingDecay', 'learning_rate, T_max, eta_min=0', ['T_max']),
  given('MultiStepDecay', 'learning_rate, milestones, gamma=0.1', ['milestones'], {
    factor: 'gamma',
    at: 'milestones',
  }),
  given('StepDecay', 'learning_rate, step_size, gamma=0.1', ['step_size'], { factor: 'gamma', every: 'step_size' }),
  given('LambdaDecay', 'learning_rate, lr_lambda'),
  given('MultiplicativeDecay', 'learning_rate, lr_lambda'),
  given('ReduceOnPlateau', "learning_rate, mode='min', factor=0.1, patience=10", [], { required: 'metrics' }),
  given('CosineAnnealingWarmRestarts', 'learning_rate, T_0, T_mult=1', ['T_0']),
];

/** A program that sets the rate to a number may have asked the scheduler for it. */
const methods = { steps: ['step', 'minimize'], sets: ['set_lr'], gives: ['set_lr_scheduler'] };

const optimizers = 'SGD Momentum Adam AdamW Adamax Adagrad Adadelta RMSProp Lamb NAdam RAdam ASGD Rprop';

export const paddle: readonly ClockSymbol[] = [
  ...schedulers,
  ...optimizers.split(' ').map((name): ClockSymbol => ({
    name: `paddle.optimizer.${name}`,
    meaning: { kind: 'optimizer', rate, takesSchedule: true, methods },
    signature: parseSignature('learning_rate=0.001'),
  })),
];
