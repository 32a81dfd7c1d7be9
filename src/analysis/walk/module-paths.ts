/**
 * Where a module may lie, in the order in which to look: beside the importing file, then in the folders around it, as programs are
 * run from either. Paths have forward slashes; `level` counts the dots of a relative import.
 */
export function modulePaths(name: string, level: number, from: string): string[] {
  const parts = name === '' ? [] : name.split('.');
  const folders = from.split('/').slice(0, -1);
  if (level > 0) {
    const around = folders.slice(0, folders.length - (level - 1));
    return level - 1 > folders.length ? [] : pathsIn(around, parts);
  }
  const paths: string[] = [];
  for (let depth = folders.length; depth >= 0; depth--) paths.push(...pathsIn(folders.slice(0, depth), parts));
  return paths;
}

function pathsIn(folder: readonly string[], parts: readonly string[]): string[] {
  const base = [...folder, ...parts].join('/');
  const own = parts.length === 0 ? [] : [`${base}.py`];
  return [...own, [base, '__init__.py'].filter((part) => part !== '').join('/')];
}
