import { message } from '../../base/message';
import { UnsupportedError, valueError } from '../errors';
import type { Operation } from '../graph';
import type { Variable } from '../variable';
import { type ApplyInputs, type GradientAndVariable, type MinimizeOptions, Optimizer } from './optimizer';

/**
 * `tf.train.SyncReplicasOptimizer` of one worker, which waits for nobody: the step, by which it tells stale gradients, must be given. Where it
 * gathers the gradients of several replicas, the token queue decides what a run does.
 */
export class SyncReplicasOptimizer extends Optimizer {
  constructor(
    private readonly inner: Optimizer,
    private readonly replicas: number,
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
    if (this.replicas > 1)
      throw new UnsupportedError(message('{0} with several replicas is not supported', 'SyncReplicasOptimizer'));
    return this.inner.applyGradients(pairs, { globalStep });
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
