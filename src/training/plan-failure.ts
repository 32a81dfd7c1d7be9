import { message, type Message } from '../base/message';
import type { SourceRange } from '../base/source-range';
import { spokenOf } from '../base/spoken-error';
import type { TrainingPlan } from '../plan/training-plan';
import { FailedCallError } from '../tf1/build-graph';
import { callTitle, TensorFlowError } from '../tf1/errors';
import { defectText, isOfMemory, memoryText, TrainingError } from './training-error';

/** What anything thrown in a training is for its user. Without a place of its own, it stands at the train op. */
export function trainingError(error: unknown, { calls, call }: Pick<TrainingPlan, 'calls' | 'call'>): TrainingError {
  if (error instanceof TrainingError) return error;
  const options = { cause: error };
  const rangeOf = (id: number): SourceRange => calls.find((one) => one.id === id)?.range ?? call;
  if (error instanceof FailedCallError)
    return new TrainingError(failureText(error.root), rangeOf(error.root.id), options);
  if (!(error instanceof TensorFlowError) || error.call === null)
    return new TrainingError(spokenOf(error, isOfMemory(error) ? memoryText : defectText), call, options);
  return new TrainingError(error.said, rangeOf(error.call), options);
}

/** What a call raises, or what of it is missing here. */
export function failureText({ name, said, isMissing }: FailedCallError['root']): Message {
  return isMissing ? said : message('{0} raises {1}', callTitle(name), said);
}
