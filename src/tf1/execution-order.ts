import type { Operation, Tensor } from './graph';
import { opDefinition } from './op-registry';

/**
 * The operations that a run of `targets` executes, in order. What is fed cuts the graph. What TensorFlow leaves unordered is ordered
 * so that reading comes before writing: a loss or a rate that is fetched beside the train op is the one the update was made with.
 */
export function executionOrder(targets: readonly Operation[], fed: ReadonlySet<Tensor>): Operation[] {
  const needed = neededOperations(targets, fed);
  const waiting = new Map<Operation, number>();
  const dependents = new Map<Operation, Operation[]>();
  const readers = new Ready();
  const writers = new Ready();
  const release = (operation: Operation): void => {
    (opDefinition(operation.type).writes === true ? writers : readers).add(operation);
  };
  for (const operation of needed) {
    const dependencies = dependenciesOf(operation, fed);
    waiting.set(operation, dependencies.size);
    for (const dependency of dependencies) {
      const list = dependents.get(dependency);
      if (list === undefined) dependents.set(dependency, [operation]);
      else list.push(operation);
    }
    if (dependencies.size === 0) release(operation);
  }
  const order: Operation[] = [];
  for (;;) {
    const operation = readers.take() ?? writers.take();
    if (operation === undefined) return order;
    order.push(operation);
    for (const dependent of dependents.get(operation) ?? []) {
      const left = (waiting.get(dependent) ?? 0) - 1;
      waiting.set(dependent, left);
      if (left === 0) release(dependent);
    }
  }
}

function dependenciesOf(operation: Operation, fed: ReadonlySet<Tensor>): Set<Operation> {
  if (operation.outputs.length > 0 && operation.outputs.every((output) => fed.has(output))) return new Set();
  const inputs = operation.inputs.filter((input) => !fed.has(input)).map(({ op }) => op);
  const branch =
    operation.branch === null || fed.has(operation.branch.predicate) ? [] : [operation.branch.predicate.op];
  return new Set([...inputs, ...operation.controlInputs, ...branch]);
}

function neededOperations(targets: readonly Operation[], fed: ReadonlySet<Tensor>): Set<Operation> {
  const needed = new Set<Operation>();
  const stack = [...targets];
  for (let operation = stack.pop(); operation !== undefined; operation = stack.pop()) {
    if (needed.has(operation)) continue;
    needed.add(operation);
    stack.push(...dependenciesOf(operation, fed));
  }
  return needed;
}

/** Operations whose turn has come, the oldest first. */
class Ready {
  private readonly heap: Operation[] = [];

  add(operation: Operation): void {
    const { heap } = this;
    let index = heap.push(operation) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (this.id(parent) <= operation.id) break;
      heap[index] = heap[parent] as Operation;
      index = parent;
    }
    heap[index] = operation;
  }

  take(): Operation | undefined {
    const { heap } = this;
    const top = heap[0];
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return top;
    let index = 0;
    for (;;) {
      let child = index * 2 + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && this.id(child + 1) < this.id(child)) child++;
      if (this.id(child) >= last.id) break;
      heap[index] = heap[child] as Operation;
      index = child;
    }
    heap[index] = last;
    return top;
  }

  private id(index: number): number {
    return (this.heap[index] as Operation).id;
  }
}
