import { message } from '../base/message';
import type { Expression, FormattedString } from '../python/syntax';
import { withoutFormula } from './formula-values';
import { holdsUnknown } from './not-known';
import { joinedText } from './reading';
import { convertedText } from './text/braces';
import { textOfTurn } from './tracked';
import { none, str, unknown, type Value } from './values';

/** The text of an f-string. */
export function formattedText({ parts, ...span }: FormattedString, evaluate: (part: Expression) => Value): Value {
  const values: Value[] = [];
  for (const part of parts) {
    if (typeof part === 'string') continue;
    const format = typeof part.format === 'object' && part.format !== null ? evaluate(part.format) : null;
    values.push(evaluate(part.value), format ?? str(typeof part.format === 'string' ? part.format : ''));
  }
  const missing = holdsUnknown(values);
  if (missing !== null) return withoutFormula(missing);
  const make = (now: readonly Value[]): string | null => {
    let at = 0;
    const texts = parts.map((part) => {
      if (typeof part === 'string') return part;
      const [value = none, format = none] = now.slice(at, (at += 2));
      return format.kind === 'str' ? convertedText(value, part.conversion ?? '', format.value, span) : null;
    });
    return texts.every((text) => text !== null) ? joinedText(texts) : null;
  };
  return textOfTurn(make, values) ?? unknown(message('a text with a value in it whose text is not known'), span);
}
