import type { Elements, Value } from '../value';

/** A kind of array: what its elements are and where they lie. */
export interface ArrayKind<A extends Elements> {
  readonly name: string;
  readonly make: (size: number) => A;
  /** The first `size` elements of a larger array of this kind, without a copy. */
  readonly part: (array: A, size: number) => A;
}

/**
 * Arrays that the functions of one step share: one of them runs at a time, and each writes what it reads. A step that is fed batches of
 * many sizes takes the memory of the largest.
 */
export class ArrayPool {
  private readonly lists = new Map<string, Elements[]>();
  private readonly constants = new Map<Value, Elements>();

  /** Array number `index` of its kind; what it holds is of no meaning. */
  take<A extends Elements>({ name, make, part }: ArrayKind<A>, index: number, size: number): A {
    let list = this.lists.get(name) as A[] | undefined;
    if (list === undefined) {
      list = [];
      this.lists.set(name, list);
    }
    const held = list[index];
    if (held !== undefined && held.length >= size) return held.length === size ? held : part(held, size);
    // A size that grows a little every time does not cost the sum of all sizes.
    const made = make(held === undefined ? size : Math.max(size, 2 * held.length));
    list[index] = made;
    return made.length === size ? made : part(made, size);
  }

  /** The copy of a constant, which is made once. */
  constant(value: Value, make: () => Elements): Elements {
    let copy = this.constants.get(value);
    if (copy === undefined) {
      copy = make();
      copy.set(value.data);
      this.constants.set(value, copy);
    }
    return copy;
  }
}
