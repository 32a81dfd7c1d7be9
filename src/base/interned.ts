/**
 * The same string as JavaScript keeps for literals: comparing it with one is comparing two addresses. It is a string of its own, where a
 * part of a longer one would keep all of that.
 */
export function interned(name: string): string {
  return Object.keys({ [name]: 0 })[0] ?? name;
}

/** Words as they were first read: one string for each, which is compared, and looked up, by its address. */
const words = new Map<string, string>();
const mostWords = 50_000;

/** The same for a word, which is asked for again and again. */
export function spelled(word: string): string {
  const known = words.get(word);
  if (known !== undefined) return known;
  const own = interned(word);
  if (words.size >= mostWords) words.clear();
  words.set(own, own);
  return own;
}
