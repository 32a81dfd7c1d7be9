import type { Disposable } from '../base/disposable';
import { TensorFlowError, typeError, valueError } from './errors';
import { executionOrder } from './execution-order';
import { type Graph, Operation, Tensor } from './graph';
import { KernelProgram } from './kernel-program';
import { PreparedRun } from './prepared-run';
import { isCompatible } from './shape';
import { copyValue, isFloating, makeValue, shapeText, type Value } from './value';
import { Variable } from './variable';
import { VariableStore } from './variable-store';

/** What can be fetched: an operation is executed and gives null. */
export type Fetch = Tensor | Variable | Operation;

/** What is fed in place of a tensor. */
export type Feeds = ReadonlyMap<Tensor, Value>;

/** The fetched tensor; operations have none. */
function fetchedTensor(fetch: Fetch): Tensor | null {
  if (fetch instanceof Variable) return fetch.ref;
  return fetch instanceof Operation ? null : fetch;
}

const operationOf = (fetch: Fetch): Operation =>
  fetch instanceof Operation ? fetch : (fetchedTensor(fetch) as Tensor).op;

/** TensorFlow 1's session: owns the variables' values and executes parts of one graph. */
export class Session implements Disposable {
  private readonly store = new VariableStore();
  private isClosed = false;

  constructor(readonly graph: Graph) {}

  /** Runs what the fetches need, each operation at most once, and returns a copy of each fetched value; null for an operation. */
  run(fetches: readonly Fetch[], feeds: Feeds = new Map()): (Value | null)[] {
    this.assertOpen();
    this.assertFetchable(fetches);
    const fed = new Map([...feeds].map(([tensor, value]) => [tensor, this.fit(tensor, value)]));
    const program = this.program(fetches, [...fed.keys()]);
    program.run([...fed.values()]);
    return fetches.map((fetch) => {
      const tensor = fetchedTensor(fetch);
      return tensor === null ? null : copyValue(program.valueOf(tensor));
    });
  }

  /** The fast way to run the same thing many times; feeds may change from step to step, in this order of `fed`. */
  prepare(fetches: readonly Fetch[], fed: readonly Tensor[] = []): PreparedRun {
    this.assertOpen();
    this.assertFetchable(fetches);
    return new PreparedRun(this.program(fetches, fed), fetches.map(fetchedTensor), (tensor, value) =>
      this.fit(tensor, value),
    );
  }

  /** Ends the session: its variables' tensors are freed, and a later run is an error. */
  close(): void {
    this.isClosed = true;
    this.store.dispose();
  }

  dispose(): void {
    this.close();
  }

  private program(fetches: readonly Fetch[], fed: readonly Tensor[]): KernelProgram {
    return new KernelProgram(executionOrder(fetches.map(operationOf), new Set(fed)), fed, this.store);
  }

  private assertOpen(): void {
    if (this.isClosed) throw new TensorFlowError('RuntimeError', 'attempted to use a closed session');
  }

  private assertFetchable(fetches: readonly Fetch[]): void {
    for (const fetch of fetches) {
      if (!(fetch instanceof Tensor || fetch instanceof Operation || fetch instanceof Variable))
        throw typeError('a fetch must be a tensor, a variable or an operation');
      if (operationOf(fetch).graph !== this.graph)
        throw valueError(`${operationOf(fetch).name} is not an element of this graph`);
    }
  }

  /** A fed value in the placeholder's dtype; refused by name where its shape cannot be. */
  private fit(tensor: Tensor, value: Value): Value {
    if (tensor.graph !== this.graph) throw typeError(`${tensor.name} is not an element of this graph`);
    if (!isCompatible(value.shape, tensor.shape))
      throw valueError(
        `cannot feed a value of shape ${shapeText(value.shape)} for ${tensor.name}, whose shape is ${shapeText(tensor.shape)}`,
      );
    if (value.dtype === tensor.dtype) return value;
    const isWhole = value.shape.length > 0 || !isFloating(value.dtype) || Number.isInteger(value.data[0]);
    if (!isFloating(tensor.dtype) && !isWhole)
      throw typeError(`a float cannot be fed for ${tensor.name}, which is ${tensor.dtype}`);
    return makeValue(tensor.dtype, value.shape, value.data);
  }
}
