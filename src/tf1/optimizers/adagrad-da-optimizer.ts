import { add, cast, scalarLike } from '../build';
import { valueError } from '../errors';
import type { Tensor } from '../graph';
import type { Variable } from '../variable';
import { type ApplyInputs, type Hyperparameter, Optimizer } from './optimizer';

/** Dual averaging: the variable is computed anew from the sums of all gradients, and its former value is not used. */
export class AdagradDAOptimizer extends Optimizer {
  constructor(
    override readonly learningRate: Hyperparameter,
    /** Read for the number of updates; it must be counted by `minimize` besides. */
    private readonly globalStep: Tensor,
    private readonly initialSquared = 0.1,
    private readonly l1: Hyperparameter = 0,
    private readonly l2: Hyperparameter = 0,
    name = 'AdagradDA',
  ) {
    super(name);
    if (initialSquared <= 0) throw valueError('initial_gradient_squared_accumulator_value must be positive');
  }

  protected override createSlots(variables: readonly Variable[]): void {
    for (const variable of variables) this.slots(variable);
  }

  protected override applyType(): string {
    return 'ApplyAdagradDA';
  }

  protected override applyInputs(variable: Variable): ApplyInputs {
    const step = cast(this.globalStep, variable.dtype);
    return {
      slots: this.slots(variable),
      scalars: [
        this.hyperparameter(variable, 'learning_rate', this.learningRate),
        this.hyperparameter(variable, 'l1', this.l1),
        this.hyperparameter(variable, 'l2', this.l2),
        add(step, scalarLike(step, 1)),
      ],
    };
  }

  private slots(variable: Variable): Variable[] {
    return [
      this.slot(variable, 'gradient_accumulator', 0),
      this.slot(variable, 'gradient_squared_accumulator', this.initialSquared),
    ];
  }
}
