import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';

// docs/architecture.md: files that need each other's values stand close together, and are few.
const most = 5;

test(`no more than ${most} files of src import each other’s values in a circle`, () => {
  const imports = new Map(sources('src').map((file) => [file, valueImports(file)]));
  expect(imports.size).toBeGreaterThan(200);
  expect(circles(imports).filter((circle) => circle.length > most)).toEqual([]);
});

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => normalize(join(entry.parentPath, entry.name)));
}

/** Files whose values a file imports: an import of types alone is gone from the bundle. */
function valueImports(file: string): string[] {
  const found: string[] = [];
  for (const match of readFileSync(file, 'utf8').matchAll(
    /^(?:import|export)\s+(?<type>type\s)?(?<what>[^;'"]*?)\s*from\s+'(?<from>\.[^']+)'/gm,
  )) {
    const { type, what = '', from = '' } = match.groups ?? {};
    const names = what.replace(/[{}]/g, '').split(',');
    const isTypes = type !== undefined || names.every((name) => name.trim() === '' || /^\s*type\s/.test(name));
    if (!isTypes) found.push(`${normalize(join(dirname(file), from))}.ts`);
  }
  return found;
}

/** Strongly connected components of more than one file, by Tarjan’s algorithm. */
function circles(imports: ReadonlyMap<string, readonly string[]>): string[][] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const found: string[][] = [];
  const visit = (file: string): void => {
    const own = index.size;
    index.set(file, own);
    low.set(file, own);
    stack.push(file);
    for (const next of imports.get(file) ?? []) {
      if (!imports.has(next)) continue;
      if (!index.has(next)) visit(next);
      if (stack.includes(next)) low.set(file, Math.min(low.get(file) ?? own, low.get(next) ?? own));
    }
    if (low.get(file) === own) {
      const circle = stack.splice(stack.indexOf(file));
      if (circle.length > 1) found.push(circle.sort());
    }
  };
  for (const file of imports.keys()) if (!index.has(file)) visit(file);
  return found;
}
