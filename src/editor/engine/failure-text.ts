import { message, type Message, type MessagePart } from '../../base/message';
import { SpokenError, spokenOf } from '../../base/spoken-error';
import { nameOfFile } from '../../base/file-name';
import { DeadlineError, EngineError } from './engine-thread';

/**
 * Why a program could not be read, for its user: the program's name and what can be done. What failed in the engine itself is none of the
 * user's: that is in the log.
 */
export function readingFailure(error: unknown, title: MessagePart): Message {
  if (error instanceof DeadlineError)
    return message(
      '{0} takes too long to be read: its loops and its data may be too large to be gone through here.',
      title,
    );
  if (error instanceof EngineError) {
    return /memory/i.test(error.message)
      ? message('{0} takes more memory to be read than it may have: its data may be too large.', title)
      : message(
          '{0} could not be read: something went wrong in Global Step itself. Its log (Output, Global Step) says what.',
          title,
        );
  }
  return spokenOf(
    error,
    message('{0} could not be read: the log of Global Step (Output, Global Step) says why.', title),
  );
}

/** The promise with its rejection in words for the user; the error itself goes to the log. */
export async function inWords<Result>(
  reading: Promise<Result>,
  address: string,
  log: { warn(message: string, error: unknown): void },
): Promise<Result> {
  try {
    return await reading;
  } catch (error) {
    const title = nameOfFile(address);
    if (!(error instanceof SpokenError)) log.warn(`${title} could not be read`, error);
    const place = error instanceof SpokenError ? error.place : null;
    throw new SpokenError(readingFailure(error, title), { cause: error }, place);
  }
}
