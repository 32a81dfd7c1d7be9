import type { TextEdit } from '../base/text-edit';
import type { NotebookCell } from './notebook-text';

/** A notebook that cannot be read; its message says why, and where. */
export class NotebookError extends Error {
  override readonly name = 'NotebookError';
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
  if (!isRecord(notebook)) throw new NotebookError('not a notebook: its JSON is no object');
  if (!isPython(languageOf(notebook['metadata']))) return [];
  return rawCells(notebook).flatMap((cell, index): NotebookCell[] => {
    if (!isRecord(cell)) throw new NotebookError(`not a notebook: cell ${index} is no object`);
    const { cell_type: type, source, input, language }: RawCell = cell;
    if (type !== 'code' || !isPython(language)) return [];
    return [{ index, text: textOf(source ?? input, index) }];
  });
}

function parsed(json: string): unknown {
  const text = json.startsWith('\ufeff') ? json.slice(1) : json;
  if (text.trim() === '') throw new NotebookError('not a notebook: the file is empty');
  try {
    return parsedJson(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new NotebookError(`not a notebook: ${reason}`);
  }
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const finite = withoutNonFinite(text);
    if (finite === text) throw error;
    return JSON.parse(finite);
  }
}

/** Python's `json` writes and reads NaN and infinities, which JSON has not: outside of strings, they are null here. */
function withoutNonFinite(json: string): string {
  if (!/NaN|Infinity/.test(json)) return json;
  return json.replace(/"[^"\\]*(?:\\[^][^"\\]*)*"|-?(?:NaN|Infinity)/g, (token) =>
    token.startsWith('"') ? token : 'null',
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
  throw new NotebookError('not a notebook: it has no list of cells');
}

function textOf(source: unknown, index: number): string {
  if (typeof source === 'string') return source;
  if (Array.isArray(source) && source.every((line) => typeof line === 'string')) return source.join('');
  throw new NotebookError(`not a notebook: cell ${index} has no text`);
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
  return new JsonPlaces(json).cellSources().flatMap((place, index): TextEdit[] => {
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

/** Finds where values stand in a JSON text that is known to be valid. */
class JsonPlaces {
  constructor(private readonly json: string) {}

  /** Where each cell's source stands, in the order in which `readNotebook` counts; null for a cell without one. */
  cellSources(): (Place | null)[] {
    const root = this.members(this.json.startsWith('\ufeff') ? 1 : 0);
    const cells = root.get('cells');
    const lists =
      cells !== undefined
        ? [cells]
        : this.items(root.get('worksheets')).flatMap(({ start }) => this.members(start).get('cells') ?? []);
    return lists
      .flatMap((list) => this.items(list))
      .map(({ start }) => {
        const members = this.members(start);
        return members.get('source') ?? members.get('input') ?? null;
      });
  }

  /** The members of the object that begins there. */
  private members(from: number): Map<string, Place> {
    const members = new Map<string, Place>();
    let at = this.skipSpace(from);
    if (this.json[at] !== '{') return members;
    at = this.skipSpace(at + 1);
    while (this.json[at] === '"') {
      const keyEnd = this.endOfString(at);
      const key = JSON.parse(this.json.slice(at, keyEnd)) as string;
      const start = this.skipSpace(this.skipSpace(keyEnd) + 1);
      const end = this.endOfValue(start);
      members.set(key, { start, end });
      at = this.skipSpace(end);
      if (this.json[at] === ',') at = this.skipSpace(at + 1);
    }
    return members;
  }

  /** The items of the list at a place. */
  private items(place: Place | undefined): Place[] {
    const items: Place[] = [];
    if (place === undefined || this.json[place.start] !== '[') return items;
    let at = this.skipSpace(place.start + 1);
    while (at < place.end && this.json[at] !== ']') {
      const end = this.endOfValue(at);
      items.push({ start: at, end });
      at = this.skipSpace(end);
      if (this.json[at] === ',') at = this.skipSpace(at + 1);
    }
    return items;
  }

  private skipSpace(from: number): number {
    let at = from;
    while (' \t\r\n'.includes(this.json[at] ?? 'x')) at += 1;
    return at;
  }

  private endOfString(start: number): number {
    let at = start + 1;
    while (at < this.json.length && this.json[at] !== '"') at += this.json[at] === '\\' ? 2 : 1;
    return at + 1;
  }

  private endOfValue(start: number): number {
    let depth = 0;
    let at = start;
    do {
      const char = this.json[at] ?? '';
      if (char === '"') at = this.endOfString(at);
      else if (char === '{' || char === '[') {
        depth += 1;
        at += 1;
      } else if (char === '}' || char === ']') {
        depth -= 1;
        at += 1;
      } else if (depth > 0 || /[,\s]/.test(char)) at += 1;
      else while (at < this.json.length && !/[,\s\]}]/.test(this.json[at] ?? '')) at += 1;
    } while (depth > 0 && at < this.json.length);
    return at;
  }
}
