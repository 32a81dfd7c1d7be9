import { valueError } from '../errors';
import type { Variable } from '../variable';
import { type ApplyInputs, type Hyperparameter, Optimizer } from './optimizer';

/** Adagrad's rate, then the proximal step of the L1 and L2 penalties at that rate. */
export class ProximalAdagradOptimizer extends Optimizer {
  constructor(
    override readonly learningRate: Hyperparameter,
    private readonly initialAccumulatorValue = 0.1,
    private readonly l1: Hyperparameter = 0,
    private readonly l2: Hyperparameter = 0,
    name = 'ProximalAdagrad',
  ) {
    super(name);
    if (initialAccumulatorValue <= 0) throw valueError('initial_accumulator_value must be positive');
  }

  protected override createSlots(variables: readonly Variable[]): void {
    for (const variable of variables) this.slot(variable, 'accumulator', this.initialAccumulatorValue);
  }

  protected override applyType(): string {
    return 'ApplyProximalAdagrad';
  }

  protected override applyInputs(variable: Variable): ApplyInputs {
    return {
      slots: [this.slot(variable, 'accumulator', this.initialAccumulatorValue)],
      scalars: [
        this.hyperparameter(variable, 'learning_rate', this.learningRate),
        this.hyperparameter(variable, 'l1', this.l1),
        this.hyperparameter(variable, 'l2', this.l2),
      ],
    };
  }
}
