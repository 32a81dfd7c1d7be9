// Parameters of a library's public functions, read from signatures written as Python writes them.

/** A default: a literal of Python, or a dtype by its name. */
export type Literal =
  | { readonly kind: 'none' }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'int'; readonly value: number }
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'dtype'; readonly value: string }
  | { readonly kind: 'empty-list' };

/** A parameter of a public function; without a default (null) it is required. */
export interface Parameter {
  readonly name: string;
  readonly fallback: Literal | null;
}

/** A function's parameters in the library's order. `rest` takes the remaining positional arguments. */
export interface Signature {
  readonly parameters: readonly Parameter[];
  readonly rest: string | null;
  readonly takesAnyKeyword: boolean;
}

function literal(text: string): Literal {
  if (text === 'None') return { kind: 'none' };
  if (text === 'True' || text === 'False') return { kind: 'bool', value: text === 'True' };
  if (text.startsWith("'")) return { kind: 'string', value: text.slice(1, -1) };
  if (text === '()') return { kind: 'empty-list' };
  const value = Number(text);
  if (Number.isNaN(value)) return { kind: 'dtype', value: text };
  return { kind: /[.e]/.test(text) ? 'float' : 'int', value };
}

/** Reads a signature: `x, y=None, *rest, **`. A text without parameters is the function that takes none. */
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

/** Where a parameter stands among the positional arguments, counted from 0; -1 for a name that the function does not have. */
export function placeOf({ parameters }: Signature, name: string): number {
  return parameters.findIndex((parameter) => parameter.name === name);
}
