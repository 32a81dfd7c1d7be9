/** Something that stands in a message's place: a name or a number as it is, or a message of its own. */
export type MessagePart = string | number | Message;

/** A sentence with its parts apart, so that it can be said in another language; its English text is what translations are kept under. */
export interface Message {
  /** In English, with `{0}`, `{1}`… where the parts go. */
  readonly text: string;
  readonly parts: readonly MessagePart[];
}

/** A message of an English text. The text is written out where this is called: a test collects them all. */
export function message(text: string, ...parts: readonly MessagePart[]): Message {
  return { text, parts };
}

/** A message in the words that `translate` has for its text, and its parts' texts. */
export function say({ text, parts }: Message, translate: (text: string) => string = (same) => same): string {
  const said = parts.map((part) => (typeof part === 'object' ? say(part, translate) : String(part)));
  return translate(text).replace(/\{(\d+)\}/g, (place, index: string) => said[Number(index)] ?? place);
}
