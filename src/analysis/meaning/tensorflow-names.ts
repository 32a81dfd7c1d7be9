// Names of libraries as values of the walk: which are TensorFlow's, and which keep nothing that they are passed.
import { lastPart } from '../../base/last-part';
import { interned } from '../../base/interned';
import { canonicalName, nameInTensorFlow, tensorflow1 } from '../../frameworks/tensorflow1/catalogue';
import type { ForeignValue, TensorFlowValue } from '../values/values';

/** A name below one of TensorFlow's, as a value. */
export function memberOfTensorFlow(path: string, name: string): TensorFlowValue {
  return remembered(tensorflowMembers, path, name, () => ({
    kind: 'tensorflow',
    path: interned(canonicalName(path === '' ? name : `${path}.${name}`)),
  }));
}

/** What a star import of one of TensorFlow's modules binds, as far as the catalogue has it. A bridge to it gives all in one module. */
export function membersOfTensorFlow(path: string): [name: string, value: TensorFlowValue][] {
  const module = path.startsWith('npu.') ? 'npu' : path;
  return tensorflow1.membersOf(module).map((name) => [name, memberOfTensorFlow(module, name)]);
}

/** A name below one of another library's, which may be TensorFlow's all the same. */
export function memberOfLibrary(path: string, name: string): TensorFlowValue | ForeignValue {
  return remembered(libraryMembers, path, name, () => {
    const dotted = `${path}.${name}`;
    const own = nameInTensorFlow(dotted);
    return own === null ? { kind: 'foreign', path: interned(dotted) } : { kind: 'tensorflow', path: interned(own) };
  });
}

/** Programs say the same few names again and again. */
function remembered<T>(all: Map<string, Map<string, T>>, path: string, name: string, make: () => T): T {
  let names = all.get(path);
  if (names === undefined) {
    names = new Map();
    if (all.size < mostKnown) all.set(path, names);
  }
  let value = names.get(name);
  if (value === undefined) {
    value = make();
    if (names.size < mostKnown) names.set(name, value);
  }
  return value;
}

const mostKnown = 20_000;
const tensorflowMembers = new Map<string, Map<string, TensorFlowValue>>();
const libraryMembers = new Map<string, Map<string, TensorFlowValue | ForeignValue>>();

/** The class of a TensorFlow 1 optimizer's constructor, or null. */
export function optimizerClass(path: string): string | null {
  const found = tensorflow1.findKind(path, 'optimizer');
  return found === null || found.meaning.isKeras ? null : lastPart(path);
}

/** Other libraries whose functions neither keep nor move a step that they are passed. */
const harmlessLibraries = new Set(
  (
    'numpy np os sys time math random logging json six re datetime collections itertools functools copy pickle cPickle glob shutil ' +
    'argparse tqdm pprint absl matplotlib plt pandas scipy sklearn cv2 PIL horovod tensorboard warnings gc string csv threading queue ' +
    'future builtins sonnet gym keras operator contextlib codecs io types typing abc inspect'
  ).split(' '),
);

/** Whether a name is one of those libraries'. */
export function isHarmless(path: string): boolean {
  const dot = path.indexOf('.');
  return harmlessLibraries.has(dot < 0 ? path : path.slice(0, dot));
}

/** Python's own functions, which keep nothing. */
export const builtins = new Set(
  (
    'print len int float str repr bool abs min max sum round range xrange enumerate zip map filter sorted reversed isinstance ' +
    'hasattr getattr setattr type format any all next iter open input raw_input id hash callable vars dir issubclass divmod pow ' +
    'super list dict set tuple frozenset object property staticmethod classmethod Exception ValueError NotImplementedError'
  ).split(' '),
);
