// What makes a spreadsheet compute a cell, at the beginning of a cell or of what another separator makes one; full-width signs as well.
const formula = /(?<=^|[,;\t\r\n])(?=[\s"]*[=+\-@\uff1d\uff0b\uff0d\uff20])/g;

/**
 * A text as a field of CSV: in quotes where it holds what would end it (RFC 4180), and with an apostrophe before what a spreadsheet would
 * take for a formula (OWASP's advice on CSV injection). For names; a number is written as it is.
 */
export function escapeCsv(text: string): string {
  const safe = text.replace(formula, "'");
  return /[",;\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
