import { visibleLines } from './visible';

/** HTML or SVG that may be shown as it is. Only the `markup` tag makes it, so that a text of a program cannot be taken for it. */
export class Markup {
  private constructor(private readonly text: string) {}

  /** What a page or a file is given. */
  get source(): string {
    return this.text;
  }

  /** For the `markup` tag alone. */
  static of(strings: TemplateStringsArray, parts: readonly MarkupPart[]): Markup {
    return new Markup(
      strings.reduce((written, literal, index) => {
        const part = parts[index - 1];
        return written + (part === undefined ? '' : sourceOf(part)) + literal;
      }),
    );
  }
}

/** What can be put into HTML: texts and numbers, which are escaped, and markup. */
export type MarkupPart = string | number | Markup | readonly Markup[];

/** HTML or SVG as it is written in the source, with its parts escaped for an element's content and for a quoted attribute alike. */
export function markup(strings: TemplateStringsArray, ...parts: readonly MarkupPart[]): Markup {
  return Markup.of(strings, parts);
}

function sourceOf(part: MarkupPart): string {
  if (part instanceof Markup) return part.source;
  if (typeof part === 'object') return part.map(({ source }) => source).join('');
  return escapeHtml(String(part));
}

const entities: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
]);

/** A text for HTML, SVG and XML, within an element or a quoted attribute. What XML has no character for becomes visible. Exported for tests. */
export function escapeHtml(text: string): string {
  return visibleLines(text).replace(/[&<>"']/g, (character) => entities.get(character) ?? character);
}
