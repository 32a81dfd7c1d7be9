import type { Lambda } from '../../python/syntax';
import type { FunctionDefinition } from '../../python/statements';
import { isChangedSince } from '../values/history';
import { isSame, sameTrace } from '../values/join';
import { ListValue } from '../values/mutable-values';
import { clock } from '../values/passes';
import type { Movement } from '../facts/events';
import { type Arguments, type FunctionValue, unknown, type Value } from '../values/values';

/** What a call was given and gave, where nothing but that came of it. */
interface KnownCall {
  readonly fn: FunctionValue;
  readonly args: Arguments;
  readonly graph: number;
  readonly controlMoves: readonly Movement[];
  /** When its walk began: what it read must not have changed since. */
  readonly moment: number;
  /** The pass that it was walked in: what it read is noted there, and in those around it. */
  readonly pass: number;
  readonly returned: Value;
}

/** Calls of one function that are kept. */
const mostKept = 4;

/**
 * Calls that come to the same as one before: a function that records nothing, changes nothing and gives what nobody can change is walked
 * once for the same arguments, as long as nothing changes that existed before.
 */
export class KnownCalls {
  private readonly calls = new Map<FunctionDefinition | Lambda, KnownCall[]>();

  find(
    fn: FunctionValue,
    args: Arguments,
    graph: number,
    controlMoves: readonly Movement[],
    pass: number,
  ): Value | null {
    const call = this.calls
      .get(fn.definition)
      ?.find(
        (known) =>
          known.pass >= pass &&
          known.graph === graph &&
          (known.controlMoves === controlMoves || known.controlMoves.length + controlMoves.length === 0) &&
          known.fn.frame === fn.frame &&
          isSameSelf(known.fn.self, fn.self) &&
          isSameCall(known.args, args) &&
          !isChangedSince(known.moment),
      );
    if (call === undefined) return null;
    const { returned, moment } = call;
    return returned.kind === 'list' && isFresh(returned, moment)
      ? new ListValue(returned.items, returned.isOpen)
      : returned;
  }

  keep(call: Omit<KnownCall, 'pass'>): void {
    if (!canBeGivenAgain(call.returned, call.moment)) return;
    const { definition } = call.fn;
    const known = this.calls.get(definition) ?? [];
    if (known.length === 0) this.calls.set(definition, known);
    else if (known.length >= mostKept) known.shift();
    known.push({ ...call, pass: clock });
  }
}

function isSameSelf(a: Value | null, b: Value | null): boolean {
  return a === b || (a !== null && b !== null && isSame(a, b));
}

function isSameCall(a: Arguments, b: Arguments): boolean {
  if (a.isOpen !== b.isOpen || a.positional.length !== b.positional.length || a.named.size !== b.named.size)
    return false;
  for (const [name, value] of a.named) {
    const other = b.named.get(name);
    if (other === undefined || !isEqual(value, other)) return false;
  }
  return a.positional.every((value, index) => {
    const other = b.positional[index];
    return other !== undefined && isEqual(value, other);
  });
}

/** Whether a function cannot tell two values apart. */
function isEqual(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (a.kind === 'tensor')
    return (
      b.kind === 'tensor' &&
      a.atStart === b.atStart &&
      a.isConstant === b.isConstant &&
      a.schedule === b.schedule &&
      sameTrace(a.trace, b.trace)
    );
  if (a.kind === 'union')
    return (
      b.kind === 'union' &&
      a.options.length === b.options.length &&
      a.options.every((option, index) => isEqual(option, b.options[index] ?? unknown))
    );
  if (a.kind === 'optimizer') return false;
  if (a.kind === 'function') return b.kind === 'function' && a.frame === b.frame && isSame(a, b);
  return a.kind === b.kind && isSame(a, b);
}

/** Whether a value was made at a moment or later and can change: each call has to make one of its own. */
export function isFresh(value: Value, moment: number): boolean {
  switch (value.kind) {
    case 'list':
    case 'dict':
      return value.isMadeSince(moment);
    case 'instance':
      return value.attributes.isMadeSince(moment);
    case 'optimizer':
      return value.instance !== null && isFresh(value.instance, moment);
    case 'function':
    case 'class':
      return value.frame.names.isMadeSince(moment);
    case 'super':
      return isFresh(value.self, moment);
    case 'bound':
      return isFresh(value.receiver, moment);
    case 'unknown':
      return value.maybe !== undefined && isFresh(value.maybe, moment);
    case 'union':
      return value.options.some((option) => isFresh(option, moment));
    case 'partial':
    case 'graph':
      return true;
    default:
      return false;
  }
}

/** Whether a call's result can be used again for an equal call: it holds nothing fresh, or it is a list whose items are not fresh. */
function canBeGivenAgain(value: Value, moment: number): boolean {
  if (!isFresh(value, moment)) return true;
  return value.kind === 'list' && value.items.every((item) => !isFresh(item, moment));
}
