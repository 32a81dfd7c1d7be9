import { message, type Message } from '../base/message';
import type { SourceRange } from '../base/source-range';
import { SpokenError } from '../base/spoken-error';

/** What is said where the cause is no fault of the program's, and its own words are for nobody but us. */
export const defectText = message('the training failed inside of Global Step, which is a defect: please report it');
/** What is said where arrays or tables take more than there is. */
export const memoryText = message('the training takes more memory than it may have: its arrays may be too large');

/** Whether JavaScript could not make an array for want of memory, or a thread died of it. */
export function isOfMemory(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') return true;
  return error.name === 'RangeError' && /allocation|array length|array buffer/i.test(error.message);
}

/** Why a training cannot go on, and where in the program that is. */
export class TrainingError extends SpokenError {
  override readonly name = 'TrainingError';

  constructor(
    said: Message,
    readonly range: SourceRange | null,
    options?: ErrorOptions,
  ) {
    super(said, options);
  }
}

/** What was not meant to be thrown, for a log; null where the user is told all that there is to say. */
export function defectIn({ cause }: TrainingError): string | null {
  if (cause === undefined || cause instanceof SpokenError || isOfMemory(cause)) return null;
  return cause instanceof Error ? (cause.stack ?? cause.message) : 'thrown without an error';
}
