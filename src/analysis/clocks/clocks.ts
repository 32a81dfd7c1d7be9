// The clocks of one walk: what it makes of schedulers and steps, by the order in which the program comes to them.
import { mayHoldScheduler, mayUpdateTransforms } from '../../frameworks/clock-texts';
import type { ClockCall, ClockEvent, Scheduler, SteppedOptimizer } from './events';
import { KerasObjects } from './keras-objects';
import type { ClockSlip, SlipOf } from './slips';
import { Transforms } from './transforms';
import type { ClockLoop } from './turns';

/** A walk of more steps tells nothing further. */
const mostEvents = 20_000;

/** Everything that a walk notes of the training clocks of libraries: of a program without a scheduler nothing but the calls that it is in. */
export class Clocks {
  readonly schedulers = new Map<string, Scheduler>();
  readonly optimizers = new Map<string, SteppedOptimizer>();
  readonly transforms = new Transforms();
  readonly keras = new KerasObjects();
  /** What is wrong at one place, by the place. */
  readonly slips = new Map<string, ClockSlip>();
  /** Maxima of schedules that only fall, by their places; null where one call of the code there is none. */
  readonly held = new Map<string, SlipOf<'held-at-start'> | null>();
  /** What the loops of the program go through, by their nodes. */
  readonly loops = new Map<object, ClockLoop>();
  /** Attributes that are read of objects which are not known: a scheduler in an attribute of that name may be meant. */
  readonly readOfUnknown = new Set<string>();
  /** The names of attributes that schedulers are set to. */
  readonly heldAs = new Map<string, Set<Scheduler>>();
  /** The names of modules that schedulers are bound to. */
  private readonly names = new Map<string, Set<Scheduler>>();
  /** The calls of functions that the walk is in, the outermost first. */
  readonly calls: ClockCall[] = [];
  /** Whether a module of the program may make a scheduler. */
  isWatching = false;
  private readonly noted: ClockEvent[] = [];
  private isFull = false;

  /** Whether anything of a clock was met. */
  get isOn(): boolean {
    return this.schedulers.size + this.optimizers.size > 0;
  }

  get events(): readonly ClockEvent[] {
    return this.noted;
  }

  /** Whether all steps were noted. */
  get isWhole(): boolean {
    return !this.isFull;
  }

  /** Takes note of a module's text before anything of it is walked. */
  meet(text: string): void {
    this.isWatching ||= mayHoldScheduler(text) || mayUpdateTransforms(text);
  }

  note(event: ClockEvent): void {
    if (this.noted.length < mostEvents) this.noted.push(event);
    else this.isFull = true;
  }

  /** Notes a name of a module's own for a scheduler. */
  bind(name: string, scheduler: Scheduler): void {
    add(this.names, name, scheduler);
  }

  /** The names by which other modules can reach a scheduler. */
  namesOf(scheduler: Scheduler): string[] {
    return [...this.heldAs, ...this.names].flatMap(([name, held]) => (held.has(scheduler) ? [name] : []));
  }

  hold(attribute: string, scheduler: Scheduler): void {
    add(this.heldAs, attribute, scheduler);
  }
}

function add(names: Map<string, Set<Scheduler>>, name: string, scheduler: Scheduler): void {
  const known = names.get(name);
  if (known === undefined) names.set(name, new Set([scheduler]));
  else known.add(scheduler);
}
