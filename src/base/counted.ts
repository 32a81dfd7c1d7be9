/** Things that come again and again, each once, in the order of its first coming, with how often it comes. */
export function counted<Thing>(things: Iterable<Thing>): Map<Thing, number> {
  const times = new Map<Thing, number>();
  for (const thing of things) times.set(thing, (times.get(thing) ?? 0) + 1);
  return times;
}
