import type { Value } from './values';

/** What Python calls the type of a value in its messages; null where several types have that form here. */
export function typeName(value: Value): string | null {
  switch (value.kind) {
    case 'none':
      return 'NoneType';
    case 'bool':
    case 'str':
    case 'range':
    case 'slice':
    case 'ellipsis':
    case 'function':
    case 'method':
    case 'module':
      return value.kind;
    case 'int':
    case 'float':
      return value.dtype === undefined ? value.kind : `numpy.${value.dtype}`;
    case 'list':
      if (value.variety === undefined) return 'list';
      return { set: 'set', deque: 'collections.deque', view: null }[value.variety];
    case 'tuple':
      return value.isFrozenSet === true ? 'frozenset' : 'tuple';
    case 'dict':
      if (value.isCounter === true) return 'collections.Counter';
      if (value.otherwise !== undefined) return value.isDefault === true ? 'collections.defaultdict' : null;
      return value.isOrdered === true ? 'collections.OrderedDict' : 'dict';
    case 'class':
      return 'type';
    case 'instance':
      return value.class?.name ?? null;
    case 'array':
      return value.array.shape.length === 0 ? `numpy.${value.array.dtype}` : 'numpy.ndarray';
    default:
      return null;
  }
}
