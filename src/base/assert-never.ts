/** Closes a switch over a union: a member without a case is a type error, and at run time a thrown one. */
export function assertNever(value: never, what: string): never {
  throw new Error(`unknown ${what}: ${JSON.stringify(value)}`);
}
