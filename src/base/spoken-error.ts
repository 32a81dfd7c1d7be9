/** An error whose message is a sentence for the user of the product. What any other error says is for a log. */
export class SpokenError extends Error {}

/** What the user is told of an error: its own sentence where it has one, else `otherwise`. */
export function spokenOf(error: unknown, otherwise: string): string {
  return error instanceof SpokenError ? error.message : otherwise;
}
