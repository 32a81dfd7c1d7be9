// The form in which a library's training clock is described: what counts ticks, what it takes, and who moves it.
import { lengthsIn, type Parameters } from '../schedules/parameters';
import type { Literal, Signature } from './signature';

/** Changes an optimizer's learning rate. Its tick is a call of `step`, whoever makes it. */
export interface SchedulerMeaning {
  readonly kind: 'scheduler';
  /** The parameter that takes the optimizer; null where the optimizer is given the scheduler. */
  readonly optimizer: string | null;
  /** The parameters that are lengths, in ticks: `T_max`, `milestones`. */
  readonly lengths: readonly string[];
  /** Pairs of parameters whose product is a length: epochs, and ticks an epoch. */
  readonly products: readonly (readonly [string, string])[];
  /** The parameter that its rate is multiplied by at each change; null where it changes otherwise. */
  readonly factor: string | null;
  /** The parameter of the ticks from one change to the next; null where each tick, or a list, changes it. */
  readonly every: string | null;
  /** The parameter of the ticks at which alone it changes. */
  readonly at: string | null;
  /** The parameter of the rate that it begins with; null where that is its optimizer's. */
  readonly base: string | null;
  /** The parameter of `step` without which it fails: a metric. */
  readonly required: string | null;
  /** The parameter that takes schedulers which this one steps. */
  readonly inner: string | null;
  /** A method beside `step` that counts updates, and the parameter by which `step` alone moves it; null where `step` is all. */
  readonly update: { readonly method: string; readonly inEpochs: string } | null;
  /** Whether its rate is the same at all ticks, so that nothing is lost where it is never stepped. */
  readonly isConstant: boolean;
  /** Whether its rate comes to 0 at the end of its length, as long as it is told nothing else. */
  readonly endsAtZero: boolean;
}

/** Applies gradients. */
export interface OptimizerMeaning {
  readonly kind: 'optimizer';
  /** The parameter of the learning rate. */
  readonly rate: string;
  /** Whether that may be a scheduler. */
  readonly takesSchedule: boolean;
  /** Methods that apply gradients, that set the rate to a number, and that give another scheduler. */
  readonly methods: Readonly<Record<'steps' | 'sets' | 'gives', readonly string[]>>;
}

/** A base class whose trainer steps what one of its methods returns. */
export interface LoopModuleMeaning {
  readonly kind: 'loop-module';
  readonly method: string;
  /** Keys of the dictionaries that the method may return: the trainer passes over any other. `each`: an interval of one batch. */
  readonly keys: Readonly<Record<'optimizer' | 'scheduler' | 'inner' | 'interval' | 'each', string>>;
  /** A class of that text steps its optimizers by itself. */
  readonly ownSteps: RegExp;
  /** A class of that text steps its schedulers by itself. */
  readonly steps: RegExp;
}

/** Makes updates of gradients, with a state that its caller keeps: `init` gives the first one, `update` each next. */
export interface TransformMeaning {
  readonly kind: 'transform';
  /** What of its own its state holds, beside the count of a schedule: with `momentum`, where that is given; `inner`: its parts' alone. */
  readonly keeps: 'moments' | 'momentum' | 'inner' | 'nothing';
  /** The parameters of its rate and of its momentum, which stand first where it has them. */
  readonly rate: string;
  readonly momentum: string;
}

/** Gives parameters with updates added. */
export interface ApplyingMeaning {
  readonly kind: 'applies-updates';
  /** The parameters of the call that take these, the first and the second. */
  readonly parameters: string;
  readonly updates: string;
}

/** Gives an object that holds a transformation with its state, and changes neither: each update is a new object. */
export interface HolderMeaning {
  readonly kind: 'holder';
  /** The object's class. */
  readonly name: string;
  /** The parameter that takes the transformation. */
  readonly transform: string;
}

export type { CountedLibrary } from '../schedules/parameters';

/** What a symbol of a library has to do with the clock of a training. */
export type ClockMeaning =
  | SchedulerMeaning
  | OptimizerMeaning
  /** Gives a batch in each pass: its length is the number of batches. */
  | { readonly kind: 'batches' }
  /** Steps the optimizer that its method `step` is passed. */
  | { readonly kind: 'scaler' }
  /** Its method `prepare` gives what it is passed, and steps none of it. */
  | { readonly kind: 'preparer' }
  /** Its methods wrap optimizers, and give what they are passed. */
  | { readonly kind: 'wrapper' }
  | LoopModuleMeaning
  /** A learning rate as a function of a count that somebody else keeps. */
  | { readonly kind: 'rate-schedule'; readonly isConstant: boolean }
  | TransformMeaning
  | ApplyingMeaning
  | HolderMeaning
  /** Gives a function that does what its first argument does. */
  | { readonly kind: 'same' }
  /** A base class, or a function, that steps nothing of what it gets. */
  | { readonly kind: 'inert' };

/** A public symbol, by its whole name as it is imported. */
export interface ClockSymbol {
  readonly name: string;
  readonly meaning: ClockMeaning;
  /** Null where what it takes does not matter. */
  readonly signature: Signature | null;
}

/** What a scheduler is beside its name and its signature; what is not said is the usual. */
type SchedulerParts = Pick<SchedulerMeaning, 'optimizer' | 'lengths'> & Partial<SchedulerMeaning>;

/** What most schedulers are. */
const usual: Omit<SchedulerMeaning, 'kind' | 'optimizer' | 'lengths'> = {
  products: [],
  factor: null,
  every: null,
  at: null,
  base: null,
  required: null,
  inner: null,
  update: null,
  isConstant: false,
  endsAtZero: false,
};

/** An optimizer of PyTorch's form: the program sets its rate in its groups. */
export const steppedByStep: OptimizerMeaning = {
  kind: 'optimizer',
  rate: 'lr',
  takesSchedule: false,
  methods: { steps: ['step'], sets: [], gives: [] },
};

/** A scheduler by its name and its signature. */
function schedulerSymbol(name: string, signature: Signature, parts: SchedulerParts): ClockSymbol {
  return { name, meaning: { ...usual, ...parts, kind: 'scheduler' }, signature };
}

/** What a scheduler's parameters do not say. */
export interface SchedulerDetails extends Partial<Omit<SchedulerMeaning, 'kind' | 'optimizer' | 'lengths'>> {
  /** Where the optimizer stands among the positional arguments; 0 where it is left out here. */
  readonly place?: number;
}

/** A scheduler by its name and its parameters beside the optimizer. */
export function scheduler(
  name: string,
  parameters: Parameters,
  { place = 0, ...details }: SchedulerDetails = {},
): ClockSymbol {
  const optimizer = 'optimizer';
  const others = signatureOf(parameters);
  const all = others.parameters.toSpliced(place, 0, { name: optimizer, fallback: null });
  const parts = { ...details, optimizer, lengths: lengthsIn(parameters) };
  return schedulerSymbol(name, { ...others, parameters: all }, parts);
}

/** A scheduler that an optimizer is given as its rate, by its name and its parameters. */
export function givenScheduler(
  name: string,
  parameters: Parameters,
  details: Omit<SchedulerDetails, 'place'> = {},
): ClockSymbol {
  return schedulerSymbol(name, signatureOf(parameters), {
    ...details,
    optimizer: null,
    lengths: lengthsIn(parameters),
  });
}

function signatureOf(parameters: Parameters): Signature {
  const all = Object.entries(parameters).map(([name, { otherwise }]) => ({ name, fallback: literal(otherwise) }));
  return { parameters: all, rest: null, takesAnyKeyword: false };
}

/** A default; null where there is none. */
function literal(otherwise: unknown): Literal | null {
  switch (typeof otherwise) {
    case 'number':
      return { kind: 'float', value: otherwise };
    case 'string':
      return { kind: 'string', value: otherwise };
    case 'boolean':
      return { kind: 'bool', value: otherwise };
    default:
      return otherwise === null ? { kind: 'none' } : null;
  }
}

/** Symbols of which only the names and the meaning matter. */
export function clockNames(meaning: ClockMeaning, names: string): ClockSymbol[] {
  return names
    .trim()
    .split(/\s+/)
    .map((name) => ({ name, meaning, signature: null }));
}
