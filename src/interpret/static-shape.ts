import type { GraphCall, GraphValue } from '../base/graph-call';
import { argumentNamed, isShapeOf, symbolOfCall } from '../frameworks/tensorflow1/recorded';

/** A tensor's shape before any run; a length that is only known then is null. */
export type StaticShape = readonly (number | null)[];

/** A list of more numbers is no shape. */
const mostAxes = 254;

/** Shapes of calls, which never change. */
const known = new WeakMap<GraphCall, StaticShape | 'none'>();

/** The shape of a recorded value, out of the arguments of the calls that make it; null where they do not give it. */
export function staticShapeOf(value: GraphValue | undefined, calls: readonly GraphCall[]): StaticShape | null {
  switch (value?.kind) {
    case 'int':
    case 'float':
    case 'bool':
      return [];
    case 'array':
      return value.value.shape;
    case 'list': {
      const inner = staticShapeOf(value.items[0], calls);
      return inner === null ? null : [value.items.length, ...inner];
    }
    case 'call': {
      const call = calls[value.id];
      if (call === undefined || value.output !== undefined) return null;
      const shape = known.get(call) ?? shapeOfCall(call, calls) ?? 'none';
      known.set(call, shape);
      return shape === 'none' ? null : shape;
    }
    default:
      return null;
  }
}

function shapeOfCall(call: GraphCall, calls: readonly GraphCall[]): StaticShape | null {
  const { meaning, signature } = symbolOfCall(call) ?? {};
  const argument = (name: string): GraphValue | undefined => argumentNamed(call, name) ?? undefined;
  const shapeOf = (name: string | undefined): StaticShape | null =>
    name === undefined ? null : staticShapeOf(argument(name), calls);
  const given = (): StaticShape | null =>
    lengthsIn(
      shapeParameters.map(argument).find((value) => value !== undefined),
      calls,
    );
  const [first, second] = signature?.parameters.map(({ name }) => name) ?? [];
  switch (meaning?.kind) {
    case 'placeholder':
      return given();
    case 'variable':
      return given() ?? shapeOf(meaning.initial);
    case 'operation':
      break;
    default:
      return null;
  }
  switch (meaning.shape) {
    case 'first':
      return shapeOf(first);
    case 'broadcast':
      return broadcast(shapeOf(first), shapeOf(second));
    case 'given':
      return given();
    case 'given-or-first':
      return given() ?? shapeOf(first);
    case 'product':
      return product(argument, shapeOf(first), shapeOf(second));
    case 'units': {
      const input = shapeOf(first);
      const units = second === undefined ? undefined : argument(second);
      return input === null || units?.kind !== 'int' ? null : [...input.slice(0, -1), units.value];
    }
    case null:
      return null;
  }
}

/** Parameters by which functions are given the shape of what they make. */
const shapeParameters = ['shape', 'dims', 'size'];

function lengthsIn(value: GraphValue | undefined, calls: readonly GraphCall[]): StaticShape | null {
  if (value?.kind === 'int') return [value.value];
  if (value?.kind === 'array' && value.value.data.length > mostAxes) return null;
  if (value?.kind === 'array') return [...value.value.data].map((length) => (length < 0 ? null : length));
  if (value?.kind === 'call') {
    const call = calls[value.id];
    const [of] = call?.args ?? [];
    return call !== undefined && isShapeOf(call) ? staticShapeOf(of, calls) : null;
  }
  if (value?.kind !== 'list' || value.items.length > mostAxes) return null;
  return value.items.map((item) => (item.kind === 'int' && item.value >= 0 ? item.value : null));
}

function broadcast(a: StaticShape | null, b: StaticShape | null): StaticShape | null {
  if (a === null || b === null) return null;
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, axis) => {
    const [left = 1, right = 1] = [a[axis - rank + a.length], b[axis - rank + b.length]];
    return left === 1 ? right : (left ?? (right === 1 ? null : right));
  });
}

function product(
  argument: (name: string) => GraphValue | undefined,
  a: StaticShape | null,
  b: StaticShape | null,
): StaticShape | null {
  if (a?.length !== 2 || b?.length !== 2) return null;
  const isTurned = (name: string): boolean => {
    const flag = argument(name);
    return flag?.kind === 'bool' && flag.value;
  };
  const rows = a[isTurned('transpose_a') ? 1 : 0] ?? null;
  const columns = b[isTurned('transpose_b') ? 0 : 1] ?? null;
  return [rows, columns];
}
