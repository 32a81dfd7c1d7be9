import { type Files, isLeftOut, isProgram } from '../../src/engine/files';
import { folderOf, isNamedBelow } from '../../src/engine/module-paths';

/** A workspace's files as a table that a test may change. */
export class MemoryFiles implements Files {
  /** How often a file was read. */
  readonly reads = new Map<string, number>();

  constructor(readonly texts: Map<string, string>) {}

  *list(root: string): Iterable<readonly string[]> {
    const below = [...this.texts.keys()].filter((file) => isProgram(file) && isNamedBelow(root, file)).sort();
    const shown = below.filter((file) => !file.split('/').some(isLeftOut));
    yield shown.filter((file) => folderOf(file) === root);
    for (const folder of new Set(shown.map(folderOf)))
      if (folder !== root) yield shown.filter((file) => folderOf(file) === folder);
  }

  version(file: string): string | null {
    return this.texts.get(file) ?? null;
  }

  isFolder(name: string): boolean {
    return [...this.texts.keys()].some((file) => isNamedBelow(name, file));
  }

  isBelow(root: string, file: string): boolean {
    return isNamedBelow(root, file);
  }

  read(file: string): string {
    this.reads.set(file, (this.reads.get(file) ?? 0) + 1);
    const text = this.texts.get(file);
    if (text === undefined) throw new Error(`${file} is not there`);
    return text;
  }

  segment(part: string): string {
    return part;
  }
}
