import '../../../../src/tf1/ops/all';
import '../../../../src/tf1/api/all';
import { type Argument, toArgument } from '../../../../src/tf1/api/argument';
import { callApi } from '../../../../src/tf1/api/registry';
import { Graph, type Operation, type Tensor } from '../../../../src/tf1/graph';
import { type Feeds, type Fetch, Session } from '../../../../src/tf1/session';
import { makeValue, scalarOf, sizeOf, type Value } from '../../../../src/tf1/value';
import type { Variable } from '../../../../src/tf1/variable';

/** Python's float with a whole value: plain numbers without a fraction stand for ints, as in Python's source. */
export function float(value: number): Argument {
  return { kind: 'float', value };
}

/** A NumPy array of float32 from nested lists. */
export function array(nested: unknown, dtype: Value['dtype'] = 'float32'): Argument {
  const shape: number[] = [];
  for (let level = nested; Array.isArray(level); level = (level as unknown[])[0]) shape.push(level.length);
  const numbers = [nested].flat(Number.POSITIVE_INFINITY) as number[];
  return { kind: 'array', value: { dtype, shape, data: Float64Array.from(numbers) } };
}

/** A dtype, as `tf.float32`. */
export function dtype(value: Value['dtype']): Argument {
  return { kind: 'dtype', value };
}

/** A float32 value to feed. */
export function value(nested: unknown, type: Value['dtype'] = 'float32'): Value {
  const given = array(nested, type);
  if (given.kind !== 'array') throw new Error('not an array');
  return makeValue(type, given.value.shape, given.value.data);
}

/** TensorFlow 1 by its public names, for programs that are written by hand. */
export class TensorFlow {
  constructor(readonly graph = new Graph()) {}

  call(name: string, args: readonly unknown[] = [], kwargs: Readonly<Record<string, unknown>> = {}): unknown {
    const named = Object.fromEntries(Object.entries(kwargs).map(([key, argument]) => [key, toArgument(argument)]));
    return callApi(this.graph, name, args.map(toArgument), named);
  }

  tensor(name: string, args: readonly unknown[] = [], kwargs: Readonly<Record<string, unknown>> = {}): Tensor {
    return this.call(name, args, kwargs) as Tensor;
  }

  variable(initial: unknown, kwargs: Readonly<Record<string, unknown>> = {}): Variable {
    return this.call('Variable', [initial], kwargs) as Variable;
  }

  operation(name: string, args: readonly unknown[] = [], kwargs: Readonly<Record<string, unknown>> = {}): Operation {
    return this.call(name, args, kwargs) as Operation;
  }

  /** A session in which every global variable is initialised. */
  session(): Session {
    const session = new Session(this.graph);
    session.run([this.operation('global_variables_initializer')]);
    return session;
  }
}

/** The number that one fetch gives. */
export function numberOf(session: Session, fetch: Fetch, feeds?: Feeds): number {
  const [result] = session.run([fetch], feeds);
  if (!result || sizeOf(result.shape) !== 1) throw new Error('the fetch is no scalar');
  return scalarOf(result);
}

/** The numbers of one fetch. */
export function numbersOf(session: Session, fetch: Fetch, feeds?: Feeds): number[] {
  const [result] = session.run([fetch], feeds);
  return result ? [...result.data] : [];
}
