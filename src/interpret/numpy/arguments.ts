import { message, type MessagePart } from '../../base/message';
import type { DType, GraphArray } from '../../base/graph-call';
import type { Span } from '../../python/syntax';
import { itemsIn } from '../items';
import { notKnown } from '../not-known';
import { type Arguments, none, type Value } from '../values';
import { dtypeFrom, shapeFrom } from './forms';
import { asNumber, settled, truthOf } from '../read-value';
import { wholeNumber } from '../slices';
import { toArray } from '../array-operators';

/** A function of NumPy on what it is given. */
export type NumpyFunction = (given: NumpyArguments) => Value;

/**
 * Arguments by place or by name. What is given and not of the kind that is asked for ends the call: it never reads as if it were not
 * given.
 */
export class NumpyArguments {
  private readonly places = new Set<number>();
  private readonly names = new Set<string>();

  constructor(private readonly given: Arguments) {}

  get span(): Span {
    return this.given.span;
  }

  /** All that is given by place. */
  get positional(): readonly Value[] {
    this.given.positional.forEach((_, place) => this.places.add(place));
    return this.given.positional;
  }

  /** The first argument that nobody has asked for: what it would change is not known. Null where there is none. */
  get unread(): MessagePart | null {
    const { positional, named } = this.given;
    const place = positional.findIndex((value, at) => !this.places.has(at) && settled(value).kind !== 'none');
    if (place >= 0) return message('at place {0}', place + 1);
    const isRead = (name: string, value: Value): boolean =>
      this.names.has(name) ||
      withoutEffect.has(name) ||
      (name === 'order' && value.kind === 'str' && /^[CAK]$/.test(value.value));
    return [...named].find(([name, value]) => !isRead(name, value))?.[0] ?? null;
  }

  /** None where it is not given. */
  at(index: number, name: string): Value {
    this.places.add(index);
    this.names.add(name);
    return this.given.named.get(name) ?? this.given.positional[index] ?? none;
  }

  has(index: number, name: string): boolean {
    return this.at(index, name).kind !== 'none';
  }

  /** A number; null where it is not given. */
  number(index: number, name: string): number | null {
    const value = this.at(index, name);
    return value.kind === 'none' ? null : (asNumber(value) ?? this.refuse(name));
  }

  /** A whole number; null where it is not given. */
  whole(index: number, name: string): number | null {
    const value = this.at(index, name);
    return value.kind === 'none' ? null : (wholeNumber(value) ?? this.refuse(name));
  }

  /** An array; null where it is not given. */
  array(index: number, name: string): GraphArray | null {
    const value = this.at(index, name);
    return value.kind === 'none' ? null : (toArray(value) ?? this.refuse(name));
  }

  /** A dtype, with its default. */
  dtype(index: number, name: string, otherwise: DType): DType {
    const value = this.at(index, name);
    return value.kind === 'none' ? otherwise : (dtypeFrom(value) ?? this.refuse(name));
  }

  /** A shape; null where it is not given. */
  shape(index: number, name: string): number[] | null {
    const value = this.at(index, name);
    return value.kind === 'none' ? null : (shapeFrom([value]) ?? this.refuse(name));
  }

  /** A flag, with its default. */
  flag(index: number, name: string, otherwise: boolean): boolean {
    const value = this.at(index, name);
    return value.kind === 'none' ? otherwise : (truthOf(value) ?? this.refuse(name));
  }

  /** One of some words, the first of which is the default. */
  word<Word extends string>(index: number, name: string, words: readonly [Word, ...Word[]]): Word {
    const value = this.at(index, name);
    if (value.kind === 'none') return words[0];
    return words.find((word) => value.kind === 'str' && value.value === word) ?? this.refuse(name);
  }

  /** The arrays of a sequence; null where it is not given, or empty. */
  arrays(index: number, name: string): GraphArray[] | null {
    const value = this.at(index, name);
    if (value.kind === 'none') return null;
    const items = itemsIn(value, this.span) ?? this.refuse(name);
    const parts = items.map((part) => toArray(part) ?? this.refuse(name));
    return parts.length > 0 ? parts : null;
  }

  private refuse(name: string): never {
    return notKnown(message('the argument {0} of this', name), this.span);
  }
}

/** Arguments that change how something is computed, and nothing of the result. */
const withoutEffect = new Set(['copy', 'subok', 'like', 'device', 'casting', 'kind']);

/** Calls a function of NumPy. Throws NotKnown where it is given something that it does not look at. */
export function callNumpy(called: NumpyFunction, given: NumpyArguments): Value {
  const result = called(given);
  const { unread } = given;
  return unread === null ? result : notKnown(message('the argument {0} of this', unread), given.span);
}
