import { message } from '../../../base/message';
import { itemsOf } from '../../read-value';
import { builtin, type ModuleValue, none, type Value } from '../../values';
import { moduleOf } from '../module-of';
import type { Program } from '../tensorflow';
import {
  commonLengths,
  DataError,
  type Element,
  type Elements,
  type Form,
  formOf,
  leavesOf,
  mapLeaves,
  unknownPart,
} from './elements';
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

function opened(elements: Elements, element: Element): Element {
  let place = 0;
  return mapLeaves(element, (part) => {
    const form = formOf(part);
    const at = place++;
    return form === null ? part : unknownIn({ ...form, shape: commonLengths(elements, at, form.shape) });
  });
}

const unknownIn = (form: Form): Value => unknownPart(form, message('data that is not known'), { start: 0, end: 0 });

/** The same of types and shapes that the program writes. */
function ofTypes(types: Value, shapes: Value): Pattern {
  const lists = types.kind === 'tuple' || types.kind === 'dict' ? leavesOf(shapes) : [shapes];
  return (): Element | null => {
    let at = 0;
    const element = mapLeaves(types, (type) => {
      const lengths = itemsOf(lists[at++] ?? none);
      if (type.kind !== 'dtype' || lengths === null) return none;
      const shape = lengths.map((length) => (length.kind === 'int' ? length.value : null));
      return unknownIn({ dtype: type.value, shape });
    });
    return leavesOf(element).includes(none) ? null : element;
  };
}

/** `tf.data.Iterator`. */
export function iteratorClass(program: Program): ModuleValue {
  return moduleOf('tensorflow.data.Iterator', {
    from_structure: builtin('from_structure', ({ positional, named }) => {
      const types = positional[0] ?? named.get('output_types') ?? none;
      const elements = typed.get(types);
      const shapes = positional[1] ?? named.get('output_shapes') ?? none;
      return iteratorOf(null, program, false, elements === undefined ? ofTypes(types, shapes) : likeFirst(elements));
    }),
  });
}
