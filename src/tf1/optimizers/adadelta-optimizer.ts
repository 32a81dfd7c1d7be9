import type { Variable } from '../variable';
import { type ApplyInputs, type Hyperparameter, Optimizer } from './optimizer';

/** The denominator uses the new accumulator, where tfjs's own uses the old one. */
export class AdadeltaOptimizer extends Optimizer {
  constructor(
    override readonly learningRate: Hyperparameter = 0.001,
    private readonly rho: Hyperparameter = 0.95,
    private readonly epsilon: Hyperparameter = 1e-8,
    name = 'Adadelta',
  ) {
    super(name);
  }

  protected override createSlots(variables: readonly Variable[]): void {
    for (const variable of variables) this.slots(variable);
  }

  protected override applyType(): string {
    return 'ApplyAdadelta';
  }

  protected override applyInputs(variable: Variable): ApplyInputs {
    return {
      slots: this.slots(variable),
      scalars: [
        this.hyperparameter(variable, 'learning_rate', this.learningRate),
        this.hyperparameter(variable, 'rho', this.rho),
        this.hyperparameter(variable, 'epsilon', this.epsilon),
      ],
    };
  }

  private slots(variable: Variable): Variable[] {
    return [this.slot(variable, 'accum', 0), this.slot(variable, 'accum_update', 0)];
  }
}
