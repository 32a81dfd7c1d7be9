/** Where a key moves a chart's cursor: a step, a tenth, an end, or away (null). Undefined for a key that does not move it. */
export function cursorMove(
  key: string,
  at: number,
  [first, last]: readonly [first: number, last: number],
): number | null | undefined {
  const page = Math.max(1, Math.round((last - first) / 10));
  const moves = new Map<string, number | null>(
    Object.entries({
      ArrowLeft: at - 1,
      ArrowDown: at - 1,
      ArrowRight: at + 1,
      ArrowUp: at + 1,
      PageDown: at - page,
      PageUp: at + page,
      Home: first,
      End: last,
      Escape: null,
    }),
  );
  return moves.get(key);
}
