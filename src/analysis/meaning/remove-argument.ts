import type { SourceRange } from '../../base/source-range';
import type { Call } from '../../python/syntax';
import type { Frame } from '../values/frame';

/** The text to delete so that a call loses an argument, with one comma; null where a positional argument after it would move. */
export function removalOf(
  node: Call,
  given: Call['arguments'][number],
  { module: { source } }: Frame,
): SourceRange | null {
  const index = node.arguments.indexOf(given);
  const before = node.arguments[index - 1];
  const next = node.arguments[index + 1];
  if (given.name === null && next?.name === null) return null;
  if (before !== undefined) return source.range({ start: before.end, end: given.end });
  return next === undefined ? source.range(given) : source.range({ start: given.start, end: next.start });
}
