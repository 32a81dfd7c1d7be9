import type { Variable } from '../variable';
import { type ApplyInputs, type Hyperparameter, Optimizer } from './optimizer';

/** A gradient step, then the proximal step of the L1 and L2 penalties. */
export class ProximalGradientDescentOptimizer extends Optimizer {
  constructor(
    override readonly learningRate: Hyperparameter,
    private readonly l1: Hyperparameter = 0,
    private readonly l2: Hyperparameter = 0,
    name = 'ProximalGradientDescent',
  ) {
    super(name);
  }

  protected override applyType(): string {
    return 'ApplyProximalGradientDescent';
  }

  protected override applyInputs(variable: Variable): ApplyInputs {
    return {
      slots: [],
      scalars: [
        this.hyperparameter(variable, 'learning_rate', this.learningRate),
        this.hyperparameter(variable, 'l1', this.l1),
        this.hyperparameter(variable, 'l2', this.l2),
      ],
    };
  }
}
