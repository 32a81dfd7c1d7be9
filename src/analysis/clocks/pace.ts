// Whether a scheduler is stepped as its length counts: once a batch, or once an epoch.
import type { Clocks } from './clocks';
import type { ClockEvent, ClockPass, ScheduleLength, Scheduler } from './events';
import { mainLength } from './lengths';
import { optimizersOf } from './order';

/** Why a scheduler's length and its steps do not meet. */
export type PaceFault =
  /** Its length counts batches, and it is stepped once an epoch. */
  | 'batches-by-epoch'
  /** Its length counts epochs, and it is stepped once a batch. */
  | 'epochs-by-batch'
  /** It is stepped once a batch, and comes to almost nothing within the first of the program's epochs. */
  | 'falls-by-batch'
  /** Its length is a number of epochs' batches, fewer than the program's. */
  | 'ends-early'
  /** Its length is a number of batches, divided by the size of a batch once more. */
  | 'divided';

export interface Pace {
  readonly fault: PaceFault;
  readonly length: ScheduleLength | null;
  readonly step: ClockEvent;
  /** How many epochs its length is, and how many the program trains. */
  readonly epochs: number | null;
  readonly trained: number | null;
}

/** How a scheduler is stepped, where all its steps are alike. */
interface Turns {
  readonly each: 'batch' | 'epoch';
  readonly step: ClockEvent;
  /** How many epochs the program trains. */
  readonly trained: number | null;
}

/** A scheduler whose pace is certainly wrong; null where it is right or not known. */
export function wrongPaceOf(clocks: Clocks, scheduler: Scheduler): Pace | null {
  const turns = turnsOf(clocks, scheduler);
  if (turns === null) return null;
  const length = mainLength(scheduler);
  const { each, step, trained } = turns;
  const pace = (fault: PaceFault, epochs: number | null = null): Pace => ({ fault, length, step, epochs, trained });
  const unit = length?.unit ?? null;
  if (each === 'epoch') return unit?.of === 'batches' ? pace('batches-by-epoch') : null;
  if (unit?.of === 'epochs') return pace('epochs-by-batch');
  if (unit?.isDividedBySize === true) return pace('divided');
  if (trained === null) return null;
  if (unit?.of === 'batches') {
    const epochs = unit.times;
    return epochs !== null && epochs < trained && scheduler.meaning.endsAtZero ? pace('ends-early', epochs) : null;
  }
  if (length !== null && unit === null && isInEpochs(scheduler, length, trained)) return pace('epochs-by-batch');
  return fallsAtOnce(scheduler, length, trained) ? pace('falls-by-batch') : null;
}

/** A schedule in steps that stands still, and how many ticks the program makes. */
export interface StandStill {
  readonly length: ScheduleLength;
  readonly trained: number;
}

/**
 * A schedule whose first step down comes with the program's last tick or after it. A number that is computed may be so on purpose: only
 * a literal is told of. Null where the rate changes, or that is not known.
 */
export function standStillOf(clocks: Clocks, scheduler: Scheduler): StandStill | null {
  const turns = turnsOf(clocks, scheduler);
  const { every, at } = scheduler.meaning;
  const length = scheduler.lengths.find(({ parameter }) => parameter === every || parameter === at);
  if (turns?.each !== 'epoch' || turns.trained === null || turns.trained < 2 || length?.isLiteral !== true) return null;
  const isLate = length.least !== null && length.least >= turns.trained;
  return isLate && isSteppedInOneLoop(clocks, scheduler) ? { length, trained: turns.trained } : null;
}

/** Whether all steps are of one loop, which the program goes through once while the scheduler is there. */
function isSteppedInOneLoop({ events }: Clocks, scheduler: Scheduler): boolean {
  const { around } = scheduler;
  const steps = events.filter(({ of }) => of === scheduler);
  const loops = steps.map(({ passes }) => passes.filter(({ node }) => !around.includes(node)));
  // The call that the loop is in: two of them are two trainings.
  const trainings = new Set(steps.map(({ calls }) => calls.filter((call) => call.loops <= around.length).at(-1)));
  return loops.every((passes) => passes.length === 1) && trainings.size === 1;
}

/** Whether a number is one of epochs, by how many the program trains: their number itself, or milestones among them. */
function isInEpochs({ meaning }: Scheduler, { value, parameter }: ScheduleLength, trained: number): boolean {
  if (value === null || trained < 10) return false;
  if (meaning.endsAtZero) return value === trained;
  return parameter === meaning.at && value <= trained && value >= trained / 4;
}

/** Few epochs have fewer batches. */
const fewBatches = 10;

/** Whether a rate that is multiplied again and again comes to almost nothing, were an epoch ever so short. */
function fallsAtOnce({ factor, meaning }: Scheduler, length: ScheduleLength | null, trained: number): boolean {
  if (factor === null || factor <= 0 || factor >= 1) return false;
  const every = length === null ? 1 : length.parameter === meaning.every ? length.value : null;
  if (every === null || every > trained) return false;
  return factor ** ((fewBatches * trained) / every) < (length === null ? 1e-8 : 1e-4);
}

function turnsOf({ events, loops }: Clocks, scheduler: Scheduler): Turns | null {
  const own = optimizersOf(scheduler);
  const isAround = ({ node }: ClockPass): boolean => !scheduler.around.includes(node);
  const trained = events.find(({ of, passes }) => own.some((one) => one === of) && passes.some(isAround));
  const inner = trained?.passes.findLast(isAround);
  const outer = trained?.passes.find((pass) => isAround(pass) && loops.get(pass.node)?.of === 'epochs');
  if (inner === undefined || outer === undefined || inner.node === outer.node) return null;
  if (loops.get(inner.node)?.of === 'epochs') return null;
  const steps = events.filter(({ of }) => of === scheduler);
  const [step] = steps;
  if (step === undefined || steps.some(({ hasArgument }) => hasArgument)) return null;
  const count = loops.get(outer.node)?.count ?? null;
  const isInnermost = ({ passes }: ClockEvent, { node }: ClockPass): boolean => passes.at(-1)?.node === node;
  if (steps.every((one) => isInnermost(one, outer))) return { each: 'epoch', step, trained: count };
  const isEach = (one: ClockEvent): boolean =>
    isInnermost(one, inner) && one.conditions === one.passes.at(-1)?.conditions;
  return steps.every(isEach) ? { each: 'batch', step, trained: count } : null;
}
