import { limits } from './limits';
import { takeText } from './reading';
import { asNumber, itemsOf, list, textOf, type Value } from './values';

/** A value by a format specification of Python: `.3f`, `>8`, `02d`. What is not known shows as itself. */
export function formatValue(value: Value, specification: string): string {
  const match = /^(?:(.)?([<>=^]))?([+ -])?#?(0)?(\d+)?(,)?(?:\.(\d+))?([a-zA-Z%])?$/.exec(specification);
  if (match === null) return textOf(value);
  const [, fill, align, sign, zero, width, , precision, type] = match;
  const number = value.kind === 'str' ? null : asNumber(value);
  let text = number === null ? textOf(value) : numberText(value, number, type ?? '', precision);
  if (number === null && precision !== undefined) text = text.slice(0, Number(precision));
  if (sign === '+' && number !== null && number >= 0) text = `+${text}`;
  const length = Number(width ?? 0);
  takeText(length);
  const padding = fill ?? (zero === undefined ? ' ' : '0');
  const isLeft = align === '<' || (align === undefined && number === null);
  return isLeft ? text.padEnd(length, padding) : text.padStart(length, padding);
}

function numberText(value: Value, number: number, type: string, precision: string | undefined): string {
  switch (type) {
    case 'd':
    case 'i':
    case 'u':
      return String(Math.trunc(number));
    case 'f':
    case 'F':
      return number.toFixed(digits(precision));
    case 'e':
    case 'E':
      return number.toExponential(digits(precision)).replace(/e([+-])(\d)$/, 'e$10$2');
    case 'g':
      return String(Number(number.toPrecision(Math.max(1, digits(precision)))));
    case '%':
      return `${(number * 100).toFixed(digits(precision))}%`;
    case 'x':
      return Math.trunc(number).toString(16);
    default:
      return precision === undefined
        ? textOf(value)
        : String(Number(number.toPrecision(Math.max(1, digits(precision)))));
  }
}

function digits(precision: string | undefined): number {
  return Math.min(Number(precision ?? 6), 100);
}

/** `template % values`. */
export function formatPercent(template: string, values: Value): string {
  const items = values.kind === 'tuple' ? [...values.items] : [values];
  return replacedIn(
    template,
    /%(?:\((\w+)\))?([-+ #0]*\d*(?:\.\d+)?)([a-zA-Z%])/g,
    (_, name, flags = '', type = '') => {
      if (type === '%') return '%';
      const named = values.kind === 'dict' && name !== undefined ? values.entries.get(`s${name}`)?.value : undefined;
      const value = named ?? items.shift() ?? list([]);
      const specification = flags.replace('-', '<').replace(/^</, '<');
      return type === 's' || type === 'r'
        ? formatValue({ kind: 'str', value: textOf(value) }, specification.replace(/^(\d)/, '>$1'))
        : formatValue(value, `${specification}${type}`);
    },
  );
}

/** `template.format(…)`. */
export function formatBraces(
  template: string,
  positional: readonly Value[],
  named: ReadonlyMap<string, Value>,
): string {
  let next = 0;
  return replacedIn(template, /\{\{|\}\}|\{([^{}:!]*)(?:![rsa])?(?::([^{}]*))?\}/g, (whole, field, format) => {
    if (whole === '{{') return '{';
    if (whole === '}}') return '}';
    const [head = '', ...path] = (field ?? '').split(/[.[\]]+/).filter((part, at) => at === 0 || part !== '');
    const base = head === '' ? positional[next++] : (named.get(head) ?? positional[Number(head)]);
    const value = path.reduce<Value | undefined>((held, part) => partOf(held, part), base);
    return value === undefined ? whole : formatValue(value, format ?? '');
  });
}

function partOf(value: Value | undefined, part: string): Value | undefined {
  if (value?.kind === 'instance') return value.attributes.get(part);
  if (value?.kind === 'dict') return value.entries.get(`s${part}`)?.value;
  return value === undefined ? undefined : itemsOf(value)?.[Number(part)];
}

/** `text.replace`, whose result is a text that may not become too long. */
function replacedIn(
  text: string,
  pattern: RegExp,
  replace: (whole: string, ...groups: (string | undefined)[]) => string,
): string {
  let length = text.length;
  const replaced = text.replace(pattern, (whole: string, ...groups: (string | undefined)[]) => {
    const part = replace(whole, ...groups);
    length += part.length - whole.length;
    if (length > limits.characters) takeText(length);
    return part;
  });
  takeText(replaced.length);
  return replaced;
}
