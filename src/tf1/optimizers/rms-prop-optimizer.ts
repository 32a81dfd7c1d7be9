import type { Variable } from '../variable';
import { type ApplyInputs, type Hyperparameter, Optimizer } from './optimizer';

/** `rms` starts at 1, epsilon is inside the root and the rate inside the momentum: three things that tfjs's own has otherwise. */
export class RMSPropOptimizer extends Optimizer {
  constructor(
    override readonly learningRate: Hyperparameter,
    private readonly decay: Hyperparameter = 0.9,
    private readonly momentum: Hyperparameter = 0,
    private readonly epsilon: Hyperparameter = 1e-10,
    private readonly centered = false,
    name = 'RMSProp',
  ) {
    super(name);
  }

  protected override createSlots(variables: readonly Variable[]): void {
    for (const variable of variables) this.slots(variable);
  }

  protected override applyType(): string {
    return this.centered ? 'ApplyCenteredRMSProp' : 'ApplyRMSProp';
  }

  protected override applyInputs(variable: Variable): ApplyInputs {
    const [rms, mean, momentum] = this.slots(variable);
    return {
      slots: [...(mean === null ? [] : [mean]), rms, momentum],
      scalars: [
        this.hyperparameter(variable, 'learning_rate', this.learningRate),
        this.hyperparameter(variable, 'decay', this.decay),
        this.hyperparameter(variable, 'momentum', this.momentum),
        this.hyperparameter(variable, 'epsilon', this.epsilon),
      ],
    };
  }

  private slots(variable: Variable): readonly [Variable, Variable | null, Variable] {
    return [
      this.slot(variable, 'rms', 1),
      this.centered ? this.slot(variable, 'mg', 0) : null,
      this.slot(variable, 'momentum', 0),
    ];
  }
}
