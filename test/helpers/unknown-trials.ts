import { verbatim } from '../../src/base/message';
import type { Interpretation } from '../../src/interpret/interpret';
import { LimitError, PythonError } from '../../src/interpret/limits';
import { holdsUnknown, NotKnown } from '../../src/interpret/not-known';
import { forgottenReason } from '../../src/interpret/forgotten';
import { none, type Places, unknown, type Value } from '../../src/interpret/values';
import type { PythonParser } from '../../src/python/parser';
import { callNamed, type ModelledFunction, poolIn, readModelled, sampleIn, type Trial } from './modelled-functions';

/** Which argument is not known: a place, a name, or what a star unpacks. */
export type Place = number | string;

/** Arguments of a call: values of its sample or of the pool by number; and one by name, of the pool. */
interface Call {
  readonly positional: readonly number[];
  readonly name?: string;
  readonly value?: number;
}

type Outcome =
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'raised'; readonly type: string }
  /** A limit ended it: nothing is said. */
  | { readonly kind: 'ended' };

const notKnown = unknown(verbatim('what is not known'), { start: 1, end: 2 });
const mostTries = 160;

/** Names of keywords that a function looks for. */
class AskedNames extends Map<string, Value> {
  readonly asked = new Set<string>();

  override get(name: string): Value | undefined {
    this.asked.add(name);
    return super.get(name);
  }
}

/** Calls functions of the interpreter with arguments that are not known. */
export class UnknownTrials {
  private read: Interpretation;

  constructor(private readonly parser: PythonParser) {
    this.read = readModelled(parser);
  }

  /** The arguments of a function that it takes as known where they are not, each with the call; `null` where no call was found. */
  ignoredBy(tried: ModelledFunction, isListed: (place: Place) => boolean): Map<Place, string | null> {
    const { takes, takesMore } = takenBy(tried.tried(this.read).callee);
    const asked = new Set<string>();
    const ignored = new Map<Place, string | null>();
    const trial = (place: Place, call: Call | null): void => {
      if (isListed(place)) return;
      const shown = call === null ? null : this.shown(tried, call, place);
      if (call === null || !this.leavesTrace(tried, call, place, asked)) ignored.set(place, shown);
    };
    for (const place of [0, 1, 2, 3]) {
      const isTaken = takes.includes(place) || (takes.includes('*') && place < 2);
      if (isTaken) trial(place, isListed(place) ? null : this.known(tried, place + 1, asked));
      else if (!takes.includes('*')) trial(place, { positional: [0, 0, 0, 0].slice(0, place + 1) });
    }
    const names = takes.filter((place) => typeof place === 'string' && place !== '*' && place !== '**').map(String);
    for (const name of names) trial(name, isListed(name) ? null : this.knownByName(tried, name, asked));
    if (!takes.includes('**')) trial('anything', { positional: [], name: 'anything', value: 0 });
    // Names that it asks for, and one of those that nobody asks for.
    else
      for (const name of [...asked, 'anything']) {
        const call = names.includes(name) || isListed(name) ? null : this.knownByName(tried, name, asked);
        if (call !== null) trial(name, call);
      }
    if (takesMore || takes.length === 0) trial('star', { positional: [] });
    return ignored;
  }

  /** A call of so many arguments that gives something known; null where there is none among those that are tried. */
  private known(tried: ModelledFunction, length: number, asked: Set<string>): Call | null {
    const own = sampleIn(this.read, tried.name);
    const row = Array.from({ length }, (_, at) => at);
    if (own !== null && own.length >= length) {
      // The whole sample, where a shorter call is none.
      for (const positional of [row, own.map((_, at) => at)])
        if (this.isKnown(tried, { positional }, asked)) return { positional };
      return null;
    }
    const size = poolIn(this.read).length;
    for (let number = 0; number < Math.min(mostTries, size ** length); number++) {
      const positional = row.map((at) => Math.floor(number / size ** at) % size);
      if (this.isKnown(tried, { positional }, asked)) return { positional };
    }
    return null;
  }

  /** The same with an argument by name, after as few others as there can be. */
  private knownByName(tried: ModelledFunction, name: string, asked: Set<string>): Call | null {
    const size = poolIn(this.read).length;
    for (let length = 0; length < 4; length++) {
      const before = length === 0 ? { positional: [] } : this.known(tried, length, asked);
      if (before !== null && before.positional.length > length) continue;
      for (let value = 0; before !== null && value < size; value++) {
        const call = { positional: before.positional, name, value };
        if (this.isKnown(tried, call, asked)) return call;
      }
    }
    return null;
  }

  private isKnown(tried: ModelledFunction, call: Call, asked: Set<string>): boolean {
    const { outcome } = this.call(tried, tried.tried(this.read), call, null, asked);
    this.renewAfterChanges();
    return outcome.kind === 'value'
      ? !holds(outcome.value)
      : outcome.kind === 'raised' && outcome.type === 'SystemExit';
  }

  /** Whether anything tells that an argument was not known: the result, what the call changed, or a note. */
  private leavesTrace(tried: ModelledFunction, call: Call, place: Place, asked: Set<string>): boolean {
    const before = notesOf(this.read);
    const trial = tried.tried(this.read);
    const { outcome, given } = this.call(tried, trial, call, place, asked);
    const parsed = tried.name.startsWith('a_parser.') ? this.parsedBy(trial) : none;
    const changed = [
      trial.object,
      parsed,
      callNamed(this.read, 'flags'),
      ...given.filter((value) => value !== notKnown),
    ];
    const hasTrace =
      outcome.kind === 'ended' ||
      notesOf(this.read) > before ||
      (outcome.kind === 'value' && holds(outcome.value)) ||
      changed.some((value) => holds(value));
    if (takenBy(trial.callee).takes.length === 0) this.renewAfterChanges();
    else this.read = readModelled(this.parser);
    return hasTrace;
  }

  /** What a parser would give. */
  private parsedBy({ object }: Trial): Value {
    const parse = object.kind === 'instance' ? object.attributes.get('parse_args') : undefined;
    return parse === undefined
      ? none
      : this.read.apply(parse, { positional: [], named: new Map(), span: { start: 3, end: 4 } });
  }

  private call(
    { name }: ModelledFunction,
    { callee }: Trial,
    call: Call,
    place: Place | null,
    asked: Set<string>,
  ): { readonly outcome: Outcome; readonly given: readonly Value[] } {
    const values = poolIn(this.read);
    const own = sampleIn(this.read, name) ?? values;
    const named = new AskedNames();
    if (call.name !== undefined)
      named.set(call.name, place === call.name ? notKnown : (values[call.value ?? 0] ?? none));
    const positional = call.positional.map((at, index) =>
      index === place ? notKnown : (own[at] ?? values[at] ?? none),
    );
    const more = place === 'star' ? { more: notKnown } : {};
    const outcome = outcomeOf(() =>
      this.read.apply(callee, { positional, named, span: { start: 3, end: 4 }, ...more }),
    );
    for (const wanted of named.asked) asked.add(wanted);
    return { outcome, given: positional };
  }

  /** Another reading, where there are notes or many calls in this one. */
  private renewAfterChanges(): void {
    if (notesOf(this.read) > 0 || this.read.recorder.calls.length > 400) this.read = readModelled(this.parser);
  }

  private shown(tried: ModelledFunction, call: Call, place: Place): string {
    const values = poolIn(this.read);
    const own = sampleIn(this.read, tried.name) ?? values;
    const words: string[] = call.positional.map((at, index) => (index === place ? 'u' : (own[at]?.kind ?? '')));
    if (call.name !== undefined)
      words.push(`${call.name}=${place === call.name ? 'u' : (values[call.value ?? 0]?.kind ?? '')}`);
    if (place === 'star') words.push('*u');
    return `${tried.name}(${words.join(', ')})`;
  }
}

/** The arguments that a function says itself what becomes of. */
function takenBy(callee: Value): { readonly takes: Places; readonly takesMore: boolean } {
  const { takes = [], takesMore = false } = callee.kind === 'builtin' ? callee : {};
  return { takes, takesMore };
}

function outcomeOf(call: () => Value): Outcome {
  try {
    return { kind: 'value', value: call() };
  } catch (error) {
    if (error instanceof PythonError) return { kind: 'raised', type: error.type };
    if (error instanceof NotKnown) return { kind: 'value', value: error.value };
    if (error instanceof LimitError) return { kind: 'ended' };
    throw error;
  }
}

function notesOf({ recorder }: Interpretation): number {
  return recorder.obstacles.length + recorder.unknownLoops.length + recorder.unknownArguments.size;
}

/** Whether a value is not known, or something that it holds or gives. */
function holds(value: Value, seen = new Set<Value>()): boolean {
  if (seen.has(value)) return false;
  seen.add(value);
  if (holdsUnknown([value]) !== null) return true;
  switch (value.kind) {
    case 'instance':
      return (
        forgottenReason(value.attributes) !== null ||
        [...value.attributes.values(), ...(value.items?.() ?? [])].some((held) => holds(held, seen))
      );
    case 'iterator':
      return givesUnknown(value, seen);
    case 'descriptor':
      return holds(value.callee, seen);
    case 'list':
    case 'tuple':
      return value.items.some((item) => holds(item, seen));
    default:
      return false;
  }
}

function givesUnknown(iterator: Value & { kind: 'iterator' }, seen: Set<Value>): boolean {
  const outcome = outcomeOf(() => {
    for (let turn = 0; turn < 8; turn++) {
      const item = iterator.next();
      if (item === null) break;
      if (holds(item, seen)) return item;
    }
    return none;
  });
  return outcome.kind === 'value' && outcome.value.kind !== 'none';
}
