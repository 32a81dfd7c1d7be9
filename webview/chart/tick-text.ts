const digits = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 6 });

/** A number on an axis: at most six digits, thousands apart, and powers of ten as every text has them, where that tells it from its neighbours. */
export function tickText(value: number): string {
  const size = Math.abs(value);
  if (value === 0 || (size >= 1e-4 && size < 1e6)) return digits.format(value);
  const text = value
    .toExponential(3)
    .replace(/\.?0+e/, 'e')
    .replace('e+', 'e');
  return Number.isInteger(value) && size < 1e9 && Number(text) !== value ? value.toLocaleString('en-US') : text;
}
