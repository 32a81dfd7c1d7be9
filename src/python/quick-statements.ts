import { ExpressionReader } from './quick-expressions';
import { Token } from './quick-token';
import type { BinaryOperator, Expression } from './syntax';
import type { Import, Statement } from './statements';

/** Names that begin a statement of their own in some Pythons. */
const doubtful = new Set(['print', 'match', 'case', 'type']);

/** Reads statements of one line as `ExpressionReader` reads expressions. */
export class StatementReader extends ExpressionReader {
  /** The statements up to the end of the line, at the first one's first token. */
  simpleStatements(into: Statement[]): void {
    for (;;) {
      into.push(this.simpleStatement());
      if (!this.takes(Token.Semicolon)) break;
      if (this.is(Token.End)) break;
    }
    if (!this.is(Token.End)) this.fail();
  }

  private simpleStatement(): Statement {
    const { start, end, type } = this;
    switch (type) {
      case Token.Pass:
        this.next();
        return { kind: 'Pass', start, end };
      case Token.Break:
        this.next();
        return { kind: 'Break', start, end };
      case Token.Continue:
        this.next();
        return { kind: 'Continue', start, end };
      case Token.Return: {
        this.next();
        const value = this.beginsExpression() ? this.expressions() : null;
        return { kind: 'Return', value, start, end: this.before };
      }
      case Token.Del: {
        this.next();
        const targets = this.several();
        return { kind: 'Delete', targets, start, end: this.before };
      }
      case Token.Raise:
        return this.raise();
      case Token.Assert: {
        this.next();
        const test = this.expression();
        if (this.takes(Token.Comma)) this.expression();
        return { kind: 'Assert', test, start, end: this.before };
      }
      case Token.Global:
      case Token.Nonlocal: {
        this.next();
        const names = [this.plainName()];
        while (this.takes(Token.Comma)) names.push(this.plainName());
        return { kind: 'Global', scope: type === Token.Global ? 'global' : 'nonlocal', names, start, end: this.before };
      }
      case Token.Import:
        this.next();
        return { kind: 'Import', names: this.imported(() => this.dotted()), start, end: this.before };
      case Token.From:
        return this.importFrom();
      case Token.Yield: {
        const value = this.yielded();
        return { kind: 'ExpressionStatement', value, start, end: this.before };
      }
      default:
        return this.expressionStatement();
    }
  }

  /** What stands behind a keyword, with commas between. */
  private several(): readonly Expression[] {
    // In parentheses, all of it is one.
    if (this.is(Token.Open)) this.fail();
    const value = this.expressions();
    return value.kind === 'Tuple' ? value.items : [value];
  }

  private plainName(): string {
    const name = this.word();
    this.skip(Token.Name);
    return name;
  }

  private raise(): Statement {
    const { start } = this;
    this.next();
    if (!this.beginsExpression()) return { kind: 'Raise', value: null, start, end: this.before };
    // Python 2's `raise Kind, "message"` has more of them.
    const [value = null] = this.several();
    if (this.takes(Token.From)) this.expression();
    return { kind: 'Raise', value, start, end: this.before };
  }

  private dotted(): string {
    let name = this.plainName();
    while (this.takes(Token.Dot)) name += `.${this.plainName()}`;
    return name;
  }

  private imported(read: () => string): Import['names'] {
    const names: Import['names'][number][] = [];
    do {
      const name = read();
      const alias = this.takes(Token.As) ? this.plainName() : null;
      names.push({ name, alias });
    } while (this.takes(Token.Comma) && !this.is(Token.Close));
    return names;
  }

  private importFrom(): Statement {
    const { start } = this;
    this.next();
    let level = 0;
    while (this.is(Token.Dot) || this.is(Token.Ellipsis)) {
      level += this.is(Token.Dot) ? 1 : 3;
      this.next();
    }
    const module = this.is(Token.Name) ? this.dotted() : '';
    if (level === 0 && module === '') this.fail();
    this.skip(Token.Import);
    let names: Import['names'];
    if (this.takes(Token.Times)) names = [{ name: '*', alias: null }];
    else if (this.takes(Token.Open)) {
      names = this.imported(() => this.plainName());
      this.skip(Token.Close);
    } else names = this.imported(() => this.plainName());
    return { kind: 'ImportFrom', module, level, names, start, end: this.before };
  }

  private expressionStatement(): Statement {
    const { start } = this;
    const isDoubtful = this.is(Token.Name) && this.end - start <= 5 && doubtful.has(this.word());
    if (isDoubtful && this.isPrinting()) return this.print();
    const first = this.starredExpressions();
    const isCall = first.kind === 'Call' && first.callee.kind === 'Name' && first.callee.start === start;
    if (isDoubtful && !(isCall && this.is(Token.End))) this.fail();
    const { type } = this;
    if (type === Token.Equals) return this.assignment(first, start);
    if (type === Token.Augment) {
      if (first.kind === 'Tuple' || first.kind === 'List') this.fail();
      this.checkTarget(first, start);
      const sign = this.word().slice(0, -1) as BinaryOperator;
      this.next();
      const value = this.assigned();
      return { kind: 'AugmentedAssign', target: first, operator: sign, value, start, end: this.before };
    }
    if (type === Token.Colon) {
      if (first.kind === 'Tuple' || first.kind === 'List') this.fail();
      this.checkTarget(first, start);
      this.next();
      this.expression();
      const value = this.takes(Token.Equals) ? this.assigned() : null;
      return { kind: 'AnnotatedAssign', target: first, value, start, end: this.before };
    }
    if (holdsStar(first)) this.fail();
    return { kind: 'ExpressionStatement', value: first, start, end: this.before };
  }

  /** At `print`: whether it is Python 2's statement, with a value that cannot be anything else. */
  private isPrinting(): boolean {
    return this.word() === 'print' && /^[ \t]+(?:["'\w]|[^\x00-\x7f])/.test(this.text.slice(this.end, this.end + 20));
  }

  private print(): Statement {
    const { start } = this;
    this.next();
    // `print in x`, `print if x`, …: there, it is a name.
    if (!this.beginsExpression()) this.fail();
    const values = this.several();
    return { kind: 'Print', values, start, end: this.before };
  }

  private assignment(first: Expression, start: number): Statement {
    this.checkTarget(first, start);
    if (first.kind === 'Starred') this.fail();
    const targets = [first];
    this.next();
    for (;;) {
      const at = this.start;
      if (this.is(Token.Yield)) {
        const value = this.yielded();
        return { kind: 'Assign', targets, value, start, end: this.before };
      }
      const value = this.starredExpressions();
      if (!this.takes(Token.Equals)) {
        if (holdsStar(value)) this.fail();
        return { kind: 'Assign', targets, value, start, end: this.before };
      }
      this.checkTarget(value, at);
      if (value.kind === 'Starred') this.fail();
      targets.push(value);
    }
  }

  /** What stands behind `=` where nothing else is assigned. */
  private assigned(): Expression {
    return this.is(Token.Yield) ? this.yielded() : this.expressions();
  }

  private starredExpressions(): Expression {
    const { start } = this;
    const first = this.starredOr(null);
    if (!this.is(Token.Comma)) return first;
    const items = [first];
    while (this.takes(Token.Comma) && (this.is(Token.Times) || this.beginsExpression()))
      items.push(this.starredOr(null));
    return { kind: 'Tuple', items, start, end: this.before };
  }
}

/** Only in brackets a Token.Times is a value: `return *a, b` the grammar has otherwise. */
function holdsStar(value: Expression): boolean {
  return value.kind === 'Starred' || (value.kind === 'Tuple' && value.items.some(({ kind }) => kind === 'Starred'));
}
