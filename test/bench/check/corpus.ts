import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A Python file of the corpus. */
export interface CorpusFile {
  readonly path: string;
  readonly text: string;
}

/** All Python files below the folders, each text once, in order of paths. */
export function readCorpus(folders: readonly string[]): CorpusFile[] {
  const known = new Set<string>();
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.py'))
      .sort()
      .flatMap((name): CorpusFile[] => {
        const path = join(folder, name);
        const text = read(path);
        if (text === null || text === '' || known.has(text)) return [];
        known.add(text);
        return [{ path, text }];
      }),
  );
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

/** So many of them, evenly spread. */
export function spread<Item>(items: readonly Item[], count: number): Item[] {
  if (items.length <= count) return [...items];
  return Array.from({ length: count }, (_, index) => items[Math.floor((index * items.length) / count)] as Item);
}

/** The median of measured values. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value that a share of the measured values does not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Megabytes of UTF-8. */
export function megabytes(files: readonly CorpusFile[]): number {
  return files.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0) / 1e6;
}
