import { message } from '../../../base/message';
import { toArray } from '../../array-operators';
import { iterate } from '../../iteration';
import { known } from '../../not-known';
import { cast } from '../../numpy/ndarray';
import { itemsOf } from '../../read-value';
import { unknown } from '../../values';
import { arrayValue, DataError, type Elements, leavesOf, mapLeaves } from './elements';
import type { Given } from './methods';
import { usualRecords } from './records-of-files';
import { elementOf } from './structures';

/**
 * `from_generator`: what a function of the program yields. Where that is not known, rows of the types and shapes that the program writes
 * stand in for it.
 */
export function fromGenerator(given: Given): Elements {
  const callee = given.at(0, 'generator');
  const declared = given.at(1, 'output_types');
  const types = leavesOf(declared).map((type) => (type.kind === 'dtype' ? type.value : null));
  const notKnown = message('what a generator gives is not known');
  const standIn = elementOf(declared, given.at(2, 'output_shapes'), notKnown, given.span);
  const parts = standIn === null ? [] : leavesOf(standIn);
  return function* () {
    const positional = itemsOf(given.at(3, 'args')) ?? [];
    const items = iterate(given.program.apply(callee, { positional, named: new Map(), span: given.span }));
    const rest = items?.items()[Symbol.iterator]() ?? null;
    for (let row = 0; ; row++) {
      const step =
        rest === null ? unknown(message('a generator that is not known'), given.span) : known(() => rest.next());
      if ('kind' in step) {
        if (standIn === null) throw new DataError(step.why);
        for (; row < usualRecords; row++) yield standIn;
        return;
      }
      if (step.done === true) return;
      let at = 0;
      yield mapLeaves(step.value, (leaf) => {
        const array = toArray(leaf);
        const dtype = types[at] ?? null;
        const made = array === null ? parts[at] : arrayValue(dtype === null ? array : cast(array, dtype));
        at++;
        if (made === undefined) throw new DataError(notKnown);
        return made;
      });
    }
  };
}
