import { parseNumber } from './literals';
import { above, DisplayReader, or } from './quick-displays';
import { Token } from './quick-token';
import type { BinaryOperator, ComparisonOperator, Expression } from './syntax';

// How tightly operators bind; `or` is the loosest, and `above` the first that binds more tightly than comparisons.
const and = 2;
const not = 3;
const compared = 4;
const unary = 11;
const power = 12;
const levels = new Uint8Array(128);
for (const [level, tokens] of [
  [or, [Token.Or]],
  [and, [Token.And]],
  [compared, [Token.Less, Token.LessEqual, Token.Greater, Token.GreaterEqual, Token.EqualTo, Token.NotEqual]],
  [compared, [Token.In, Token.Is, Token.Not]],
  [above, [Token.BitOr]],
  [above + 1, [Token.BitXor]],
  [above + 2, [Token.BitAnd]],
  [above + 3, [Token.ShiftLeft, Token.ShiftRight]],
  [above + 4, [Token.Plus, Token.Minus]],
  [above + 5, [Token.Times, Token.Divide, Token.FloorDivide, Token.Modulo, Token.At]],
  [power, [Token.Power]],
] as const) {
  for (const token of tokens) levels[token] = level;
}

/** How long chains of operators and calls may be: the parser has limits of its own for more. */
const longest = 100;

/**
 * Reads expressions straight from their tokens to what the parser's tree is lowered to, and nothing that it is not sure of: where it
 * fails, the parser reads the statement. Each method starts at the first token of what it reads and stops behind its last.
 */
export class ExpressionReader extends DisplayReader {
  /** One expression without a comma. */
  protected expression(): Expression {
    if (this.is(Token.Lambda)) return this.lambda();
    const { start } = this;
    const body = this.operation(or);
    if (!this.takes(Token.If)) return body;
    const test = this.operation(or);
    this.skip(Token.Else);
    this.enter();
    const orElse = this.leave(this.expression());
    return { kind: 'Conditional', test, body, orElse, start, end: this.before };
  }

  /** One expression, or a tuple of several without brackets. */
  protected expressions(): Expression {
    const { start } = this;
    const first = this.expression();
    if (!this.is(Token.Comma)) return first;
    const items = [first];
    while (this.takes(Token.Comma) && this.beginsExpression()) items.push(this.expression());
    return { kind: 'Tuple', items, start, end: this.before };
  }

  /** What is assigned to: one target, or several in a tuple. It stops before `in`. */
  protected targets(): Expression {
    const { start } = this;
    const first = this.starredOr(above);
    this.checkTarget(first, start);
    if (!this.is(Token.Comma)) {
      if (first.kind === 'Starred') this.fail();
      return first;
    }
    const items = [first];
    while (this.takes(Token.Comma) && (this.beginsExpression() || this.is(Token.Times))) {
      const at = this.start;
      const item = this.starredOr(above);
      this.checkTarget(item, at);
      items.push(item);
    }
    return { kind: 'Tuple', items, start, end: this.before };
  }

  /** Fails for what cannot be assigned to, and for a single one in parentheses, which the grammar has otherwise. */
  protected checkTarget(target: Expression, start: number): void {
    if (target.start !== start) this.fail();
    switch (target.kind) {
      case 'Name':
      case 'Attribute':
      case 'Subscript':
        return;
      case 'Starred':
        this.checkTarget(target.value, target.value.start);
        return;
      case 'Tuple':
      case 'List':
        if (target.items.length === 0) this.fail();
        for (const item of target.items) this.checkTarget(item, item.start);
        return;
      default:
        this.fail();
    }
  }

  /** Whether an expression begins here: behind a Token.Comma, there may be none. */
  protected beginsExpression(): boolean {
    switch (this.type) {
      case Token.Name:
      case Token.Number:
      case Token.String:
      case Token.None:
      case Token.True:
      case Token.False:
      case Token.Not:
      case Token.Lambda:
      case Token.Open:
      case Token.OpenSquare:
      case Token.OpenBrace:
      case Token.Ellipsis:
      case Token.Plus:
      case Token.Minus:
      case Token.Invert:
        return true;
      default:
        return false;
    }
  }

  protected operation(least: number): Expression {
    const { start } = this;
    let left = this.operand(least);
    for (let length = 0; ; length++) {
      const level = levels[this.type] ?? 0;
      if (level < least) return left;
      if (length > longest) this.fail();
      if (level === compared) left = this.comparison(left, start);
      else {
        const sign = this.word();
        this.next();
        const right = this.operation(level === power ? unary : level + 1);
        const end = this.before;
        left =
          level <= and
            ? { kind: 'Boolean', operator: sign as 'and' | 'or', left, right, start, end }
            : { kind: 'Binary', operator: sign as BinaryOperator, left, right, start, end };
      }
    }
  }

  private operand(least: number): Expression {
    const { start, type } = this;
    if (type === Token.Not) {
      if (least > not) this.fail();
      this.next();
      this.enter();
      const operand = this.leave(this.operation(not));
      return { kind: 'Unary', operator: 'not', operand, start, end: this.before };
    }
    if (type !== Token.Minus && type !== Token.Plus && type !== Token.Invert) return this.primary();
    const sign = type === Token.Minus ? '-' : type === Token.Plus ? '+' : '~';
    this.next();
    this.enter();
    const operand = this.leave(this.operation(unary));
    return { kind: 'Unary', operator: sign, operand, start, end: this.before };
  }

  private comparison(first: Expression, start: number): Expression {
    const operands = [first];
    const operators: ComparisonOperator[] = [];
    while (levels[this.type] === compared) {
      let sign = this.word();
      const { type } = this;
      this.next();
      if (type === Token.Not) {
        this.skip(Token.In);
        sign = 'not in';
      } else if (type === Token.Is && this.takes(Token.Not)) sign = 'is not';
      operators.push((sign === '<>' ? '!=' : sign) as ComparisonOperator);
      operands.push(this.operation(above));
    }
    if (operands.length > longest) this.fail();
    return { kind: 'Comparison', operands, operators, start, end: this.before };
  }

  private primary(): Expression {
    const { start } = this;
    let value = this.atom();
    for (let length = 0; ; length++) {
      if (this.is(Token.Dot)) {
        this.next();
        if (!this.is(Token.Name)) this.fail();
        const nameSpan = { start: this.start, end: this.end };
        const name = this.word();
        this.next();
        value = { kind: 'Attribute', object: value, name, nameSpan, start, end: this.before };
      } else if (this.is(Token.Open)) {
        const from = this.start;
        const given = this.arguments();
        const end = this.before;
        const argumentsSpan = { start: from, end };
        value = { kind: 'Call', callee: value, arguments: given, argumentsSpan, start, end };
      } else if (this.is(Token.OpenSquare)) {
        const index = this.index();
        value = { kind: 'Subscript', object: value, index, start, end: this.before };
      } else return value;
      if (length > longest) this.fail();
    }
  }

  private atom(): Expression {
    const { start, end, type } = this;
    switch (type) {
      case Token.Name: {
        const name = this.word();
        this.next();
        return { kind: 'Name', name, start, end };
      }
      case Token.Number: {
        this.next();
        return { kind: 'Number', ...parseNumber(this.text.slice(start, end)), start, end };
      }
      case Token.String:
        return this.strings();
      case Token.None:
        this.next();
        return { kind: 'Constant', value: null, start, end };
      case Token.True:
      case Token.False:
        this.next();
        return { kind: 'Constant', value: type === Token.True, start, end };
      case Token.Ellipsis:
        this.next();
        return { kind: 'Constant', value: 'Ellipsis', start, end };
      case Token.Open:
        this.enter();
        return this.leave(this.parenthesized());
      case Token.OpenSquare:
        this.enter();
        return this.leave(this.list());
      case Token.OpenBrace:
        this.enter();
        return this.leave(this.braces());
      default:
        return this.fail();
    }
  }
}
