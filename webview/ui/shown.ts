/**
 * What a view has shown last, compared by identity: the store keeps an object for as long as it says the same (`kept` in store.ts), so
 * that no frame of a running training compares texts.
 */
export class Shown {
  private last: readonly unknown[] | null = null;

  /** Whether any value is another object, or another number or text, than at the call before; remembers them. */
  changes(...values: readonly unknown[]): boolean {
    const { last } = this;
    if (last !== null && last.length === values.length && values.every((value, index) => Object.is(value, last[index])))
      return false;
    this.last = values;
    return true;
  }
}
