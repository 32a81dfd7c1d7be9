import type { SourceRange } from './source-range';
import { type Message, say } from './message';

/** An error that says something to the user of the product. What any other error says is for a log. */
export class SpokenError extends Error {
  constructor(
    /** What it says; `message` is the same in English. */
    readonly said: Message,
    options?: ErrorOptions,
    /** The place of the program that it speaks of. */
    readonly place: SourceRange | null = null,
  ) {
    super(say(said), options);
  }
}

/** What the user is told of an error: its own sentence where it has one, else `otherwise`. */
export function spokenOf(error: unknown, otherwise: Message): Message {
  return error instanceof SpokenError ? error.said : otherwise;
}
