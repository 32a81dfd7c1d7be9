import { message, verbatim } from '../../base/message';
import type { Span } from '../../python/syntax';
import { asFloat } from '../arithmetic';
import { bitLength } from '../float-arithmetic';
import { PythonError } from '../limits';
import { type Arguments, bool, builtin, float, type ModuleValue, unknown, type Value } from '../values';
import { asNumber } from '../read-value';
import { formulaOperation, withoutFormula } from '../formula-values';
import { checked, countOf, NotANumber, numbers, pythonNumber } from './math-arguments';
import { type MathFunction, others } from './math-special';

/** A function of one float. C's rules say what is outside of its domain: NaN of a number, and infinity of a finite one. */
const ofOne: ReadonlyMap<string, (value: number) => number> = new Map([
  ['sin', Math.sin],
  ['cos', Math.cos],
  ['tan', Math.tan],
  ['asin', Math.asin],
  ['acos', Math.acos],
  ['atan', Math.atan],
  ['sinh', Math.sinh],
  ['cosh', Math.cosh],
  ['tanh', Math.tanh],
  ['asinh', Math.asinh],
  ['acosh', Math.acosh],
  ['atanh', Math.atanh],
  ['exp', Math.exp],
  ['expm1', Math.expm1],
  ['log1p', Math.log1p],
  ['sqrt', Math.sqrt],
  ['fabs', Math.abs],
  ['degrees', (value: number) => value * (180 / Math.PI)],
  ['radians', (value: number) => value * (Math.PI / 180)],
]);

const logarithms: ReadonlyMap<string, (value: number) => number> = new Map([
  ['log', Math.log],
  ['log2', Math.log2],
  ['log10', Math.log10],
]);

const tests: ReadonlyMap<string, (value: number) => boolean> = new Map([
  ['isnan', (value: number) => Number.isNaN(value)],
  ['isinf', (value: number) => Math.abs(value) === Number.POSITIVE_INFINITY],
  ['isfinite', (value: number) => Number.isFinite(value)],
]);

const constants: ReadonlyMap<string, number> = new Map([
  ['pi', Math.PI],
  ['e', Math.E],
  ['tau', 2 * Math.PI],
  ['inf', Number.POSITIVE_INFINITY],
  ['nan', Number.NaN],
]);

/** The module `math`. */
export function mathModule(): ModuleValue {
  return {
    kind: 'module',
    path: 'math',
    names: [...constants.keys(), ...ofOne.keys(), ...logarithms.keys(), ...tests.keys(), ...others.keys()],
    member: (name, span) => {
      const constant = constants.get(name);
      if (constant !== undefined) return float(constant);
      const called = functionNamed(name);
      return called === null
        ? unknown(verbatim(`math.${name}`), span)
        : {
            ...builtin(name, (given) => guarded(name, called, given)),
            lost: ({ positional, span: at }, why) => formulaNamed(name, positional, at) ?? withoutFormula(why),
          };
    },
  };
}

function formulaNamed(name: string, positional: readonly Value[], span: Span): Value | null {
  // To a base: the quotient of two natural logarithms, as Python computes it.
  const parts = name === 'log' && positional.length === 2 ? positional.map((x) => formulaOfLog(x, span)) : null;
  if (parts !== null) return parts.every((part) => part !== null) ? formulaOperation('/', parts, span) : null;
  return formulaOperation(name === 'fabs' ? 'abs' : name, positional, span);
}

function formulaOfLog(value: Value, span: Span): Value | null {
  const number = asNumber(value);
  if (number === null) return formulaOperation('log', [value], span);
  return number > 0 ? float(Math.log(number)) : null;
}

function guarded(name: string, called: MathFunction, given: Arguments): Value {
  try {
    return called(name, given);
  } catch (error) {
    if (!(error instanceof NotANumber)) throw error;
    return error.value.kind === 'unknown'
      ? withoutFormula(error.value)
      : unknown(message('math.{0} of this', name), given.span);
  }
}

function functionNamed(name: string): MathFunction | null {
  const [apply, logarithm, test] = [ofOne.get(name), logarithms.get(name), tests.get(name)];
  if (apply !== undefined)
    return (_, given) => {
      const [x] = numbers(name, given, 1);
      return float(checked(name, apply(x), [x], given.span));
    };
  if (logarithm !== undefined) return (_, given) => logarithmOf(name, logarithm, given);
  if (test !== undefined) return (_, given) => bool(test(numbers(name, given, 1)[0]));
  return others.get(name) ?? null;
}

function logarithmOf(name: string, apply: (value: number) => number, given: Arguments): Value {
  const { positional, span } = given;
  const most = name === 'log' ? 2 : 1;
  if (positional.length === 0 || positional.length > most) {
    if (most === 1) countOf(name, given, 1);
    throw new PythonError('TypeError', 'math.log requires 1 to 2 arguments', span);
  }
  const [value, base] = positional.map((each) => oneLogarithm(apply, each, span));
  if (value === undefined || base === undefined) return float(value ?? Number.NaN);
  if (base === 0) throw new PythonError('ZeroDivisionError', 'float division by zero', span);
  return float(value / base);
}

/** A logarithm, also of an int that is beyond all floats. */
function oneLogarithm(apply: (value: number) => number, value: Value, span: Span): number {
  const number = pythonNumber(value, span);
  if (number.kind === 'int' && number.exact !== undefined && number.exact > 0n) {
    if (Number.isFinite(number.value)) return apply(number.value);
    // Python's: the mantissa from 0.5 to 1, and the power of two.
    const bits = bitLength(number.exact);
    return apply(Number(number.exact >> BigInt(bits - 64)) / 2 ** 64) + apply(2) * bits;
  }
  const x = number.kind === 'int' && number.exact !== undefined ? -1 : asFloat(number, span);
  if (x <= 0) throw new PythonError('ValueError', 'math domain error', span);
  return apply(x);
}
