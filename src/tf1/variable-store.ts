import type { Tensor as TfjsTensor } from '@tensorflow/tfjs-core';
import { message } from '../base/message';
import { takeBytes } from './budget';
import { TensorFlowError } from './errors';
import { Arena } from './compile/arena';
import type { Operation } from './graph';
import { tfjs } from './kernels/tfjs';
import { opDefinition, type RunState } from './op-registry';
import { RandomStream } from './random/philox';
import { copyValue, shapeText, type Value } from './value';

/** Variables of so many elements lie in WebAssembly's memory, where products of matrices read them without a copy. */
const arenaFrom = 4096;

const largestSeed = 2 ** 31 - 1;

/** TensorFlow's graph seed when only the operation has one. */
const defaultGraphSeed = 87654321;

/**
 * Seeds of a random operation, as `tf.get_seed` derives them: of graph and operation, either alone, or none. Under a graph's seed alone
 * the operations that have none are counted, as later TensorFlow does; early 1.x took the number of all operations so far.
 */
function seedsOf(operation: Operation): readonly [number, number] {
  const { graph, id } = operation;
  const own = seedOf(operation);
  const seeds: [number, number] | null =
    graph.seed !== null
      ? [graph.seed, own ?? unseededBefore(operation)]
      : own === null
        ? null
        : [defaultGraphSeed, own];
  if (seeds === null) return [id + 1, 0x5eed];
  const [first, second] = [truncated(seeds[0]), truncated(seeds[1])];
  return first === 0 && second === 0 ? [0, largestSeed] : [first, second];
}

/** Seeds are taken modulo the largest int32, with Python's sign. */
const truncated = (seed: number): number => ((seed % largestSeed) + largestSeed) % largestSeed;

function seedOf({ attributes }: Operation): number | null {
  return (attributes['seed'] as number | null | undefined) ?? null;
}

function unseededBefore({ graph, id }: Operation): number {
  return graph.operations
    .slice(0, id)
    .filter((earlier) => opDefinition(earlier.type).random && seedOf(earlier) === null).length;
}

/** Values of variables, as a checkpoint has them. */
export type SavedVariables = ReadonlyMap<Operation, Value>;

/** What a session keeps from run to run: the variables, as tfjs tensors, and the positions of the random streams. */
export class VariableStore implements RunState {
  private readonly values = new Map<Operation, Value>();
  private readonly tensors = new Map<Operation, TfjsTensor>();
  /** Undefined before it is needed, null where there is none. */
  private arena: Arena | null | undefined;
  private readonly streams = new Map<Operation, RandomStream>();

  readVariable(variable: Operation): Value {
    const value = this.values.get(variable);
    if (value === undefined)
      throw new TensorFlowError('FailedPreconditionError', `attempting to use uninitialized value ${variable.name}`);
    return value;
  }

  isInitialized(variable: Operation): boolean {
    return this.values.has(variable);
  }

  writeVariable(variable: Operation, value: Value): Value {
    const current = this.values.get(variable);
    if (current !== undefined && current.shape.join() === value.shape.join()) {
      current.data.set(value.data);
      return current;
    }
    const stored = this.stored(variable, value);
    this.tensors.get(variable)?.dispose();
    this.tensors.set(variable, tfjs().tensorOver(stored));
    this.values.set(variable, stored);
    return stored;
  }

  /** Copies of the variables that have values. */
  saved(): SavedVariables {
    return new Map([...this.values].map(([variable, value]) => [variable, copyValue(value)]));
  }

  /** The memory that compiled steps share with WebAssembly, or null where there is none. */
  openArena(): Arena | null {
    if (this.arena === undefined) this.arena = Arena.open();
    return this.arena;
  }

  private stored({ name }: Operation, value: Value): Value {
    const arena = value.dtype === 'float32' && value.data.length >= arenaFrom ? this.openArena() : null;
    const data = arena?.allocate(value.data.length) ?? null;
    if (data === null) {
      takeBytes(value.data.byteLength, () => message('{0} of shape {1}', name, shapeText(value.shape)));
      return copyValue(value);
    }
    data.set(value.data);
    return { ...value, data };
  }

  randomStream(operation: Operation): RandomStream {
    let stream = this.streams.get(operation);
    if (stream === undefined) {
      stream = new RandomStream(...seedsOf(operation));
      this.streams.set(operation, stream);
    }
    return stream;
  }

  /** Where the random streams stand; given back to `rewind`, the same numbers come again. */
  streamPositions(): ReadonlyMap<Operation, number> {
    return new Map([...this.streams].map(([operation, stream]) => [operation, stream.position]));
  }

  /** Puts the random streams back to where they stood; those that began since begin anew. */
  rewind(positions: ReadonlyMap<Operation, number>): void {
    for (const [operation, stream] of this.streams) stream.position = positions.get(operation) ?? 0;
  }

  /** Frees every variable's tensor. */
  dispose(): void {
    for (const tensor of this.tensors.values()) tensor.dispose();
    this.tensors.clear();
    this.values.clear();
    this.arena?.close();
    this.arena = undefined;
  }
}
