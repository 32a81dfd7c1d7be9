import { isMessage, type Message } from '../base/message';
/** Where a value was not what it should be. */
export class DecodeError extends Error {}

/** An object whose fields are not checked yet. */
export type Fields = Readonly<Record<string, unknown>>;

/** Turns an unchecked value into a checked one, or throws a DecodeError that names `at`. */
export type Decoder<T> = (value: unknown, at: string) => T;

/** An object, whatever its fields. */
export function record(value: unknown, at: string): Fields {
  if (typeof value !== 'object' || value === null) throw new DecodeError(`${at}: expected an object`);
  return value as Fields;
}

/** A string. */
export function text(value: unknown, at: string): string {
  if (typeof value !== 'string') throw new DecodeError(`${at}: expected a string`);
  return value;
}

/** A sentence with its parts, each of which is a text, a number or a message. */
export function said(value: unknown, at: string): Message {
  if (!isMessage(value)) throw new DecodeError(`${at}: expected a message`);
  return value;
}

/** A string of at most so many characters. */
export function shortText(most: number): Decoder<string> {
  return (value, at) => {
    const given = text(value, at);
    if (given.length > most) throw new DecodeError(`${at}: has more than ${most} characters`);
    return given;
  };
}

/** A boolean. */
export function flag(value: unknown, at: string): boolean {
  if (typeof value !== 'boolean') throw new DecodeError(`${at}: expected true or false`);
  return value;
}

/** A whole number from 0. */
export function count(value: unknown, at: string): number {
  if (!Number.isSafeInteger(value) || (value as number) < 0) throw new DecodeError(`${at}: expected a count`);
  return value as number;
}

/** A whole number from 1. */
export function positive(value: unknown, at: string): number {
  const number = count(value, at);
  if (number === 0) throw new DecodeError(`${at}: counts from 1`);
  return number;
}

/** A whole number from 1 up to `most`. */
export function positiveUpTo(most: number): Decoder<number> {
  return (value, at) => {
    const given = positive(value, at);
    if (given > most) throw new DecodeError(`${at}: ${given} is beyond ${most}`);
    return given;
  };
}

/** A list of what `decode` accepts. */
export function list<T>(decode: Decoder<T>): Decoder<readonly T[]> {
  return (value, at) => {
    if (!Array.isArray(value)) throw new DecodeError(`${at}: expected a list`);
    return value.map((item: unknown, index) => decode(item, `${at}[${index}]`));
  };
}

/** What `decode` accepts, or null. */
export function orNull<T>(decode: Decoder<T>): Decoder<T | null> {
  return (value, at) => (value === null ? null : decode(value, at));
}

/** One of these strings. */
export function oneOf<const T extends string>(...options: readonly T[]): Decoder<T> {
  return (value, at) => {
    const found = options.find((option) => option === value);
    if (found === undefined) throw new DecodeError(`${at}: expected one of ${options.join(', ')}`);
    return found;
  };
}

/** Any number, NaN and the infinities among them. */
export function number(value: unknown, at: string): number {
  if (typeof value !== 'number') throw new DecodeError(`${at}: expected a number`);
  return value;
}

/** Bytes that were moved here. */
export function buffer(value: unknown, at: string): ArrayBuffer {
  if (!(value instanceof ArrayBuffer)) throw new DecodeError(`${at}: expected an ArrayBuffer`);
  return value;
}
