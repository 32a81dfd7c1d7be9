import { valueError } from '../errors';
import type { Variable } from '../variable';
import { type ApplyInputs, type Hyperparameter, Optimizer } from './optimizer';

/** a += g^2, v -= rate * g / sqrt(a), without an epsilon: the accumulator must start above 0. */
export class AdagradOptimizer extends Optimizer {
  constructor(
    override readonly learningRate: Hyperparameter,
    private readonly initialAccumulatorValue = 0.1,
    name = 'Adagrad',
  ) {
    super(name);
    if (initialAccumulatorValue <= 0) throw valueError('initial_accumulator_value must be positive');
  }

  protected override createSlots(variables: readonly Variable[]): void {
    for (const variable of variables) this.slot(variable, 'accumulator', this.initialAccumulatorValue);
  }

  protected override applyType(): string {
    return 'ApplyAdagrad';
  }

  protected override applyInputs(variable: Variable): ApplyInputs {
    return {
      slots: [this.slot(variable, 'accumulator', this.initialAccumulatorValue)],
      scalars: [this.hyperparameter(variable, 'learning_rate', this.learningRate)],
    };
  }
}
