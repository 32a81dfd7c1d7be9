/**
 * A text's logical lines, read without a grammar: only strings, brackets, comments and indentation are told apart. It is some thirty
 * times quicker than parsing, and enough to cut a text into pieces that can be parsed, and kept, each for itself.
 */
export interface Outline {
  readonly text: string;
  /** Offset of each logical line's first character, its indentation included. */
  readonly starts: readonly number[];
  /** Offset after its last character of code: neither its comment nor its line break. */
  readonly ends: readonly number[];
  /** Columns of indentation, as the grammar counts them: a tab is 8. */
  readonly indents: readonly number[];
  readonly roles: readonly LineRole[];
  /** Starts and ends of all comments, by turns. */
  readonly comments: readonly number[];
}

/** What a logical line begins with, as far as it matters to what belongs together. */
export enum LineRole {
  Plain,
  /** `else`, `elif`, `except`, `finally`: goes on with the statement before it. */
  Clause,
  /** `@…`: belongs to the definition after it. */
  Decorator,
  Definition,
}

/** Reads the outline of a text. A string or a bracket that is never closed ends where the next statement seems to begin. */
export function readOutline(text: string): Outline {
  const outline = new OutlineScanner(text, false);
  if (outline.scan()) return outline;
  // Python's own answer would be that all of it is a string: while three quotes are being typed, nothing below would be seen.
  const recovered = new OutlineScanner(text, true);
  recovered.scan();
  return recovered;
}

const newline = 10;
const carriageReturn = 13;
const hash = 35;
const backslash = 92;

/** 1: opens a bracket, 2: closes one, 3: a quote, 4: any other character that means something here. */
const kinds = new Uint8Array(128);
for (const [characters, kind] of [
  ['([{', 1],
  [')]}', 2],
  ['\'"', 3],
  ['\n#\\', 4],
] as const) {
  for (const character of characters) kinds[character.charCodeAt(0)] = kind;
}

const clause = /(?:else|elif|except|finally)\b/y;
const definition = /(?:async[ \t]+)?(?:def|class)\b/y;
/** Keywords that begin a statement and never stand within brackets. */
const hardKeyword =
  /(?:def|class|return|import|while|try|with|raise|assert|del|pass|break|continue|global|nonlocal|elif|except|finally)\b(?!\s*=)|from\s+[\w.]+\s+import\b/y;
/** Keywords that begin a statement with a block. */
const header = /(?:async[ \t]+)?(?:def|class|if|elif|else|for|while|with|try|except|finally)\b/y;
const wordStart = /[\p{L}_@]/u;

class OutlineScanner implements Outline {
  readonly starts: number[] = [];
  readonly ends: number[] = [];
  readonly indents: number[] = [];
  readonly roles: LineRole[] = [];
  readonly comments: number[] = [];
  private at: number;
  private indent = 0;
  /** Starts of the lines within the brackets that are open. */
  private innerLines: number[] = [];
  /** How much may be read again: unclosed brackets on every line must not cost the square of the text. */
  private again: number;

  constructor(
    readonly text: string,
    private readonly isRecovering: boolean,
  ) {
    this.at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
    this.again = text.length * 2 + 10_000;
  }

  /** Reads all; false where a string in three quotes is never closed. */
  scan(): boolean {
    const { text } = this;
    while (this.at < text.length) {
      const start = this.at;
      this.skipIndent();
      const code = text.charCodeAt(this.at);
      if (code === newline) this.at += 1;
      else if (code === hash) this.comment();
      else if (this.at < text.length) {
        this.starts.push(start);
        this.indents.push(this.indent);
        this.roles.push(this.role(code));
        if (!this.logicalLine(start)) return false;
      }
    }
    return true;
  }

  private skipIndent(): void {
    const { text } = this;
    this.indent = 0;
    for (; ; this.at++) {
      const code = text.charCodeAt(this.at);
      if (code === 32) this.indent += 1;
      else if (code === 9) this.indent += 8;
      else if (code === carriageReturn || code === 12) this.indent = 0;
      else return;
    }
  }

  private role(code: number): LineRole {
    if (code === 64) return LineRole.Decorator;
    if ((code === 101 || code === 102) && this.matches(clause)) return LineRole.Clause;
    if (code >= 97 && code <= 100 && this.matches(definition)) return LineRole.Definition;
    return LineRole.Plain;
  }

  private matches(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    return pattern.test(this.text);
  }

  private comment(): void {
    const end = this.endOfLine();
    this.comments.push(this.at, this.text.charCodeAt(end - 1) === carriageReturn ? end - 1 : end);
    this.at = end;
  }

  private endOfLine(): number {
    const end = this.text.indexOf('\n', this.at);
    return end < 0 ? this.text.length : end;
  }

  private logicalLine(start: number): boolean {
    const { text } = this;
    const { length } = text;
    const { indent } = this;
    let depth = 0;
    this.innerLines = [];
    while (this.at < length) {
      const code = text.charCodeAt(this.at);
      const kind = code < 128 ? kinds[code] : 0;
      if (kind === 0) this.at += 1;
      else if (kind === 1) {
        depth += 1;
        this.at += 1;
      } else if (kind === 2) {
        if (depth > 0) depth -= 1;
        this.at += 1;
      } else if (kind === 3) {
        if (!this.string(code, indent)) return false;
      } else if (code === newline) {
        if (depth === 0) {
          this.end(start, this.at);
          this.at += 1;
          return true;
        }
        this.at += 1;
        if (this.isStatementInBrackets()) {
          this.recover(start, indent);
          return true;
        }
      } else if (code === backslash) this.at += text.charCodeAt(this.at + 1) === carriageReturn ? 3 : 2;
      else if (depth === 0) {
        this.end(start, this.at);
        this.comment();
        this.at += 1;
        return true;
      } else this.comment();
    }
    this.at = Math.min(this.at, length);
    if (depth > 0) this.recover(start, indent);
    else this.end(start, length);
    return true;
  }

  private end(start: number, before: number): void {
    let end = before;
    while (end > start && isBlank(this.text.charCodeAt(end - 1))) end -= 1;
    this.ends.push(end);
  }

  /** At the start of a line within brackets: whether it begins a statement, so that the bracket must be unclosed. */
  private isStatementInBrackets(): boolean {
    this.innerLines.push(this.at);
    this.skipIndent();
    const code = this.text.charCodeAt(this.at);
    return code >= 97 && code <= 122 && this.matches(hardKeyword);
  }

  /** Ends a logical line whose bracket is unclosed before the first line that is no deeper and could be a statement. */
  private recover(start: number, indent: number): void {
    const { text, at } = this;
    const reached = this.innerLines.at(-1) ?? text.length;
    const isAtEnd = at >= text.length;
    let next = isAtEnd ? text.length : reached;
    if (this.again > 0) {
      this.at = start;
      this.skipIndent();
      const hasBlock = this.matches(header);
      for (const line of this.innerLines) {
        this.at = line;
        this.skipIndent();
        const isNext = this.indent <= indent && wordStart.test(text.charAt(this.at));
        if (isNext || (hasBlock && this.indent > indent && endsWithColon(text, line))) {
          next = line;
          break;
        }
      }
      this.again -= at - next;
    }
    while ((this.comments.at(-1) ?? 0) > next) this.comments.length -= 2;
    this.end(start, next);
    this.at = next;
  }

  /** Passes over a string; false where it has three quotes and is never closed, and that is not to be recovered from. */
  private string(quote: number, indent: number): boolean {
    const { text } = this;
    if (text.charCodeAt(this.at + 1) === quote && text.charCodeAt(this.at + 2) === quote)
      return this.longString(indent);
    this.at += 1;
    for (; this.at < text.length; this.at++) {
      const code = text.charCodeAt(this.at);
      if (code === quote) {
        this.at += 1;
        return true;
      }
      if (code === newline) return true;
      if (code === backslash) {
        this.at += 1;
        if (text.charCodeAt(this.at) === carriageReturn) this.at += 1;
      }
    }
    return true;
  }

  private longString(indent: number): boolean {
    const { text } = this;
    const quotes = text.slice(this.at, this.at + 3);
    const opened = this.at + 3;
    let end = text.indexOf(quotes, opened);
    while (end >= 0 && isEscaped(text, end, opened)) end = text.indexOf(quotes, end + 1);
    if (this.isRecovering && holdsDefinition(text.slice(opened, end < 0 ? text.length : end), indent)) {
      this.at = this.endOfLine();
      return true;
    }
    this.at = end < 0 ? text.length : end + 3;
    return end >= 0 || this.isRecovering;
  }
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === carriageReturn || code === newline || code === 12;
}

/** Whether the line before an offset ends with a colon. */
function endsWithColon(text: string, lineStart: number): boolean {
  let at = lineStart - 1;
  while (at > 0 && isBlank(text.charCodeAt(at))) at -= 1;
  return text.charAt(at) === ':';
}

function isEscaped(text: string, at: number, from: number): boolean {
  let slashes = 0;
  while (at - slashes > from && text.charCodeAt(at - slashes - 1) === backslash) slashes += 1;
  return slashes % 2 === 1;
}

/** Whether a string's content holds a definition that the string's own line cannot be part of: then its quotes are left open. */
function holdsDefinition(content: string, indent: number): boolean {
  for (const [, space = ''] of content.matchAll(/^([ \t]*)(?:def|class)[ \t]+\w+[ \t]*[(:]/gm)) {
    const columns = space.replaceAll('\t', '        ').length;
    if (columns === 0 || columns < indent) return true;
  }
  return false;
}
