import type { Expression } from '../../python/syntax';
import type { Statement } from '../../python/statements';
import { lineage } from './lineage';
import { ListValue } from './mutable-values';
import { type ClassValue, unknown, type Value } from './values';

/** The base of every named tuple. */
export const namedTuple = 'typing.NamedTuple';

/** The names of a class's fields, those of its bases first. */
export function fieldsOf(of: ClassValue): string[] {
  const classes = lineage(of).filter((one) => one.kind === 'class');
  return [...new Set(classes.reverse().flatMap(({ definition }) => definition.body.statements.flatMap(fieldIn)))];
}

/** `name: type`, or `name = attr.ib()`. */
function fieldIn(statement: Statement): string[] {
  if (statement.kind === 'AnnotatedAssign') return nameIn(statement.target);
  if (statement.kind !== 'Assign' || statement.value.kind !== 'Call') return [];
  const { callee } = statement.value;
  const isField = callee.kind === 'Attribute' && /^(?:ib|attrib|field)$/.test(callee.name);
  return isField ? statement.targets.flatMap(nameIn) : [];
}

function nameIn(target: Expression): string[] {
  return target.kind === 'Name' ? [target.name] : [];
}

/** What a named tuple holds, in order; anything else as it is. */
export function asList(value: Value): Value {
  if (value.kind !== 'instance') return value;
  const { of, attributes } = value;
  const isTuple = lineage(of).some((one) => one.kind === 'foreign' && one.path === namedTuple);
  const names = isTuple ? fieldsOf(of) : [];
  if (names.length === 0) return value;
  return new ListValue(
    names.map((name) => attributes.get(name) ?? of.members.get(name) ?? unknown),
    false,
  );
}
