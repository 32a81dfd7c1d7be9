import { UnsupportedError, valueError } from '../errors';
import type { Operation } from '../graph';
import type { Variable } from '../variable';
import { type ApplyInputs, type GradientAndVariable, type MinimizeOptions, Optimizer } from './optimizer';

/** `tf.train.SyncReplicasOptimizer` as far as one process goes: it refuses to work without a step, by which it tells stale gradients. */
export class SyncReplicasOptimizer extends Optimizer {
  constructor(
    private readonly inner: Optimizer,
    name = 'sync_replicas',
  ) {
    super(name);
  }

  override get learningRate(): Optimizer['learningRate'] {
    return this.inner.learningRate;
  }

  override computeGradients(...args: Parameters<Optimizer['computeGradients']>): GradientAndVariable[] {
    return this.inner.computeGradients(...args);
  }

  override applyGradients(pairs: readonly GradientAndVariable[], { globalStep }: MinimizeOptions = {}): Operation {
    if (pairs.length === 0) throw valueError('no gradients were provided');
    if (globalStep === null || globalStep === undefined)
      throw valueError('a global step is required to check the staleness of gradients');
    throw new UnsupportedError('the token queue of SyncReplicasOptimizer needs the queue runner of a chief');
  }

  override getSlot(variable: Variable, name: string): Variable | null {
    return this.inner.getSlot(variable, name);
  }

  override getSlotNames(): string[] {
    return this.inner.getSlotNames();
  }

  protected override applyType(): string {
    throw new Error('the optimizer within applies');
  }

  protected override applyInputs(): ApplyInputs {
    throw new Error('the optimizer within applies');
  }
}
