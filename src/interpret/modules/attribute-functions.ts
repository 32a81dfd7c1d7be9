import { message, verbatim } from '../../base/message';
import type { Span } from '../../python/syntax';
import { hasAttributes, setAttribute } from '../attributes';
import { changeable, forget, forgetAttributes } from '../forget';
import { PythonError } from '../limits';
import { notKnown, reasonOf } from '../not-known';
import { bool, none, str, unknown, type Value } from '../values';
import { textOf } from '../read-value';
import { typeName } from '../type-name';
import { dict } from '../dict-keys';
import { isInstance } from './instances';
import type { Functions } from './container-functions';

/** Evaluates `object.name`. */
export type Attribute = (object: Value, name: string, span: Span) => Value;

/** Built-in functions that look at what an object is and has. */
export function attributeFunctions(attribute: Attribute, builtinOf: (name: string) => Value | undefined): Functions {
  return {
    callable: ({ positional: [value = none] }) => bool(['function', 'builtin', 'method', 'class'].includes(value.kind)),
    vars: ({ positional: [value = none], span }) =>
      value.kind === 'instance'
        ? dict([...value.attributes].map(([name, held]) => [str(name), held] as const))
        : unknown(verbatim('vars'), span),
    isinstance: ({ positional: [value = none, type = none], span }) => isInstance(value, type, span),
    hasattr: ({ positional: [object = none, name = none], span }) => {
      const held = attributeNamed(object, name, attribute, span);
      return held?.kind === 'unknown'
        ? unknown(message('whether there is such an attribute'), span)
        : bool(held !== null);
    },
    getattr: ({ positional: [object = none, name = none, otherwise], span }) => {
      const held = attributeNamed(object, name, attribute, span) ?? otherwise;
      if (held !== undefined) return held;
      throw new PythonError('AttributeError', `there is no attribute '${textOf(name)}'`, span);
    },
    setattr: ({ positional: [object = none, name = none, value = none], span }) => {
      if (name.kind === 'str') setAttribute(object, name.value, value, span);
      // Any of its attributes may be the one.
      else if (hasAttributes(object))
        forgetAttributes(object, unknown(reasonOf(name, message('which attribute is set')), span));
      else forget(changeable([object]), unknown(reasonOf(name, message('which attribute is set')), span));
      return none;
    },
    property: ({ positional: [callee = none] }) => ({ kind: 'descriptor', what: 'property', callee }),
    staticmethod: ({ positional: [callee = none] }) => ({ kind: 'descriptor', what: 'staticmethod', callee }),
    classmethod: ({ positional: [callee = none] }) => ({ kind: 'descriptor', what: 'classmethod', callee }),
    type: ({ positional: [value = none, ...bases], span }) => {
      // With a name, bases and members it makes a class.
      if (bases.length > 0) return unknown(message('a type'), span);
      if (value.kind === 'instance' && value.class !== null) return value.class;
      return builtinOf(typeName(value) ?? '') ?? unknown(message('a type'), span);
    },
  };
}

/** An attribute by a name that is a value; null where there is none. Throws NotKnown where the name is not known. */
function attributeNamed(object: Value, name: Value, attribute: Attribute, span: Span): Value | null {
  if (name.kind !== 'str') return notKnown(reasonOf(name, message('the name of an attribute')), span);
  if (object.kind === 'function' && !name.value.startsWith('__') && !object.attributes.has(name.value)) return null;
  try {
    return attribute(object, name.value, span);
  } catch (error) {
    if (error instanceof PythonError && error.type === 'AttributeError') return null;
    throw error;
  }
}
