import { TensorFlowError } from '../errors';
import type { Tensor } from '../graph';
import type { Fetch } from '../session';
import type { Value } from '../value';
import type { RunContext, SessionRunHook } from './session-run-hook';

/** `tf.train.NanTensorHook`: ends the training where the loss is no number, with an error unless told otherwise. Needs no step. */
export class NanTensorHook implements SessionRunHook {
  constructor(
    private readonly loss: Tensor,
    private readonly failsOnNan = true,
  ) {}

  beforeRun(): readonly Fetch[] {
    return [this.loss];
  }

  afterRun({ requestStop }: RunContext, [value]: readonly (Value | null)[]): void {
    if (!value?.data.some((number) => Number.isNaN(number))) return;
    if (this.failsOnNan) throw new TensorFlowError('RuntimeError', `NaN loss during training: ${this.loss.name}`);
    requestStop();
  }
}
