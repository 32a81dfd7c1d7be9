import { readdirSync, realpathSync, statSync } from 'node:fs';
import { sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { importersOf } from '../../analysis/walk/importers';
import { modulePaths } from '../../analysis/walk/module-paths';
import type { SourceModule } from '../../analysis/walk/program';
import { readProgramText } from '../../files/read-file';
import type { PythonParser } from '../../python/parser';
import { SourceText } from '../../python/source-text';

/** What a program can see of the workspace, as it crosses to the engine's thread. */
export interface WorkspaceView {
  /** The folders' addresses. A program that is in none of them sees its own folder. */
  readonly roots: readonly string[];
  /** Python documents that are not saved: their texts, before those on the disk. */
  readonly unsaved: readonly { readonly file: string; readonly text: string }[];
}

interface KnownFile {
  readonly time: number;
  readonly text: string;
  module: SourceModule | null;
}

/** A larger module is data. */
const mostBytes = 2_000_000;
/** Files that are remembered, and files beside a program that are looked at. */
const mostKnown = 500;
const mostSiblings = 200;
/** Programs that import a file and are walked with it. */
const mostImporting = 8;

/** The other Python files that programs import: read from the disk, each parsed once for its text, and nothing outside of the roots. */
export class WorkspaceFiles {
  private readonly known = new Map<string, KnownFile>();

  constructor(private readonly parser: PythonParser) {}

  /** The first module that an import can mean, or null where the workspace has none. */
  module(name: string, level: number, from: string, view: WorkspaceView): SourceModule | null {
    if (!from.startsWith('file://')) return null;
    for (const file of modulePaths(name, level, from)) {
      if (!file.startsWith('file:///')) continue;
      const found = this.read(file, from, view);
      if (found !== null) return this.parsed(file, found);
    }
    return null;
  }

  /** Programs beside a file that import it, and so may decide what its calls are handed. */
  importing(own: SourceText, view: WorkspaceView): SourceModule[] {
    const { file } = own;
    if (!file.startsWith('file://')) return [];
    const folder = file.slice(0, file.lastIndexOf('/') + 1);
    const siblings = pythonFiles(folder).flatMap((name): SourceText[] => {
      const sibling = folder + encodeURIComponent(name);
      const known = sibling === file ? null : this.read(sibling, file, view);
      return known === null ? [] : [new SourceText(sibling, known.text)];
    });
    return importersOf([own], siblings)
      .slice(0, mostImporting)
      .flatMap(({ file: importing }) => {
        const known = this.read(importing, file, view);
        return known === null ? [] : [this.parsed(importing, known)];
      });
  }

  private parsed(file: string, known: KnownFile): SourceModule {
    known.module ??= { source: new SourceText(file, known.text), syntax: this.parser.parse(known.text) };
    return known.module;
  }

  private read(file: string, from: string, { roots, unsaved }: WorkspaceView): KnownFile | null {
    const edited = unsaved.find((document) => document.file === file);
    const known = this.known.get(file);
    if (edited !== undefined) {
      if (known?.text === edited.text) return known;
      return this.remember(file, { time: -1, text: edited.text, module: null });
    }
    try {
      const path = fileURLToPath(file);
      const { mtimeMs, size } = statSync(path);
      if (size > mostBytes || !isInside(path, rootsOf(from, roots))) return null;
      if (known?.time === mtimeMs) return known;
      return this.remember(file, { time: mtimeMs, text: readProgramText(path), module: null });
    } catch {
      // Most places where a module may lie are empty.
      return null;
    }
  }

  private remember(file: string, read: KnownFile): KnownFile {
    this.known.delete(file);
    this.known.set(file, read);
    const [oldest] = this.known.keys();
    if (this.known.size > mostKnown && oldest !== undefined) this.known.delete(oldest);
    return read;
  }
}

function rootsOf(from: string, roots: readonly string[]): string[] {
  const around = roots.filter((root) => from.startsWith(`${root.replace(/\/$/, '')}/`));
  return around.length > 0 ? around : [from.slice(0, from.lastIndexOf('/'))];
}

/** Whether a file lies in one of the folders, and no link leads out of them. */
function isInside(path: string, roots: readonly string[]): boolean {
  const real = realpathSync(path);
  return roots.some((root) => real.startsWith(realpathSync(fileURLToPath(root)) + sep));
}

function pythonFiles(folder: string): string[] {
  try {
    const names = readdirSync(fileURLToPath(folder)).filter((name) => name.endsWith('.py'));
    return names.length > mostSiblings ? [] : names;
  } catch {
    return [];
  }
}
