import type { DType } from '../../base/graph-call';
import type { Literal, Signature } from '../../frameworks/signature';
import { typeError } from '../errors';
import type { Argument } from './argument';

/** A default as an argument. */
function defaultOf(literal: Literal): Argument {
  if (literal.kind === 'empty-list') return { kind: 'list', items: [] };
  return literal.kind === 'dtype' ? { kind: 'dtype', value: literal.value as DType } : literal;
}

/** Binds a call's arguments as Python does, with Python's errors. */
export function bind(
  name: string,
  { parameters, rest, takesAnyKeyword }: Signature,
  args: readonly Argument[],
  kwargs: Readonly<Record<string, Argument>>,
): Map<string, Argument> {
  const bound = new Map<string, Argument>();
  args.forEach((argument, index) => {
    const parameter = parameters[index];
    if (parameter !== undefined) bound.set(parameter.name, argument);
    else if (rest === null)
      throw typeError(`${name}() takes ${parameters.length} positional arguments but ${args.length} were given`);
  });
  if (rest !== null) bound.set(rest, { kind: 'list', items: args.slice(parameters.length) });
  for (const [key, argument] of Object.entries(kwargs)) {
    if (!parameters.some((parameter) => parameter.name === key)) {
      if (!takesAnyKeyword && key !== rest) throw typeError(`${name}() got an unexpected keyword argument '${key}'`);
    } else if (bound.has(key)) throw typeError(`${name}() got multiple values for argument '${key}'`);
    bound.set(key, argument);
  }
  for (const parameter of parameters) {
    if (bound.has(parameter.name)) continue;
    if (parameter.fallback === null) throw typeError(`${name}() missing required argument: '${parameter.name}'`);
    bound.set(parameter.name, defaultOf(parameter.fallback));
  }
  return bound;
}
