// `np.load`, `np.fromfile`, `np.save` and their like: arrays in files of the workspace.
import { nameOfFile } from '../../base/file-name';
import { message, type Message } from '../../base/message';
import type { Span } from '../../python/syntax';
import { arrayOfNpy, bytesOf, elementsOf } from '../binary/npy';
import { membersOfZip } from '../binary/zip';
import type { DataFiles } from '../data-files';
import { assertWithin, limits, PythonError } from '../limits';
import { notKnown } from '../not-known';
import { takeArray } from '../reading';
import { reprOf } from '../text/representation';
import { anything, builtin, list, none, str, tolerant, tuple, unknown, type Value } from '../values';
import type { NumpyArguments, NumpyFunction } from './arguments';
import { arrayValue } from './array-value';

/** Bytes that the members of an archive have together at most. */
const mostUnpacked = 32 * 2 ** 20;

/** How an archive begins. */
const zipMark = 'PK';

/** The functions that read arrays out of files; what a file holds that is not there is not known. */
export function binaryFileFunctions(files: DataFiles): Readonly<Record<string, NumpyFunction>> {
  return { load: (given) => load(given, files), fromfile: (given) => fromFile(given, files) };
}

/** `np.save` and its like write no file here: what such a file holds is not known afterwards. */
export function writingFunctions(files: DataFiles): ReadonlyMap<string, Value> {
  const write = (name: string): Value =>
    tolerant(name, anything, ({ positional: [path = none] }) => {
      for (const ending of ['', '.npy', '.npz']) if (path.kind === 'str') files.write(str(path.value + ending));
      return none;
    });
  return new Map(['save', 'savez', 'savez_compressed', 'savetxt'].map((name) => [name, write(name)]));
}

function load(given: NumpyArguments, files: DataFiles): Value {
  const path = given.at(0, 'file');
  // They decide how the file is held, and what is read of objects.
  for (const [place, name] of ['mmap_mode', 'allow_pickle', 'fix_imports', 'encoding'].entries())
    given.at(place + 1, name);
  const bytes = files.bytesAt(path, given.span);
  const name = path.kind === 'str' ? nameOfFile(path.value) : '';
  const read = (content: Uint8Array): Value | Message => {
    const array = arrayOfNpy(content, name, limits.elements);
    if (!('data' in array)) return array;
    takeArray(array.shape, array.data.length, given.span);
    return arrayValue(array);
  };
  if (!zipMark.split('').every((char, at) => bytes[at] === char.charCodeAt(0))) return readOr(read(bytes), given);
  const members = membersOfZip(bytes, mostUnpacked);
  if (members === null) return notKnown(message('the file {0}, which is no whole archive', name), given.span);
  return archive(
    new Map([...members].map(([member, content]) => [member.replace(/\.npy$/, ''), readOr(read(content), given)])),
  );
}

function readOr(read: Value | Message, { span }: NumpyArguments): Value {
  return 'kind' in read ? read : unknown(read, span);
}

/** What `np.load` gives of an archive: arrays by their names. */
function archive(members: ReadonlyMap<string, Value>): Value {
  const names = [...members.keys()].map(str);
  const attributes = new Map<string, Value>([
    ['files', list(names)],
    ['keys', builtin('keys', () => list(names))],
    ['values', tolerant('values', anything, () => list([...members.values()]))],
    ['items', tolerant('items', anything, () => list([...members].map(([name, array]) => tuple([str(name), array]))))],
    ['close', builtin('close', () => none)],
  ]);
  const at = (index: Value, span: Span): Value => {
    const found = index.kind === 'str' ? members.get(index.value.replace(/\.npy$/, '')) : undefined;
    if (found !== undefined) return found;
    throw new PythonError('KeyError', `${reprOf(index, span) ?? ''} is not a file in the archive`, span);
  };
  return { kind: 'indexed', name: 'np.load', items: names, attributes, at };
}

/** Elements that stand in a file one behind the other. */
function fromFile(given: NumpyArguments, files: DataFiles): Value {
  const { span } = given;
  const path = given.at(0, 'file');
  const type = given.at(1, 'dtype');
  const dtype = given.dtype(1, 'dtype', 'float64');
  const separator = given.at(3, 'sep');
  if (separator.kind !== 'none' && (separator.kind !== 'str' || separator.value !== ''))
    return notKnown(message('the argument {0} of this', 'sep'), span);
  const bytes = files.bytesAt(path, span).subarray(given.whole(4, 'offset') ?? 0);
  const count = given.whole(2, 'count') ?? -1;
  const size = Math.min(count < 0 ? Infinity : count, Math.floor(bytes.length / bytesOf(dtype)));
  assertWithin('elements', size, span);
  const data = elementsOf(bytes, dtype, size, type.kind === 'str' && type.value.startsWith('>'));
  if (data === null) return notKnown(message('an array of whole numbers beyond 2 ** 53'), span);
  return arrayValue({ dtype, shape: [size], data });
}
