// What Lightning Fabric wraps as optimizers: a scheduler is none.
import { wrappedFrom } from '../../frameworks/lightning/catalogue';
import type { CallSite } from '../meaning/call-site';
import { ListValue } from '../values/mutable-values';
import { optionsOf, type Value } from '../values/values';
import type { World } from '../walk/world';
import { noteSlip } from './slips';
import { lastName } from './units';

/** Calls a method that wraps optimizers, and gives what it is passed; null for any other call. */
export function wrap(world: World, receiver: Value, name: string, { args, node, frame }: CallSite): Value | null {
  const first = wrappedFrom(name);
  const { callee } = node;
  if (first === null || callee.kind !== 'Attribute' || !isFabric(receiver, lastName(callee.object))) return null;
  for (const [place, value] of args.positional.entries()) {
    const options = optionsOf(value);
    const [made] = options;
    if (place < first || made?.kind !== 'scheduler' || !options.every(({ kind }) => kind === 'scheduler')) continue;
    const { scheduler } = made;
    // What it is wrapped in may step it.
    scheduler.escapes = true;
    noteSlip(world, {
      kind: 'wrapped',
      range: frame.module.source.range(node.arguments[place]?.value ?? callee.nameSpan),
      name: scheduler.name,
      text: name,
      related: scheduler.range,
      edit: null,
    });
  }
  const [only] = args.positional;
  return only !== undefined && args.positional.length === 1 && !args.isOpen
    ? only
    : new ListValue(args.positional, args.isOpen);
}

/** By its class, or, as a parameter, by its name. */
function isFabric(receiver: Value, name: string): boolean {
  if (receiver.kind === 'clock-object') return receiver.of === 'wrapper';
  return (receiver.kind === 'unknown' || receiver.kind === 'bound') && /^fabric$/i.test(name);
}
