// Unicode's controls, line and paragraph separators, format characters (direction marks, byte order marks, tags) and unpaired surrogates.
// The two joiners stay: scripts and emoji are written with them.
const hidden = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
const hiddenInLines = /(?![\u200c\u200d\t\n])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/**
 * A text on one line, with an escape as Python's `repr` writes it (`\n`, `\x1b`, `\u202e`) for each character that is not seen, that
 * ends a line, or that turns the direction of its neighbours: such a name can neither hide what it is nor change what stands around it.
 */
export function visible(text: string): string {
  return text.replace(hidden, escaped);
}

/** As `visible`, for a place that shows lines and tabs as they are. */
export function visibleLines(text: string): string {
  return text.replace(hiddenInLines, escaped);
}

const short: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const digits = (length: number): string => code.toString(16).padStart(length, '0');
  return (
    short.get(character) ?? (code < 0x100 ? `\\x${digits(2)}` : code < 0x10000 ? `\\u${digits(4)}` : `\\U${digits(8)}`)
  );
}
