import { interned } from '../base/interned';
import { unescape } from './literals';
import { Token } from './quick-token';
import { Tokens } from './quick-tokens';
import type { Argument, Comprehension, DictDisplay, Expression, Parameter } from './syntax';

/** How tightly the loosest operator binds, and the first one that binds more tightly than comparisons. */
export const or = 1;
export const above = 5;

/** What is shorter than this is copied by every slice. */
const shortest = 13;

/** How deep expressions may nest: the parser has limits of its own for more. */
const deepest = 60;

/** Reads what stands within brackets, from its first token to behind its last. */
export abstract class DisplayReader extends Tokens {
  private depth = 0;

  override begin(from: number, to: number): void {
    this.depth = 0;
    super.begin(from, to);
  }

  protected abstract expression(): Expression;
  protected abstract expressions(): Expression;
  /** An expression whose operators bind at least so tightly. */
  protected abstract operation(least: number): Expression;
  protected abstract targets(): Expression;
  protected abstract beginsExpression(): boolean;

  /** Into what may hold the like of itself; `leave` hands on what was read there. */
  protected enter(): void {
    this.depth += 1;
    if (this.depth > deepest) this.fail();
  }

  protected leave<T>(value: T): T {
    this.depth -= 1;
    return value;
  }

  /** An expression, or `*a` where one may stand. */
  protected starredOr(least: number | null): Expression {
    const { start } = this;
    if (!this.takes(Token.Times)) return least === null ? this.expression() : this.operation(least);
    const value = this.operation(above);
    return { kind: 'Starred', value, start, end: this.before };
  }

  /** Behind `yield`, at its keyword. */
  protected yielded(): Expression {
    const { start } = this;
    this.skip(Token.Yield);
    const isFrom = this.takes(Token.From);
    const value = isFrom ? this.expression() : this.beginsExpression() ? this.expressions() : null;
    return { kind: 'Yield', value, isFrom, start, end: this.before };
  }

  /** Adjacent literals are one string. */
  protected strings(): Expression {
    const { start } = this;
    let value = '';
    let isBytes = false;
    for (let count = 0; this.is(Token.String); count++) {
      const part = this.text.slice(this.quote + this.quotes, this.end - this.quotes);
      const content = this.copiesStrings && part.length >= shortest ? interned(part) : part;
      let isRaw = false;
      if (this.quote > this.start) {
        const prefix = this.text.slice(this.start, this.quote).toLowerCase();
        isRaw = prefix.includes('r');
        isBytes ||= prefix.includes('b');
      }
      const own = unescape(content, isRaw);
      value = count === 0 ? own : value + own;
      this.next();
    }
    return { kind: 'String', value, isBytes, start, end: this.before };
  }

  protected parenthesized(): Expression {
    const { start } = this;
    this.skip(Token.Open);
    if (this.takes(Token.Close)) return { kind: 'Tuple', items: [], start, end: this.before };
    if (this.is(Token.Yield)) {
      const value = this.yielded();
      this.skip(Token.Close);
      return value;
    }
    const first = this.starredOr(null);
    if (this.is(Token.For)) return this.comprehension('generator', null, first, start, Token.Close);
    if (!this.is(Token.Comma)) {
      if (first.kind === 'Starred') this.fail();
      this.skip(Token.Close);
      return first;
    }
    const items = this.rest(first, Token.Close);
    return { kind: 'Tuple', items, start, end: this.before };
  }

  protected list(): Expression {
    const { start } = this;
    this.skip(Token.OpenSquare);
    if (this.takes(Token.CloseSquare)) return { kind: 'List', items: [], start, end: this.before };
    const first = this.starredOr(null);
    if (this.is(Token.For)) return this.comprehension('list', null, first, start, Token.CloseSquare);
    const items = this.rest(first, Token.CloseSquare);
    return { kind: 'List', items, start, end: this.before };
  }

  /** The items behind the first, and the bracket that closes them. */
  private rest(first: Expression, closing: Token): Expression[] {
    const items = [first];
    while (this.takes(Token.Comma) && !this.is(closing)) items.push(this.starredOr(null));
    this.skip(closing);
    return items;
  }

  protected braces(): Expression {
    const { start } = this;
    this.skip(Token.OpenBrace);
    if (this.takes(Token.CloseBrace)) return { kind: 'Dict', entries: [], start, end: this.before };
    if (!this.is(Token.Power)) {
      const first = this.starredOr(null);
      if (!this.is(Token.Colon)) {
        if (this.is(Token.For)) return this.comprehension('set', null, first, start, Token.CloseBrace);
        const items = this.rest(first, Token.CloseBrace);
        return { kind: 'Set', items, start, end: this.before };
      }
      if (first.kind === 'Starred') this.fail();
      this.next();
      const value = this.expression();
      if (this.is(Token.For)) return this.comprehension('dict', first, value, start, Token.CloseBrace);
      const entries = this.entries([{ key: first, value }]);
      return { kind: 'Dict', entries, start, end: this.before };
    }
    const entries = this.entries([this.entry()]);
    return { kind: 'Dict', entries, start, end: this.before };
  }

  private entries(entries: DictDisplay['entries'][number][]): DictDisplay['entries'] {
    while (this.takes(Token.Comma) && !this.is(Token.CloseBrace)) entries.push(this.entry());
    this.skip(Token.CloseBrace);
    return entries;
  }

  private entry(): DictDisplay['entries'][number] {
    if (this.takes(Token.Power)) return { key: null, value: this.operation(above) };
    const key = this.expression();
    this.skip(Token.Colon);
    return { key, value: this.expression() };
  }

  private comprehension(
    type: Comprehension['type'],
    key: Expression | null,
    element: Expression,
    start: number,
    closing: Token,
  ): Expression {
    if (element.kind === 'Starred') this.fail();
    const clauses: { target: Expression; iterable: Expression; conditions: Expression[] }[] = [];
    while (this.takes(Token.For)) {
      const target = this.targets();
      this.skip(Token.In);
      const iterable = this.operation(or);
      const conditions: Expression[] = [];
      while (this.takes(Token.If)) conditions.push(this.operation(or));
      clauses.push({ target, iterable, conditions });
    }
    this.skip(closing);
    return { kind: 'Comprehension', type, key, element, clauses, start, end: this.before };
  }

  protected index(): Expression {
    this.skip(Token.OpenSquare);
    this.enter();
    const first = this.indexPart();
    let value = first;
    if (this.is(Token.Comma)) {
      const items = [first];
      while (this.takes(Token.Comma) && !this.is(Token.CloseSquare)) items.push(this.indexPart());
      value = { kind: 'Tuple', items, start: first.start, end: items.at(-1)?.end ?? first.end };
    }
    this.skip(Token.CloseSquare);
    return this.leave(value);
  }

  private indexPart(): Expression {
    const { start } = this;
    const lower = this.is(Token.Colon) ? null : this.expression();
    if (!this.is(Token.Colon)) return lower ?? this.fail();
    this.next();
    const isOver = (): boolean => this.is(Token.Comma) || this.is(Token.CloseSquare);
    const upper = this.is(Token.Colon) || isOver() ? null : this.expression();
    const step = this.takes(Token.Colon) && !isOver() ? this.expression() : null;
    return { kind: 'Slice', lower, upper, step, start, end: this.before };
  }

  /** The arguments of a call or of a class, with their parentheses. */
  protected arguments(): Argument[] {
    const from = this.start;
    this.skip(Token.Open);
    const given: Argument[] = [];
    while (!this.is(Token.Close)) {
      this.enter();
      const item = this.leave(this.argument());
      if (this.is(Token.For)) {
        // A generator that is the only argument has the call's own parentheses.
        if (given.length > 0 || item.name !== null || item.star !== '') this.fail();
        const value = this.comprehension('generator', null, item.value, from, Token.Close);
        return [{ name: null, star: '', value, start: from, end: this.before }];
      }
      given.push(item);
      if (!this.takes(Token.Comma)) break;
    }
    this.skip(Token.Close);
    return given;
  }

  private argument(): Argument {
    const { start } = this;
    if (this.takes(Token.Times)) {
      const value = this.expression();
      return { name: null, star: '*', value, start, end: this.before };
    }
    if (this.takes(Token.Power)) {
      const value = this.expression();
      return { name: null, star: '**', value, start, end: this.before };
    }
    const value = this.expression();
    if (!this.is(Token.Equals)) return { name: null, star: '', value, start, end: this.before };
    if (value.kind !== 'Name' || value.start !== start) this.fail();
    this.next();
    const given = this.expression();
    return { name: value.name, star: '', value: given, start, end: this.before };
  }

  protected lambda(): Expression {
    const { start } = this;
    this.skip(Token.Lambda);
    const parameters = this.parameters(Token.Colon);
    this.skip(Token.Colon);
    this.enter();
    const body = this.leave(this.expression());
    return { kind: 'Lambda', parameters, body, start, end: this.before };
  }

  /** The parameters of a lambda or of a function, up to what closes them. Only a function's may have types. */
  protected parameters(closing: Token): Parameter[] {
    const parameters: Parameter[] = [];
    let role: Parameter['role'] = 'normal';
    const type = (): void => {
      if (closing === Token.Close && this.takes(Token.Colon)) this.expression();
    };
    while (!this.is(closing)) {
      const { start } = this;
      if (this.takes(Token.Times)) {
        if (!this.is(Token.Name)) role = 'keyword';
        else {
          const name = this.word();
          this.next();
          type();
          parameters.push({ name, role: 'args', default: null, start, end: this.before });
          role = 'keyword';
        }
      } else if (this.takes(Token.Power)) {
        const name = this.word();
        this.skip(Token.Name);
        type();
        parameters.push({ name, role: 'kwargs', default: null, start, end: this.before });
      } else if (!this.takes(Token.Divide)) {
        const name = this.word();
        this.skip(Token.Name);
        type();
        const otherwise = this.takes(Token.Equals) ? this.expression() : null;
        parameters.push({ name, role, default: otherwise, start, end: this.before });
      }
      if (!this.takes(Token.Comma)) break;
    }
    if (!this.is(closing)) this.fail();
    return parameters;
  }
}
