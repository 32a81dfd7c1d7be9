import type { Argument, Call } from '../../python/syntax';
import type { Frame } from '../values/frame';
import { type Arguments, mergeTraces, noTrace, type Trace, traceOf, type Value } from '../values/values';
import { asList } from '../values/fields';
import type { World } from './world';

/** The argument of that name, or at that place among the positional ones; null where it is not given or hidden behind a star. */
export function argumentOf(call: Call, index: number, name: string): Argument | null {
  const named = call.arguments.find((argument) => argument.name === name);
  if (named !== undefined) return named;
  const before = call.arguments.slice(0, index + 1);
  const hidden = before.some((argument) => argument.star !== '' || argument.name !== null);
  return hidden ? null : (before[index] ?? null);
}

export const noArguments: Arguments = { positional: [], named: new Map(), isOpen: false };

export function evaluateArguments(world: World, call: Call, frame: Frame): Arguments {
  const positional: Value[] = [];
  let named: Map<string, Value> | null = null;
  let isOpen = false;
  let rest: Value | null = null;
  for (const { name, star, value: node } of call.arguments) {
    const given = world.evaluate(node, frame);
    const value = star === '*' ? asList(given) : given;
    if (star === '*') {
      if (value.kind === 'list' && !value.isOpen && !isOpen) positional.push(...value.items);
      else {
        isOpen = true;
        rest = value;
      }
    } else if (star === '**') {
      named ??= new Map();
      if (value.kind === 'dict') for (const [key, item] of value.entries) if (!named.has(key)) named.set(key, item);
      if (value.kind !== 'dict' || value.rest !== null) isOpen = true;
    } else if (name !== null) (named ??= new Map()).set(name, value);
    else positional.push(value);
  }
  const all = { positional, named: named ?? noArguments.named, isOpen };
  return rest === null ? all : { ...all, rest };
}

export function argument(args: Arguments, index: number, name: string): Value | null {
  return args.named.get(name) ?? args.positional[index] ?? null;
}

/** What all arguments together are computed from. */
export function traceOfArguments({ positional, named, rest }: Arguments): Trace {
  let trace: Trace = rest === undefined ? noTrace : traceOf(rest);
  for (const value of positional) trace = mergeTraces(trace, traceOf(value));
  for (const value of named.values()) trace = mergeTraces(trace, traceOf(value));
  return trace;
}

export function allArguments({ positional, named }: Arguments): Value[] {
  return [...positional, ...named.values()];
}
