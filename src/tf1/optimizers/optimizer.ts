import type { DType } from '../../base/graph-call';
import { sparseType } from '../../frameworks/tensorflow1/optimizers/record';
import { cast, constant, mul, onesLike, scalarLike } from '../build';
import { TensorFlowError, typeError, valueError } from '../errors';
import { gradients } from '../gradients';
import { type Graph, GraphKeys, type Operation, Tensor } from '../graph';
import { type Gradient, IndexedSlices } from '../op-registry';
import { isFullyDefined } from '../shape';
import { emptyValue, isFloating, scalarValue } from '../value';
import { trainableVariables, Variable, variableOf } from '../variable';

/** A hyperparameter: Python's number, which becomes a float32 constant, or a tensor. */
export type Hyperparameter = number | Tensor | (() => number | Tensor);

/** A gradient with the variable it belongs to. */
export type GradientAndVariable = readonly [Gradient, Variable];

/** What `minimize` takes beside the loss. `globalStep` is unchecked, as TensorFlow's is: whatever can be added to is counted. */
export interface MinimizeOptions {
  readonly globalStep?: unknown;
  readonly varList?: readonly Variable[] | null;
  readonly gradLoss?: Tensor | null;
  readonly name?: string | null;
}

/** What an `Apply…` operation of a subclass is given. */
export interface ApplyInputs {
  readonly slots: readonly Variable[];
  readonly scalars: readonly Tensor[];
}

/** `tf.train.Optimizer`: gradients, updates and, strictly after all of them, the increment of the step. */
export abstract class Optimizer {
  /** What messages call one: a bundle has no names of classes. */
  static readonly title: string = 'an optimizer';

  private readonly slotVariables = new Map<string, Map<Variable, Variable>>();
  /** Hyperparameters as tensors, one a graph and name. */
  private readonly tensors = new Map<Graph, Map<string, Tensor>>();

  constructor(readonly name: string) {
    if (name === '') throw valueError('an optimizer must have a name');
  }

  /** The rate as it was given: a number, or what computes it. */
  abstract readonly learningRate: Hyperparameter;

  /** `computeGradients` and `applyGradients` in one. */
  minimize(loss: Tensor, options: MinimizeOptions = {}): Operation {
    const pairs = this.computeGradients(loss, options);
    if (pairs.every(([gradient]) => gradient === null))
      throw valueError(
        `no gradients for any variable: nothing differentiable leads from ${loss.name} to ${pairs.map(([, { name }]) => name).join(', ')}`,
      );
    return this.applyGradients(pairs, options);
  }

  /** Gradients of the loss, which is followed as the sum of its elements. */
  computeGradients(loss: Tensor, { varList, gradLoss }: MinimizeOptions = {}): GradientAndVariable[] {
    assertTrainable(loss.dtype, loss.name);
    const list = varList ?? trainableVariables(loss.graph);
    for (const variable of list) {
      if (!(variable instanceof Variable)) throw typeError('var_list holds something that is no variable');
    }
    if (list.length === 0) throw valueError('there are no variables to optimize');
    const found = gradients(
      [loss],
      list.map(({ ref }) => ref),
      { gradYs: gradLoss ? [gradLoss] : null },
    );
    return list.map((variable, index) => {
      const gradient = found[index] ?? null;
      if (gradient !== null) assertTrainable(variable.dtype, variable.name);
      return [gradient, variable];
    });
  }

  /** The train op: every update, and the increment of the step when there is one. */
  applyGradients(pairs: readonly GradientAndVariable[], options: MinimizeOptions = {}): Operation {
    if (pairs.length === 0) throw valueError('no variables were provided');
    const usable = pairs.filter((pair): pair is readonly [Tensor | IndexedSlices, Variable] => pair[0] !== null);
    const [first] = usable;
    if (first === undefined)
      throw valueError(`no gradients for any variable: ${pairs.map(([, { name }]) => name).join(', ')}`);
    const { graph } = first[1];
    const name = graph.uniqueScope(options.name ?? this.name);
    graph.controlDependencies(null, () => {
      graph.withScope('', () => {
        this.createSlots?.(usable.map(([, variable]) => variable));
      });
    });
    const updates = usable.map(([gradient, variable]) => this.applyOne(gradient, variable, name));
    const finished = [...updates, ...(this.finish?.(graph, updates) ?? [])];
    const { globalStep } = options;
    const trainOp =
      globalStep === null || globalStep === undefined
        ? graph.createOperation('NoOp', [], { name: `${name}/`, control: finished })
        : this.countStep(graph, globalStep, name, finished);
    if (!graph.getCollection(GraphKeys.TRAIN_OP).includes(trainOp)) graph.addToCollection(GraphKeys.TRAIN_OP, trainOp);
    return trainOp;
  }

  /** The slot variable of that name that belongs to a variable, or null. */
  getSlot(variable: Variable, name: string): Variable | null {
    return this.slotVariables.get(name)?.get(variable) ?? null;
  }

  /** Names of the slots made so far, sorted. */
  getSlotNames(): string[] {
    return [...this.slotVariables.keys()].sort();
  }

  /** Slots and other variables of this optimizer, in order of construction. */
  variables(): Variable[] {
    return [...this.slotVariables.values()].flatMap((slots) => [...slots.values()]);
  }

  /** Makes the slots of these variables that do not exist yet. */
  protected createSlots?(variables: readonly Variable[]): void;

  /** The operation type and its inputs between variable and gradient. */
  protected abstract applyType(): string;
  protected abstract applyInputs(variable: Variable): ApplyInputs;

  /** Operations that run after all updates. */
  protected finish?(graph: Graph, updates: readonly Operation[]): Operation[];

  /** Whether a sparse gradient touches only its rows. Adam's does not: it decays every row. */
  protected get updatesRowsOnly(): boolean {
    return true;
  }

  /** A slot filled with one number, in the variable's shape and dtype. */
  protected slot(variable: Variable, name: string, initial: number): Variable {
    let slots = this.slotVariables.get(name);
    if (slots === undefined) this.slotVariables.set(name, (slots = new Map<Variable, Variable>()));
    let found = slots.get(variable);
    if (found === undefined) {
      const { graph } = variable;
      const initialValue = filled(variable, initial);
      found = new Variable(initialValue, { name: `${variable.opName}/${this.name}`, trainable: false });
      slots.set(variable, found);
      graph.assertOwn(found.ref);
    }
    return found;
  }

  /** A hyperparameter in the dtype of a variable: a Python number goes through float32, as TensorFlow's does. */
  protected hyperparameter(variable: Variable, name: string, value: Hyperparameter): Tensor {
    const { graph } = variable;
    let known = this.tensors.get(graph);
    if (known === undefined) this.tensors.set(graph, (known = new Map<string, Tensor>()));
    let tensor = known.get(name);
    if (tensor === undefined) {
      const given = typeof value === 'function' ? value() : value;
      tensor = given instanceof Tensor ? given : constant(graph, scalarValue('float32', given), `${this.name}/${name}`);
      known.set(name, tensor);
    }
    graph.assertOwn(tensor);
    return cast(tensor, variable.dtype);
  }

  private applyOne(gradient: Tensor | IndexedSlices, variable: Variable, name: string): Operation {
    assertTrainable(variable.dtype, variable.name);
    const { slots, scalars } = this.applyInputs(variable);
    const before = [variable.ref, ...slots.map(({ ref }) => ref), ...scalars];
    const options = { name: `${name}/update_${variable.opName}/${this.applyType()}/` };
    if (gradient instanceof IndexedSlices && this.updatesRowsOnly) {
      const type = sparseType({ type: this.applyType() });
      return variable.graph.createOperation(type, [...before, gradient.values, gradient.indices], options);
    }
    const dense =
      gradient instanceof IndexedSlices
        ? variable.graph.createOperation('IndexedSlicesToDense', [gradient.values, gradient.indices, gradient.dense])
            .output
        : gradient;
    return variable.graph.createOperation(this.applyType(), [...before, dense], options);
  }

  /** `step += 1`, held back by the updates through its constant operand. */
  private countStep(graph: Graph, given: unknown, name: string, finished: readonly Operation[]): Operation {
    const step = stepReference(given);
    if (isFullyDefined(step.shape) && step.shape.length !== 0)
      throw valueError(`shapes must be equal rank: ${step.name} is no scalar, the increment is`);
    const isOwn = step.graph === graph;
    const update = graph.createOperation('NoOp', [], { name: `${name}/update/`, control: finished });
    const { output: one } = step.graph.createOperation('Const', [], {
      name: `${name}/value/`,
      attributes: { value: scalarValue(step.dtype, 1) },
      control: isOwn ? [update] : [],
    });
    return step.graph.createOperation('AssignAdd', [step, one], { name: `${name}/` });
  }
}

function assertTrainable(dtype: DType, name: string): void {
  if (!isFloating(dtype))
    throw valueError(`invalid type ${dtype} for ${name}: expected one of float16, float32, float64`);
}

/** What the step is added to: a variable, or its reference. Anything else lacks what the increment asks of it. */
function stepReference(given: unknown): Tensor {
  if (given instanceof Variable) return given.ref;
  if (given instanceof Tensor) {
    if (variableOf(given) !== null) return given;
    throw new TensorFlowError('AttributeError', `the tensor ${given.name} has no attribute assign_add`);
  }
  if (Array.isArray(given)) throw typeError('the global step must not be a list');
  throw new TensorFlowError(
    'AttributeError',
    `${typeof given === 'number' ? 'an int' : `a ${typeof given}`} has no attribute dtype`,
  );
}

function filled(variable: Variable, initial: number): Tensor {
  const { graph, shape, dtype, initialValue } = variable;
  if (!isFullyDefined(shape)) return mul(onesLike(initialValue), scalarLike(initialValue, initial));
  // A slot is as large as its variable: its initial value is made when it is written, and not kept in the graph.
  return constant(graph, {
    dtype,
    shape,
    get data() {
      return emptyValue(dtype, shape).data.fill(initial);
    },
  });
}
