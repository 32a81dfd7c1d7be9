/** See texts.mjs. */
export function textsOfSources(folder?: string): {
  readonly said: ReadonlySet<string>;
  readonly literals: ReadonlySet<string>;
  readonly shown: ReadonlySet<string>;
};
