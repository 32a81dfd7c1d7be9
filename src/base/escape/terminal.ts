import { visible } from './visible';

/**
 * A text for one line of a terminal or a log: no escape sequence, no line end, nothing that turns the direction. A line of a CI's log is
 * also read by its runner: `::error::…` at the beginning of a line and `##[…` anywhere in it (GitHub, Azure, TeamCity) are commands.
 */
export function escapeTerminal(text: string): string {
  return visible(text)
    .replace(/^(\s*):(?=:)/, '$1\\x3a')
    .replace(/##(?=\w*\[)/g, '\\x23#');
}

/** A value as JSON that a terminal and a CI's log can show: the same value for a reader of JSON. */
export function escapeJson(value: unknown, indentation = 0): string {
  return JSON.stringify(value, null, indentation)
    .replace(/##(?=\w*\[)/g, '\\u0023#')
    .replace(/(?![\n\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, units);
}

/** JSON's own escapes: one for each UTF-16 unit. */
function units(character: string): string {
  return Array.from({ length: character.length }, (_, index) => {
    return `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`;
  }).join('');
}
