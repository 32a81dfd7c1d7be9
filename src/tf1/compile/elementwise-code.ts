import { own } from '../../base/own';
import { binaryFunctions, unaryFunctions } from '../ops/scalar-functions';

/** An elementwise function in the compiled step: an expression, or a helper that is called. */
export type Code =
  { readonly expression: (x: string, y: string) => string } | { readonly helper: (x: number, y: number) => number };

const softplusThreshold = Math.log(1.1920928955078125e-7) + 2;

/** tfjs's own, where its float32 kernel is not what the table of `ops` says for the other dtypes. */
function softplus(x: number): number {
  if (x > -softplusThreshold) return x;
  const power = Math.exp(x);
  return x < softplusThreshold ? power : Math.log(1 + power);
}

/** The remainder with the divisor's sign. */
function floorMod(x: number, y: number): number {
  const rest = x % y;
  return (x < 0 && y < 0) || (x >= 0 && y >= 0) ? rest : (rest + y) % y;
}

const seluScale = 1.0507009873554805;
const seluScaleAlpha = 1.7580993408473768;

const float32Helpers: Readonly<Record<string, (x: number, y: number) => number>> = {
  Softplus: softplus,
  FloorMod: floorMod,
  Selu: (x) => (x >= 0 ? seluScale * x : seluScaleAlpha * (Math.exp(x) - 1)),
};

/** Replaces the operands of a table's expression; they are whole words there. */
function substitute(code: string): (x: string, y: string) => string {
  return (x, y) => code.replace(/(?<![.\w])[xy](?!\w)/g, (name) => (name === 'x' ? x : y));
}

/** What computes one element of an elementwise operation of that dtype, or null for another type of operation. */
export function elementwiseCode(type: string, dtype: string): Code | null {
  const helper = dtype === 'float32' ? own(float32Helpers, type) : undefined;
  if (helper !== undefined) return { helper };
  const unary = own(unaryFunctions, type);
  if (unary !== undefined)
    return unary.code === '' ? { helper: (x) => unary.apply(x) } : { expression: substitute(unary.code) };
  const binary = own(binaryFunctions, type);
  if (binary === undefined) return null;
  return binary.code === '' ? { helper: (x, y) => binary.apply(x, y) } : { expression: substitute(binary.code) };
}
