/**
 * The shortest decimal text that reads back as the same float32, as NumPy prints it and the command line's csv holds it.
 * `value` is rounded to float32 first. Non-finite values read `NaN`, `Infinity`, `-Infinity`.
 */
export function float32Text(value: number): string {
  const rounded = Math.fround(value);
  if (!Number.isFinite(rounded) || rounded === 0) return Object.is(rounded, -0) ? '-0' : String(rounded);
  for (let digits = 1; digits <= 9; digits++) {
    const text = Number(rounded.toPrecision(digits));
    if (Math.fround(text) === rounded) return String(text);
  }
  return String(rounded);
}
