import type { DType } from '../base/graph-call';
import { own } from '../base/own';
import { nameProblem } from '../frameworks/tensorflow1/graph-names';
import { typeError, valueError } from './errors';
import { opDefinition } from './op-registry';
import type { Shape } from './shape';
import { item } from './value';
import type { Variable } from './variable';

/** What an operation is configured with at construction. */
export type Attributes = Readonly<Record<string, unknown>>;

/** One output of an operation: a promise of a value in a run. */
export class Tensor {
  /** What messages call one: a bundle has no names of classes. */
  static readonly title: string = 'a tensor';

  constructor(
    readonly op: Operation,
    readonly index: number,
    readonly dtype: DType,
    public shape: Shape,
  ) {}

  /** `op:0`, as TensorFlow prints it. */
  get name(): string {
    return `${this.op.name}:${this.index}`;
  }

  get graph(): Graph {
    return this.op.graph;
  }
}

/** The branch of a `cond` that an operation was made in: it runs only where `predicate` is `taken`. */
export interface Branch {
  readonly predicate: Tensor;
  readonly taken: boolean;
}

/** A node of the graph. Its outputs are computed at most once a run. */
export class Operation {
  readonly outputs: readonly Tensor[];

  // eslint-disable-next-line max-params -- the fields of a node, which Graph alone makes
  constructor(
    readonly graph: Graph,
    readonly id: number,
    readonly type: string,
    /** Given once: `Graph.rename` is for who made the operation, before anybody has seen it. */
    public name: string,
    readonly inputs: readonly Tensor[],
    readonly controlInputs: readonly Operation[],
    readonly attributes: Attributes,
    readonly branch: Branch | null,
    /** The id of the recorded call that made it, or null. */
    readonly call: number | null,
  ) {
    const specs = opDefinition(type).infer(inputs, attributes, name);
    this.outputs = specs.map((spec, index) => new Tensor(this, index, spec.dtype, spec.shape));
  }

  /** The only output of an operation that has one. */
  get output(): Tensor {
    return item(this.outputs, 0);
  }

  /** An attribute that the definition of this operation's type guarantees. */
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the definition knows the type, a caller states it
  attribute<T>(name: string): T {
    return own(this.attributes, name) as T;
  }
}

/** Keys of the standard collections, by TensorFlow's own strings. */
export const GraphKeys = {
  GLOBAL_VARIABLES: 'variables',
  LOCAL_VARIABLES: 'local_variables',
  TRAINABLE_VARIABLES: 'trainable_variables',
  MOVING_AVERAGE_VARIABLES: 'moving_average_variables',
  GLOBAL_STEP: 'global_step',
  TRAIN_OP: 'train_op',
  LOSSES: 'losses',
  REGULARIZATION_LOSSES: 'regularization_losses',
  UPDATE_OPS: 'update_ops',
  SUMMARIES: 'summaries',
} as const;

/** What `createOperation` takes beside type and inputs. */
export interface OperationOptions {
  readonly attributes?: Attributes;
  /** The wished name; made unique under the scope in force. By default the type. With a trailing slash it is taken as it is. */
  readonly name?: string | null;
  /** Control inputs beside those of the enclosing `controlDependencies`. */
  readonly control?: readonly Operation[];
}

/** TensorFlow's static graph: operations in order of construction, names, collections. */
export class Graph {
  readonly operations: Operation[] = [];
  /** Set by `tf.set_random_seed`. */
  seed: number | null = null;
  /** Variables by the full name that `get_variable` knows them by. */
  readonly sharedVariables = new Map<string, Variable>();
  private readonly collections = new Map<string, unknown[]>();
  private readonly namesInUse = new Map<string, number>();
  private control: readonly Operation[] = [];
  private scope = '';
  private branch: Branch | null = null;
  private call: number | null = null;

  /** Adds an operation; its inputs must be of this graph. */
  createOperation(type: string, inputs: readonly Tensor[], options: OperationOptions = {}): Operation {
    for (const input of inputs) this.assertOwn(input);
    const wished = options.name ?? type;
    const problem = nameProblem(wished, 'operation', this.scope);
    if (problem !== null) throw valueError(problem);
    const name = wished.endsWith('/')
      ? wished.slice(0, -1)
      : this.uniqueName(this.scope === '' ? wished : `${this.scope}/${wished}`);
    const control = [...new Set([...this.control, ...(options.control ?? [])])];
    const attributes = options.attributes ?? {};
    const operation = new Operation(
      this,
      this.operations.length,
      type,
      name,
      inputs,
      control,
      attributes,
      this.branch,
      this.call,
    );
    this.operations.push(operation);
    return operation;
  }

  /** A name nobody has: `w`, `w_1`, `w_2`… */
  uniqueName(plain: string): string {
    const used = this.namesInUse.get(plain);
    if (used === undefined) {
      this.namesInUse.set(plain, 1);
      return plain;
    }
    let count = used;
    while (this.namesInUse.has(`${plain}_${count}`)) count++;
    this.namesInUse.set(plain, count + 1);
    this.namesInUse.set(`${plain}_${count}`, 1);
    return `${plain}_${count}`;
  }

  /** Gives an operation that was just made the name that its caller wished; its own is free again. */
  rename(operation: Operation, wished: string): void {
    if (this.namesInUse.get(operation.name) === 1) this.namesInUse.delete(operation.name);
    operation.name = wished.endsWith('/') ? wished.slice(0, -1) : this.uniqueScope(wished);
  }

  /** Operations made by `body` run after `operations`; null inside clears what is outside. */
  controlDependencies<T>(operations: readonly Operation[] | null, body: () => T): T {
    const outer = this.control;
    this.control = operations === null ? [] : [...outer, ...operations];
    try {
      return body();
    } finally {
      this.control = outer;
    }
  }

  /** Names made by `body` start with `scope/`; the scope is absolute. */
  withScope<T>(scope: string, body: () => T): T {
    const outer = this.scope;
    this.scope = scope;
    try {
      return body();
    } finally {
      this.scope = outer;
    }
  }

  /** Operations made by `body` are of that call. */
  withCall<T>(call: number, body: () => T): T {
    const outer = this.call;
    this.call = call;
    try {
      return body();
    } finally {
      this.call = outer;
    }
  }

  /** Operations made by `body` run only where the branch is taken. */
  withBranch<T>(branch: Branch | null, body: () => T): T {
    const outer = this.branch;
    this.branch = branch;
    try {
      return body();
    } finally {
      this.branch = outer;
    }
  }

  /** The full, unused name of a scope under the one in force; reserves it. */
  uniqueScope(wished: string): string {
    return this.uniqueName(this.scope === '' ? wished : `${this.scope}/${wished}`);
  }

  /** The names' prefix that is in force. */
  get currentScope(): string {
    return this.scope;
  }

  addToCollection(key: string, value: unknown): void {
    const collection = this.collections.get(key);
    if (collection === undefined) this.collections.set(key, [value]);
    else collection.push(value);
  }

  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- by TensorFlow's conventions of what a key holds
  getCollection<T>(key: string): readonly T[] {
    return (this.collections.get(key) ?? []) as T[];
  }

  /** The operation of that name, or null. */
  findOperation(name: string): Operation | null {
    return this.operations.find((candidate) => candidate.name === name) ?? null;
  }

  /** The tensor of that name (`global_step:0`), or null. */
  findTensor(name: string): Tensor | null {
    const [opName = '', index] = name.split(':');
    return this.findOperation(opName)?.outputs[Number(index ?? 0)] ?? null;
  }

  /** Raises what TensorFlow does when graphs are mixed. */
  assertOwn(tensor: Tensor): void {
    if (!(tensor instanceof Tensor)) throw typeError('a tensor of the graph is expected here');
    if (tensor.graph !== this) throw valueError(`${tensor.name} must be from the same graph as the other operands`);
  }
}
