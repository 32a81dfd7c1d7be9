/** A project whose code the parser's WebAssembly holds. */
export interface ParserPart {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly address: string;
  readonly copyright?: readonly string[];
  readonly file?: string;
  readonly source: string;
}

/** See notices.mjs. */
export const parserParts: readonly ParserPart[];

/** See notices.mjs. */
export function thirdPartyNotices(inputs: readonly string[]): string;
