/**
 * What an object has itself under a name; undefined where only Object.prototype has something there, as under `constructor`, `toString`
 * or `__proto__`. Names that a program, a file or a message brings are looked up by this, or in a Map.
 */
export function own<Held>(table: Readonly<Record<string, Held>>, name: string): Held | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
