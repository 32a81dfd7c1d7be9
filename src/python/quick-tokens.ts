import { spelled } from '../base/interned';
import {
  augmentable,
  closing,
  digit,
  doubtful,
  keywords,
  kinds,
  letter,
  opening,
  operators,
  quotation,
  sign,
  singles,
  space,
  Token,
} from './quick-token';

/** Thrown where a text is not what the quick reader understands; the parser then reads it. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

/** One for all: nobody looks at its stack, and it costs more than what it ends. */
const unreadable = new Unreadable('not to be read quickly');

const number =
  /(?:0[xX][\da-fA-F]+[lL]?|0[bB][01]+|0[oO][0-7]+|\d+[lL]|\d+(?:_\d+)+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?[jJ]?)(?![\w.])/y;
const otherName = /[_\p{XID_Start}][_\p{XID_Continue}]*/uy;
const newline = 10;
const backslash = 92;

/** The tokens of one logical line, one after the other. Whoever reads them moves on with `next`. */
export class Tokens {
  type = Token.End;
  start = 0;
  end = 0;
  /** End of the token before. */
  before = 0;
  /** Where a string's first quote stands, and how many it opens with. */
  quote = 0;
  quotes = 1;
  /** A name or a keyword, as it was last read. */
  private spelling = '';
  private at = 0;
  private limit = 0;
  private brackets = 0;

  constructor(
    readonly text: string,
    /** Whether long strings are made strings of their own: of a text that is edited, a part of each state would keep all of that state. */
    protected readonly copiesStrings: boolean,
  ) {}

  /** Starts with what stands between two offsets. */
  begin(from: number, to: number): void {
    this.at = from;
    this.limit = to;
    this.brackets = 0;
    this.end = from;
    this.next();
  }

  /** What is no valid token, or none that is read here. */
  fail(): never {
    throw unreadable;
  }

  /** Whether the current token is that. */
  is(type: Token): boolean {
    return this.type === type;
  }

  /** Moves on behind a token that has to be there. */
  skip(type: Token): void {
    if (this.type !== type) throw unreadable;
    this.next();
  }

  /** The text of the current token. */
  word(): string {
    const { type } = this;
    const isWord = type === Token.Name || (type >= Token.And && type <= Token.Yield);
    return isWord ? this.spelling : spelled(this.text.slice(this.start, this.end));
  }

  /** Whether the token is an operator of that kind, and moves on behind it. */
  takes(type: Token): boolean {
    if (this.type !== type) return false;
    this.next();
    return true;
  }

  next(): void {
    const { text, limit } = this;
    this.before = this.end;
    let at = this.at;
    for (;;) {
      if (at >= limit) {
        if (this.brackets > 0) throw unreadable;
        this.start = this.end = limit;
        this.type = Token.End;
        return;
      }
      const code = text.charCodeAt(at);
      const kind = code < 128 ? kinds[code] : letter;
      switch (kind) {
        case space:
          at += 1;
          continue;
        case letter:
          this.name(at);
          return;
        case digit:
          this.number(at);
          return;
        case quotation:
          this.string(at, at);
          return;
        case opening:
          this.brackets += 1;
          this.finish(singles[code] ?? Token.End, at, at + 1);
          return;
        case closing:
          if (this.brackets === 0) throw unreadable;
          this.brackets -= 1;
          this.finish(singles[code] ?? Token.End, at, at + 1);
          return;
        case sign:
          this.operator(code, at);
          return;
        default:
          at = this.blank(code, at);
      }
    }
  }

  /** Passes over a line break where it ends nothing, and a comment within brackets. */
  private blank(code: number, at: number): number {
    const { text } = this;
    if (code === newline && this.brackets > 0) return at + 1;
    if (code === 13 && text.charCodeAt(at + 1) === newline && this.brackets > 0) return at + 2;
    if (code === 35 && this.brackets > 0) {
      const end = text.indexOf('\n', at);
      return end < 0 ? this.limit : end;
    }
    if (code === backslash) {
      if (text.charCodeAt(at + 1) === newline) return at + 2;
      if (text.charCodeAt(at + 1) === 13 && text.charCodeAt(at + 2) === newline) return at + 3;
    }
    throw unreadable;
  }

  private finish(type: Token, start: number, end: number): void {
    this.type = type;
    this.start = start;
    this.end = end;
    this.at = end;
    if (end > this.limit) throw unreadable;
  }

  private name(start: number): void {
    const { text } = this;
    let end = start;
    let code = text.charCodeAt(end);
    while (code < 128 && (kinds[code] === letter || kinds[code] === digit)) code = text.charCodeAt((end += 1));
    if (code >= 128) {
      otherName.lastIndex = start;
      if (!otherName.test(text)) throw unreadable;
      end = otherName.lastIndex;
      code = text.charCodeAt(end);
    }
    const length = end - start;
    if (length <= 2 && (code === 34 || code === 39) && /^(?:[bBuU]?[rR]?|[rR][bB])$/.test(text.slice(start, end))) {
      this.string(start, end);
      return;
    }
    if (code === 34 || code === 39) throw unreadable;
    const name = spelled(text.slice(start, end));
    let type = Token.Name;
    if (length <= 8) {
      type = keywords.get(name) ?? Token.Name;
      if (type === Token.Name && doubtful.has(name)) throw unreadable;
    }
    this.spelling = name;
    this.finish(type, start, end);
  }

  private number(start: number): void {
    number.lastIndex = start;
    if (!number.test(this.text)) throw unreadable;
    this.finish(Token.Number, start, number.lastIndex);
  }

  private string(start: number, quote: number): void {
    const { text, limit } = this;
    const code = text.charCodeAt(quote);
    this.quote = quote;
    if (text.charCodeAt(quote + 1) === code && text.charCodeAt(quote + 2) === code) {
      this.quotes = 3;
      for (let at = quote + 3; at < limit; at++) {
        const found = text.charCodeAt(at);
        if (found === backslash) at += 1;
        else if (found === code && text.charCodeAt(at + 1) === code && text.charCodeAt(at + 2) === code) {
          this.finish(Token.String, start, at + 3);
          return;
        }
      }
      throw unreadable;
    }
    this.quotes = 1;
    for (let at = quote + 1; at < limit; at++) {
      const found = text.charCodeAt(at);
      if (found === code) {
        this.finish(Token.String, start, at + 1);
        return;
      }
      if (found === newline) throw unreadable;
      if (found === backslash) {
        at += 1;
        if (text.charCodeAt(at) === 13) at += 1;
      }
    }
    throw unreadable;
  }

  private operator(code: number, start: number): void {
    const { text } = this;
    const second = text.charCodeAt(start + 1);
    // `.5` is a number.
    if (code === 46 && second >= 48 && second <= 57) {
      this.number(start);
      return;
    }
    let end = start + 1;
    if (second === code || second === 61 || second === 62) {
      // `**`, `==`, `<>`, `->`, `...`
      end += 1;
      if (code === 46 && text.charCodeAt(end) === 46) end += 1;
      const type = operators.get(text.slice(start, end));
      if (type !== undefined) {
        if (text.charCodeAt(end) !== 61 || type < Token.Plus || type > Token.ShiftRight) this.finish(type, start, end);
        else this.finish(Token.Augment, start, end + 1);
        return;
      }
      if (second === 61 && augmentable.includes(text.charAt(start))) {
        this.finish(Token.Augment, start, end);
        return;
      }
    }
    const type = singles[code];
    if (type === undefined || (second === 61 && code === 58)) throw unreadable;
    this.finish(type, start, start + 1);
  }
}
