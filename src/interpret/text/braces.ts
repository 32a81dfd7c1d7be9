import type { Span } from '../../python/syntax';
import { assertWithin, PythonError } from '../limits';
import { int, str, type Value } from '../values';
import { formatValue } from './format-value';
import { asciiOf, reprOf, strOf } from './representation';

/** What `str.format` is given, and how attributes and items of it are looked up. */
export interface FormatArguments {
  readonly positional: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;
  readonly attributeOf: (value: Value, name: string) => Value;
  readonly itemOf: (value: Value, index: Value) => Value;
  readonly span: Span;
}

/** Thrown within, where a value's text is not known here. */
const noText = new Error('the text of a value is not known');

/** `template.format(…)`; null where the text of a value is not known here. Throws what Python raises. */
export function formatBraces(template: string, given: FormatArguments): string | null {
  try {
    return new BracesFormat(given).text(template, 2);
  } catch (error) {
    if (error === noText) return null;
    throw error;
  }
}

/** `!r`, `!s`, `!a`, and then `:specification`, as a replacement field and an f-string have them; null where the text is not known. */
export function convertedText(value: Value, conversion: string, specification: string, span: Span): string | null {
  if (conversion === '') return formatValue(value, specification, span);
  const text = conversion === 's' ? strOf(value, span) : reprOf(value, span);
  return text === null ? null : formatValue(str(conversion === 'a' ? asciiOf(text) : text), specification, span);
}

class BracesFormat {
  private automatic = 0;
  private numbering: 'none' | 'automatic' | 'manual' = 'none';

  constructor(private readonly given: FormatArguments) {}

  text(template: string, depth: number): string {
    if (depth === 0) throw this.refused('ValueError', 'Max string recursion exceeded');
    const parts: string[] = [];
    let length = 0;
    for (let at = 0; at < template.length;) {
      const end = template.slice(at).search(/[{}]/);
      const brace = end < 0 ? template.length : at + end;
      parts.push(template.slice(at, brace));
      at = brace;
      if (at < template.length) {
        const [part, next] = this.brace(template, at, depth);
        parts.push(part);
        at = next;
      }
      length += parts.at(-1)?.length ?? 0;
      assertWithin('characters', length, this.given.span);
    }
    return parts.join('');
  }

  /** What stands for a brace, and where the text goes on. */
  private brace(template: string, at: number, depth: number): readonly [text: string, next: number] {
    const character = template.charAt(at);
    if (template.charAt(at + 1) === character) return [character, at + 2];
    if (character === '}') throw this.refused('ValueError', "Single '}' encountered in format string");
    if (at + 1 >= template.length) throw this.refused('ValueError', "Single '{' encountered in format string");
    let open = 1;
    let end = at + 1;
    for (; end < template.length && open > 0; end++) {
      const inner = template.charAt(end);
      open += inner === '{' ? 1 : inner === '}' ? -1 : 0;
    }
    if (open > 0) {
      const hasFormat = /^[^{}[]*(?:\[[^\]]*\]?[^{}[]*)*:/.test(template.slice(at + 1));
      throw this.refused(
        'ValueError',
        hasFormat ? "unmatched '{' in format spec" : "expected '}' before end of string",
      );
    }
    return [this.field(template.slice(at + 1, end - 1), depth), end];
  }

  private field(field: string, depth: number): string {
    const [, name = '', mark = '', rest = ''] = /^((?:\[[^\]]*\]?|[^!:[])*)([!:]?)(.*)$/s.exec(field) ?? [];
    let [conversion, specification] = ['', rest];
    if (mark === '!') {
      if (rest === '') throw this.refused('ValueError', 'end of string while looking for conversion specifier');
      const [letter = ''] = rest;
      conversion = letter;
      specification = rest.slice(letter.length);
      if (specification !== '' && !specification.startsWith(':'))
        throw this.refused('ValueError', "expected ':' after conversion specifier");
      specification = specification.slice(1);
    }
    if (name.includes('{')) throw this.refused('ValueError', "unexpected '{' in field name");
    const value = this.valueOf(name);
    if (conversion !== '' && !/^[rsa]$/.test(conversion))
      throw this.refused('ValueError', `Unknown conversion specifier ${conversionName(conversion)}`);
    const made = convertedText(
      value,
      conversion,
      specification.includes('{') || specification.includes('}') ? this.text(specification, depth - 1) : specification,
      this.given.span,
    );
    if (made === null) throw noText;
    return made;
  }

  private valueOf(name: string): Value {
    const [head = ''] = /^[^.[]*/.exec(name) ?? [];
    let value = this.first(head);
    const path = name.slice(head.length);
    const step = /\.([^.[]*)|\[([^\]]*)(\]?)/gy;
    for (let match = step.exec(path), end = 0; end < path.length; match = step.exec(path)) {
      if (match === null) throw this.refused('ValueError', "Only '.' or '[' may follow ']' in format field specifier");
      const [whole, attribute, index = '', bracket] = match;
      end += whole.length;
      if (bracket === '') throw this.refused('ValueError', "Missing ']' in format string");
      if ((attribute ?? index) === '') throw this.refused('ValueError', 'Empty attribute in format string');
      if (attribute !== undefined) value = this.given.attributeOf(value, attribute);
      else value = this.given.itemOf(value, /^\d+$/.test(index) ? int(BigInt(index)) : str(index));
    }
    if (value.kind === 'unknown') throw noText;
    return value;
  }

  private first(head: string): Value {
    const { positional, named, span } = this.given;
    if (head !== '' && !/^\d+$/.test(head)) {
      const value = named.get(head);
      if (value === undefined) throw new PythonError('KeyError', reprOf(str(head), span) ?? head, span);
      return value;
    }
    const numbering = head === '' ? 'automatic' : 'manual';
    if (this.numbering !== 'none' && this.numbering !== numbering) {
      const [from, to] =
        numbering === 'manual'
          ? ['automatic field numbering', 'manual field specification']
          : ['manual field specification', 'automatic field numbering'];
      throw this.refused('ValueError', `cannot switch from ${from} to ${to}`);
    }
    this.numbering = numbering;
    const index = head === '' ? this.automatic++ : Number(head);
    const value = positional[index];
    if (value === undefined)
      throw this.refused('IndexError', `Replacement index ${index} out of range for positional args tuple`);
    return value;
  }

  private refused(type: string, message: string): PythonError {
    return new PythonError(type, message, this.given.span);
  }
}

function conversionName(letter: string): string {
  const code = letter.codePointAt(0) ?? 0;
  return code > 32 && code < 127 ? letter : `\\x${code.toString(16)}`;
}
