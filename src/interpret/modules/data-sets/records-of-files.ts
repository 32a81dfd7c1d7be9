import { message } from '../../../base/message';
import type { Span } from '../../../python/syntax';
import { itemsOf } from '../../read-value';
import { spend } from '../../reading';
import { str, type Value } from '../../values';
import type { Program } from '../tensorflow';
import { type Elements, unknownPart } from './elements';

/** Rows that stand in for a source of which nobody knows how many it has, each time that it is gone through. */
export const usualRecords = 640;

/** A text that nobody knows. */
export function unknownRecord(span: Span): Value {
  return unknownPart({ dtype: 'string', shape: [] }, message('the records of the files'), span);
}

/** The lines of the files of the workspace, each file's by itself; null where one of them is not there. */
export function linesOf(files: readonly Value[], { files: data }: Program): string[][] | null {
  const texts = files.map((file) => (file.kind === 'str' ? data.text(file.value) : null));
  if (texts.length === 0) return null;
  const lines: string[][] = [];
  for (const text of texts) {
    if (text === null) return null;
    spend(text.length / 16);
    lines.push(text.replace(/\r?\n$/, '').split(/\r?\n/));
  }
  return lines;
}

/** The records of files: lines of text of the workspace are read, of any other file the number and the content stand in. */
export function recordsOf(names: Value, isOfLines: boolean, program: Program, span: Span): Elements {
  const files = names.kind === 'str' ? [names] : (itemsOf(names) ?? []);
  const read = isOfLines ? linesOf(files, program) : null;
  return function* () {
    for (const line of read?.flat() ?? []) {
      spend(1);
      yield str(line);
    }
    for (let row = 0; read === null && row < usualRecords; row++) {
      spend(1);
      yield unknownRecord(span);
    }
  };
}
