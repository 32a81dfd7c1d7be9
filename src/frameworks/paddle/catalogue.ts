// Paddle's schedulers (paddle/optimizer/lr.py), which the program steps, and its optimizers, which are given one as their learning rate.
import { paddleParameters } from '../../schedules/paddle/classes';
import { type ClockSymbol, clockNames, givenScheduler, type SchedulerDetails } from '../clock-symbol';
import { parseSignature } from '../signature';

/** The parameter of the rate that a scheduler begins with, and of the one that an optimizer has. */
const rate = 'learning_rate';

/** What the parameters of a class do not say. */
const details: ReadonlyMap<string, Omit<SchedulerDetails, 'place'>> = new Map([
  ['ExponentialDecay', { factor: 'gamma' }],
  ['LinearWarmup', { inner: rate }],
  ['PiecewiseDecay', { at: 'boundaries' }],
  ['MultiStepDecay', { factor: 'gamma', at: 'milestones' }],
  ['StepDecay', { factor: 'gamma', every: 'step_size' }],
  ['ReduceOnPlateau', { required: 'metrics' }],
]);

const schedulers: readonly ClockSymbol[] = Object.entries(paddleParameters).map(([name, parameters]) =>
  givenScheduler(`paddle.optimizer.lr.${name}`, parameters, {
    base: rate in parameters ? rate : null,
    ...details.get(name),
  }),
);

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
  ...clockNames({ kind: 'batches' }, 'paddle.io.DataLoader'),
  ...clockNames({ kind: 'scaler' }, 'paddle.amp.GradScaler'),
  ...clockNames({ kind: 'inert' }, 'paddle.nn.Layer paddle.io.Dataset paddle.save'),
];
