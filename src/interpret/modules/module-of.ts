import { verbatim } from '../../base/message';
import { type Arguments, type ModuleValue, nothing, unknown, type Value } from '../values';
import { own } from '../../base/own';

export type Apply = (callee: Value, given: Arguments) => Value;

/** A module of known members; any other is unknown. */
export function moduleOf(path: string, members: Readonly<Record<string, Value>>): ModuleValue {
  return {
    kind: 'module',
    path,
    names: Object.keys(members),
    member: (name, span) => own(members, name) ?? unknown(verbatim(`${path}.${name}`), span),
  };
}

/** A module whose functions only draw, log or save. */
export function harmlessModule(path: string): ModuleValue {
  return { kind: 'module', path, member: () => nothing };
}
