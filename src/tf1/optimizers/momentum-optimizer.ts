import type { Variable } from '../variable';
import { type ApplyInputs, type Hyperparameter, Optimizer } from './optimizer';

/** m = momentum * m + g, v -= rate * m: the rate is outside of the accumulator, so that changing it rescales history at once. */
export class MomentumOptimizer extends Optimizer {
  constructor(
    override readonly learningRate: Hyperparameter,
    private readonly momentum: Hyperparameter,
    private readonly useNesterov = false,
    name = 'Momentum',
  ) {
    super(name);
  }

  protected override createSlots(variables: readonly Variable[]): void {
    for (const variable of variables) this.slot(variable, 'momentum', 0);
  }

  protected override applyType(): string {
    return this.useNesterov ? 'ApplyNesterovMomentum' : 'ApplyMomentum';
  }

  protected override applyInputs(variable: Variable): ApplyInputs {
    return {
      slots: [this.slot(variable, 'momentum', 0)],
      scalars: [
        this.hyperparameter(variable, 'learning_rate', this.learningRate),
        this.hyperparameter(variable, 'momentum', this.momentum),
      ],
    };
  }
}
