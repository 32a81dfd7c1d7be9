import { type DType, dtypeNamed } from '../../base/dtype';
import { cast } from '../build';
import { typeError, valueError } from '../errors';
import { type Graph, Operation, type Tensor } from '../graph';
import type { Shape } from '../shape';
import { isFloating } from '../value';
import { Variable } from '../variable';
import { type Argument, describe, none, numberIn, numbersIn, tensorIn, toTensor } from './argument';

/** A class whose objects have a name in messages. */
type Titled<T> = (abstract new (...args: never[]) => T) & { readonly title: string };

/** A bound call of a public function, with typed access to its arguments. */
export class Call {
  constructor(
    readonly graph: Graph,
    readonly name: string,
    private readonly bound: ReadonlyMap<string, Argument>,
    /** Calls another public function: what composite functions are made of. */
    readonly invoke: (name: string, args: readonly unknown[], kwargs?: Readonly<Record<string, unknown>>) => unknown,
  ) {}

  argument(name: string): Argument {
    return this.bound.get(name) ?? none;
  }

  has(name: string): boolean {
    return this.argument(name).kind !== 'none';
  }

  tensor(name: string, dtype: DType | null = null): Tensor {
    const argument = this.argument(name);
    if (argument.kind === 'none') throw valueError(`${this.name}: ${name} must not be None`);
    return toTensor(this.graph, argument, dtype);
  }

  /** A tensor, literals in the dtype of `like` (operands of a function whose dtypes must agree). */
  tensorLike(name: string, like: Tensor): Tensor {
    return this.tensor(name, tensorIn(this.argument(name)) === null ? like.dtype : null);
  }

  /** Two operands of one dtype: a literal takes that of the tensor beside it. */
  pair(left: string, right: string): [Tensor, Tensor] {
    const [x, y] = [this.argument(left), this.argument(right)];
    if (tensorIn(x) === null && tensorIn(y) !== null) {
      const tensor = this.tensor(right);
      return [this.tensorLike(left, tensor), tensor];
    }
    if (x.kind === 'int' && y.kind === 'float') return [this.tensor(left, 'float32'), this.tensor(right)];
    const tensor = this.tensor(left);
    return [tensor, this.tensorLike(right, tensor)];
  }

  /** A float tensor: Python ints become float32, integer tensors are an error of whoever uses it. */
  float(name: string): Tensor {
    const argument = this.argument(name);
    return argument.kind === 'int' ? this.tensor(name, 'float32') : this.tensor(name);
  }

  tensors(name: string): Tensor[] {
    const argument = this.argument(name);
    if (argument.kind !== 'list') return [this.tensor(name)];
    const like = argument.items.map(tensorIn).find((tensor) => tensor !== null);
    return argument.items.map((part) => toTensor(this.graph, part, like?.dtype ?? null));
  }

  number(name: string): number {
    return numberIn(this.argument(name), name);
  }

  int(name: string): number {
    const number = this.number(name);
    if (!Number.isInteger(number)) throw typeError(`${this.name}: ${name} must be an int`);
    return number;
  }

  intOrNull(name: string): number | null {
    return this.has(name) ? this.int(name) : null;
  }

  /** A constant list of ints; one int is a list of one. Null for None. */
  ints(name: string): number[] | null {
    if (!this.has(name)) return null;
    const numbers = numbersIn(this.argument(name));
    if (numbers === null) throw valueError(`${this.name}: ${name} must be known before the run`);
    return numbers;
  }

  bool(name: string): boolean {
    const argument = this.argument(name);
    if (argument.kind === 'none') return false;
    return numberIn(argument, name) !== 0;
  }

  /** Python's truth of an argument that TensorFlow only tests: a dtype or a text is true, as in `tf.Variable(0., tf.float32)`. */
  truth(name: string): boolean {
    const argument = this.argument(name);
    if (argument.kind === 'dtype' || argument.kind === 'object') return true;
    if (argument.kind === 'string') return argument.value !== '';
    return argument.kind === 'list' ? argument.items.length > 0 : this.bool(name);
  }

  text(name: string): string | null {
    const argument = this.argument(name);
    if (argument.kind === 'none') return null;
    if (argument.kind !== 'string')
      throw typeError(`${this.name}: ${name} must be a string, not ${describe(argument)}`);
    return argument.value;
  }

  dtype(name: string): DType | null {
    const argument = this.argument(name);
    if (argument.kind === 'none') return null;
    if (argument.kind === 'dtype') return argument.value;
    if (argument.kind === 'string') return dtypeOf(argument.value);
    throw typeError(`${this.name}: ${name} must be a dtype, not ${describe(argument)}`);
  }

  /** A static shape: None is unknown, a None or -1 in it an unknown length. */
  shape(name: string): Shape {
    if (!this.has(name)) return null;
    const numbers = numbersIn(this.argument(name));
    if (numbers === null) throw valueError(`${this.name}: ${name} must be known before the run`);
    return numbers.map((length) => (length < 0 ? null : length));
  }

  /** What was made by another call, of a class. */
  object<T>(name: string, type: Titled<T>): T {
    const argument = this.argument(name);
    if (argument.kind === 'object' && argument.value instanceof type) return argument.value;
    throw typeError(`${this.name}: ${name} must be ${type.title}, not ${describe(argument)}`);
  }

  objectOrNull<T>(name: string, type: Titled<T>): T | null {
    return this.has(name) ? this.object(name, type) : null;
  }

  items(name: string): readonly Argument[] {
    const argument = this.argument(name);
    if (argument.kind === 'none') return [];
    return argument.kind === 'list' ? argument.items : [argument];
  }

  /** Operations of a list of operations, tensors and variables. */
  operations(name: string): Operation[] {
    return this.items(name).flatMap((argument): Operation[] => {
      if (argument.kind === 'list') return argument.items.flatMap((part) => operationIn(part));
      return operationIn(argument);
    });
  }

  variables(name: string): Variable[] | null {
    if (!this.has(name)) return null;
    return this.items(name).map((argument) => {
      if (argument.kind === 'object' && argument.value instanceof Variable) return argument.value;
      throw typeError(`${this.name}: ${name} holds ${describe(argument)}, which is no variable`);
    });
  }

  /** A hyperparameter: a number as Python gives it, else a tensor. */
  hyperparameter(name: string): number | Tensor {
    const argument = this.argument(name);
    if (argument.kind === 'int' || argument.kind === 'float') return argument.value;
    return this.tensor(name);
  }

  /** `x` cast to float32 if it is no float. */
  asFloat(name: string): Tensor {
    const tensor = this.float(name);
    return isFloating(tensor.dtype) ? tensor : cast(tensor, 'float32');
  }
}

function operationIn(argument: Argument): Operation[] {
  if (argument.kind === 'none') return [];
  if (argument.kind === 'object' && argument.value instanceof Operation) return [argument.value];
  const tensor = tensorIn(argument);
  if (tensor !== null) return [tensor.op];
  throw typeError(`${describe(argument)} is neither an operation nor a tensor`);
}

const otherNames: ReadonlyMap<string, DType> = new Map([
  ['float', 'float32'],
  ['half', 'float16'],
  ['double', 'float64'],
  ['int', 'int32'],
]);

/** `tf.as_dtype` of a text. */
function dtypeOf(name: string): DType {
  const dtype = dtypeNamed(name) ?? otherNames.get(name);
  if (dtype === undefined) throw typeError(`${name} is no dtype`);
  return dtype;
}
