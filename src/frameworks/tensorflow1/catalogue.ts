// TensorFlow 1, as far as this project knows it: every record, by the names of `tf`.
import { lastPart } from '../../base/last-part';
import { Catalogue, type Family } from '../catalogue';
import type { LibrarySymbol, Meaning } from '../symbol';
import { array } from './array';
import { control } from './control';
import { harmlessPackages, moduleNames, opaquePackages, python } from './python';
import { image } from './image';
import { math } from './math';
import { pathBelowTensorFlow, publicPath } from './names';
import { nn } from './nn';
import { random } from './random';
import { readers, sessions } from './sessions';
import { state } from './state';
import { averages, kerasSchedules, optimizers, schedules, steps, trainOps, wrappers } from './training';

const optimizer: Meaning = { kind: 'optimizer', step: null, isKeras: false };
const kerasOptimizer: Meaning = { kind: 'optimizer', step: null, isKeras: true };

/** Modules whose classes are optimizers, whatever else is known of them. */
const families: readonly Family[] = [
  ...['train.', 'contrib.opt.', 'contrib.kfac.optimizer.', 'contrib.optimizer_v2.', 'tpu.'].map((module) => ({
    module,
    ending: 'Optimizer',
    meaning: optimizer,
  })),
  // Hooks whose reading of the step is not described read none.
  { module: 'train.', ending: 'Hook', meaning: { kind: 'hook', role: null } },
  ...['keras.optimizers.', 'keras.optimizers.legacy.', 'keras.optimizers.schedules.'].map((module) => ({
    module,
    ending: '',
    meaning: kerasOptimizer,
  })),
];

/** The catalogue of TensorFlow 1. */
export const tensorflow1 = new Catalogue(
  [
    ...math,
    ...array,
    ...state,
    ...nn,
    ...random,
    ...image,
    ...control,
    ...steps,
    ...schedules,
    ...kerasSchedules,
    ...optimizers,
    ...wrappers,
    ...trainOps,
    ...averages,
    ...sessions,
    ...readers,
    ...python,
  ],
  families,
);

const opaque: Meaning = { kind: 'opaque' };
const harmless: Meaning = { kind: 'harmless' };

/** What a canonical name means. A name that the catalogue lacks is an operation of unknown arguments, or opaque, by its package. */
export function meaningOf(name: string): Meaning {
  const found = tensorflow1.find(name);
  if (found !== null) return found.meaning;
  if (isIn(harmlessPackages, name)) return harmless;
  return isIn(opaquePackages, name) ? opaque : unlisted;
}

function isIn(packages: readonly string[], name: string): boolean {
  return packages.some((module) => name === module || name.startsWith(`${module}.`));
}

const methods = new Map<string, LibrarySymbol>();
for (const known of tensorflow1.all) {
  const [, of, method] = /^(?:.*\.)?([A-Z]\w*)\.(\w+)$/.exec(known.name) ?? [];
  if (of !== undefined && method !== undefined && !methods.has(method)) methods.set(method, known);
}

/** The record of a method of that name, of whatever class: the receiver may be any object. Null where no class here has one. */
export function methodNamed(name: string): LibrarySymbol | null {
  return methods.get(name) ?? null;
}

/** Whether a class or function is a hook, which a session calls around its runs. */
export function isHook(name: string): boolean {
  return tensorflow1.is(name, 'hook');
}

/** Whether a canonical name is a module's: its members are other names. */
export function isModule(name: string): boolean {
  if (tensorflow1.find(name) !== null) return false;
  if (tensorflow1.isModule(name) || moduleNames.has(lastPart(name))) return true;
  // A private folder or module, of which something public is a member.
  return /^(?:python\.|contrib\.learn\.estimators\b)/.test(name) && name === name.toLowerCase();
}

const unlisted: Meaning = { kind: 'operation', scalar: null, shape: null, moves: null, isValueless: false };

/** The catalogue's name of what a dotted path below `tf` leads to; a path that the catalogue lacks, without versions and private folders. */
export function canonicalName(path: string): string {
  const name = publicPath(path);
  const found = tensorflow1.find(name) ?? tensorflow1.find(name.replace(/^contrib\.slim\./, slimsLayers));
  return found?.name ?? name;
}

/** slim has all of these names, too. */
const slimsLayers = 'contrib.layers.';

/** The canonical name of a dotted module or member name, or null where it is none of TensorFlow 1's packages. */
export function nameInTensorFlow(dotted: string): string | null {
  const path = pathBelowTensorFlow(dotted);
  return path === null ? null : canonicalName(path);
}
