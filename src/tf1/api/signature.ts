import { typeError } from '../errors';
import type { Argument } from './argument';

/** A parameter of a public function; without a default it is required. */
interface Parameter {
  readonly name: string;
  readonly fallback: Argument | null;
}

/** A public function's parameters in TensorFlow 1's order. `*name` takes the remaining positional arguments, `**` any keyword. */
export interface Signature {
  readonly parameters: readonly Parameter[];
  readonly rest: string | null;
  readonly takesAnyKeyword: boolean;
}

function literal(text: string): Argument {
  if (text === 'None') return { kind: 'none' };
  if (text === 'True' || text === 'False') return { kind: 'bool', value: text === 'True' };
  if (text.startsWith("'")) return { kind: 'string', value: text.slice(1, -1) };
  if (text === '()') return { kind: 'list', items: [] };
  const value = Number(text);
  if (Number.isNaN(value)) return { kind: 'dtype', value: text as 'float32' };
  return { kind: /[.e]/.test(text) ? 'float' : 'int', value };
}

/** Reads a signature written as Python writes it: `x, y=None, *rest, **`. */
export function parseSignature(text: string): Signature {
  const parameters: Parameter[] = [];
  let rest: string | null = null;
  let takesAnyKeyword = false;
  for (const part of text.split(',').map((piece) => piece.trim())) {
    if (part === '') continue;
    if (part.startsWith('**')) takesAnyKeyword = true;
    else if (part.startsWith('*')) rest = part.slice(1);
    else {
      const [name = '', fallback] = part.split('=');
      parameters.push({ name, fallback: fallback === undefined ? null : literal(fallback) });
    }
  }
  return { parameters, rest, takesAnyKeyword };
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
    bound.set(parameter.name, parameter.fallback);
  }
  return bound;
}
