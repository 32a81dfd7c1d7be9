import type { Parameter } from '../python/syntax';
import { noArguments, traceOfArguments } from './arguments';
import { isOptimizerClass, memberOf } from './attributes';
import { evaluate } from './evaluate';
import { Frame } from './frame';
import { Attributes, DictValue, ListValue } from './mutable-values';
import {
  type Arguments,
  type ClassValue,
  type FunctionValue,
  type InstanceValue,
  noTrace,
  none,
  unknown,
  unknownOf,
  type Value,
} from './values';
import { lineage, type World } from './world';
import { walkSuite } from './walk';

const deepest = 24;

/** Follows a function of the program with its arguments. */
export function callFunction(world: World, fn: FunctionValue, args: Arguments, site: object, from: Frame): Value {
  const { definition } = fn;
  world.called.add(definition);
  if (world.walking.has(definition) || world.depth >= deepest) return unknownOf(traceOfArguments(args));
  const frame = new Frame(fn.frame.module, fn.frame, world.contextAt(site, from), false, fn.owner);
  bindParameters(world, definition.parameters, fn, args, frame);
  world.walking.add(definition);
  world.depth += 1;
  try {
    if (definition.kind === 'Lambda') return evaluate(world, definition.body, frame);
    walkSuite(world, definition.body, frame);
    if (definition.isGenerator) return new ListValue([frame.returned ?? unknown], true);
    return frame.returned ?? none;
  } finally {
    world.depth -= 1;
    world.walking.delete(definition);
  }
}

function bindParameters(
  world: World,
  parameters: readonly Parameter[],
  { self, frame: defining }: FunctionValue,
  args: Arguments,
  frame: Frame,
): void {
  const positional = self === null ? args.positional : [self, ...args.positional];
  let next = 0;
  const taken: string[] = [];
  for (const { name, role, default: fallback } of parameters) {
    if (role === 'args') {
      frame.names.set(name, new ListValue(positional.slice(next), args.isOpen));
      next = positional.length;
      continue;
    }
    if (role === 'kwargs') {
      const entries = new Map(args.named);
      for (const bound of taken) entries.delete(bound);
      frame.names.set(name, new DictValue(entries, args.isOpen ? unknown : null));
      continue;
    }
    let value = args.named.get(name);
    if (value !== undefined) taken.push(name);
    else if (role === 'normal') value = positional[next++];
    if (value === undefined) {
      const otherwise = fallback === null ? unknown : evaluate(world, fallback, defining);
      // Behind a star there may be another than the default.
      value = args.isOpen ? { ...unknown, maybe: otherwise } : otherwise;
    }
    frame.names.set(name, value);
  }
}

/** Calls a function as something unknown would: nothing is known of its arguments, not even that a default holds. */
export function enterFunction(world: World, fn: FunctionValue, site: object, from: Frame): void {
  callFunction(world, fn, { ...noArguments, isOpen: true }, site, from);
}

/** Makes an instance, with its `__init__`. An own subclass of a TensorFlow optimizer gives an optimizer. */
export function instantiate(world: World, of: ClassValue, args: Arguments, site: object, from: Frame): Value {
  world.called.add(of.definition);
  const instance: InstanceValue = { kind: 'instance', of, attributes: new Attributes(), trace: noTrace };
  world.instances.set(of.definition, instance);
  const init = memberOf(of, '__init__');
  if (init?.kind === 'function') callFunction(world, { ...init, self: instance }, args, site, from);
  const optimizer = ownOptimizer(of, instance, args);
  return optimizer ?? instance;
}

function ownOptimizer(of: ClassValue, instance: InstanceValue, args: Arguments): Value | null {
  const classes = lineage(of);
  if (!classes.some(isOptimizerClass)) return null;
  const apply = memberOf(of, 'apply_gradients');
  const takesStep =
    apply?.kind === 'function' && apply.definition.parameters.some(({ name }) => name === 'global_step');
  const ignoresStep = apply?.kind === 'function' && takesStep && !mentionsStep(apply);
  return {
    kind: 'optimizer',
    name: of.definition.name,
    trace: traceOfArguments(args),
    ignoresStep,
    instance,
  };
}

function mentionsStep({ definition, frame }: FunctionValue): boolean {
  const text = frame.module.source.slice(definition.body);
  return /global_step|super|assign_add|args/.test(text);
}
