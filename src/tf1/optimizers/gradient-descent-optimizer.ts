import type { Variable } from '../variable';
import { type ApplyInputs, type Hyperparameter, Optimizer } from './optimizer';

/** v -= rate * g. */
export class GradientDescentOptimizer extends Optimizer {
  constructor(
    override readonly learningRate: Hyperparameter,
    name = 'GradientDescent',
  ) {
    super(name);
  }

  protected override applyType(): string {
    return 'ApplyGradientDescent';
  }

  protected override applyInputs(variable: Variable): ApplyInputs {
    return { slots: [], scalars: [this.hyperparameter(variable, 'learning_rate', this.learningRate)] };
  }
}
