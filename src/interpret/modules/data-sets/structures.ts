import { type Message, message } from '../../../base/message';
import type { Span } from '../../../python/syntax';
import { itemsOf } from '../../read-value';
import { dict } from '../../dict-keys';
import { builtin, type ModuleValue, none, tuple, type Value } from '../../values';
import { moduleOf } from '../module-of';
import type { Program } from '../tensorflow';
import { commonLengths, DataError, type Element, type Elements, formOf, mapLeaves, unknownPart } from './elements';
import { iteratorOf, type Pattern } from './iterators';

// Iterators that are given their data set later: `tf.data.Iterator.from_structure(types, shapes)`.

/** The data set whose types, or shapes, a value is. */
const typed = new WeakMap<Value, Elements>();

/** `dataset.output_types` and `output_shapes`: of the data set, by which the form of its elements is found. */
export function typesOf(elements: Elements): Value {
  const types: Value = { kind: 'instance', class: null, attributes: new Map() };
  typed.set(types, elements);
  return types;
}

/** An element of a data set's form; null where that is not known before something is fed. */
function likeFirst(elements: Elements): Pattern {
  return () => {
    for (const isProbe of [false, true]) {
      try {
        const first = elements({ feeds: new Map(), isProbe, seeds: new Map() }).next();
        return first.done === true ? null : opened(elements, first.value);
      } catch (error) {
        if (!(error instanceof DataError)) throw error;
      }
    }
    return null;
  };
}

/** Why nothing is known of the elements of an iterator that is given its data set later. */
const later = [message('data that is not known'), { start: 0, end: 0 }] as const;

function opened(elements: Elements, element: Element): Element {
  let place = 0;
  return mapLeaves(element, (part) => {
    const form = formOf(part);
    const at = place++;
    return form === null ? part : unknownPart({ ...form, shape: commonLengths(elements, at, form.shape) }, ...later);
  });
}

/** An element of types and shapes that the program writes, of parts that nobody knows; null where a type or a number of dimensions is not known. */
export function elementOf(types: Value, shapes: Value, why: Message, span: Span): Element | null {
  if (types.kind === 'tuple') {
    const given = itemsOf(shapes) ?? [];
    const parts = types.items.map((type, at) => elementOf(type, given[at] ?? none, why, span));
    return parts.every((part) => part !== null) ? tuple(parts) : null;
  }
  if (types.kind === 'dict') {
    const given = shapes.kind === 'dict' ? shapes.entries : new Map<string, { readonly value: Value }>();
    const parts = [...types.entries].map(
      ([key, { key: name, value }]) => [name, elementOf(value, given.get(key)?.value ?? none, why, span)] as const,
    );
    return parts.every((part): part is readonly [Value, Element] => part[1] !== null) ? dict(parts) : null;
  }
  const lengths = itemsOf(shapes);
  if (types.kind !== 'dtype' || lengths === null) return null;
  const shape = lengths.map((length) => (length.kind === 'int' ? length.value : null));
  return unknownPart({ dtype: types.value, shape }, why, span);
}

/** `tf.data.Iterator`. */
export function iteratorClass(program: Program): ModuleValue {
  return moduleOf('tensorflow.data.Iterator', {
    from_structure: builtin('from_structure', ({ positional, named }) => {
      const types = positional[0] ?? named.get('output_types') ?? none;
      const elements = typed.get(types);
      const shapes = positional[1] ?? named.get('output_shapes') ?? none;
      return iteratorOf(
        null,
        program,
        false,
        elements === undefined ? () => elementOf(types, shapes, ...later) : likeFirst(elements),
      );
    }),
  });
}
