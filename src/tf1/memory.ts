import { message } from '../base/message';
import type { DType } from '../base/graph-call';
import { exhausted, trainingMemory } from './budget';
import type { Graph } from './graph';
import { isFullyDefined, type Shape } from './shape';
import { bytesOfElement, shapeText, sizeOf } from './value';

/** Graphs that the thread's memory is for. */
let graphs = 1;

/** Says how many graphs are built in the thread's memory: the variables of each may take an equal part of it. */
export function shareMemory(among: number): void {
  graphs = among;
}

/** A variable's storage, and the initial value that is written to it. */
const copies = 2;

const taken = new WeakMap<Graph, number>();

/** What an array of that dtype and shape takes, in bytes; null where the shape is not wholly known. */
export function bytesOfArray(dtype: DType, shape: Shape): number | null {
  return isFullyDefined(shape) ? sizeOf(shape) * bytesOfElement[dtype] : null;
}

/** Counts a variable or a slot before anything of it is made. Raises ResourceExhaustedError, by its name, where it is too much. */
export function takeVariable(graph: Graph, name: string, dtype: DType, shape: Shape): void {
  const bytes = (bytesOfArray(dtype, shape) ?? 0) * copies;
  const limit = trainingMemory().limit / graphs;
  const all = (taken.get(graph) ?? 0) + bytes;
  if (all > limit)
    throw exhausted(bytes, message('{0} of shape {1}, with its initial value,', name, shapeText(shape)), limit);
  taken.set(graph, all);
}
