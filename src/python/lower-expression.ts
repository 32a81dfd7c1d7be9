import { childOf, type Concrete, namedChildren } from './concrete';
import { parseNumber, unescape } from './literals';
import type {
  Argument,
  BinaryOperator,
  ComparisonOperator,
  Comprehension,
  DictDisplay,
  Expression,
  FormattedString,
  Parameter,
  Span,
} from './syntax';

/** Lowers the parser's expressions to syntax.ts. What it does not know becomes a BrokenExpression, never an exception. */
export class ExpressionLowering {
  constructor(protected readonly text: string) {}

  /** Lowers one expression; a missing one is broken, with no extent. */
  expression(node: Concrete | undefined): Expression {
    if (node === undefined) return { kind: 'BrokenExpression', start: 0, end: 0 };
    const span = spanOf(node);
    switch (node.type) {
      case 'identifier':
      case 'keyword_identifier':
        return node.isMissing ? broken(node) : { kind: 'Name', name: this.textOf(node), ...span };
      case 'integer':
      case 'float':
        return { kind: 'Number', ...parseNumber(this.textOf(node)), ...span };
      case 'string':
        return this.string([node], span);
      case 'concatenated_string':
        return this.string(namedChildren(node), span);
      case 'true':
      case 'false':
        return { kind: 'Constant', value: node.type === 'true', ...span };
      case 'none':
        return { kind: 'Constant', value: null, ...span };
      case 'ellipsis':
        return { kind: 'Constant', value: 'Ellipsis', ...span };
      case 'parenthesized_expression':
      case 'parenthesized_list_splat':
      case 'format_expression':
      case 'type':
      case 'case_pattern':
        return this.expression(namedChildren(node)[0]);
      case 'attribute':
        return this.attribute(node);
      case 'dotted_name':
        return this.dotted(node);
      case 'call':
        return this.call(node);
      case 'subscript':
        return this.subscript(node);
      default:
        return this.display(node) ?? this.operation(node) ?? broken(node);
    }
  }

  /** Lowers a call's or a class's argument list; a lone generator expression is one argument. */
  arguments(list: Concrete): Argument[] {
    if (list.type === 'generator_expression') {
      return [{ name: null, star: '', value: this.expression(list), ...spanOf(list) }];
    }
    return namedChildren(list).flatMap((node): Argument[] => {
      const span = spanOf(node);
      switch (node.type) {
        case 'keyword_argument': {
          const name = childOf(node, 'name');
          return [
            {
              name: name === undefined ? null : this.textOf(name),
              star: '',
              value: this.expression(childOf(node, 'value')),
              ...span,
            },
          ];
        }
        case 'list_splat':
        case 'dictionary_splat': {
          const star = node.type === 'list_splat' ? '*' : '**';
          return [{ name: null, star, value: this.expression(namedChildren(node)[0]), ...span }];
        }
        case 'ERROR':
          return [];
        default:
          return [{ name: null, star: '', value: this.expression(node), ...span }];
      }
    });
  }

  /** Lowers the parameters of a function or a lambda. */
  parameters(list: Concrete | undefined): Parameter[] {
    let role: Parameter['role'] = 'normal';
    return (list === undefined ? [] : list.children).flatMap((node): Parameter[] => {
      if (node.type === 'keyword_separator' || node.type === '*') {
        role = 'keyword';
        return [];
      }
      const parameter = this.parameter(node, role);
      if (parameter?.role === 'args') role = 'keyword';
      return parameter === null ? [] : [parameter];
    });
  }

  protected textOf(node: Span): string {
    return this.text.slice(node.start, node.end);
  }

  private parameter(node: Concrete, role: Parameter['role']): Parameter | null {
    const span = spanOf(node);
    switch (node.type) {
      case 'identifier':
        return { name: this.textOf(node), role, default: null, ...span };
      case 'default_parameter':
      case 'typed_default_parameter': {
        const name = childOf(node, 'name');
        const value = this.expression(childOf(node, 'value'));
        return { name: name === undefined ? '' : this.textOf(name), role, default: value, ...span };
      }
      case 'typed_parameter': {
        const inner = namedChildren(node)[0];
        const parameter = inner === undefined ? null : this.parameter(inner, role);
        return parameter === null ? null : { ...parameter, ...span };
      }
      case 'list_splat_pattern':
      case 'dictionary_splat_pattern': {
        const name = namedChildren(node)[0];
        const starred = node.type === 'list_splat_pattern' ? 'args' : 'kwargs';
        return { name: name === undefined ? '' : this.textOf(name), role: starred, default: null, ...span };
      }
      case 'tuple_pattern': // Python 2 unpacked tuples in its parameters.
        return { name: this.textOf(node), role, default: null, ...span };
      default:
        return null;
    }
  }

  private attribute(node: Concrete): Expression {
    const name = childOf(node, 'attribute');
    const object = this.expression(childOf(node, 'object'));
    if (name === undefined) return broken(node);
    const missing = name.isMissing || name.start === name.end;
    return {
      kind: 'Attribute',
      object,
      name: missing ? '' : this.textOf(name),
      nameSpan: spanOf(name),
      ...spanOf(node),
    };
  }

  /** `a.b.c` where the grammar has one node for it: decorators, imports, patterns. */
  private dotted(node: Concrete): Expression {
    const [first, ...rest] = namedChildren(node);
    if (first === undefined) return broken(node);
    return rest.reduce<Expression>(
      (object, part) => ({
        kind: 'Attribute',
        object,
        name: this.textOf(part),
        nameSpan: spanOf(part),
        start: object.start,
        end: part.end,
      }),
      this.expression(first),
    );
  }

  private call(node: Concrete): Expression {
    const list = childOf(node, 'arguments');
    if (list === undefined) return broken(node);
    return {
      kind: 'Call',
      callee: this.expression(childOf(node, 'function')),
      arguments: this.arguments(list),
      argumentsSpan: spanOf(list),
      ...spanOf(node),
    };
  }

  private subscript(node: Concrete): Expression {
    const indices = node.children.filter(({ field }) => field === 'subscript').map((index) => this.expression(index));
    const [first] = indices;
    const isTuple = indices.length > 1 || this.textOf(node).trimEnd().endsWith(',]');
    const index: Expression =
      first === undefined
        ? broken(node)
        : isTuple
          ? { kind: 'Tuple', items: indices, start: first.start, end: indices.at(-1)?.end ?? first.end }
          : first;
    return { kind: 'Subscript', object: this.expression(childOf(node, 'value')), index, ...spanOf(node) };
  }

  private slice(node: Concrete): Expression {
    const parts: [Expression | null, Expression | null, Expression | null] = [null, null, null];
    let at = 0;
    for (const child of node.children) {
      if (child.type === ':') at += 1;
      else if (at < 3) parts[at] = this.expression(child);
    }
    const [lower, upper, step] = parts;
    return { kind: 'Slice', lower, upper, step, ...spanOf(node) };
  }

  /** Literals with parts: lists, dictionaries, comprehensions; null for another node. */
  private display(node: Concrete): Expression | null {
    const span = spanOf(node);
    const items = (): Expression[] => namedChildren(node).map((child) => this.expression(child));
    switch (node.type) {
      case 'list':
      case 'list_pattern':
        return { kind: 'List', items: items(), ...span };
      case 'tuple':
      case 'tuple_pattern':
      case 'pattern_list':
      case 'expression_list':
        return { kind: 'Tuple', items: items(), ...span };
      case 'set':
        return { kind: 'Set', items: items(), ...span };
      case 'dictionary':
        return this.dictionary(node);
      case 'list_splat':
      case 'list_splat_pattern':
        return { kind: 'Starred', value: this.expression(namedChildren(node)[0]), ...span };
      case 'slice':
        return this.slice(node);
      case 'list_comprehension':
        return this.comprehension(node, 'list');
      case 'set_comprehension':
        return this.comprehension(node, 'set');
      case 'dictionary_comprehension':
        return this.comprehension(node, 'dict');
      case 'generator_expression':
        return this.comprehension(node, 'generator');
      default:
        return null;
    }
  }

  /** Operators and what is written like them; null for another node. */
  private operation(node: Concrete): Expression | null {
    const span = spanOf(node);
    const of = (field: string): Expression => this.expression(childOf(node, field));
    switch (node.type) {
      case 'not_operator':
        return { kind: 'Unary', operator: 'not', operand: of('argument'), ...span };
      case 'unary_operator': {
        const operator = childOf(node, 'operator')?.type;
        return operator === '-' || operator === '+' || operator === '~'
          ? { kind: 'Unary', operator, operand: of('argument'), ...span }
          : null;
      }
      case 'binary_operator': {
        const operator = childOf(node, 'operator')?.type as BinaryOperator | undefined;
        return operator === undefined
          ? null
          : { kind: 'Binary', operator, left: of('left'), right: of('right'), ...span };
      }
      case 'boolean_operator': {
        const operator = childOf(node, 'operator')?.type === 'and' ? 'and' : 'or';
        return { kind: 'Boolean', operator, left: of('left'), right: of('right'), ...span };
      }
      case 'comparison_operator':
        return this.comparison(node);
      case 'conditional_expression': {
        const [body, test, orElse] = namedChildren(node).map((child) => this.expression(child));
        return body === undefined || test === undefined || orElse === undefined
          ? null
          : { kind: 'Conditional', test, body, orElse, ...span };
      }
      case 'lambda':
        return { kind: 'Lambda', parameters: this.parameters(childOf(node, 'parameters')), body: of('body'), ...span };
      case 'named_expression': {
        const name = childOf(node, 'name');
        return name === undefined
          ? null
          : { kind: 'NamedExpression', name: this.textOf(name), value: of('value'), ...span };
      }
      case 'await':
      case 'yield': {
        const value = namedChildren(node)[0];
        const kind = node.type === 'await' ? 'Await' : 'Yield';
        return { kind, value: value === undefined ? null : this.expression(value), ...span };
      }
      case 'as_pattern':
        return this.expression(namedChildren(node)[0]);
      default:
        return null;
    }
  }

  private comparison(node: Concrete): Expression {
    const operands: Expression[] = [];
    const operators: ComparisonOperator[] = [];
    for (const child of node.children) {
      if (child.field === 'operators') {
        const operator = child.type === '<>' ? '!=' : child.type.replace(/\s+/g, ' ');
        operators.push(operator as ComparisonOperator);
      } else if (child.isNamed) operands.push(this.expression(child));
    }
    return { kind: 'Comparison', operands, operators, ...spanOf(node) };
  }

  private dictionary(node: Concrete): Expression {
    const entries = namedChildren(node).map((child): DictDisplay['entries'][number] =>
      child.type === 'pair'
        ? { key: this.expression(childOf(child, 'key')), value: this.expression(childOf(child, 'value')) }
        : { key: null, value: this.expression(namedChildren(child)[0]) },
    );
    return { kind: 'Dict', entries, ...spanOf(node) };
  }

  private comprehension(node: Concrete, type: Comprehension['type']): Expression {
    const body = childOf(node, 'body') ?? namedChildren(node)[0];
    const pair = body?.type === 'pair' ? body : null;
    const clauses: { target: Expression; iterable: Expression; conditions: Expression[] }[] = [];
    for (const child of node.children) {
      if (child.type === 'for_in_clause') {
        const sources = child.children.filter(({ field }) => field === 'right');
        clauses.push({
          target: this.expression(childOf(child, 'left')),
          iterable: this.expression(sources.at(0)),
          conditions: [],
        });
      } else if (child.type === 'if_clause') {
        clauses.at(-1)?.conditions.push(this.expression(namedChildren(child)[0]));
      }
    }
    return {
      kind: 'Comprehension',
      type,
      key: pair === null ? null : this.expression(childOf(pair, 'key')),
      element: this.expression(pair === null ? body : childOf(pair, 'value')),
      clauses,
      ...spanOf(node),
    };
  }

  private string(parts: readonly Concrete[], span: Span): Expression {
    const pieces: FormattedString['parts'][number][] = [];
    let isBytes = false;
    for (const part of parts) {
      const opening = part.children.find(({ type }) => type === 'string_start');
      const prefix =
        opening === undefined
          ? ''
          : this.textOf(opening)
              .replace(/['"]+$/, '')
              .toLowerCase();
      isBytes ||= prefix.includes('b');
      for (const child of part.children) {
        if (child.type === 'string_content') {
          const content = this.textOf(child);
          const doubled = prefix.includes('f') ? content.replace(/\{\{|\}\}/g, (brace) => brace.charAt(0)) : content;
          pieces.push(unescape(doubled, prefix.includes('r')));
        } else if (child.type === 'interpolation') pieces.push(this.interpolation(child));
      }
    }
    if (pieces.every((piece) => typeof piece === 'string')) {
      return { kind: 'String', value: pieces.join(''), isBytes, ...span };
    }
    return { kind: 'FormattedString', parts: pieces, ...span };
  }

  private interpolation(node: Concrete): Exclude<FormattedString['parts'][number], string> {
    const conversion = childOf(node, 'type_conversion');
    const format = childOf(node, 'format_specifier');
    return {
      value: this.expression(childOf(node, 'expression')),
      conversion: conversion === undefined ? null : this.textOf(conversion).slice(1),
      format: format === undefined ? null : this.textOf(format).slice(1),
    };
  }
}

/** A node's extent alone. */
export function spanOf({ start, end }: Span): Span {
  return { start, end };
}

function broken(node: Concrete): Expression {
  return { kind: 'BrokenExpression', ...spanOf(node) };
}
