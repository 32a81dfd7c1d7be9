import type { Outline } from './outline';
import { endOfStatement } from './pieces';
import { Mover } from './move';
import type { Statement } from './statements';

/** The outline that a module's statements are read from: another one after each edit. */
export interface Source {
  outline: Outline;
  isEdited: boolean;
}

/** A statement of a module, or several on one line, with the lines that it was read from. */
export interface Group {
  from: number;
  next: number;
  start: number;
  end: number;
  statements: readonly Statement[];
  /** Whether the parser has read a block of it: that has places of its own, and cannot be moved. */
  isParsed: boolean;
}

/** Reads the statement of some lines of a source. */
export type ReadGroup = (source: Source, line: number, next: number, group: Group) => readonly Statement[];

/** A module's statements, as they are read, to be read again after an edit. */
export class ModuleReader {
  private groups: Group[] = [];

  constructor(
    private readonly source: Source,
    private readonly read: ReadGroup,
  ) {}

  /** Reads everything. */
  statements(): readonly Statement[] {
    this.groups = this.readGroups(this.source.outline, () => null);
    return this.groups.flatMap(({ statements }) => statements);
  }

  /**
   * Reads the text after an edit. What stands before the edit is kept, what stands behind it is moved, and the rest is read. The syntax
   * of the text before must not be used any more.
   */
  edited(outline: Outline): readonly Statement[] {
    const was = this.source.outline;
    const by = outline.text.length - was.text.length;
    const head = commonStart(was.text, outline.text);
    const tail = outline.text.length - commonEnd(was.text, outline.text, head);
    const { groups } = this;
    // Both are in the order of the text.
    let at = 0;
    Object.assign(this.source, { outline, isEdited: true });
    this.groups = this.readGroups(outline, (start, end, line, next) => {
      const isBefore = end < head;
      if (!isBefore && start <= tail) return null;
      const shift = isBefore ? 0 : by;
      while ((groups[at]?.start ?? Infinity) < start - shift) at += 1;
      const group = groups[at];
      if (group?.start !== start - shift || group.next - group.from !== next - line) return null;
      if (!hasSameLines({ outline: was, line: group.from }, { outline, line }, next - line, shift)) return null;
      at += 1;
      const lines = line - group.from;
      if (shift === 0 && lines === 0) return group;
      if (group.isParsed) return null;
      new Mover(shift, lines).statements(group.statements);
      Object.assign(group, { from: line, next, start, end });
      return group;
    });
    return this.groups.flatMap(({ statements }) => statements);
  }

  private readGroups(
    outline: Outline,
    known: (start: number, end: number, line: number, next: number) => Group | null,
  ): Group[] {
    const { starts, ends } = outline;
    const groups: Group[] = [];
    for (let line = 0; line < starts.length;) {
      const next = endOfStatement(outline, line, starts.length);
      const start = starts[line] ?? 0;
      const end = ends[next - 1] ?? start;
      let group = known(start, end, line, next);
      if (group === null) {
        group = { from: line, next, start, end, statements: [], isParsed: false };
        group.statements = this.read(this.source, line, next, group);
      }
      groups.push(group);
      line = next;
    }
    return groups;
  }
}

/** A line of an outline, by its number. */
interface OutlineLine {
  readonly outline: Outline;
  readonly line: number;
}

/** Whether the `count` lines from each on are the same ones, `by` characters further on in the second outline. */
function hasSameLines(one: OutlineLine, other: OutlineLine, count: number, by: number): boolean {
  const [{ outline: a, line: from }, { outline: b, line }] = [one, other];
  for (let index = 0; index < count; index++) {
    if ((a.starts[from + index] ?? 0) + by !== b.starts[line + index]) return false;
    if ((a.ends[from + index] ?? 0) + by !== b.ends[line + index]) return false;
  }
  return true;
}

const chunk = 512;

/** How many characters two texts begin with in common. */
function commonStart(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let at = 0;
  while (at + chunk <= most && a.slice(at, at + chunk) === b.slice(at, at + chunk)) at += chunk;
  while (at < most && a.charCodeAt(at) === b.charCodeAt(at)) at += 1;
  return at;
}

/** How many characters two texts end with in common, behind those that they begin with. */
function commonEnd(a: string, b: string, start: number): number {
  const most = Math.min(a.length, b.length) - start;
  let count = 0;
  const same = (size: number): boolean =>
    a.slice(a.length - count - size, a.length - count) === b.slice(b.length - count - size, b.length - count);
  while (count + chunk <= most && same(chunk)) count += chunk;
  while (count < most && a.charCodeAt(a.length - count - 1) === b.charCodeAt(b.length - count - 1)) count += 1;
  return count;
}
