import { LazyDefinition } from './lazy';
import type { Outline } from './outline';
import { type Block, longestStatement } from './pieces';
import { StatementReader } from './quick-statements';
import { Token } from './quick-token';
import { Unreadable } from './quick-tokens';
import type { Expression, Span } from './syntax';
import type { Statement, Suite, Try, With } from './statements';

/** A block from this length on is read when somebody asks for its statements, and a function's always. */
const longBlock = 1200;
/** What has more clauses, or lies in more blocks, is left to the parser. */
const mostClauses = 200;
const deepest = 60;

/** Where the reading of a compound statement stands, in lines of the outline. */
interface Cursor {
  line: number;
  /** The line after the statement. */
  readonly next: number;
  readonly indent: number;
  readonly depth: number;
}

/** What reads blocks for a `QuickReader`: it calls one again, and the parser for what is not understood. */
export interface BlockReader {
  /** The statements of a block. */
  readonly now: (block: Block) => readonly Statement[];
  /** A suite whose statements are read when somebody asks for them. */
  readonly later: (block: Block) => Suite;
  /** Whether a function's body yields. */
  readonly holdsYield: (body: Suite) => boolean;
}

/** Reads the statements of an outline, each for itself. What it does not understand, it leaves to the parser. */
export class QuickReader extends StatementReader {
  constructor(
    private readonly outline: Outline,
    private readonly blocks: BlockReader,
    copiesStrings = false,
  ) {
    super(outline.text, copiesStrings);
  }

  /** Reads the statement that some lines are, or several with semicolons between. False, and nothing read, where it is not understood. */
  read(line: number, next: number, depth: number, into: Statement[]): boolean {
    const { length } = into;
    try {
      this.statement(line, next, depth, into);
      return true;
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      into.length = length;
      return false;
    }
  }

  private statement(line: number, next: number, depth: number, into: Statement[]): void {
    this.line(line);
    const { type } = this;
    const isCompound =
      type === Token.If ||
      type === Token.Def ||
      type === Token.For ||
      type === Token.With ||
      type === Token.Class ||
      type === Token.While ||
      type === Token.Try ||
      type === Token.At;
    if (isCompound) {
      if (depth >= deepest) this.fail();
      const cursor = { line, next, indent: this.outline.indents[line] ?? 0, depth };
      const statement = this.compound(cursor);
      if (cursor.line !== next) this.fail();
      into.push(statement);
    } else {
      // More than that is data, which the parser does not read either.
      if (next > line + 1 || (this.outline.ends[line] ?? 0) - this.start > longestStatement) this.fail();
      this.simpleStatements(into);
    }
  }

  private line(line: number): void {
    const { starts, ends } = this.outline;
    this.begin(starts[line] ?? 0, ends[line] ?? 0);
  }

  /** Whether another clause follows; its header's tokens are the next then. */
  private hasClause(cursor: Cursor): boolean {
    if (cursor.line >= cursor.next) return false;
    this.line(cursor.line);
    return true;
  }

  private compound(cursor: Cursor): Statement {
    switch (this.type) {
      case Token.If:
        return this.branches(cursor);
      case Token.While: {
        const { start } = this;
        this.next();
        const test = this.expression();
        const body = this.suite(cursor);
        const orElse = this.orElse(cursor);
        return { kind: 'While', test, body, orElse, start, end: (orElse ?? body).end };
      }
      case Token.For: {
        const { start } = this;
        this.next();
        const target = this.targets();
        this.skip(Token.In);
        const iterable = this.expressions();
        const body = this.suite(cursor);
        const orElse = this.orElse(cursor);
        return { kind: 'For', target, iterable, body, orElse, start, end: (orElse ?? body).end };
      }
      case Token.With: {
        const { start } = this;
        this.next();
        const items = this.withItems();
        const body = this.suite(cursor);
        return { kind: 'With', items, body, start, end: body.end };
      }
      case Token.Try:
        return this.tryStatement(cursor);
      case Token.At:
        return this.decorated(cursor);
      case Token.Def:
        return this.definition(cursor, []);
      default:
        return this.classDefinition(cursor, []);
    }
  }

  /** At a header's colon: what follows it on its line, or the lines of its block. */
  private suite(cursor: Cursor, isLazy = false): Suite {
    const { starts, ends, indents } = this.outline;
    this.skip(Token.Colon);
    const from = cursor.line + 1;
    let to = from;
    const least = indents[from] ?? 0;
    for (; to < cursor.next && (indents[to] ?? 0) > cursor.indent; to++) {
      // Tabs and spaces mixed, or a line too far to the left: what belongs to what is for the parser to guess.
      if ((indents[to] ?? 0) < least) this.fail();
    }
    cursor.line = to;
    if (!this.is(Token.End)) {
      if (to > from) this.fail();
      const { start } = this;
      const statements: Statement[] = [];
      this.simpleStatements(statements);
      return { start, end: this.before, statements };
    }
    if (to === from) this.fail();
    let start = starts[from] ?? 0;
    const end = ends[to - 1] ?? 0;
    while (start < end && this.text.charCodeAt(start) <= 32) start += 1;
    const block: Block = { from, to, depth: cursor.depth + 1, start, end };
    if (isLazy || end - start > longBlock) return this.blocks.later(block);
    return { start, end, statements: this.blocks.now(block) };
  }

  private branches(cursor: Cursor): Statement {
    const taken: { readonly start: number; readonly test: Expression; readonly body: Suite }[] = [];
    let orElse: Suite | null = null;
    do {
      const { start, type } = this;
      if (type === Token.Else) {
        this.next();
        orElse = this.suite(cursor);
        break;
      }
      if (type !== (taken.length === 0 ? Token.If : Token.Elif) || taken.length > mostClauses) this.fail();
      this.next();
      const test = this.expression();
      taken.push({ start, test, body: this.suite(cursor) });
    } while (this.hasClause(cursor));
    const last = orElse ?? taken.at(-1)?.body ?? this.fail();
    for (let index = taken.length - 1; index > 0; index--) {
      const { start, test, body } = taken[index] ?? this.fail();
      // An `elif` ends with its own block, and so does what stands for it.
      const end = body.end;
      orElse = { statements: [{ kind: 'If', test, body, orElse, start, end }], start, end };
    }
    const { start, test, body } = taken[0] ?? this.fail();
    return { kind: 'If', test, body, orElse, start, end: last.end };
  }

  private orElse(cursor: Cursor): Suite | null {
    if (!this.hasClause(cursor)) return null;
    this.skip(Token.Else);
    return this.suite(cursor);
  }

  private withItems(): With['items'] {
    // Parentheses may hold all the items, or a part of the first.
    if (this.is(Token.Open)) this.fail();
    const items: With['items'][number][] = [];
    do {
      const context = this.expression();
      let target: Expression | null = null;
      if (this.takes(Token.As)) {
        if (this.is(Token.Open)) this.fail();
        target = this.expression();
      }
      items.push({ context, target });
    } while (this.takes(Token.Comma));
    return items;
  }

  private tryStatement(cursor: Cursor): Statement {
    const { start } = this;
    this.next();
    const body = this.suite(cursor);
    const handlers: Try['handlers'][number][] = [];
    let orElse: Suite | null = null;
    let last: Suite | null = null;
    let end = body.end;
    while (this.hasClause(cursor)) {
      if (last !== null || handlers.length > mostClauses) this.fail();
      if (this.takes(Token.Finally)) end = (last = this.suite(cursor)).end;
      else if (this.is(Token.Else)) {
        if (orElse !== null || handlers.length === 0) this.fail();
        this.next();
        end = (orElse = this.suite(cursor)).end;
      } else {
        if (orElse !== null) this.fail();
        this.skip(Token.Except);
        const handler = this.handler(cursor);
        handlers.push(handler);
        end = handler.body.end;
      }
    }
    if (handlers.length === 0 && last === null) this.fail();
    return { kind: 'Try', body, handlers, orElse, finally: last, start, end };
  }

  /** Behind `except`: `E as e`, Python 2's `E, e`, or nothing. */
  private handler(cursor: Cursor): Try['handlers'][number] {
    let type: Expression | null = null;
    let name: string | null = null;
    if (!this.is(Token.Colon)) {
      type = this.expression();
      if (this.takes(Token.As) || this.takes(Token.Comma)) {
        name = this.word();
        this.skip(Token.Name);
      }
    }
    return { type, name, body: this.suite(cursor) };
  }

  private decorated(cursor: Cursor): Statement {
    const decorators: Expression[] = [];
    while (this.takes(Token.At)) {
      decorators.push(this.expression());
      if (!this.is(Token.End)) this.fail();
      cursor.line += 1;
      if (!this.hasClause(cursor) || this.outline.indents[cursor.line] !== cursor.indent) this.fail();
    }
    return this.is(Token.Class) ? this.classDefinition(cursor, decorators) : this.definition(cursor, decorators);
  }

  private named(): { readonly name: string; readonly nameSpan: Span } {
    const { start, end } = this;
    const name = this.word();
    this.skip(Token.Name);
    return { name, nameSpan: { start, end } };
  }

  private definition(cursor: Cursor, decorators: readonly Expression[]): Statement {
    const { start, blocks } = this;
    this.skip(Token.Def);
    const { name, nameSpan } = this.named();
    this.skip(Token.Open);
    const parameters = this.parameters(Token.Close);
    this.skip(Token.Close);
    if (this.takes(Token.Arrow)) this.expression();
    const body = this.suite(cursor, true);
    return new LazyDefinition(name, nameSpan, parameters, decorators, body, false, start, body.end, blocks.holdsYield);
  }

  private classDefinition(cursor: Cursor, decorators: readonly Expression[]): Statement {
    const { start } = this;
    this.skip(Token.Class);
    const { name, nameSpan } = this.named();
    const bases = this.is(Token.Open) ? this.arguments() : [];
    const body = this.suite(cursor);
    return { kind: 'ClassDefinition', name, nameSpan, bases, decorators, body, start, end: body.end };
  }
}
