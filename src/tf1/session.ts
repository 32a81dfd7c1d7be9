import type { Disposable } from '../base/disposable';
import type { Part } from './compile/compile-step';
import { lastingSlots } from './compile/lasting-slots';
import { message } from '../base/message';
import { atCall, TensorFlowError, typeError, UnsupportedError, valueError } from './errors';
import { executionOrder } from './execution-order';
import { type Graph, Operation, Tensor } from './graph';
import { KernelProgram } from './kernel-program';
import { PreparedRows, PreparedRun } from './prepared-run';
import { isCompatible } from './shape';
import { StepExecutor } from './step-executor';
import { converted, copyValue, isFloating, shapeText, type Value, valueIn } from './value';
import { Variable } from './variable';
import { type SavedVariables, VariableStore } from './variable-store';

/** What can be fetched: an operation is executed and gives null. */
export type Fetch = Tensor | Variable | Operation;

/** What is fed in place of a tensor. */
export type Feeds = ReadonlyMap<Tensor, Value>;

/** A number that is reported in a column of its own, or the mean of a tensor that is no scalar. */
export interface ColumnFetch {
  readonly column: number;
  readonly fetch: Tensor | Variable;
}

/** What an iteration consists of, for `prepareRows`. */
export interface RowPlan {
  /** Executed together, and the columns that are taken of it: the loss before the update. */
  readonly train: readonly Fetch[];
  readonly reported: readonly ColumnFetch[];
  /** Of what is executed together, what can be read whole afterwards. */
  readonly kept?: readonly Fetch[];
  /** Read by a run of its own right afterwards. */
  readonly observed: readonly ColumnFetch[];
  /** Fed to both runs. */
  readonly fed: readonly Tensor[];
}

/** What a session may do to be fast. */
export interface SessionOptions {
  /** Whether repeated runs are compiled; they are compared with the kernels first. On by default. */
  readonly compiles?: boolean;
}

/** The fetched tensor; operations have none. */
function fetchedTensor(fetch: Fetch): Tensor | null {
  if (fetch instanceof Variable) return fetch.ref;
  return fetch instanceof Operation ? null : fetch;
}

/** The operation that a fetch is computed by. */
export function operationOf(fetch: Fetch): Operation {
  return fetch instanceof Operation ? fetch : (fetchedTensor(fetch) as Tensor).op;
}

/** TensorFlow 1's session: owns the variables' values and executes parts of one graph. */
export class Session implements Disposable {
  private readonly store = new VariableStore();
  private isClosed = false;

  constructor(
    readonly graph: Graph,
    private readonly options: SessionOptions = {},
  ) {}

  /** Runs what the fetches need, each operation at most once, and returns a copy of each fetched value; null for an operation. */
  run(fetches: readonly Fetch[], feeds: Feeds = new Map()): (Value | null)[] {
    this.assertOpen();
    this.assertFetchable(fetches);
    const fed = new Map([...feeds].map(([tensor, value]) => [tensor, this.fit(tensor, value)]));
    const program = this.program(fetches, [...fed.keys()]);
    program.keepOnly(
      lastingSlots(
        program,
        fetches.map(fetchedTensor).filter((tensor) => tensor !== null),
        new Set(),
      ),
    );
    program.run([...fed.values()].map(converted));
    return fetches.map((fetch) => {
      const tensor = fetchedTensor(fetch);
      return tensor === null ? null : copyValue(program.valueOf(tensor));
    });
  }

  /** The fast way to run the same thing many times; feeds may change from step to step, in this order of `fed`. */
  prepare(fetches: readonly Fetch[], fed: readonly Tensor[] = []): PreparedRun {
    this.assertOpen();
    this.assertFetchable(fetches);
    const fetched = fetches.map(fetchedTensor);
    const cells = fetched.flatMap((tensor, column) =>
      tensor === null ? [] : [{ tensor, column, isMean: false, isWatched: false }],
    );
    const kept = fetched.flatMap((tensor) => tensor ?? []);
    const executor = this.executor([{ program: this.program(fetches, fed), cells, kept }]);
    return new PreparedRun(executor, fetched, (tensor, value) => this.fit(tensor, value));
  }

  /** The fast way to train and to read after each iteration: a row of numbers for each. */
  prepareRows({ train, reported, kept = [], observed, fed }: RowPlan): PreparedRows {
    this.assertOpen();
    const part = (fetches: readonly Fetch[], columns: readonly ColumnFetch[], whole: readonly Fetch[]): Part => {
      this.assertFetchable(fetches);
      const cells = columns.map(({ column, fetch }) => {
        const tensor = fetchedTensor(fetch) as Tensor;
        return { tensor, column, isMean: true, isWatched: true };
      });
      return { program: this.program(fetches, fed), cells, kept: whole.flatMap((fetch) => fetchedTensor(fetch) ?? []) };
    };
    const parts = [part([...reported.map(({ fetch }) => fetch), ...train, ...kept], reported, kept)];
    if (observed.length > 0)
      parts.push(
        part(
          observed.map(({ fetch }) => fetch),
          observed,
          [],
        ),
      );
    return new PreparedRows(this.executor(parts), (tensor, value) => this.fit(tensor, value));
  }

  /** Copies of the variables, as a checkpoint keeps them. */
  savedVariables(): SavedVariables {
    return this.store.saved();
  }

  /** Puts saved values into the variables. */
  restoreVariables(saved: SavedVariables): void {
    for (const [variable, value] of saved) this.store.writeVariable(variable, value);
  }

  /** Ends the session: its variables' tensors are freed, and a later run is an error. */
  close(): void {
    this.isClosed = true;
    this.store.dispose();
  }

  dispose(): void {
    this.close();
  }

  private executor(parts: readonly Part[]): StepExecutor {
    return new StepExecutor(parts, this.store, this.options.compiles ?? true);
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

  /** A fed value with the placeholder's dtype, whose elements are converted when they are used; refused by name where it cannot be fed. */
  private fit(tensor: Tensor, value: Value): Value {
    return atCall(tensor.op.call, () => this.fitted(tensor, value));
  }

  private fitted(tensor: Tensor, value: Value): Value {
    if (tensor.graph !== this.graph) throw typeError(`${tensor.name} is not an element of this graph`);
    if (!isCompatible(value.shape, tensor.shape))
      throw valueError(
        `cannot feed a value of shape ${shapeText(value.shape)} for ${tensor.name}, whose shape is ${shapeText(tensor.shape)}`,
      );
    const { dtype } = tensor;
    if (value.dtype === dtype) return value;
    const isWhole = value.shape.length > 0 || !isFloating(value.dtype) || Number.isInteger(value.data[0]);
    if (!isFloating(tensor.dtype) && !isWhole)
      throw typeError(`a float cannot be fed for ${tensor.name}, which is ${tensor.dtype}`);
    if (dtype === 'string') throw new UnsupportedError(message('{0} tensors are not computed with', dtype));
    return valueIn(dtype, value);
  }
}
