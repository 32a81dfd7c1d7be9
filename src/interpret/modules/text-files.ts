// Files that a program opens: texts of the workspace are read; for a text that is a download another one stands in.
import { message } from '../../base/message';
import type { Span } from '../../python/syntax';
import { holdsUnknown } from '../not-known';
import { takeText } from '../reading';
import type { StandIns } from '../record/stand-ins';
import { asNumber } from '../read-value';
import { drawnText, wordsOfText } from '../stand-in/text';
import {
  anything,
  type Arguments,
  builtin,
  int,
  list,
  none,
  str,
  tolerant,
  unknown,
  type UnknownValue,
  type Value,
} from '../values';
import { touching } from '../watching';
import type { Program } from './tensorflow';
import { moduleOf } from './module-of';

/** Files that are not in the workspace, with what keeps the text that stands in for theirs. */
const missing = new WeakMap<UnknownValue, StandIns>();

/** `open(file, mode='r', …)`, and functions like it. */
export function openFunction(program: Program): Value {
  return tolerant('open', anything, ({ positional, named, span }) => {
    const path = positional[0] ?? named.get('file') ?? named.get('name') ?? none;
    const mode = positional[1] ?? named.get('mode') ?? str('r');
    const missing = holdsUnknown([mode]);
    if (missing !== null) return missing;
    if (mode.kind === 'str' && /[wax]/.test(mode.value)) return writtenFile();
    const text = path.kind === 'str' ? program.readText(path.value) : null;
    return text === null ? missingFile(program, span) : textFile(text.replace(/\r\n?/g, '\n'));
  });
}

/** `zipfile.ZipFile`: what is in an archive is a text that stands in for its own. */
export function zipFileModule(program: Program): Value {
  return moduleOf('zipfile', {
    ZipFile: tolerant('ZipFile', anything, ({ span }) => missingFile(program, span)),
  });
}

/** `read` of a file that is not in the workspace: a whole text is one to learn from. Null for any other value and name. */
export function readOfMissing(file: UnknownValue, name: string): Value | null {
  const standIns = missing.get(file);
  if (standIns === undefined || name !== 'read') return null;
  return tolerant('read', anything, ({ span }) => {
    const why = message('a file that is not in the workspace');
    standIns.note({ why, standIn: message('a drawn text of {0} words', wordsOfText), span });
    return str(standIns.once('text', drawnText));
  });
}

function missingFile({ recorder }: Program, span: Span): UnknownValue {
  const file = unknown(message('a file'), span);
  missing.set(file, recorder.standIns);
  return file;
}

/** A file that is written: nothing is. */
function writtenFile(): Value {
  const names = ['write', 'writelines', 'close', 'flush', 'seek'];
  const methods = names.map((name) => [name, tolerant(name, anything, () => none)] as const);
  return { kind: 'instance', class: null, attributes: new Map(methods) };
}

/** A text file that is open for reading. */
function textFile(text: string): Value {
  const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const place = new Map([['at', 0]]);
  const taken = (count: number): string => {
    touching(place);
    const from = place.get('at') ?? 0;
    place.set('at', Math.min(text.length, from + count));
    takeText(Math.min(text.length - from, count));
    return text.slice(from, from + count);
  };
  const rest = (): Value[] => {
    const left = taken(text.length);
    return (left === text ? lines : (left.match(/[^\n]*\n|[^\n]+$/g) ?? [])).map(str);
  };
  const line = (): string => {
    const end = text.indexOf('\n', place.get('at') ?? 0);
    return taken((end < 0 ? text.length : end + 1) - (place.get('at') ?? 0));
  };
  const methods: Readonly<Record<string, (given: Arguments) => Value>> = {
    read: ({ positional: [size = none] }) => str(taken(asNumber(size) ?? text.length)),
    readlines: () => list(rest()),
    readline: () => str(line()),
    seek: ({ positional: [at = int(0)] }) => {
      touching(place);
      place.set('at', asNumber(at) ?? 0);
      return none;
    },
    close: () => none,
  };
  return {
    kind: 'instance',
    class: null,
    attributes: new Map(Object.entries(methods).map(([name, call]) => [name, builtin(name, call)] as const)),
    items: rest,
  };
}
