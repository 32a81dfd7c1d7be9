import { message, type Message } from '../base/message';
import { bytesText, MemoryBudget, memoryLimits } from '../base/memory-limit';
import { TensorFlowError } from './errors';

/** What the runs of this thread may take together. Where nobody set it, only what is too large by itself is refused. */
let budget = new MemoryBudget(memoryLimits.training, null);

/** What smaller arrays take is seen by the next look at what is in use. */
const fewBytes = 2 ** 16;

/** Sets what the runs of this thread may take together. Graphs, sessions and steps that are made from now on take of it. */
export function limitTraining(by: MemoryBudget): void {
  budget = by;
}

/** What the runs of this thread may take together. */
export function trainingMemory(): MemoryBudget {
  return budget;
}

/** Takes memory for what is about to be made. Raises ResourceExhaustedError with `what` it is where there is not enough. */
export function takeBytes(bytes: number, what: () => Message): void {
  if (bytes >= fewBytes && !budget.take(bytes)) throw exhausted(bytes, what(), budget.limit);
}

/** What is raised for something that takes more than what is left of `limit` bytes. */
export function exhausted(bytes: number, what: Message, limit: number): TensorFlowError {
  return new TensorFlowError(
    'ResourceExhaustedError',
    message(
      '{0} takes {1}, which is more than what is left of the {2} for training',
      what,
      bytesText(bytes),
      bytesText(limit),
    ),
  );
}
