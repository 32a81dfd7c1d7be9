import { type Message, message } from '../base/message';

/** A learning rate as a person reads it: four significant digits, and no more zeros than it needs. */
export function rateText(rate: number): string {
  if (!Number.isFinite(rate)) return Number.isNaN(rate) ? 'NaN' : rate > 0 ? 'infinity' : '-infinity';
  return String(Number(rate.toPrecision(4)));
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
