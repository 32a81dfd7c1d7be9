/** A number in decimal: `digits` × 10 ** `exponent`; zero has the digits "0". */
export interface Decimal {
  readonly digits: string;
  readonly exponent: number;
}

const bits = new DataView(new ArrayBuffer(8));

/** A finite double without its sign as `mantissa` × 2 ** `exponent`, both whole. */
export function binaryOf(value: number): { readonly mantissa: bigint; readonly exponent: number } {
  bits.setFloat64(0, Math.abs(value));
  const raw = bits.getBigUint64(0);
  const field = Number(raw >> 52n);
  const fraction = raw & 0xfffffffffffffn;
  return field === 0
    ? { mantissa: fraction, exponent: -1074 }
    : { mantissa: fraction | 0x10000000000000n, exponent: field - 1075 };
}

/** All decimal digits of a finite double's magnitude: every double has an end in decimal, after up to 767 digits. */
export function exactDecimal(value: number): Decimal {
  const { mantissa, exponent } = binaryOf(value);
  if (exponent >= 0) return { digits: (mantissa << BigInt(exponent)).toString(), exponent: 0 };
  // m / 2^n = m · 5^n / 10^n
  return { digits: (mantissa * 5n ** BigInt(-exponent)).toString(), exponent };
}

/** The fewest digits that read back as the same double: those of Python's `repr`, and of JavaScript's own texts. */
export function shortestDecimal(value: number): Decimal {
  const [mantissa = '0', power = '0'] = Math.abs(value).toExponential().split('e');
  const digits = mantissa.replace('.', '');
  return { digits, exponent: Number(power) - digits.length + 1 };
}

/** Rounded to a multiple of 10 ** `place`, a half to the even digit, as C's printf and Python round. */
export function roundedTo({ digits, exponent }: Decimal, place: number): Decimal {
  const dropped = place - exponent;
  if (dropped <= 0) return { digits: digits + '0'.repeat(digits === '0' ? 0 : -dropped), exponent: place };
  const kept = dropped >= digits.length ? '0' : digits.slice(0, -dropped);
  const rest = digits.padStart(dropped, '0').slice(-dropped);
  // Texts of digits of one length compare as their numbers do.
  const half = `5${'0'.repeat(dropped - 1)}`;
  const isUp = rest > half || (rest === half && Number(kept.at(-1)) % 2 === 1);
  return { digits: (BigInt(kept) + (isUp ? 1n : 0n)).toString(), exponent: place };
}

/** Rounded to so many digits, at least one. */
export function roundedToDigits(decimal: Decimal, count: number): Decimal {
  const rounded = roundedTo(decimal, decimal.exponent + decimal.digits.length - count);
  // 9.99 becomes 10.0: one digit too many.
  if (rounded.digits.length <= count) return rounded;
  return { digits: rounded.digits.slice(0, count), exponent: rounded.exponent + rounded.digits.length - count };
}

/** The power of ten of the first digit. */
export function leadingPower({ digits, exponent }: Decimal): number {
  return digits === '0' ? 0 : exponent + digits.length - 1;
}
