import { valueError } from '../errors';
import type { Variable } from '../variable';
import { type ApplyInputs, type Hyperparameter, Optimizer } from './optimizer';

/** Follow the regularized leader; its shrinkage enters the linear term only, not the accumulator. */
export class FtrlOptimizer extends Optimizer {
  constructor(
    override readonly learningRate: Hyperparameter,
    private readonly learningRatePower = -0.5,
    private readonly initialAccumulatorValue = 0.1,
    private readonly l1: Hyperparameter = 0,
    private readonly l2: Hyperparameter = 0,
    private readonly l2Shrinkage = 0,
    name = 'Ftrl',
  ) {
    super(name);
    if (initialAccumulatorValue < 0) throw valueError('initial_accumulator_value must not be negative');
    if (learningRatePower > 0) throw valueError('learning_rate_power must not be positive');
    if (l2Shrinkage < 0) throw valueError('l2_shrinkage_regularization_strength must not be negative');
    for (const strength of [l1, l2]) {
      if (typeof strength === 'number' && strength < 0)
        throw valueError('a regularization strength must not be negative');
    }
  }

  protected override createSlots(variables: readonly Variable[]): void {
    for (const variable of variables) this.slots(variable);
  }

  protected override applyType(): string {
    return 'ApplyFtrl';
  }

  protected override applyInputs(variable: Variable): ApplyInputs {
    return {
      slots: this.slots(variable),
      scalars: [
        this.hyperparameter(variable, 'learning_rate', this.learningRate),
        this.hyperparameter(variable, 'l1', this.l1),
        this.hyperparameter(variable, 'l2', this.l2),
        this.hyperparameter(variable, 'l2_shrinkage', this.l2Shrinkage),
        this.hyperparameter(variable, 'learning_rate_power', this.learningRatePower),
      ],
    };
  }

  private slots(variable: Variable): Variable[] {
    return [this.slot(variable, 'accum', this.initialAccumulatorValue), this.slot(variable, 'linear', 0)];
  }
}
