import type { GraphArray } from '../../base/graph-call';
import type { Span } from '../../python/syntax';
import { itemsIn } from '../items';
import { toArray } from '../operators';
import { type Arguments, asNumber, none, truthOf, type Value } from '../values';

/** A function of NumPy on what it is given. */
export type NumpyFunction = (given: NumpyArguments) => Value;

/** Arguments by place or by name. */
export class NumpyArguments {
  constructor(private readonly given: Arguments) {}

  get span(): Span {
    return this.given.span;
  }

  get positional(): readonly Value[] {
    return this.given.positional;
  }

  /** None where it is not given. */
  at(index: number, name: string): Value {
    return this.given.named.get(name) ?? this.given.positional[index] ?? none;
  }

  has(index: number, name: string): boolean {
    return this.at(index, name).kind !== 'none';
  }

  number(index: number, name: string): number | null {
    return asNumber(this.at(index, name));
  }

  array(index: number, name: string): GraphArray | null {
    return toArray(this.at(index, name));
  }

  /** A flag, with its default. */
  flag(index: number, name: string, otherwise: boolean): boolean {
    const value = this.at(index, name);
    return value.kind === 'none' ? otherwise : (truthOf(value) ?? otherwise);
  }

  /** The arrays of a sequence; null where one is none. */
  arrays(index: number, name: string): GraphArray[] | null {
    const parts = (itemsIn(this.at(index, name), this.span) ?? []).map(toArray);
    return parts.length > 0 && parts.every((part): part is GraphArray => part !== null) ? parts : null;
  }
}
