import type { Value } from './values';

/** What was made for a key, made when it is first asked for. */
export function once<Made extends Value | null>(known: Map<string, Made>, key: string, make: () => Made): Made {
  const before = known.get(key);
  if (before !== undefined) return before;
  const made = make();
  known.set(key, made);
  return made;
}

/** What an import names, and the file that it stands in. */
export interface WantedModule {
  readonly path: string;
  readonly level: number;
  readonly from: string;
}

/** A module in a package. */
export function within({ path, level, from }: WantedModule, name: string): WantedModule {
  return { path: path === '' ? name : `${path}.${name}`, level, from };
}

/** Modules that are never a file of the program: a folder of the same name beside it is not looked at. */
export function isLibrary(path: string): boolean {
  return /^(?:tensorflow|tf_slim|numpy|math|argparse|absl|collections|__future__|os|sys|random|itertools|functools|copy|time|datetime|matplotlib|logging|warnings)(?:\.|$)/.test(
    path,
  );
}
