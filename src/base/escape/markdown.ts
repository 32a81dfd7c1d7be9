import type { Message, MessagePart } from '../message';
import { visible } from './visible';

/**
 * Markdown that may be shown as it is, also where commands are trusted. Only the functions here make it, so that a text of a program
 * cannot be taken for it.
 */
export class Markdown {
  private constructor(private readonly text: string) {}

  /** What VS Code is given. */
  get source(): string {
    return this.text;
  }

  /** A message's own words in the language that `translate` speaks, as Markdown; its parts are texts: in code where it stands in backticks. */
  static of({ text, parts }: Message, translate: (text: string) => string = (same) => same): Markdown {
    const source = translate(text).replace(/`\{(\d+)\}`|\{(\d+)\}/g, (place, code?: string, plain?: string) => {
      const part = parts[Number(code ?? plain)];
      if (part === undefined) return place;
      if (code !== undefined && typeof part !== 'object') return codeSpan(String(part));
      return partSource(part, translate);
    });
    return new Markdown(source);
  }

  /** A text that leads to an address. */
  static link(text: string, address: string): Markdown {
    return new Markdown(`[${escapeMarkdown(text)}](${escapeAddress(address)})`);
  }

  /** A picture, and what it says to who does not see it. */
  static image(text: string, address: string): Markdown {
    return new Markdown(`![${escapeMarkdown(text)}](${escapeAddress(address)})`);
  }

  /** Pieces one after another. */
  static joined(pieces: readonly Markdown[], separator: '' | ' – ' | ' · ' | '\n' | '\n\n'): Markdown {
    return new Markdown(pieces.map(({ source }) => source).join(separator));
  }

  /** An item of a list. */
  static item(content: Markdown): Markdown {
    return new Markdown(`- ${content.source}`);
  }
}

function partSource(part: MessagePart, translate: (text: string) => string): string {
  return typeof part === 'object' ? Markdown.of(part, translate).source : escapeMarkdown(String(part));
}

/**
 * A text as Markdown that shows it as it is: CommonMark's and GitHub's syntax (links of bare addresses, tables), HTML, entities and
 * formulas. An ordinary name (`train.py`, `global_step`) stays as it is written. VS Code's own `$(icon)` is not escaped: it is looked for
 * in the page that Markdown has become, where every escape is gone; what holds a text must not support icons. Exported for tests.
 */
export function escapeMarkdown(text: string): string {
  return visible(text)
    .replace(/[\\`*[\]<|~!@$]/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/&(?=[#\w]|$)/g, '\\&')
    .replace(/:(?=\/\/)/g, '\\:')
    .replace(/www\./gi, (found) => `${found.slice(0, -1)}\\.`)
    .replace(/^(\s*)(>|#{1,6}(?=\s|$)|[+-](?=[\s+-]|$)|=(?==*\s*$))/, '$1\\$2')
    .replace(/^(\s*\d{0,9})([.)])(?=\s|$)/, '$1\\$2')
    .replace(/^ +| {2,}| +$/g, (spaces) => '\u00a0'.repeat(spaces.length));
}

/** A text in the type of code; one that would end it is plain. */
function codeSpan(text: string): string {
  return text !== '' && text === visible(text).trim() && !/[`\\|]/.test(text) ? `\`${text}\`` : escapeMarkdown(text);
}

/** An address between parentheses: of what it may hold, these would end it. */
function escapeAddress(address: string): string {
  return address
    .replace(/\p{Cs}/gu, '\ufffd')
    .replace(/[\s()<>\\\p{Cc}\p{Cf}]/gu, (character) =>
      character === '(' ? '%28' : character === ')' ? '%29' : encodeURIComponent(character),
    );
}
