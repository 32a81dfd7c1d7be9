/** The same string as JavaScript keeps for literals: comparing it with one is comparing two addresses. */
export function interned(name: string): string {
  return Object.keys({ [name]: 0 })[0] ?? name;
}
