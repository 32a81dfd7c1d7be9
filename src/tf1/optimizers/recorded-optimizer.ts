// Any optimizer that the catalogue has an equation of: its slots and scalars, as the record names them.
import { type Scalar } from '../../frameworks/equation';
import {
  type OptimizerRecord,
  scalarsOf,
  type Slot,
  type Update,
} from '../../frameworks/tensorflow1/optimizers/record';
import { add, cast, constant, mul, scalarLike } from '../build';
import { valueError } from '../errors';
import { type Graph, type Operation, Tensor } from '../graph';
import { scalarValue } from '../value';
import { assign, Variable } from '../variable';
import { type ApplyInputs, type Hyperparameter, Optimizer } from './optimizer';

/** What the constructor was passed, by TensorFlow's names of its parameters, defaults included. */
export type Given = ReadonlyMap<string, Hyperparameter>;

/** An optimizer by its record. Throws a ValueError where what it is passed is beyond the record's limits. */
export class RecordedOptimizer extends Optimizer {
  private readonly update: Update;
  private readonly scalars: readonly Scalar[];
  private readonly powers = new Map<Graph, ReadonlyMap<string, Variable>>();

  constructor(
    { updates, limits = [] }: OptimizerRecord,
    private readonly given: Given,
    /** The flags that are set. */
    flags: ReadonlySet<string>,
    name: string,
  ) {
    super(name);
    const [first] = updates;
    this.update = updates.find(({ when }) => when === undefined || flags.has(when)) ?? first;
    this.scalars = scalarsOf(this.update);
    for (const { parameter, must } of limits) {
      const value = given.get(parameter);
      if (typeof value !== 'number') continue;
      if (must === 'be positive' ? value <= 0 : must === 'not be negative' ? value < 0 : value > 0)
        throw valueError(`${parameter} must ${must}`);
    }
  }

  override get learningRate(): Hyperparameter {
    return this.argument('learning_rate');
  }

  /** Variables that hold powers of parameters, by the parameter; none before the first apply. */
  powersIn(graph: Graph): ReadonlyMap<string, Variable> {
    return this.powers.get(graph) ?? new Map();
  }

  override variables(): Variable[] {
    return [...[...this.powers.values()].flatMap((powers) => [...powers.values()]), ...super.variables()];
  }

  protected override createSlots(variables: readonly Variable[]): void {
    for (const variable of variables) {
      this.makePowers(variable.graph);
      this.slotsOf(variable);
    }
  }

  protected override applyType(): string {
    return this.update.type;
  }

  protected override get updatesRowsOnly(): boolean {
    return this.update.changesAllRows !== true;
  }

  protected override applyInputs(variable: Variable): ApplyInputs {
    return { slots: this.slotsOf(variable), scalars: this.scalars.map((scalar) => this.scalar(variable, scalar)) };
  }

  /** Powers advance once an apply, after all updates. */
  protected override finish(graph: Graph, updates: readonly Operation[]): Operation[] {
    return graph.controlDependencies(updates, () =>
      [...this.powersIn(graph)].map(([parameter, power]) => {
        const by = this.hyperparameter(power, parameter, this.argument(parameter));
        return assign('Assign', power.ref, mul(power.ref, by)).op;
      }),
    );
  }

  private slotsOf(variable: Variable): Variable[] {
    return this.update.slots.map(({ name, initial }) => this.slot(variable, name, this.initialOf(initial)));
  }

  private initialOf(initial: Slot['initial']): number {
    if (typeof initial === 'number') return initial;
    const given = this.argument(initial.parameter);
    if (typeof given !== 'number') throw valueError(`${initial.parameter} must be a number`);
    return given;
  }

  private scalar(variable: Variable, { is, parameter }: Scalar): Tensor {
    switch (is) {
      case 'given':
        return this.hyperparameter(variable, parameter, this.argument(parameter));
      case 'power': {
        const power = this.makePowers(variable.graph).get(parameter);
        if (power === undefined) throw new Error(`${this.name} has no power of ${parameter}`);
        return cast(power.ref, variable.dtype);
      }
      case 'updates': {
        const count = this.argument(parameter);
        const { graph, dtype } = variable;
        const step = count instanceof Tensor ? cast(count, dtype) : constant(graph, scalarValue(dtype, Number(count)));
        return add(step, scalarLike(step, 1));
      }
    }
  }

  /** The powers of a graph, each of which starts as its parameter. */
  private makePowers(graph: Graph): ReadonlyMap<string, Variable> {
    let powers = this.powers.get(graph);
    if (powers === undefined) {
      const made = this.scalars.flatMap(({ is, parameter }) => (is === 'power' ? [parameter] : []));
      powers = new Map(made.sort().map((parameter) => [parameter, this.makePower(graph, parameter)]));
      if (powers.size > 0) this.powers.set(graph, powers);
    }
    return powers;
  }

  private makePower(graph: Graph, parameter: string): Variable {
    const name = `${parameter}_power`;
    const value = this.argument(parameter);
    const given = typeof value === 'function' ? value() : value;
    const initial =
      typeof given === 'number' ? constant(graph, scalarValue('float32', given), `${name}/initial_value`) : given;
    return new Variable(initial, { name, trainable: false });
  }

  private argument(parameter: string): Hyperparameter {
    const given = this.given.get(parameter);
    if (given === undefined) throw new Error(`${this.name} was not passed ${parameter}`);
    return given;
  }
}
