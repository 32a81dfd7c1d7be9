import type { DType } from '../base/graph-call';
import type { Attributes, Operation, Tensor } from './graph';
import type { RandomStream } from './random/philox';
import type { Shape } from './shape';
import type { Value } from './value';

/** What is known of an output before a run. */
export interface TensorSpec {
  readonly dtype: DType;
  readonly shape: Shape;
}

/** A gradient that touches only some rows of a variable (`tf.IndexedSlices`), as embeddings make them. */
export class IndexedSlices {
  constructor(
    readonly values: Tensor,
    readonly indices: Tensor,
    /** The tensor whose shape the dense gradient would have. */
    readonly dense: Tensor,
  ) {}
}

/** What flows back along an edge; null where nothing does. */
export type Gradient = Tensor | IndexedSlices | null;

/** What kernels may touch beside their inputs. */
export interface RunState {
  /** The live storage of a variable, or an error when it has none yet. */
  readVariable(variable: Operation): Value;
  isInitialized(variable: Operation): boolean;
  /** Puts a value into a variable's storage, making the storage on first use. */
  writeVariable(variable: Operation, value: Value): Value;
  /** The random numbers of an operation, which go on from run to run. */
  randomStream(operation: Operation): RandomStream;
}

/** Computes an operation's outputs. */
export type Kernel = (inputs: readonly Value[], operation: Operation, state: RunState) => readonly Value[];

/** One type of operation, with all that is known of it. */
export interface OpDefinition {
  readonly type: string;
  /** Shapes and dtypes of the outputs; raises on inputs that can never fit. */
  infer(inputs: readonly Tensor[], attributes: Attributes, name: string): readonly TensorSpec[];
  readonly kernel: Kernel;
  /** Gradients of the inputs, given those of the outputs. Absent: the operation has none (TensorFlow's `None`). */
  gradient?(operation: Operation, gradients: readonly (Tensor | null)[]): readonly Gradient[];
  /** Whether it changes a variable: then it runs as late as its dependents allow, after all that reads. */
  readonly writes?: boolean;
  /** Whether two runs may differ though the inputs do not. */
  readonly random?: boolean;
}

const definitions = new Map<string, OpDefinition>();

/** Adds types of operations to the one registry. A type is defined once. */
export function defineOps(...added: readonly OpDefinition[]): void {
  for (const definition of added) {
    if (definitions.has(definition.type)) throw new Error(`operation ${definition.type} is defined twice`);
    definitions.set(definition.type, definition);
  }
}

/** The definition of a type of operation. */
export function opDefinition(type: string): OpDefinition {
  const definition = definitions.get(type);
  if (definition === undefined) throw new Error(`operation ${type} is not defined`);
  return definition;
}

/** All types, for the tests that go over every gradient. */
export function definedOps(): readonly OpDefinition[] {
  return [...definitions.values()];
}
