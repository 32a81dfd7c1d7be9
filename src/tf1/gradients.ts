import { add, onesLike } from './build';
import { typeError } from './errors';
import type { Operation, Tensor } from './graph';
import { type Gradient, IndexedSlices, opDefinition } from './op-registry';
import { isFloating } from './value';

/** A sparse gradient as a dense tensor. */
export function densify(gradient: Tensor | IndexedSlices): Tensor {
  if (!(gradient instanceof IndexedSlices)) return gradient;
  const { values, indices, dense } = gradient;
  return values.graph.createOperation('IndexedSlicesToDense', [values, indices, dense]).output;
}

/** Operations from which one of `targets` can be reached backwards. */
function operationsBetween(ys: readonly Tensor[], xs: readonly Tensor[]): Operation[] {
  const leads = new Map<Operation, boolean>();
  const sources = new Set(xs.map(({ op }) => op));
  const visit = (start: Operation): void => {
    const stack = [start];
    while (stack.length > 0) {
      const operation = stack[stack.length - 1] as Operation;
      const next = operation.inputs.find(({ op }) => !leads.has(op));
      if (next !== undefined) {
        stack.push(next.op);
        continue;
      }
      stack.pop();
      leads.set(operation, sources.has(operation) || operation.inputs.some(({ op }) => leads.get(op) === true));
    }
  };
  for (const { op } of ys) if (!leads.has(op)) visit(op);
  return [...leads].filter(([, isOnPath]) => isOnPath).map(([operation]) => operation);
}

function sum(parts: readonly (Tensor | IndexedSlices)[]): Gradient {
  const [first, ...rest] = parts;
  if (first === undefined) return null;
  return rest.length === 0 ? first : rest.reduce<Tensor>((total, part) => add(total, densify(part)), densify(first));
}

/** Options of `tf.gradients`. */
export interface GradientOptions {
  /** Gradients of `ys`, ones by default. */
  readonly gradYs?: readonly (Tensor | null)[] | null;
  /** Tensors that are held constant. */
  readonly stopGradients?: readonly Tensor[];
}

/**
 * `tf.gradients`: adds the operations that compute the gradient of the sum of `ys` with respect to each of `xs`, and returns them;
 * null for an `x` that no differentiable path leads to.
 */
export function gradients(ys: readonly Tensor[], xs: readonly Tensor[], options: GradientOptions = {}): Gradient[] {
  const order = operationsBetween(ys, xs).sort((a, b) => b.id - a.id);
  const stopped = new Set(options.stopGradients ?? []);
  const incoming = new Map<Tensor, (Tensor | IndexedSlices)[]>();
  const receive = (tensor: Tensor, gradient: Gradient): void => {
    if (gradient === null) return;
    const list = incoming.get(tensor);
    if (list === undefined) incoming.set(tensor, [gradient]);
    else list.push(gradient);
  };
  ys.forEach((y, index) => {
    if (!isFloating(y.dtype)) throw typeError(`the gradient of ${y.name}, which is ${y.dtype} and not a float`);
    receive(y, options.gradYs?.[index] ?? onesLike(y));
  });
  const results = new Map<Tensor, Gradient>();
  const total = (tensor: Tensor): Gradient => {
    const known = results.get(tensor);
    if (known !== undefined) return known;
    const gradient = sum(incoming.get(tensor) ?? []);
    results.set(tensor, gradient);
    return gradient;
  };
  const onPath = new Set(order);
  for (const operation of order) {
    if (operation.inputs.length === 0) continue;
    const outgoing = operation.outputs.map((output) => {
      const gradient = stopped.has(output) ? null : total(output);
      return gradient && densify(gradient);
    });
    if (outgoing.every((gradient) => gradient === null)) continue;
    backpropagate(operation, outgoing, (tensor, gradient) => {
      if (onPath.has(tensor.op)) receive(tensor, gradient);
    });
  }
  return xs.map((x) => total(x));
}

function backpropagate(
  operation: Operation,
  outgoing: readonly (Tensor | null)[],
  receive: (tensor: Tensor, gradient: Gradient) => void,
): void {
  const results = opDefinition(operation.type).gradient?.(operation, outgoing);
  if (results === undefined) return;
  operation.inputs.forEach((input, index) => {
    receive(input, results[index] ?? null);
  });
}
