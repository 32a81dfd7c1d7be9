import { type InstanceValue, nothing, recording, type Value } from '../values';

/** An object of a library with these attributes, and no others. */
export function objectOf(members: Readonly<Record<string, Value>>): InstanceValue {
  return { kind: 'instance', class: null, attributes: new Map(Object.entries(members)) };
}

/** A method that does nothing that counts, whatever it is given. */
export const quiet = recording('method', () => nothing);
