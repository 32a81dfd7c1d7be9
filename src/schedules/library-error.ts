import { message, verbatim } from '../base/message';
import { SpokenError } from '../base/spoken-error';

/** Python's exception classes that constructors and steps of schedulers raise. */
export type LibraryErrorType =
  | 'AssertionError'
  | 'IndexError'
  | 'KeyError'
  | 'NotImplementedError'
  | 'OverflowError'
  | 'TypeError'
  | 'ValueError'
  | 'ZeroDivisionError';

/** What a library raises. The text is the library's own and the same in every language. */
export class LibraryError extends SpokenError {
  override readonly name = 'LibraryError';

  constructor(
    readonly type: LibraryErrorType,
    /** The library's text, or Python's. */
    readonly gist: string,
  ) {
    super(message('{0}: {1}', type, verbatim(gist)));
  }
}
