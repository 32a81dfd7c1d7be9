// What a run of a file of rates says of the schedules that it made: calls in Python, with words around and between the arguments.
import { own } from '../../../src/base/own';
import { interpret } from '../../../src/interpret/interpret';
import { float, int, type Value } from '../../../src/interpret/values';
import type { PythonParser } from '../../../src/python/parser';
import { SourceText } from '../../../src/python/source-text';
import type { Expression } from '../../../src/python/syntax';
import { visit } from '../../../src/python/visit';
import type { ArgumentValue, Parameters, ScheduleCall } from '../../../src/schedules/parameters';

/** A library's schedules, by the names that calls have. */
export type Catalogue = ReadonlyMap<string, Parameters>;

/** The schedules that a text makes, in their order, and the words behind them. */
export interface ReadCalls {
  readonly calls: readonly ScheduleCall[];
  readonly words: string;
}

/**
 * Reads what stands in place of a call's arguments, `0.1,12 in model.fit` or `ExponentialLR(0.9) and StepLR(4,0.5)`: as much of the
 * text as is arguments. Null where there are none at its beginning, nor after a colon.
 */
export function readCalls(parser: PythonParser, catalogue: Catalogue, name: string, text: string): ReadCalls | null {
  const written = text.replace(/^BUG /, '');
  const read = readFrom(parser, catalogue, name, written);
  const colon = written.indexOf(': ');
  return read ?? (colon < 0 ? null : readFrom(parser, catalogue, name, written.slice(colon + 2)));
}

/** The longest beginning of a text that is schedules, or the arguments of one. */
function readFrom(parser: PythonParser, catalogue: Catalogue, name: string, text: string): ReadCalls | null {
  const ends = [text.length, ...[...text.matchAll(/[\s;,]/g)].map(({ index }) => index).reverse()];
  for (const end of ends.filter((place) => place > 0)) {
    const head = text.slice(0, end).trim();
    const words = text.slice(end);
    const several = head.split(' and ');
    if (several.every((part) => isScheduleText(parser, part, catalogue)))
      return { calls: several.map((part) => evaluated(parser, catalogue, part)), words };
    if (!catalogue.has(name)) continue;
    const args = [head, withoutWords(head)].find((candidate) => isArguments(parser, candidate, catalogue));
    const given = args ?? (isFormula(parser, head) ? `lambda t: ${head}` : null);
    if (given !== null) return { calls: [evaluated(parser, catalogue, `${name}(${given})`)], words };
  }
  return null;
}

/** `0.1->0 in 12`, `boundaries [3, 8]`, `warmup 4`: the words name what the places are. */
function withoutWords(text: string): string {
  return text
    .replaceAll('->', ', ')
    .replace(/\bin (?=\d)/, ', ')
    .replace(/\b[a-z]+ (?=[[\d.])/g, '');
}

function expressionOf(parser: PythonParser, text: string): Expression | null {
  const { body, errors } = parser.parse(text);
  const [only, ...more] = body.statements;
  const isOne = more.length === 0 && errors.length === 0;
  return isOne && only?.kind === 'ExpressionStatement' ? only.value : null;
}

function isArguments(parser: PythonParser, text: string, catalogue: Catalogue): boolean {
  // Quotes of code in words, which are Python 2's for a text.
  if (text.includes('`')) return false;
  const call = expressionOf(parser, `made(${text})`);
  if (call?.kind !== 'Call' || call.arguments.length === 0) return false;
  return call.arguments.every(({ value }) => isValue(value, catalogue));
}

/** `0.9**t`: a function of the tick. */
function isFormula(parser: PythonParser, text: string): boolean {
  const expression = expressionOf(parser, text);
  return expression?.kind === 'Binary' && isComputed(expression, ['t']);
}

function isScheduleText(parser: PythonParser, text: string, catalogue: Catalogue): boolean {
  const expression = expressionOf(parser, text);
  return expression !== null && isSchedule(expression, catalogue);
}

function isSchedule(expression: Expression, catalogue: Catalogue): boolean {
  if (expression.kind !== 'Call' || expression.callee.kind !== 'Name') return false;
  if (!catalogue.has(expression.callee.name)) return false;
  return expression.arguments.every(({ value }) => isValue(value, catalogue));
}

/** Whether an expression is an argument's value: words that happen to be Python are none. */
function isValue(expression: Expression, catalogue: Catalogue): boolean {
  switch (expression.kind) {
    case 'Number':
    case 'String':
    case 'Constant':
      return true;
    case 'Lambda':
      return isComputed(
        expression.body,
        expression.parameters.map(({ name }) => name),
      );
    case 'Unary':
      return isValue(expression.operand, catalogue);
    case 'Binary':
      return isValue(expression.left, catalogue) && isValue(expression.right, catalogue);
    case 'List':
    case 'Tuple':
      return expression.items.every((item) => isValue(item, catalogue));
    case 'Dict':
      return expression.entries.every(({ key, value }) => key !== null && isValue(value, catalogue));
    case 'Call':
      return isSchedule(expression, catalogue);
    default:
      return false;
  }
}

const computed = new Set(['Number', 'Unary', 'Binary', 'Boolean', 'Comparison', 'Conditional', 'Call', 'Attribute']);

/** Whether a function's body is arithmetic of what it is given. */
function isComputed(body: Expression, given: readonly string[]): boolean {
  const names = new Set([...given, 'math', 'min', 'max', 'abs']);
  let isArithmetic = true;
  visit(body, (node) => {
    isArithmetic &&= node.kind === 'Name' ? names.has(node.name) : computed.has(node.kind);
    return isArithmetic;
  });
  return isArithmetic;
}

/** Makes of every schedule's name a function that gives what it is called with. */
function definitions(catalogue: Catalogue): string {
  const made = 'def made(name):\n    return lambda *args, **keywords: ("call", name, args, keywords)\n';
  return `import math\n${made}${[...catalogue.keys()].map((name) => `${name} = made("${name}")\n`).join('')}`;
}

/** Evaluates a call of a schedule as Python would. */
export function evaluated(parser: PythonParser, catalogue: Catalogue, call: string): ScheduleCall {
  const text = `${definitions(catalogue)}value = ${call}\n`;
  const { names, apply } = interpret(parser.parse(text), new SourceText('run.py', text));
  const argumentOf = (value: Value): ArgumentValue => {
    switch (value.kind) {
      case 'int':
      case 'float':
      case 'bool':
      case 'str':
        return value.value;
      case 'none':
        return null;
      case 'list':
        return value.items.map(argumentOf);
      case 'tuple':
        return callOf(value.items) ?? value.items.map(argumentOf);
      case 'dict':
        return { pairs: [...value.entries.values()].map(({ key, value: of }) => [argumentOf(key), argumentOf(of)]) };
      case 'function':
        return (...counts: number[]) => {
          const taken = counts.slice(0, value.definition.parameters.length);
          const positional = taken.map((count) => (Number.isInteger(count) ? int(count) : float(count)));
          return Number(argumentOf(apply(value, { positional, named: new Map(), span: { start: 0, end: 0 } })));
        };
      default:
        throw new Error(`${call} holds what is ${value.kind}`);
    }
  };
  const callOf = ([tag, name, args, keywords]: readonly Value[]): ScheduleCall | null => {
    if (tag?.kind !== 'str' || tag.value !== 'call' || name?.kind !== 'str') return null;
    if (args?.kind !== 'tuple' || keywords?.kind !== 'dict') return null;
    const parameters = catalogue.get(name.value) ?? {};
    const named = [...keywords.entries.values()].map(({ key, value }): [string, ArgumentValue] => [
      key.kind === 'str' ? fullName(key.value, parameters) : '',
      argumentOf(value),
    ]);
    return {
      name: name.value,
      args: args.items.map(argumentOf),
      keywords: Object.fromEntries(named),
    };
  };
  const made = names.get('value');
  const read = made?.kind === 'tuple' ? callOf(made.items) : null;
  if (read === null) throw new Error(`${call} is no schedule of the library’s`);
  return read;
}

/** The parameter that a keyword names, or begins: `end` is `end_learning_rate`. */
function fullName(keyword: string, parameters: Parameters): string {
  if (own(parameters, keyword) !== undefined) return keyword;
  const [only, ...more] = Object.keys(parameters).filter((name) => name.startsWith(keyword));
  return only !== undefined && more.length === 0 ? only : keyword;
}
