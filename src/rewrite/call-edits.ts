import { message } from '../base/message';
import { boolText, countText, floatText, listText } from '../port/python-text';
import type { FieldValue } from '../schedules/fields';
import type { Call, Expression } from '../python/syntax';
import { isLiteral, type OriginFinder } from './find-origin';
import { argumentOf, CannotRewrite, type Place, rangeOf, type SourceEdit, textOf } from './places';

/** An argument as the playground has it. */
export interface WantedArgument {
  readonly name: string;
  /** Its place among the positional arguments; -1 where it has none. */
  readonly index: number;
  readonly value: FieldValue;
  /** Whether it counts steps: whole ones are written without a point. */
  readonly areSteps: boolean;
}

/** Edits that give an argument of a call a value: where its literal stands, else a keyword that is put behind the last argument. */
export function argumentEdit(call: Place<Call>, wanted: WantedArgument, origins: OriginFinder): SourceEdit {
  const { name, index } = wanted;
  const given = argumentOf(call, name, index);
  if (given !== null) return literalEdit(origins.find({ ...call, node: given.value }), wanted);
  const { node, module } = call;
  const last = node.arguments.at(-1);
  const text = `${name}=${valueText(wanted)}`;
  const at = last?.end ?? node.argumentsSpan.start + 1;
  return {
    range: module.source.range({ start: at, end: at }),
    text: last === undefined ? text : `,${gapBefore(call, last.start)}${text}`,
    what: text,
  };
}

/** Writes a value in the place of a literal, in the way that the literal was written where that is possible. */
function literalEdit(literal: Place, wanted: WantedArgument): SourceEdit {
  const text = valueText(wanted, literal.node);
  return {
    range: rangeOf(literal),
    text,
    what: `${wanted.name}: ${textOf(literal)} → ${text}`,
  };
}

/** A value as Python has it; whole numbers stay ints where the literal before them was one. */
export function valueText(
  { value, areSteps }: Pick<WantedArgument, 'value' | 'areSteps'>,
  literal?: Expression,
): string {
  if (typeof value === 'boolean') return boolText(value);
  const number = areSteps || (literal !== undefined && isWhole(literal)) ? countText : floatText;
  if (typeof value === 'number') return number(value);
  const texts = value.map(number);
  if (literal?.kind === 'Tuple') return `(${texts.join(', ')}${texts.length === 1 ? ',' : ''})`;
  return listText(texts);
}

function isWhole(literal: Expression): boolean {
  if (literal.kind === 'Number') return literal.type === 'int';
  return literal.kind === 'Unary' && isWhole(literal.operand);
}

/** What stands before a new argument: a space, or the line's end and indentation where each argument has its own line. */
function gapBefore({ module, node }: Place<Call>, lastStart: number): string {
  if (node.arguments.length < 2) return ' ';
  const line = module.source.text.slice(module.source.text.lastIndexOf('\n', lastStart) + 1, lastStart);
  return /^\s*$/.test(line) ? `\n${line}` : ' ';
}

/** An argument that stays as it is written, or is written anew. */
export interface ArgumentText {
  readonly name: string | null;
  readonly text: string;
}

/** The whole of a call's arguments written anew, over as many lines as before. */
export function allArguments(call: Place<Call>, texts: readonly ArgumentText[]): string {
  const parts = texts.map(({ name, text }) => (name === null ? text : `${name}=${text}`));
  const [first] = call.node.arguments;
  const before = call.module.source.text.slice(call.node.argumentsSpan.start + 1, first?.start ?? 0);
  const indentation = /\n([ \t]*)$/.exec(before)?.[1];
  if (indentation === undefined) return `(${parts.join(', ')})`;
  return `(\n${parts.map((part) => `${indentation}${part},\n`).join('')}${indentation.replace(/(?: {4}|\t)$/, '')})`;
}

/** The text of an expression with another value: itself where that is unchanged, a literal anew, else itself with an edit where its value is set. */
export function textWith(
  expression: Place,
  wanted: WantedArgument,
  isChanged: boolean,
  origins: OriginFinder,
): { readonly text: string; readonly edits: readonly SourceEdit[] } {
  if (!isChanged) return { text: textOf(expression), edits: [] };
  if (isLiteral(expression.node)) return { text: valueText(wanted, expression.node), edits: [] };
  return { text: textOf(expression), edits: [literalEdit(origins.find(expression), wanted)] };
}

/** What stands before `.exponential_decay` in a call of it: `tf.train`. */
export function modulePath(call: Place<Call>): string {
  const { callee } = call.node;
  if (callee.kind !== 'Attribute')
    throw new CannotRewrite(
      message(
        '“{0}” is imported by its own name, so that another one cannot be put in its place.',
        textOf({ ...call, node: callee }),
      ),
    );
  return textOf({ ...call, node: callee.object });
}
