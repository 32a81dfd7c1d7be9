import type { Expression } from '../../python/syntax';
import { clockSymbol } from '../../frameworks/clocks';
import { noArguments } from './arguments';
import type { Frame } from '../values/frame';
import { movesOf } from '../meaning/moving-methods';
import { memberOfLibrary, memberOfTensorFlow, optimizerClass } from '../meaning/tensorflow-names';
import { join } from '../values/join';
import { type ClassValue, type FunctionValue, type InstanceValue, unknown, type Value } from '../values/values';
import { lineage } from '../values/lineage';
import type { World } from './world';

/** An attribute of a value. What has methods that are not modelled one by one gives a bound name. */
export function attributeOf(world: World, value: Value, name: string, site: Expression, frame: Frame): Value {
  if (value.kind !== 'union') return attributeOfOne(world, value, name, site, frame);
  const { options } = value;
  // One call of any of several optimizers, not one of each.
  if (/^(?:minimize|apply_gradients)$/.test(name) && options.every(isOptimizer))
    return { kind: 'bound', receiver: value, name };
  // One assignment to any of several variables, too.
  if (movesOf(name) !== null && options.some(({ kind }) => kind === 'variable'))
    return { kind: 'bound', receiver: value, name };
  return options.map((option) => attributeOfOne(world, option, name, site, frame)).reduce(join);
}

function isOptimizer({ kind }: Value): boolean {
  return kind === 'optimizer' || kind === 'keras-optimizer';
}

function attributeOfOne(world: World, value: Value, name: string, site: Expression, frame: Frame): Value {
  switch (value.kind) {
    case 'tensorflow':
      return memberOfTensorFlow(value.path, name);
    case 'foreign':
      return memberOfLibrary(value.path, name);
    case 'module':
      return value.module.frame?.names.share(name) ?? unknown;
    case 'class':
      return ofClass(memberOf(value, name), value) ?? inheritedFrom(value, name) ?? unknown;
    case 'instance':
      return instanceAttribute(world, value, name, site, frame);
    case 'super':
      return superAttribute(value.self, value.after, name);
    case 'optimizer':
      if (value.instance !== null && name !== 'minimize' && name !== 'apply_gradients')
        return instanceAttribute(world, value.instance, name, site, frame);
      return { kind: 'bound', receiver: value, name };
    case 'scheduler':
      return name === 'optimizer' ? value.scheduler.optimizer : { kind: 'bound', receiver: value, name };
    case 'unknown':
    case 'bound':
      if (world.clocks.isWatching) world.clocks.readOfUnknown.add(name);
      return { kind: 'bound', receiver: value, name };
    default:
      return { kind: 'bound', receiver: value, name };
  }
}

/** Whether a class in a lineage is TensorFlow 1's, and an optimizer's. */
export function isOptimizerClass(one: Value): boolean {
  return one.kind === 'tensorflow' && optimizerClass(one.path) !== null;
}

/** A class's own or inherited member. */
export function memberOf(of: ClassValue, name: string): Value | null {
  const own = of.members.get(name);
  if (own !== undefined || of.bases.length === 0) return own ?? null;
  for (const one of lineage(of)) {
    if (one.kind !== 'class') continue;
    const member = one.members.get(name);
    if (member !== undefined) return member;
  }
  return null;
}

/** A class's method that a base of a library's has, where that is known to make something. */
function inheritedFrom(of: ClassValue, name: string): Value | null {
  if (of.bases.length === 0) return null;
  for (const one of lineage(of)) {
    const path = one.kind === 'foreign' ? `${one.path}.${name}` : null;
    if (path !== null && clockSymbol(path) !== null) return { kind: 'foreign', path };
  }
  return null;
}

function instanceAttribute(world: World, instance: InstanceValue, name: string, site: Expression, frame: Frame): Value {
  const own = instance.attributes.get(name);
  if (own !== undefined) return own;
  const member = memberOf(instance.of, name);
  if (member === null) {
    if (name === '__class__') return instance.of;
    return { kind: 'bound', receiver: instance, name };
  }
  if (member.kind !== 'function') return member;
  const bound = bind(member, instance);
  return isProperty(member) ? world.callFunction(bound, noArguments, site, frame) : bound;
}

function superAttribute(self: InstanceValue, after: ClassValue, name: string): Value {
  const classes = lineage(self.of);
  // An optimizer's own base: the training is the caller's, and what it hands on is to be seen.
  if (/^(?:minimize|apply_gradients)$/.test(name) && classes.some(isOptimizerClass))
    return { kind: 'bound', receiver: { kind: 'super', self, after }, name };
  for (let index = classes.indexOf(after) + 1; index < classes.length; index++) {
    const one = classes[index];
    const member = one?.kind === 'class' ? one.members.get(name) : undefined;
    if (member !== undefined) return member.kind === 'function' ? bind(member, self) : member;
  }
  return { kind: 'bound', receiver: { kind: 'super', self, after }, name };
}

function bind(member: FunctionValue, self: InstanceValue): FunctionValue {
  const names = decorators(member);
  if (names.includes('staticmethod')) return member;
  return { ...member, self: names.includes('classmethod') ? self.of : self };
}

/** A class's member as the class itself gives it: a `classmethod` gets the class. */
function ofClass(member: Value | null, of: ClassValue): Value | null {
  if (member?.kind !== 'function' || !decorators(member).includes('classmethod')) return member;
  return { ...member, self: of };
}

/** By name: `@property`, and the `@lazy_property` and `@define_scope` of many TensorFlow programs. */
function isProperty(member: FunctionValue): boolean {
  return decorators(member).some((name) => /property|lazy|define_scope/i.test(name));
}

function decorators({ definition }: FunctionValue): string[] {
  if (definition.kind === 'Lambda') return [];
  return definition.decorators.map((decorator) => {
    const named = decorator.kind === 'Call' ? decorator.callee : decorator;
    return named.kind === 'Name' ? named.name : named.kind === 'Attribute' ? named.name : '';
  });
}
