import type { SessionState } from '../protocol/training-messages';
import type { TrainingEvent } from './commands';
import { locationOf } from '../protocol/source-location';
import { defectIn, defectText, TrainingError } from './training-error';

/** The state of a training that something ended which was thrown; what of it is for a log goes to `host` by itself. */
export function failedState(
  host: { send(event: TrainingEvent): void },
  error: unknown,
): Extract<SessionState, { kind: 'failed' }> {
  const told = error instanceof TrainingError ? error : new TrainingError(defectText, null, { cause: error });
  const defect = defectIn(told);
  if (defect !== null) host.send({ type: 'defect-found', defect });
  return { kind: 'failed', message: told.said, location: locationOf(told.range) };
}

/** Tells that a training cannot go on. */
export function tellFailure(host: { send(event: TrainingEvent): void }, error: unknown): void {
  host.send({ type: 'state-changed', state: failedState(host, error) });
}
