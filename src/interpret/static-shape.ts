import type { GraphCall, GraphValue } from '../base/graph-call';
import { shapeRules } from './static-shape-rules';
import { argumentNamed, isShapeOf, meaningOfCall, symbolOfCall } from '../frameworks/tensorflow1/recorded';

/** A tensor's shape before any run; a length that is only known then is null. */
export type StaticShape = readonly (number | null)[];

/** A list of more numbers is no shape. */
const mostAxes = 254;

/** Shapes of calls, which never change. */
const known = new WeakMap<GraphCall, StaticShape | 'none'>();

/** Takes note of what `set_shape` says of a call's result, where nothing else does. */
export function refineShape(call: GraphCall, shape: StaticShape): void {
  const before = known.get(call) ?? 'none';
  const isRefined = before === 'none' || (before.length === shape.length && before.includes(null));
  if (isRefined)
    known.set(call, before === 'none' ? shape : before.map((length, axis) => length ?? shape[axis] ?? null));
}

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
      if (call === undefined) return null;
      const rule = meaningOfCall(call, 'operation')?.shape ?? null;
      if (rule === 'unstacked-parts' || rule === 'split-parts') {
        const { output } = value;
        return typeof output === 'number' ? shapeOfCall(call, calls, output) : null;
      }
      if (value.output !== undefined) return null;
      const shape = known.get(call) ?? shapeOfCall(call, calls) ?? 'none';
      known.set(call, shape);
      return shape === 'none' ? null : shape;
    }
    default:
      return null;
  }
}

/** The shape of a call's result; of one with several, that of the part. */
function shapeOfCall(call: GraphCall, calls: readonly GraphCall[], part = 0): StaticShape | null {
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
  const shapesIn = (name: string): readonly StaticShape[] | null => {
    const value = argument(name);
    if (value?.kind !== 'list' || value.items.length > mostAxes) return null;
    const shapes = value.items.map((item) => staticShapeOf(item, calls));
    return shapes.every((shape) => shape !== null) ? shapes : null;
  };
  return meaning.shape === null
    ? null
    : shapeRules[meaning.shape]({ argument, shapeOf, shapesIn, given, first, second, part });
}

/** Parameters by which functions are given the shape of what they make. */
const shapeParameters = ['shape', 'dims', 'size', 'output_shape'];

function lengthsIn(value: GraphValue | undefined, calls: readonly GraphCall[]): StaticShape | null {
  if (value?.kind === 'int') return [value.value];
  if (value?.kind === 'array' && value.value.data.length > mostAxes) return null;
  if (value?.kind === 'array') return [...value.value.data].map((length) => (length < 0 ? null : length));
  if (value?.kind === 'call') {
    const call = calls[value.id];
    const [of] = call?.args ?? [];
    if (call?.name === 'stack' && of?.kind === 'list') return lengthsIn(of, calls);
    return call !== undefined && isShapeOf(call) ? staticShapeOf(of, calls) : null;
  }
  if (value?.kind !== 'list' || value.items.length > mostAxes) return null;
  return value.items.map((item) => (item.kind === 'int' && item.value >= 0 ? item.value : null));
}
