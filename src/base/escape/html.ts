import { visibleLines } from './visible';

/** HTML or SVG that may be shown as it is. Only the `html` tag makes it, so that a text of a program cannot be taken for it. */
export class Html {
  private constructor(private readonly text: string) {}

  /** What a page or a file is given. */
  get source(): string {
    return this.text;
  }

  /** For the `html` tag alone. */
  static of(strings: TemplateStringsArray, parts: readonly HtmlPart[]): Html {
    return new Html(
      strings.reduce((written, literal, index) => {
        const part = parts[index - 1];
        return written + (part === undefined ? '' : sourceOf(part)) + literal;
      }),
    );
  }
}

/** What can be put into HTML: texts and numbers, which are escaped, and HTML. */
export type HtmlPart = string | number | Html | readonly Html[];

/** HTML as it is written in the source, with its parts escaped for an element's content and for a quoted attribute alike. */
export function html(strings: TemplateStringsArray, ...parts: readonly HtmlPart[]): Html {
  return Html.of(strings, parts);
}

function sourceOf(part: HtmlPart): string {
  if (part instanceof Html) return part.source;
  if (typeof part === 'object') return part.map(({ source }) => source).join('\n');
  return escapeHtml(String(part));
}

const entities: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
]);

/** A text for HTML, SVG and XML, within an element or a quoted attribute. What XML has no character for becomes visible. */
export function escapeHtml(text: string): string {
  return visibleLines(text).replace(/[&<>"']/g, (character) => entities.get(character) ?? character);
}
