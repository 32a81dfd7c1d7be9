import { findNodeAtLocation, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { message, type Message } from '../base/message';
import { cellNumber } from '../base/source-range';
import { SpokenError } from '../base/spoken-error';
import type { TextEdit } from '../base/text-edit';
import type { NotebookCell } from './notebook-text';

/** A notebook that cannot be read; its message says why, and where. */
export class NotebookError extends SpokenError {
  override readonly name = 'NotebookError';

  constructor(
    said: Message,
    /** Where in the file, from 1; null where it is the file as a whole. */
    readonly at: { readonly line: number; readonly column: number } | null = null,
  ) {
    super(said);
  }
}

/** A notebook file's code cells, and where each cell's text stands among all cells. */
interface RawCell {
  readonly cell_type?: unknown;
  readonly source?: unknown;
  /** What `source` was called before format 4. */
  readonly input?: unknown;
  readonly language?: unknown;
}

/**
 * The Python cells of a notebook file, with their indices among all its cells: none where its language is another. Formats 3 and 4.
 * Throws a `NotebookError` for what is no notebook.
 */
export function readNotebook(json: string): NotebookCell[] {
  const notebook = parsed(json);
  const fail = (index: number, what: Message): NotebookError =>
    errorAt(json, cellNodes(treeOf(json))[index]?.offset ?? 0, message('cell {0} {1}', cellNumber(index), what));
  if (!isRecord(notebook)) throw new NotebookError(message('not a notebook: its JSON is no object'));
  if (!isPython(languageOf(notebook['metadata']))) return [];
  return rawCells(notebook).flatMap((cell, index): NotebookCell[] => {
    if (!isRecord(cell)) throw fail(index, message('is no object'));
    const { cell_type: type, source, input, language }: RawCell = cell;
    if (type !== 'code' || !isPython(language)) return [];
    const text = textOf(source ?? input);
    if (text === null) throw fail(index, message('has no text'));
    return [{ index, text }];
  });
}

function parsed(json: string): unknown {
  const text = withoutMark(json);
  if (text.trim() === '') throw new NotebookError(message('not a notebook: the file is empty'));
  try {
    return JSON.parse(text);
  } catch {
    return parsedWithNonFinite(json);
  }
}

function parsedWithNonFinite(json: string): unknown {
  try {
    return JSON.parse(withoutNonFinite(withoutMark(json)));
  } catch {
    throw brokenJson(json);
  }
}

/** Python's `json` writes and reads NaN and infinities, which JSON has not: outside of strings, they are zeros as long here. */
function withoutNonFinite(json: string): string {
  if (!/NaN|Infinity/.test(json)) return json;
  return json.replace(/"[^"\\]*(?:\\[^][^"\\]*)*"|-?(?:NaN|Infinity)/g, (token) =>
    token.startsWith('"') ? token : '0'.padEnd(token.length),
  );
}

function rawCells(notebook: Readonly<Record<string, unknown>>): readonly unknown[] {
  const { cells, worksheets } = notebook;
  if (Array.isArray(cells)) return cells;
  if (Array.isArray(worksheets)) {
    return worksheets.flatMap((sheet: unknown): unknown[] =>
      isRecord(sheet) && Array.isArray(sheet['cells']) ? sheet['cells'] : [],
    );
  }
  throw new NotebookError(message('not a notebook: it has no list of cells'));
}

function textOf(source: unknown): string | null {
  if (typeof source === 'string') return source;
  return Array.isArray(source) && source.every((line) => typeof line === 'string') ? source.join('') : null;
}

function languageOf(metadata: unknown): unknown {
  if (!isRecord(metadata)) return undefined;
  const { language_info: info, kernelspec } = metadata;
  return (isRecord(info) ? info['name'] : undefined) ?? (isRecord(kernelspec) ? kernelspec['language'] : undefined);
}

/** A notebook that does not say its language is taken for Python: older ones do not. */
function isPython(language: unknown): boolean {
  return typeof language !== 'string' || /^i?python/i.test(language);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The edits that give some cells of a notebook file, by their index, other texts. Everything else stays as it was: numbers, escapes,
 * indentation, and the lines of those cells that stay the same.
 */
export function editsOfCells(json: string, texts: ReadonlyMap<number, string>): TextEdit[] {
  if (texts.size === 0) return [];
  return cellSources(json).flatMap((place, index): TextEdit[] => {
    const text = texts.get(index);
    if (text === undefined || place === null) return [];
    return [{ ...place, text: written(text, json.slice(place.start, place.end)) }];
  });
}

/** A cell's text in the form that the cell had: one string, or a list with a line each. */
function written(text: string, before: string): string {
  const isAscii = /^[\0-\x7f]*$/.test(before);
  const quote = (line: string): string => {
    const quoted = JSON.stringify(line);
    return isAscii
      ? quoted.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      : quoted;
  };
  if (!before.startsWith('[')) return quote(text);
  if (text === '') return '[]';
  const known = new Map(
    [...before.matchAll(/"(?:[^"\\]|\\.)*"/g)].map(([token]) => [JSON.parse(token) as string, token]),
  );
  const lines = text.split(/(?<=\n)/).map((line) => known.get(line) ?? quote(line));
  const [, opening = ''] = /^\[(\s*)/.exec(before) ?? [];
  const [closing = ''] = /\s*\]$/.exec(before) ?? [];
  const [, between = ','] = /"(\s*,\s*)"/.exec(before.replace(/"(?:[^"\\]|\\.)*"/g, '""')) ?? [, `,${opening}`];
  return `[${opening}${lines.join(between)}${closing}`;
}

interface Place {
  readonly start: number;
  readonly end: number;
}

/** Where each cell's source stands, in the order in which `readNotebook` counts; null for a cell without one. */
function cellSources(json: string): (Place | null)[] {
  return cellNodes(treeOf(json)).map((cell) => {
    const source = findNodeAtLocation(cell, ['source']) ?? findNodeAtLocation(cell, ['input']);
    return source === undefined ? null : { start: source.offset, end: source.offset + source.length };
  });
}

/** The nodes of all cells, in order; of a tree that breaks off, those before that. */
function cellNodes(root: Node | undefined): readonly Node[] {
  if (root === undefined) return [];
  const cells = findNodeAtLocation(root, ['cells']);
  if (cells !== undefined) return cells.children ?? [];
  const sheets = findNodeAtLocation(root, ['worksheets'])?.children ?? [];
  return sheets.flatMap((sheet) => findNodeAtLocation(sheet, ['cells'])?.children ?? []);
}

const strictly = { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false };

/** The syntax of a notebook file; `errors` are filled, where it is no JSON. */
function treeOf(json: string, errors: ParseError[] = []): Node | undefined {
  return parseTree(withoutMark(withoutNonFinite(json)), errors, strictly);
}

/** A text without its byte order mark, as long as with it. */
const withoutMark = (json: string): string => json.replace(/^\ufeff/, ' ');

/** What is wrong with a text that is no JSON, by the names of the parser's codes, in the words of its user. */
const faults: ReadonlyMap<string, Message> = new Map([
  ['InvalidSymbol', message('a word that JSON has not')],
  ['InvalidNumberFormat', message('a number that JSON has not')],
  ['PropertyNameExpected', message('a name in double quotes is missing')],
  ['ValueExpected', message('a value is missing')],
  ['ColonExpected', message('a colon is missing')],
  ['CommaExpected', message('a comma is missing')],
  ['CloseBraceExpected', message('a closing brace is missing')],
  ['CloseBracketExpected', message('a closing bracket is missing')],
  ['EndOfFileExpected', message('more text behind its end')],
  ['InvalidCommentToken', message('a comment, which JSON has not')],
  ['UnexpectedEndOfComment', message('a comment, which JSON has not')],
  ['UnexpectedEndOfString', message('a string without its closing quote')],
  ['UnexpectedEndOfNumber', message('a number without its end')],
  ['InvalidUnicode', message('an escape that JSON has not')],
  ['InvalidEscapeCharacter', message('an escape that JSON has not')],
  ['InvalidCharacter', message('a control character in a string')],
]);

/** Why and where a text is no JSON. */
function brokenJson(json: string): NotebookError {
  const conflict = /^(?:<{7}|={7}|>{7})/m.exec(json);
  if (conflict !== null) return errorAt(json, conflict.index, message('it holds the marks of a merge conflict'));
  const errors: ParseError[] = [];
  try {
    const root = treeOf(json, errors);
    const [first] = errors;
    const offset = first?.offset ?? json.length;
    const cell = cellNodes(root).findLastIndex((node) => node.offset <= offset);
    const fault = first === undefined ? undefined : faults.get(printParseErrorCode(first.error));
    const what = message('it is no JSON: {0}', fault ?? message('a character that JSON has not'));
    return errorAt(json, offset, cell < 0 ? what : message('{0}, in cell {1}', what, cellNumber(cell)));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return new NotebookError(message('not a notebook: its JSON nests too deep'));
  }
}

/** What is wrong at an offset of a notebook file. */
function errorAt(json: string, offset: number, what: Message): NotebookError {
  const before = json.slice(0, offset);
  const lines = before.split(/\r\n|\r|\n/);
  return new NotebookError(message('not a notebook: {0}', what), {
    line: lines.length,
    column: (lines.at(-1) ?? '').length + 1,
  });
}
