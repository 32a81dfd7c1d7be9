import type { SpokenError } from '../../base/spoken-error';
import { LimitError, PythonError } from '../../interpret/limits';
import { LibraryError } from '../../schedules/library-error';
import { UnknownArgument } from '../schedule-arguments';

/** Whether an error says why something is not known of a scheduler. */
export function isReason(error: unknown): error is SpokenError {
  return [UnknownArgument, LibraryError, PythonError, LimitError].some((type) => error instanceof type);
}
