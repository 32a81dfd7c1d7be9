import { message } from '../../base/message';
import { bool, unknown, type Value } from '../values';
import { typeName } from '../type-name';
import type { Span } from '../../python/syntax';
import { PythonError } from '../limits';
import { own } from '../../base/own';

/** The kinds of values that are of one of Python's own types; a scalar of NumPy's is no int, but a float64 is a float. */
const instances: Readonly<Record<string, (value: Value) => boolean>> = {
  int: (value) => value.kind === 'bool' || (value.kind === 'int' && value.dtype === undefined),
  float: ({ kind }) => kind === 'float',
  str: ({ kind }) => kind === 'str',
  bool: ({ kind }) => kind === 'bool',
  list: (value) => typeName(value) === 'list',
  tuple: (value) => typeName(value) === 'tuple',
  dict: ({ kind }) => kind === 'dict',
  set: (value) => typeName(value) === 'set',
};

export function isInstance(value: Value, type: Value, span: Span): Value {
  const types = type.kind === 'tuple' ? type.items : [type];
  if (types.some(({ kind }) => ['none', 'int', 'float', 'str', 'bool', 'list', 'dict'].includes(kind)))
    throw new PythonError('TypeError', 'isinstance() arg 2 must be a type, a tuple of types, or a union', span);
  for (const candidate of types) {
    if (candidate.kind === 'builtin' && own(instances, candidate.name)?.(value) === true) return bool(true);
    if (candidate.kind === 'class' && value.kind === 'instance' && value.class === candidate) return bool(true);
  }
  const isOwn = ['none', 'bool', 'int', 'float', 'str', 'list', 'tuple', 'dict', 'range', 'array'].includes(value.kind);
  const areOwn = types.every((candidate) => candidate.kind === 'builtin' && Object.hasOwn(instances, candidate.name));
  return isOwn && areOwn && typeName(value) !== null ? bool(false) : unknown(message('a type check'), span);
}
