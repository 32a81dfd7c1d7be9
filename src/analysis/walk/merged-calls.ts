import type { Lambda, Parameter } from '../../python/syntax';
import type { FunctionDefinition } from '../../python/statements';
import { releaseValue } from './release';
import { isChangedSince, startMoment } from '../values/history';
import { widen } from '../values/join';
import { isFresh } from './known-calls';
import { DictValue, ListValue } from '../values/mutable-values';
import type { Names } from '../values/names';
import { clock } from '../values/passes';
import { type FunctionValue, noTrace, optionsOf, traceOf, unknown, unknownOf, type Value } from '../values/values';
import type { World } from './world';

/** Walks of one function, each in a context of its own, before further calls are walked as one; fewer in a walk that is long already. */
const mostContexts = [64, 8, 2] as const;

/** Which functions have been walked how often, and the calls of those that have been walked too often for each to be looked at alone. */
export class MergedCalls {
  /** How many calls were walked as one with others. */
  count = 0;
  private readonly walks = new Map<FunctionDefinition | Lambda, number>();
  private readonly merged = new Map<string, MergedCall>();

  constructor(private readonly world: World) {}

  /** Notes one more walk of a function; false where there have been enough. */
  mayWalk(definition: FunctionDefinition | Lambda): boolean {
    const walks = (this.walks.get(definition) ?? 0) + 1;
    this.walks.set(definition, walks);
    return walks <= mostContexts[this.world.limits.progress];
  }

  of({ definition, frame }: FunctionValue): MergedCall {
    const { world } = this;
    this.count += 1;
    const key = `${world.contexts.idOf(definition)}:${world.contexts.idOf(frame)}:${world.graph}`;
    let call = this.merged.get(key);
    if (call === undefined)
      this.merged.set(key, (call = new MergedCall(definition.parameters, world.contexts.newContext())));
    return call;
  }
}

/** All further calls of one function, walked as one: a parameter is any of what they hand it, and what comes of them is not certain. */
class MergedCall {
  private readonly given = new Map<string, Value>();
  private moment: number | null = null;
  private pass = 0;
  private returned: Value = unknown;

  constructor(
    private readonly parameters: readonly Parameter[],
    readonly context: number,
  ) {}

  /** Takes what one call passes to its parameters, and gives what they are by then. Where that was walked already, what it returns. */
  take(world: World, names: Names): Value | null {
    let isMore = false;
    for (const { name, role } of this.parameters) {
      const value = names.peek(name) ?? unknown;
      const known = this.given.get(name);
      const now =
        known === undefined
          ? value
          : role === 'args' || role === 'kwargs'
            ? widenRest(known, value)
            : any(known, value);
      isMore ||= now !== known;
      this.given.set(name, now);
      names.set(name, now);
    }
    if (isMore || this.moment === null || isChangedSince(this.moment)) return null;
    // What it read is not noted in a pass that began later.
    if (this.pass < world.passStartedAt) world.disturb();
    return this.returned;
  }

  /** Walks it for everything that it has taken. */
  walk(world: World, walk: () => Value): Value {
    const isFirst = this.moment === null;
    const moment = startMoment();
    this.moment = moment;
    this.pass = clock;
    world.merging += 1;
    world.conditions.count += 1;
    const returned = asGiven(walk(), moment);
    world.conditions.count -= 1;
    world.merging -= 1;
    this.returned = isFirst ? returned : widen(this.returned, returned);
    return this.returned;
  }
}

/** Any of what calls hand a parameter. What is not told apart any more may be changed by any of them. */
function any(known: Value, value: Value): Value {
  const now = widen(known, value);
  if (now.kind === 'unknown' && now !== value) {
    releaseValue(value, 0);
    if (now !== known) for (const option of optionsOf(known)) releaseValue(option, 0);
  }
  return now;
}

/** What stars collect is made anew by each call: its items are compared, not the lists. */
function widenRest(known: Value, value: Value): Value {
  if (known.kind === 'list' && value.kind === 'list') return widenList(known, value);
  if (known.kind === 'dict' && value.kind === 'dict') return widenDict(known, value);
  return any(known, value);
}

function widenList(known: ListValue, value: ListValue): ListValue {
  if (known.items.length === value.items.length && known.isOpen === value.isOpen) {
    const items = known.items.map((item, index) => any(item, value.items[index] ?? unknown));
    return items.every((item, index) => item === known.items[index]) ? known : new ListValue(items, known.isOpen);
  }
  const [first = unknown, ...others] = known.items;
  const item = [...others, ...value.items].reduce(any, first);
  return known.isOpen && others.length === 0 && item === first ? known : new ListValue([item], true);
}

function widenDict(known: DictValue, value: DictValue): DictValue {
  const entries = new Map(known.entries);
  const others = value.rest === null ? [] : [value.rest];
  for (const [key, item] of value.entries) {
    const before = entries.get(key);
    if (before === undefined) others.push(item);
    else entries.set(key, any(before, item));
  }
  const rest = others.reduce<Value | null>((all, item) => (all === null ? item : any(all, item)), known.rest);
  const isSame = rest === known.rest && [...entries].every(([key, item]) => item === known.entries.get(key));
  return isSame ? known : new DictValue(entries, rest);
}

/** What one of the calls gets of what all of them may return: nothing that another one might change, and no certain reading. */
function asGiven(value: Value, moment: number): Value {
  switch (value.kind) {
    case 'none':
    case 'number':
    case 'string':
    case 'bool':
    case 'tensorflow':
    case 'foreign':
    case 'module':
    case 'session':
    case 'variable':
    case 'keras-optimizer':
      return value;
    case 'function':
    case 'class':
      return isFresh(value, moment) ? unknown : value;
    case 'tensor':
      return value.trace === noTrace ? value : unknownOf(value.trace);
    case 'optimizer':
      return value.instance === null ? { ...unknownOf(value.trace), maybe: value } : unknownOf(value.trace);
    default:
      return unknownOf(traceOf(value));
  }
}
