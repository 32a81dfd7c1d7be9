import { message } from '../../base/message';
import { bool, type ClassValue, unknown, type Value } from '../values';
import { hasKnownBases } from '../class-members';
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
  tuple: (value) => typeName(value) === 'tuple' || isNamedTuple(value),
  dict: ({ kind }) => kind === 'dict',
  set: (value) => typeName(value) === 'set',
  'np.ndarray': (value) => value.kind === 'array' && value.array.shape.length > 0,
};

/** A namedtuple is a tuple, too. */
const isNamedTuple = (value: Value): boolean => value.kind === 'instance' && value.attributes.has('_fields');

export function isInstance(value: Value, type: Value, span: Span): Value {
  const types = type.kind === 'tuple' ? type.items : [type];
  if (types.some(({ kind }) => ['none', 'int', 'float', 'str', 'bool', 'list', 'dict'].includes(kind)))
    throw new PythonError('TypeError', 'isinstance() arg 2 must be a type, a tuple of types, or a union', span);
  for (const candidate of types) {
    if (candidate.kind === 'builtin' && own(instances, candidate.name)?.(value) === true) return bool(true);
    if (candidate.kind === 'class' && value.kind === 'instance' && isBelow(value.class, candidate)) return bool(true);
  }
  const areOwn = types.every(
    (candidate) =>
      candidate.kind === 'class' || (candidate.kind === 'builtin' && Object.hasOwn(instances, candidate.name)),
  );
  return isOfOneType(value) && areOwn ? bool(false) : unknown(message('a type check'), span);
}

/** Whether a class is another one, or one of its bases is. */
function isBelow(given: ClassValue | null, wanted: ClassValue): boolean {
  if (given === null) return false;
  return given === wanted || given.bases.some((base) => base.kind === 'class' && isBelow(base, wanted));
}

/** Kinds of values that are of no type of Python's own, and of no class. */
const ofOtherTypes: ReadonlySet<string> = new Set([
  'nothing',
  'tensor',
  'function',
  'builtin',
  'method',
  'class',
  'dtype',
  'context',
  'module',
]);

/** Whether a value is known to be of no other type than its kind says. */
function isOfOneType(value: Value): boolean {
  if (ofOtherTypes.has(value.kind)) return true;
  if (value.kind === 'instance') return value.class === null || hasKnownBases(value.class);
  const isOwn = ['none', 'bool', 'int', 'float', 'str', 'list', 'tuple', 'dict', 'range', 'array'].includes(value.kind);
  return isOwn && typeName(value) !== null;
}
