// optax, as a program calls it: schedules, transformations, and the states that they count in, which the program passes on itself.
import { message } from '../../base/message';
import type { ClockMeaning } from '../../frameworks/clock-symbol';
import { transformMethods } from '../../frameworks/optax/catalogue';
import type { Span } from '../../python/syntax';
import type { Recorder } from '../record/recorder';
import type { RecordedOptimizer, RecordedScheduler } from '../record/training-clocks';
import { type Arguments, list, none, recording, tuple, unknown, type Value } from '../values';
import { objectOf } from './plain-objects';

/** What a symbol is to a program; null where it only computes. */
export function transformMember(meaning: ClockMeaning, name: string, recorder: Recorder): Value | null {
  switch (meaning.kind) {
    case 'rate-schedule':
      return recording(name, (given) => {
        const made = recording(name, ({ span }) => unknown(message('a rate at a count'), span));
        if (meaning.isConstant) recorder.clocks.addConstant(made, { name, library: 'optax', given });
        else recorder.clocks.addSchedule(made, { name, library: 'optax', given });
        return made;
      });
    case 'transform':
      return recording(name, (given) => transformation(name, given, recorder));
    case 'holder':
      // The class, which makes one by its own method.
      return objectOf({
        create: recording('create', (given) => holder(given.named.get(meaning.transform), given.span, recorder)),
      });
    case 'same':
      return recording(
        name,
        ({ positional: [first] }) => first ?? recording(name, (inner) => inner.positional[0] ?? none),
      );
    default:
      return null;
  }
}

/** The transformations by what stands for them, with the states that they make. */
const states = new WeakMap<RecordedOptimizer, States>();

function transformation(name: string, given: Arguments, recorder: Recorder): Value {
  const { clocks } = recorder;
  const made = objectOf({});
  const optimizer = clocks.addOptimizer(made, { name, given, groups: list([]), rates: [], isGivenSchedule: true });
  const { schedules, parts } = within([...given.positional, ...given.named.values()], recorder);
  const every = addedUp(name, given);
  if (every === null) clocks.doubts.set(optimizer, message('how many batches are added up for an update'));
  clocks.give(optimizer, [...schedules, ...parts.flatMap((part) => clocks.takeFrom(part))], every ?? 1);
  const own = new States(optimizer, recorder);
  states.set(optimizer, own);
  const { init, update } = transformMethods;
  made.attributes.set(
    init,
    recording(init, ({ span }) => own.first(span)),
  );
  made.attributes.set(
    update,
    recording(update, ({ positional, named, span }) =>
      tuple([
        unknown(message('updates of parameters'), span),
        own.next(positional[1] ?? named.get(transformMethods.state), span),
      ]),
    ),
  );
  return made;
}

/** Updates that are added up for one; null where their number is not known. */
function addedUp(name: string, { positional, named }: Arguments): number | null {
  if (name !== 'MultiSteps') return 1;
  const every = positional[1] ?? named.get('every_k_schedule');
  return every?.kind === 'int' && every.value > 0 ? every.value : null;
}

interface Found {
  readonly schedules: RecordedScheduler[];
  readonly parts: RecordedOptimizer[];
}

/** Schedules and transformations among values, and in their lists and dictionaries. */
function within(values: readonly Value[], recorder: Recorder, found: Found = { schedules: [], parts: [] }): Found {
  for (const value of values) {
    const [schedule, part] = [recorder.clocks.schedulerOf(value), recorder.clocks.optimizerOf(value)];
    if (schedule?.library === 'optax') found.schedules.push(schedule);
    else if (part !== null) found.parts.push(part);
    else if (value.kind === 'list' || value.kind === 'tuple') within(value.items, recorder, found);
    else if (value.kind === 'dict')
      within(
        [...value.entries.values()].map((entry) => entry.value),
        recorder,
        found,
      );
  }
  return found;
}

/**
 * The states of one transformation. An update gives one of two objects in turn, so that loops whose passes are equal are seen to be so, and
 * a state that is not the newest is told from it.
 */
class States {
  /** The state of each call of `init`, by its place. */
  private readonly beginnings = new Map<number, Value>();
  private readonly later = [objectOf({}), objectOf({})] as const;
  private newest: Value | null = null;

  constructor(
    private readonly optimizer: RecordedOptimizer,
    private readonly recorder: Recorder,
  ) {}

  first({ start }: Span): Value {
    const known = this.beginnings.get(start);
    if (known !== undefined) return known;
    const made = objectOf({});
    this.beginnings.set(start, made);
    return made;
  }

  /** A state that is told from all others: a first one, or the newest. */
  known(state: Value): Value | null {
    return state === this.newest || [...this.beginnings.values()].includes(state) ? state : null;
  }

  /** Gives up on its count. */
  lose(span: Span): Value {
    this.recorder.clocks.doubts.set(this.optimizer, message('it counts in a state that this reading does not follow'));
    return unknown(message('a state that an optimizer counts in'), span);
  }

  /** The state after an update of one. */
  next(state: Value | undefined, span: Span): Value {
    const { clocks, speculations } = this.recorder;
    const isFirst = [...this.beginnings.values()].some((one) => one === state);
    if ((!isFirst && (state === undefined || state !== this.newest)) || this.beginnings.size > 1)
      return this.lose(span);
    clocks.countedUpdate(this.optimizer, isFirst, span);
    const [one, other] = this.later;
    const next = state === one ? other : one;
    if (!speculations.isOn) this.newest = next;
    return next;
  }
}

/** What holds a transformation and its state: each `apply_gradients` gives another one. */
function holder(transform: Value | undefined, span: Span, recorder: Recorder): Value {
  const optimizer = transform === undefined ? null : recorder.clocks.optimizerOf(transform);
  const own = optimizer === null ? undefined : states.get(optimizer);
  if (own === undefined) return unknown(message('a state that an optimizer counts in'), span);
  return held(own, own.first(span));
}

const holders = new WeakMap<Value, Value>();

/** The object that holds a state: the same for the same state. */
function held(own: States, state: Value): Value {
  const known = holders.get(state);
  if (known !== undefined) return known;
  const made = objectOf({ opt_state: state });
  holders.set(state, made);
  made.attributes.set(
    transformMethods.apply,
    recording(transformMethods.apply, ({ span }) => {
      const next = own.next(state, span);
      return next.kind === 'unknown' ? next : held(own, next);
    }),
  );
  made.attributes.set(
    'replace',
    recording('replace', ({ named, span }) => {
      const passed = named.get('opt_state');
      if (passed === undefined && !named.has('tx')) return made;
      const now = passed === undefined || passed === state ? null : own.known(passed);
      return now === null ? own.lose(span) : held(own, now);
    }),
  );
  return made;
}
