/** The folder of a file; `.` for a name without one. */
export function folderOf(file: string): string {
  const slash = file.lastIndexOf('/');
  return slash < 0 ? '.' : file.slice(0, slash);
}

/** Whether a name of a file or a folder lies below a folder. `.` is the working directory, above all relative names that do not leave it. */
export function isNamedBelow(root: string, name: string): boolean {
  return root === '.' ? !/^(?:\/|\.\.(?:\/|$)|[A-Za-z][\w+.-]*:)/.test(name) : name.startsWith(`${root}/`);
}

/** What one import names: `level` counts the dots of a relative one. */
export interface ImportedName {
  readonly name: string;
  readonly level: number;
}

/** Where modules are looked for: no further out than `root`. `segment` writes a part of a name as it stands in a file's name. */
export interface ModulePlaces {
  readonly root: string;
  readonly segment: (part: string) => string;
}

/**
 * Where the module of an import may lie, in the order in which to look. A relative one lies in the importing file's package. Any other is
 * looked for beside the importing file, then in the folders around it as far as the root, as programs are run from either; and in each of
 * these folders' `src`, where projects keep packages that are installed before they are run. A folder that does not hold the first part
 * of the name, as `holds` says, is passed over: most imports are of libraries, which no folder of the workspace holds.
 */
export function modulePaths(
  { name, level }: ImportedName,
  from: string,
  { root, segment }: ModulePlaces,
  holds: (folder: string, part: string) => boolean = () => true,
): string[] {
  const parts = name === '' ? [] : name.split('.').map(segment);
  const folders = foldersAround(folderOf(from), root);
  if (level > 0) {
    const around = folders[level - 1];
    return around === undefined ? [] : pathsIn(around, parts);
  }
  const [first = ''] = parts;
  return folders
    .flatMap((folder) => [folder, joined(folder, 'src')])
    .filter((folder) => holds(folder, first))
    .flatMap((folder) => pathsIn(folder, parts));
}

/** Whether a file is one of an import's `modulePaths`, without making them: most files that are asked for are not. */
export function mayLeadTo(imported: ImportedName, from: string, file: string, places: ModulePlaces): boolean {
  const { name, level } = imported;
  if (level > 0) return modulePaths(imported, from, places).includes(file);
  const parts = name.split('.').map(places.segment).join('/');
  return [`${parts}.py`, `${parts}/__init__.py`].some((end) => {
    if (!file.endsWith(end)) return false;
    const rest = file.slice(0, file.length - end.length);
    if (rest !== '' && !rest.endsWith('/')) return false;
    const folder = rest === '' ? '.' : rest.slice(0, -1);
    return [folder, folderOf(folder)].some(
      (around, index) =>
        (index === 0 || folder === joined(around, 'src')) &&
        isNamedBelow(around, from) &&
        (around === places.root || isNamedBelow(places.root, around)),
    );
  });
}

/** A folder and those around it, innermost first, out to the root. */
function foldersAround(folder: string, root: string): string[] {
  const folders = [folder];
  for (let inner = folder; inner !== root && isNamedBelow(root, inner);) {
    inner = folderOf(inner);
    folders.push(inner);
  }
  return folders;
}

export function joined(folder: string, name: string): string {
  return folder === '.' ? name : `${folder}/${name}`;
}

function pathsIn(folder: string, parts: readonly string[]): string[] {
  if (parts.length === 0) return [joined(folder, '__init__.py')];
  const base = joined(folder, parts.join('/'));
  return [`${base}.py`, `${base}/__init__.py`];
}
