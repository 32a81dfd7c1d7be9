import type { GraphCall, GraphValue } from '../base/graph-call';
import { own } from '../base/own';

/** A tensor's shape before any run; a length that is only known then is null. */
export type StaticShape = readonly (number | null)[];

/** A list of more numbers is no shape. */
const mostAxes = 254;

const sameAsFirst =
  /^(?:identity|cast|to_float|to_int32|to_int64|nn\.(?:relu|relu6|elu|selu|sigmoid|tanh|softmax|log_softmax|softplus|dropout|leaky_relu|bias_add|l2_normalize)|sigmoid|tanh|exp|log|sqrt|square|abs|negative|zeros_like|ones_like|stop_gradient|clip_by_value|Variable|random_shuffle|layers\.(?:dropout|batch_normalization))$/;
const broadcasting =
  /^(?:add|subtract|multiply|divide|truediv|pow|maximum|minimum|squared_difference|less|greater|less_equal|greater_equal|equal)$/;
const shaped: Readonly<Record<string, number>> = {
  placeholder: 1,
  get_variable: 1,
  zeros: 0,
  ones: 0,
  random_normal: 0,
  random_uniform: 0,
  truncated_normal: 0,
  'random.normal': 0,
  'random.uniform': 0,
  'random.truncated_normal': 0,
  reshape: 1,
};

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
  const of = (at: number, name: string): StaticShape | null =>
    staticShapeOf(own(call.kwargs, name) ?? call.args[at], calls);
  const place = own(shaped, call.name);
  if (place !== undefined) {
    const given = lengthsIn(call.kwargs['shape'] ?? call.args[place], calls);
    if (given !== null || call.name !== 'get_variable') return given;
    return of(3, 'initializer');
  }
  if (call.name === 'constant') {
    const given = lengthsIn(call.kwargs['shape'] ?? call.args[2], calls);
    return given ?? of(0, 'value');
  }
  if (call.name === 'Variable') return of(0, 'initial_value');
  if (sameAsFirst.test(call.name)) return of(0, call.name.startsWith('nn.') ? 'features' : 'x') ?? of(0, 'input');
  if (broadcasting.test(call.name)) return broadcast(of(0, 'x'), of(1, 'y'));
  if (call.name === 'matmul') return product(call, of(0, 'a'), of(1, 'b'));
  if (/^(?:layers\.dense|contrib\.layers\.fully_connected)$/.test(call.name)) {
    const input = of(0, 'inputs');
    const units = call.kwargs['units'] ?? call.kwargs['num_outputs'] ?? call.args[1];
    return input === null || units?.kind !== 'int' ? null : [...input.slice(0, -1), units.value];
  }
  return null;
}

function lengthsIn(value: GraphValue | undefined, calls: readonly GraphCall[]): StaticShape | null {
  if (value?.kind === 'int') return [value.value];
  if (value?.kind === 'array' && value.value.data.length > mostAxes) return null;
  if (value?.kind === 'array') return [...value.value.data].map((length) => (length < 0 ? null : length));
  if (value?.kind === 'call') {
    const call = calls[value.id];
    return call?.name === 'shape' ? staticShapeOf(call.args[0], calls) : null;
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

function product(call: GraphCall, a: StaticShape | null, b: StaticShape | null): StaticShape | null {
  if (a?.length !== 2 || b?.length !== 2) return null;
  const isTurned = (name: string, at: number): boolean => {
    const flag = own(call.kwargs, name) ?? call.args[at];
    return flag?.kind === 'bool' && flag.value;
  };
  const rows = a[isTurned('transpose_a', 2) ? 1 : 0] ?? null;
  const columns = b[isTurned('transpose_b', 3) ? 0 : 1] ?? null;
  return [rows, columns];
}
