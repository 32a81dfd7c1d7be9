const digits = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 6 });

/** A number on an axis: at most six digits, thousands apart, and powers of ten where zeros would have to be counted. */
export function tickText(value: number): string {
  const size = Math.abs(value);
  if (value === 0 || (size >= 1e-4 && size < 1e7)) return digits.format(value);
  return value
    .toExponential(3)
    .replace(/\.?0+e/, 'e')
    .replace('e+', 'e');
}
