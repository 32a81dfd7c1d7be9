import type { DType } from '../base/graph-call';
import { typeError, valueError } from './errors';
import { type Graph, GraphKeys, type Operation, type Tensor } from './graph';
import { takeVariable } from './memory';
import { isFullyDefined, type Shape } from './shape';
import { item } from './value';

/** What `tf.Variable` takes beside its initial value. */
export interface VariableOptions {
  readonly trainable?: boolean;
  readonly name?: string | null;
  readonly collections?: readonly string[] | null;
}

/** TensorFlow 1's ref variable: its storage belongs to the session, and a read sees whatever was written before it runs. */
export class Variable {
  /** What messages call one: a bundle has no names of classes. */
  static readonly title: string = 'a variable';

  /** The reference itself: reading it reads the storage. */
  readonly ref: Tensor;
  readonly initializer: Operation;
  readonly trainable: boolean;
  readonly graph: Graph;

  constructor(
    readonly initialValue: Tensor,
    options: VariableOptions = {},
  ) {
    const { graph, dtype, shape } = initialValue;
    this.graph = graph;
    this.trainable = options.trainable ?? true;
    const name = options.name ?? 'Variable';
    takeVariable(graph, name, dtype, shape);
    [this.ref, this.initializer] = graph.controlDependencies(null, () => {
      const ref = graph.createOperation('VariableV2', [], { name, attributes: { dtype, shape } }).output;
      const initializer = graph.createOperation('Assign', [ref, initialValue], {
        name: `${ref.op.name}/Assign/`,
        control: initializersBefore(initialValue),
      });
      return [ref, initializer];
    });
    variables.set(this.ref.op, this);
    const collections = new Set(options.collections ?? [GraphKeys.GLOBAL_VARIABLES]);
    if (this.trainable) collections.add(GraphKeys.TRAINABLE_VARIABLES);
    for (const key of collections) graph.addToCollection(key, this);
  }

  /** The name of its operation: `w`, not `w:0`. */
  get opName(): string {
    return this.ref.op.name;
  }

  get name(): string {
    return this.ref.name;
  }

  get dtype(): DType {
    return this.ref.dtype;
  }

  get shape(): Shape {
    return this.ref.shape;
  }
}

const variables = new WeakMap<Operation, Variable>();

/** The variable whose reference a tensor is, or null. Fed by `Variable`'s constructor alone. */
export function variableOf(tensor: Tensor): Variable | null {
  return variables.get(tensor.op) ?? null;
}

/** An initial value that reads other variables is computed after these are initialised, as `initialized_value` guards it. */
function initializersBefore(value: Tensor): Operation[] {
  const found = new Set<Operation>();
  const seen = new Set<Operation>();
  const visit = (operation: Operation): void => {
    if (seen.has(operation)) return;
    seen.add(operation);
    const variable = variables.get(operation);
    if (variable !== undefined) found.add(variable.initializer);
    else for (const input of operation.inputs) visit(input.op);
  };
  visit(value.op);
  return [...found];
}

/** `tf.global_variables()`: in order of construction. */
export function globalVariables(graph: Graph): readonly Variable[] {
  return graph.getCollection<Variable>(GraphKeys.GLOBAL_VARIABLES);
}

/** `tf.trainable_variables()`. */
export function trainableVariables(graph: Graph): readonly Variable[] {
  return graph.getCollection<Variable>(GraphKeys.TRAINABLE_VARIABLES);
}

/** `tf.global_variables_initializer()`: one operation that runs every initializer. */
export function globalVariablesInitializer(graph: Graph): Operation {
  return variablesInitializer(graph, globalVariables(graph));
}

/** `tf.variables_initializer(…)`. */
export function variablesInitializer(graph: Graph, list: readonly Variable[]): Operation {
  return graph.createOperation('NoOp', [], { name: 'init', control: list.map(({ initializer }) => initializer) });
}

/** Puts a value into a variable; `kind` is Assign, AssignAdd or AssignSub. The result is the reference, read afterwards. */
export function assign(
  kind: 'Assign' | 'AssignAdd' | 'AssignSub',
  variable: Tensor,
  value: Tensor,
  options: { name?: string | null; control?: readonly Operation[] } = {},
): Tensor {
  if (variable.dtype !== value.dtype)
    throw typeError(`a value of ${value.dtype} cannot be assigned to ${variable.name} of ${variable.dtype}`);
  const { shape } = variable;
  if (isFullyDefined(shape) && isFullyDefined(value.shape)) {
    const fits =
      shape.length === value.shape.length && shape.every((n, axis) => n === item(value.shape as number[], axis));
    if (!fits) throw valueError(`the shape of the value does not fit ${variable.name}`);
  }
  return variable.graph.createOperation(kind, [variable, value], options).output;
}
