// Files of data that a program opens: texts, and arrays of NumPy.
import { message, type Message } from '../base/message';
import { nameOfFile } from '../base/file-name';
import type { Span } from '../python/syntax';
import { notKnown } from './not-known';
import type { Value } from './values';

/** A file's bytes, and its text where it is one in UTF-8; or, of a larger file, how many bytes are read at most. */
export type DataFile = { readonly bytes: Uint8Array; readonly text: () => string | null } | { readonly most: number };

/** The files of the workspace by the paths that a program gives, but those that it writes itself: theirs are not the bytes that it reads. */
export class DataFiles {
  private readonly written = new Set<string>();

  constructor(private readonly find: (path: string) => DataFile | null) {}

  /** Notes that the program writes a file. */
  write(path: Value): void {
    if (path.kind === 'str') this.written.add(path.value);
  }

  /** Null where there is none that is read; `why` says why. */
  bytes(path: string): Uint8Array | null {
    const found = this.found(path);
    return found !== null && 'bytes' in found ? found.bytes : null;
  }

  /** The bytes of the file that an argument names. Throws NotKnown where they are not read. */
  bytesAt(path: Value, span: Span): Uint8Array {
    const bytes = path.kind === 'str' ? this.bytes(path.value) : null;
    return bytes ?? notKnown(this.why(path), span);
  }

  /** Null where there is none that is read, or its bytes are no text in UTF-8; `why` says why. */
  text(path: string): string | null {
    const found = this.found(path);
    return found !== null && 'bytes' in found ? found.text() : null;
  }

  /** The text of the file that an argument names. Throws NotKnown where it is not read. */
  textAt(path: Value, span: Span): string {
    const text = path.kind === 'str' ? this.text(path.value) : null;
    return text ?? notKnown(this.why(path), span);
  }

  private found(path: string): DataFile | null {
    return this.written.has(path) ? null : this.find(path);
  }

  /** Why a file, or its text, is not read. */
  why(path: Value): Message {
    if (path.kind !== 'str') return message('a file');
    const name = nameOfFile(path.value);
    if (this.written.has(path.value)) return message('the file {0}, which the program writes', name);
    const found = this.find(path.value);
    if (found === null) return message('a file that is not in the workspace');
    if ('bytes' in found) return message('the file {0}, which is no text in UTF-8', name);
    return message('the file {0}, which has more than {1} MB', name, found.most / 2 ** 20);
  }
}
