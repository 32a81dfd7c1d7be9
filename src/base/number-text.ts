import { type Message, message } from '../base/message';

const digits = 5;
/** To make a format takes longer than to use it hundreds of times. */
const formats = new Map<string, Intl.NumberFormat>();

function formatOf(locale: string): Intl.NumberFormat {
  const known = formats.get(locale);
  if (known !== undefined) return known;
  const format = new Intl.NumberFormat(locale, { maximumSignificantDigits: digits });
  formats.set(locale, format);
  return format;
}

/**
 * A number as every text has it: at most five significant digits, thousands apart, a power of ten from 1e6 on and below 1e-4. What hovers
 * over it and what is exported hold the value in full. A number that is not finite is as JavaScript writes it.
 */
export function numberText(value: number, locale = 'en-US'): string {
  const size = Math.abs(value);
  if (!Number.isFinite(value)) return String(value);
  if (size === 0 || (size >= 1e-4 && size < 1e6)) return formatOf(locale).format(value);
  const [mantissa = '', power = ''] = value.toExponential(digits - 1).split('e');
  return `${mantissa.includes('.') ? mantissa.replace(/\.?0+$/, '') : mantissa}e${power.replace('+', '')}`;
}

/** A learning rate in a text. */
export function rateText(rate: number): string {
  if (!Number.isFinite(rate)) return Number.isNaN(rate) ? 'NaN' : rate > 0 ? 'infinity' : '-infinity';
  return numberText(rate);
}

/** A number of steps, with its thousands apart. */
export function stepsText(steps: number): string {
  return steps.toLocaleString('en-US');
}

/** `1 step`, `20,000 steps`. */
export function stepCount(steps: number): Message {
  return steps === 1 ? message('{0} step', stepsText(steps)) : message('{0} steps', stepsText(steps));
}

/** A piece of the program's own text on one line, and not longer than a label may be. */
export function sourceText(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= 60 ? line : `${line.slice(0, 59)}…`;
}
