import type { Note } from '../drawing';
import type { MersenneTwister } from '../numpy/mersenne-twister';
import type { RandomState } from '../numpy/random-state';
import { none, type Places, tolerant, type Value } from '../values';
import { builtinsModule, sixModule } from './builtins';
import { clockLibraries } from '../../frameworks/clocks';
import { argumentParser, flagsModule, namedTuple, namespaceOf } from './flags';
import { clockModule } from './clocks';
import { gymModule } from './gym';
import { kerasDataSets, kerasUtils } from './keras-data-sets';
import { mathModule } from './math';
import { mnistModule } from './mnist';
import { numpyModule } from './numpy';
import { oneWorker } from './one-worker';
import { scikitLearn } from './scikit-learn';
import { standardModules } from './standard';
import { type Program, tensorFlowModule } from './tensorflow';
import { csvModule } from './csv';
import { openFunction, zipFileModule } from './text-files';
import { harmlessModule, moduleOf } from './module-of';
import { collectionsModule, functoolsReduce } from './itertools';

/** What the modules of libraries need of the program that imports them. */
export interface LibraryNeeds extends Program {
  /** NumPy's random numbers. */
  readonly numbers: RandomState;
  /** Python's own random numbers. */
  readonly random: MersenneTwister;
  readonly builtins: ReadonlyMap<string, Value>;
  readonly note: Note;
}

const builtinNames = ['builtins', '__builtin__'];
const oldAndNew = ['future', 'past'];

/** Arguments of a parser that change what it prints, and not what it parses. */
const parserTexts: Places = [0, 1, 2, 3, 'prog', 'usage', 'description', 'epilog', 'formatter_class', 'add_help'];

/** The libraries that the interpreter knows, by the first part of their name. */
export const libraries: ReadonlyMap<string, (program: LibraryNeeds) => Value> = new Map<
  string,
  (program: LibraryNeeds) => Value
>([
  ...builtinNames.map((name) => [name, ({ builtins }: LibraryNeeds) => builtinsModule(name, builtins)] as const),
  ...standardModules,
  ['tensorflow', (program) => tensorFlowModule(program)],
  ['tf_slim', (program) => tensorFlowModule(program, 'contrib.slim')],
  ['numpy', ({ numbers, apply, files }) => numpyModule(numbers, apply, files)],
  ['math', () => mathModule()],
  [
    'argparse',
    ({ apply }) =>
      moduleOf('argparse', {
        ArgumentParser: tolerant('ArgumentParser', parserTexts, () => argumentParser(apply)),
        Namespace: tolerant('Namespace', ['**'], ({ named }) => namespaceOf(named)),
      }),
  ],
  [
    'types',
    () =>
      moduleOf('types', { SimpleNamespace: tolerant('SimpleNamespace', ['**'], ({ named }) => namespaceOf(named)) }),
  ],
  [
    'absl',
    (program) =>
      moduleOf('absl', {
        flags: flagsModule(program.flags),
        app: tensorFlowModule(program, 'app'),
        logging: harmlessModule('logging'),
      }),
  ],
  ['input_data', ({ recorder }) => mnistModule(recorder)],
  [
    'keras',
    (program) =>
      program.recorder.clocks.updatesAtOnce
        ? tensorFlowModule(program, 'keras')
        : moduleOf('keras', { datasets: kerasDataSets(program.recorder), utils: kerasUtils, np_utils: kerasUtils }),
  ],
  ['collections', ({ apply }) => collectionsModule(namedTuple(), apply)],
  ['zipfile', (program) => zipFileModule(program)],
  ['csv', () => csvModule],
  ...['codecs', 'io'].map(
    (name) => [name, (program: LibraryNeeds) => moduleOf(name, { open: openFunction(program) })] as const,
  ),
  ['sklearn', ({ recorder, numbers, libraryMember }) => scikitLearn(recorder, numbers, libraryMember)],
  ['gym', (program) => gymModule(program)],
  ['six', ({ builtins, apply }) => sixModule(builtins, functoolsReduce(apply))],
  ...clockLibraries.map((name) => [name, (program: LibraryNeeds) => clockModule(name, program)] as const),
  ...oldAndNew.map(
    (name) =>
      [
        name,
        ({ builtins }: LibraryNeeds) => moduleOf(name, { builtins: builtinsModule(`${name}.builtins`, builtins) }),
      ] as const,
  ),
  ...['horovod', 'byteps'].map(
    (name) =>
      [name, ({ recorder }: LibraryNeeds) => moduleOf(name, { tensorflow: oneWorker(name, recorder) })] as const,
  ),
  ['__future__', () => ({ kind: 'module', path: '__future__', member: () => none })],
]);

/** `a.b.c` from the module `a`. */
export function below(module: Value, path: string): Value {
  const nowhere = { start: 0, end: 0 };
  return path
    .split('.')
    .slice(1)
    .reduce<Value>((value, name) => (value.kind === 'module' ? value.member(name, nowhere) : value), module);
}
