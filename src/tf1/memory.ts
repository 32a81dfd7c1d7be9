import { bytesText, memoryLimits } from '../base/memory-limit';
import type { DType } from '../base/graph-call';
import { TensorFlowError } from './errors';
import type { Graph } from './graph';
import { isFullyDefined, type Shape } from './shape';
import { shapeText, sizeOf } from './value';

/** What the variables of one graph may take, in bytes: set once by the thread that trains. */
let limit: number = memoryLimits.training;

/** Says what the variables of one graph may take, in bytes. */
export function limitVariables(bytes: number): void {
  limit = bytes;
}

/** A variable's storage, and the initial value that is written to it. */
const copies = 2;

const taken = new WeakMap<Graph, number>();

const bytesOf: Readonly<Record<DType, number>> = {
  float16: 4,
  float32: 4,
  float64: 8,
  int32: 4,
  int64: 8,
  bool: 1,
  string: 8,
};

/** Counts a variable or a slot before anything of it is made. Raises ResourceExhaustedError, by its name, where it is too much. */
export function takeVariable(graph: Graph, name: string, dtype: DType, shape: Shape): void {
  if (!isFullyDefined(shape)) return;
  const bytes = sizeOf(shape) * bytesOf[dtype] * copies;
  const all = (taken.get(graph) ?? 0) + bytes;
  if (all > limit)
    throw new TensorFlowError(
      'ResourceExhaustedError',
      `${name} of shape ${shapeText(shape)} takes ${bytesText(bytes)} with its initial value, and the variables before it ${bytesText(all - bytes)}: more than the ${bytesText(limit)} that a run may take`,
    );
  taken.set(graph, all);
}
