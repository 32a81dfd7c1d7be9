const cased = /[\p{Lu}\p{Ll}\p{Lt}]/u;

/** Whether a text has letters of a case, and all of them are large. */
export function isUpper(text: string): boolean {
  return /\p{Lu}/u.test(text) && !/[\p{Ll}\p{Lt}]/u.test(text);
}

/** Whether a text has letters of a case, and all of them are small. */
export function isLower(text: string): boolean {
  return /\p{Ll}/u.test(text) && !/[\p{Lu}\p{Lt}]/u.test(text);
}

/** Large letters for small ones, and the other way round. */
export function swapCase(text: string): string {
  return text.replace(/\p{Lu}|\p{Ll}/gu, (letter) =>
    /\p{Lu}/u.test(letter) ? letter.toLowerCase() : letter.toUpperCase(),
  );
}

/** A large letter at the beginning of each run of letters, small ones behind it. */
export function titled(text: string): string {
  let isInside = false;
  return Array.from(text, (character) => {
    const made = isInside ? character.toLowerCase() : titleOf(character);
    isInside = cased.test(character);
    return made;
  }).join('');
}

/** A large letter at the beginning, small ones behind it. */
export function capitalized(text: string): string {
  const [first = '', ...rest] = text;
  return titleOf(first) + rest.join('').toLowerCase();
}

/** A letter as it stands at the beginning of a title: `ß` becomes `Ss`. */
function titleOf(character: string): string {
  const [first = '', ...rest] = character.toUpperCase();
  return first + rest.join('').toLowerCase();
}
