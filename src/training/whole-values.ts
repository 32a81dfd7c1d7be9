// What formulas come to where their values are arrays: element by element, as NumPy broadcasts.
import { type Formula, type FormulaOperation, operate } from '../base/formula';
import type { DType } from '../base/graph-call';
import { at, isFloating, makeValue, scalarValue, sizeOf, type Value } from '../tf1/value';

/** What a formula comes to; null where what it needs is not there, or its arrays do not fit one another. */
export function wholeOf(formula: Formula, observed: (slot: number, at: number) => Value | null): Value | null {
  switch (formula.kind) {
    case 'number':
      return scalarValue('float64', formula.value);
    case 'array':
      return formula.value;
    case 'observed':
      return observed(formula.slot, formula.at);
    case 'operation': {
      const args = formula.args.map((arg) => wholeOf(arg, observed));
      return args.every((arg) => arg !== null) ? operated(formula.name, args) : null;
    }
  }
}

function operated(name: FormulaOperation, args: readonly Value[]): Value | null {
  const [first, second, third] = args;
  if (name === 'mean' && first !== undefined) return meanOfAll(first);
  if (name === 'select' && first?.shape.length === 0) return (at(first.data, 0) === 0 ? third : second) ?? null;
  const shape = broadcast(args);
  if (shape === null) return null;
  const places = args.map((arg) => placesIn(arg, shape));
  const data = Float64Array.from({ length: sizeOf(shape) }, (_, element) =>
    operate(
      name,
      args.map((arg, index) => at(arg.data, places[index]?.(element) ?? 0)),
    ),
  );
  return makeValue(resultDtype(args), shape, data);
}

function meanOfAll({ dtype, data }: Value): Value {
  let sum = 0;
  for (const element of data) sum += element;
  return scalarValue(dtype === 'float32' ? dtype : 'float64', sum / data.length);
}

/** The shape of what is computed of such arrays; null where they do not fit one another. */
function broadcast(args: readonly Value[]): number[] | null {
  const rank = Math.max(0, ...args.map(({ shape }) => shape.length));
  const shape = Array.from({ length: rank }, () => 1);
  for (const arg of args)
    for (const [axis, length] of arg.shape.entries()) {
      const place = rank - arg.shape.length + axis;
      if (length === 1 || shape[place] === length) continue;
      if (shape[place] !== 1) return null;
      shape[place] = length;
    }
  return shape;
}

/** Where an array has the element of a result of that shape. */
function placesIn({ shape, data }: Value, result: readonly number[]): (element: number) => number {
  if (data.length === 1) return () => 0;
  if (data.length === sizeOf(result)) return (element) => element;
  return (element) => {
    let [rest, place, stride] = [element, 0, 1];
    for (let axis = result.length - 1, own = shape.length - 1; axis >= 0; axis--, own--) {
      const length = at(result, axis);
      const here = own < 0 ? 1 : at(shape, own);
      if (here > 1) place += (rest % length) * stride;
      stride *= here;
      rest = Math.floor(rest / length);
    }
    return place;
  };
}

/** Numbers take the dtype of the arrays beside them; of whole numbers comes float64. */
function resultDtype(args: readonly Value[]): DType {
  const arrays = args.filter(({ shape }) => shape.length > 0);
  const dtypes = new Set(arrays.map(({ dtype }) => dtype));
  const [only] = dtypes;
  return dtypes.size === 1 && only !== undefined && isFloating(only) ? only : 'float64';
}
