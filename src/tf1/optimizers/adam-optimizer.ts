import { constant, mul } from '../build';
import type { Graph, Operation, Tensor } from '../graph';
import { scalarValue } from '../value';
import { assign, Variable } from '../variable';
import { type ApplyInputs, type Hyperparameter, Optimizer } from './optimizer';

/** Adam counts by itself: the powers of its betas belong to the optimizer and the graph, and advance once an apply. */
export class AdamOptimizer extends Optimizer {
  private readonly powers = new Map<Graph, readonly [Variable, Variable]>();

  constructor(
    override readonly learningRate: Hyperparameter = 0.001,
    private readonly beta1: Hyperparameter = 0.9,
    private readonly beta2: Hyperparameter = 0.999,
    private readonly epsilon: Hyperparameter = 1e-8,
    name = 'Adam',
  ) {
    super(name);
  }

  /** `beta1_power` and `beta2_power`, which start at the betas; null before the first apply. */
  betaPowers(graph: Graph): readonly [Variable, Variable] | null {
    return this.powers.get(graph) ?? null;
  }

  override variables(): Variable[] {
    return [...[...this.powers.values()].flat(), ...super.variables()];
  }

  protected override createSlots(variables: readonly Variable[]): void {
    for (const variable of variables) {
      this.powersOf(variable.graph);
      this.slot(variable, 'm', 0);
      this.slot(variable, 'v', 0);
    }
  }

  protected override applyType(): string {
    return 'ApplyAdam';
  }

  protected override get updatesRowsOnly(): boolean {
    return false;
  }

  protected override applyInputs(variable: Variable): ApplyInputs {
    const [power1, power2] = this.powersOf(variable.graph);
    return {
      slots: [this.slot(variable, 'm', 0), this.slot(variable, 'v', 0)],
      scalars: [
        power1.ref,
        power2.ref,
        this.hyperparameter(variable, 'learning_rate', this.learningRate),
        this.hyperparameter(variable, 'beta1', this.beta1),
        this.hyperparameter(variable, 'beta2', this.beta2),
        this.hyperparameter(variable, 'epsilon', this.epsilon),
      ],
    };
  }

  protected override finish(graph: Graph, updates: readonly Operation[]): Operation[] {
    return graph.controlDependencies(updates, () =>
      this.powersOf(graph).map((power, index) => {
        const name = index === 0 ? 'beta1' : 'beta2';
        const beta = this.hyperparameter(power, name, index === 0 ? this.beta1 : this.beta2);
        return assign('Assign', power.ref, mul(power.ref, beta)).op;
      }),
    );
  }

  private powersOf(graph: Graph): readonly [Variable, Variable] {
    let powers = this.powers.get(graph);
    if (powers === undefined) {
      const make = (name: string, value: Hyperparameter): Variable => {
        const given = typeof value === 'function' ? value() : value;
        const initial: Tensor =
          typeof given === 'number' ? constant(graph, scalarValue('float32', given), `${name}/initial_value`) : given;
        return new Variable(initial, { name, trainable: false });
      };
      powers = [make('beta1_power', this.beta1), make('beta2_power', this.beta2)];
      this.powers.set(graph, powers);
    }
    return powers;
  }
}
