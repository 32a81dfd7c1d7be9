// Classes whose instances hold what they are made of by name, without an `__init__` in the text: named tuples, data classes, namespaces.
import type { Call, Span } from '../../python/syntax';
import type { AnnotatedAssign, ClassDefinition } from '../../python/statements';
import type { Frame } from '../values/frame';
import { fieldsOf, namedTuple } from '../values/fields';
import { lineage } from '../values/lineage';
import { Attributes } from '../values/mutable-values';
import { type Arguments, type ClassValue, type InstanceValue, noTrace, unknown, type Value } from '../values/values';
import { argument } from './arguments';
import { setAttribute } from './assign';
import { hasUnknownBase } from './release';
import type { World } from './world';

/** Functions that give an object with their named arguments as its attributes. */
const namespaces = new Set(['types.SimpleNamespace', 'argparse.Namespace']);

/** Calls what makes a record's class, or a record without one. Null where the path is none of these, or the fields are not known. */
export function callRecordMaker(
  world: World,
  path: string,
  args: Arguments,
  node: Call & Span,
  frame: Frame,
): Value | null {
  if (namespaces.has(path)) {
    const instance = instanceOf(classOf(node, [], frame));
    for (const [name, value] of args.named) setAttribute(world, instance.attributes, name, value);
    return instance;
  }
  if (path !== 'collections.namedtuple' && path !== namedTuple) return null;
  const fields = fieldNames(argument(args, 1, path === namedTuple ? 'fields' : 'field_names'));
  if (fields === null) return null;
  const made = classOf(node, fields, frame);
  const defaults = args.named.get('defaults');
  if (defaults?.kind === 'list' && !defaults.isOpen) {
    const last = fields.slice(fields.length - defaults.items.length);
    last.forEach((name, index) => made.members.set(name, defaults.items[index] ?? unknown));
  }
  return made;
}

/** `'a b'`, `'a, b'`, `['a', 'b']` or `[('a', int)]`. */
function fieldNames(given: Value | null): string[] | null {
  if (given?.kind === 'string') return given.value === null ? null : given.value.split(/[\s,]+/).filter(Boolean);
  if (given?.kind !== 'list' || given.isOpen) return null;
  const names = given.items.map((item) => (item.kind === 'list' ? (item.items[0] ?? item) : item));
  const known = names.flatMap((name) => (name.kind === 'string' && name.value !== null ? [name.value] : []));
  return known.length === names.length ? known : null;
}

const definitions = new WeakMap<Call, ClassDefinition>();

/** The class that a call makes, as if a `class` statement stood there. */
function classOf(node: Call & Span, fields: readonly string[], frame: Frame): ClassValue {
  let definition = definitions.get(node);
  if (definition === undefined) {
    const { start, end } = node;
    const span = { start, end };
    const statements = fields.map((name): AnnotatedAssign => ({
      ...span,
      kind: 'AnnotatedAssign',
      target: { ...span, kind: 'Name', name },
      value: null,
    }));
    definition = {
      ...span,
      kind: 'ClassDefinition',
      name: 'namedtuple',
      nameSpan: span,
      bases: [],
      decorators: [],
      body: { ...span, statements },
    };
    definitions.set(node, definition);
  }
  return { kind: 'class', definition, frame, bases: [{ kind: 'foreign', path: namedTuple }], members: new Map() };
}

function instanceOf(of: ClassValue): InstanceValue {
  return { kind: 'instance', of, attributes: new Attributes(), trace: noTrace };
}

/**
 * Gives an instance its fields: by name, by place where all bases are known, and else the default that the class has. What a base that cannot be read, or
 * a metaclass, does with other arguments is not known.
 */
export function fillFields(world: World, instance: InstanceValue, { positional, named, isOpen }: Arguments): void {
  if (positional.length + named.size === 0 && !isOpen) return;
  const { of, attributes } = instance;
  const fields = fieldsOf(of);
  const isOrdered = !hasUnknownBase(instance);
  fields.forEach((name, index) => {
    const placed = isOrdered ? positional[index] : positional.length === 0 ? undefined : unknown;
    const given = named.get(name) ?? placed ?? (isOpen ? unknown : undefined);
    if (given !== undefined) setAttribute(world, attributes, name, given);
  });
  const isAnySet = !isOrdered && (positional.length > 0 || isOpen);
  for (const one of lineage(of)) {
    if (one.kind !== 'class') continue;
    for (const [name, member] of one.members)
      if (member.kind !== 'function' && !fields.includes(name) && (isAnySet || named.has(name)))
        setAttribute(world, attributes, name, { ...unknown, maybe: member });
  }
}
