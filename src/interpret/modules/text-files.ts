// Files that a program opens: texts of the workspace are read; for a text that is a download another one stands in.
import { message, type Message } from '../../base/message';
import type { Span } from '../../python/syntax';
import { holdsUnknown, notKnown } from '../not-known';
import { place as lastPlace, takeText } from '../reading';
import { asNumber } from '../read-value';
import { drawnText, wordsOf, wordsOfText } from '../stand-in/text';
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
import { reading, writing } from '../watching';
import type { Program } from './tensorflow';
import { moduleOf } from './module-of';

/** What is not in the workspace: a file that gives a text, one that gives bytes, or the bytes themselves. */
interface Missing {
  readonly gives: 'text' | 'bytes' | 'decoded';
  /** Whose words the text has that stands in. */
  readonly program: Program;
  /** Why the file is not read. */
  readonly why: Message;
}

const missing = new WeakMap<UnknownValue, Missing>();

/** Files whose text is one to learn from: other formats have a form that drawn words have not. */
const plainText = /(?:^|[/\\])[^./\\]+$|\.(?:txt|text|tok|raw|en|de|fr|es|vi|zh)$/i;

/** `open(file, mode='r', …)`, and functions like it. */
export function openFunction(program: Program): Value {
  return tolerant('open', anything, ({ positional, named, span }) => {
    const path = positional[0] ?? named.get('file') ?? named.get('name') ?? none;
    const mode = positional[1] ?? named.get('mode') ?? str('r');
    const unknownMode = holdsUnknown([mode]);
    if (unknownMode !== null) return unknownMode;
    if (mode.kind === 'str' && /[wax]/.test(mode.value)) {
      program.files.write(path);
      return writtenFile();
    }
    const text = path.kind === 'str' ? program.files.text(path.value) : null;
    if (text !== null) return textFile(text.replace(/\r\n?/g, '\n'), isByteByByte(text));
    const why = program.files.why(path);
    if (path.kind === 'str' && !plainText.test(path.value)) return unknown(why, span);
    const gives = mode.kind === 'str' && mode.value.includes('b') ? 'bytes' : 'text';
    return missingValue({ gives, program, why }, span);
  });
}

/** `zipfile.ZipFile`: what is in an archive is a text that stands in for its own. */
export function zipFileModule(program: Program): Value {
  return moduleOf('zipfile', {
    ZipFile: tolerant('ZipFile', anything, ({ span }) =>
      missingValue({ gives: 'text', program, why: message('a file that is not in the workspace') }, span),
    ),
  });
}

/** `read` of a file that is not in the workspace, or `decode` of its bytes: a whole text is one to learn from. Null for any other name. */
export function readOfMissing(file: UnknownValue, name: string): Value | null {
  const found = missing.get(file);
  if (found === undefined || name !== (found.gives === 'decoded' ? 'decode' : 'read')) return null;
  const { gives, program, why } = found;
  const { standIns } = program.recorder;
  return tolerant(name, anything, ({ span }) => {
    if (gives === 'bytes') return missingValue({ gives: 'decoded', program, why }, span);
    standIns.note({ why, standIn: message('a drawn text of {0} words', wordsOfText), span });
    return str(standIns.once('text', () => drawnText(wordsOf(program.module))));
  });
}

function missingValue(found: Missing, span: Span): UnknownValue {
  const value = unknown(found.why, span);
  missing.set(value, found);
  return value;
}

/** A file that is written: nothing is. */
function writtenFile(): Value {
  const names = ['write', 'writelines', 'close', 'flush', 'seek'];
  const methods = names.map((name) => [name, tolerant(name, anything, () => none)] as const);
  return { kind: 'instance', class: null, attributes: new Map(methods) };
}

/** Whether Python's places in a text are its characters': they count bytes, and line ends as they are in the file. */
function isByteByByte(text: string): boolean {
  return /^[\x00-\x7f]*$/.test(text) && !text.includes('\r');
}

/** A text file that is open for reading, line by line as it is asked. */
function textFile(text: string, hasPlaces: boolean): Value {
  // Null after a branch that may not be taken has read. In a box: a loop that reads is followed turn by turn.
  const place = new Map<string, { readonly value: number } | null>([['at', { value: 0 }]]);
  const at = (): number => {
    reading(place, 'at');
    return place.get('at')?.value ?? notKnown(message('how far a file is read'), lastPlace());
  };
  const goTo = (value: number): void => {
    writing(place, 'at');
    place.set('at', { value });
  };
  const taken = (to: number): string => {
    const from = at();
    goTo(Math.max(from, Math.min(text.length, to)));
    takeText(Math.max(0, to - from));
    return text.slice(from, to);
  };
  const line = (): string => {
    const end = text.indexOf('\n', at());
    return taken(end < 0 ? text.length : end + 1);
  };
  const next = (): Value | null => {
    const read = line();
    return read === '' ? null : str(read);
  };
  const rest = (): Value[] =>
    taken(text.length)
      .match(/[^\n]*\n|[^\n]+$/g)
      ?.map(str) ?? [];
  const placeOf = (place: number, span: Span): Value =>
    hasPlaces || place === 0 ? int(place) : notKnown(message('how far a file is read'), span);
  const methods: Readonly<Record<string, (given: Arguments) => Value>> = {
    read: ({ positional: [size = none] }) => {
      const count = asNumber(size) ?? -1;
      return str(taken(count < 0 ? text.length : Math.min(text.length, at() + count)));
    },
    readlines: () => list(rest()),
    readline: () => str(line()),
    seek: ({ positional: [to = int(0), given], named, span }) => {
      const from = asNumber(given ?? named.get('whence') ?? int(0));
      const by = asNumber(to);
      const place = from === 0 ? by : from === 2 && by === 0 ? text.length : null;
      if (place === null || place < 0 || !(hasPlaces || place === 0 || place === text.length))
        return notKnown(message('how far a file is read'), span);
      goTo(place);
      return hasPlaces ? int(place) : placeOf(place, span);
    },
    tell: ({ span }) => placeOf(at(), span),
    close: () => none,
  };
  return {
    kind: 'instance',
    class: null,
    attributes: new Map(Object.entries(methods).map(([name, call]) => [name, builtin(name, call)] as const)),
    next,
  };
}
