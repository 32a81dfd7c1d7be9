import { message } from '../base/message';
import type { PythonError } from './limits';
import { notKnown, reasonOf } from './not-known';
import type { ClassValue, Value } from './values';

/** Python 3.11's own exceptions, each class with those that inherit from it. */
const children: Readonly<Record<string, string>> = {
  BaseException: 'Exception SystemExit KeyboardInterrupt GeneratorExit BaseExceptionGroup',
  Exception:
    'ArithmeticError AssertionError AttributeError BufferError EOFError ImportError LookupError MemoryError NameError OSError ReferenceError RuntimeError StopAsyncIteration StopIteration SyntaxError SystemError TypeError ValueError Warning ExceptionGroup',
  BaseExceptionGroup: 'ExceptionGroup',
  ArithmeticError: 'FloatingPointError OverflowError ZeroDivisionError',
  ImportError: 'ModuleNotFoundError',
  LookupError: 'IndexError KeyError',
  NameError: 'UnboundLocalError',
  OSError:
    'BlockingIOError ChildProcessError ConnectionError FileExistsError FileNotFoundError InterruptedError IsADirectoryError NotADirectoryError PermissionError ProcessLookupError TimeoutError',
  ConnectionError: 'BrokenPipeError ConnectionAbortedError ConnectionRefusedError ConnectionResetError',
  RuntimeError: 'NotImplementedError RecursionError',
  SyntaxError: 'IndentationError',
  IndentationError: 'TabError',
  ValueError: 'UnicodeError',
  UnicodeError: 'UnicodeDecodeError UnicodeEncodeError UnicodeTranslateError',
  Warning:
    'BytesWarning DeprecationWarning EncodingWarning FutureWarning ImportWarning PendingDeprecationWarning ResourceWarning RuntimeWarning SyntaxWarning UnicodeWarning UserWarning',
};

/** Other names of the same classes; `StandardError` is Python 2's for nearly all. */
const aliases: ReadonlyMap<string, string> = new Map([
  ['IOError', 'OSError'],
  ['EnvironmentError', 'OSError'],
  ['WindowsError', 'OSError'],
  ['StandardError', 'Exception'],
]);

const parents: ReadonlyMap<string, readonly string[]> = parentsOf(children);

/** The names of Python's own exceptions. */
export const exceptionNames: readonly string[] = [...parents.keys(), ...aliases.keys()];

function parentsOf(table: Readonly<Record<string, string>>): Map<string, string[]> {
  const found = new Map<string, string[]>([['BaseException', []]]);
  for (const [parent, names] of Object.entries(table))
    for (const name of names.split(' ')) found.set(name, [...(found.get(name) ?? []), parent]);
  return found;
}

/** Whether a class of Python's own is the other, or inherits from it. Of TensorFlow's, whose names are not here, it is an Exception. */
function inherits(name: string, from: string): boolean {
  const [own, other] = [aliases.get(name) ?? name, aliases.get(from) ?? from];
  return own === other || (parents.get(own) ?? ['Exception']).some((parent) => inherits(parent, other));
}

/** A class of exceptions that the program raises or catches; null for a value that is none. */
type ErrorClass = ClassValue | { readonly kind: 'builtin'; readonly name: string };

/** Whether a class of the program is one of exceptions: its objects are only raised. */
export function isErrorClass({ bases }: ClassValue): boolean {
  return bases.some((base) =>
    base.kind === 'class'
      ? isErrorClass(base)
      : base.kind === 'builtin' && parents.has(aliases.get(base.name) ?? base.name),
  );
}

/**
 * Whether a handler for `type` catches an error; `name` is what the handler calls it, for classes of libraries that are not known.
 * Throws NotKnown where that is not known.
 */
export function isCaughtBy(error: PythonError, type: Value, name: string): boolean {
  if (type.kind === 'tuple') return type.items.some((item) => isCaughtBy(error, item, ''));
  if (type.kind === 'class' || type.kind === 'builtin')
    return isOf(error.made ?? { kind: 'builtin', name: error.type }, type);
  // Of a library: `tf.errors.OutOfRangeError`.
  if (name !== '' && name === error.type) return true;
  if (tensorFlowErrors.has(error.type)) return name === 'OpError';
  const isKnown = error.made === null ? isPython(error.type) : hasKnownBases(error.made);
  return isKnown ? false : notKnown(reasonOf(type, message('which error is caught here')), error.span);
}

/** TensorFlow's errors that are raised here: each inherits from `tf.errors.OpError` alone. */
const tensorFlowErrors = new Set(['OutOfRangeError', 'FailedPreconditionError', 'DataLossError']);

function isPython(name: string): boolean {
  return parents.has(aliases.get(name) ?? name);
}

function isOf(made: ErrorClass, type: ErrorClass): boolean {
  if (made.kind === 'builtin') return type.kind === 'builtin' && inherits(made.name, type.name);
  if (made === type) return true;
  return made.bases.some((base) =>
    base.kind === 'class' || base.kind === 'builtin'
      ? isOf(base, type)
      : // A class of a library, which is not known, is an exception all the same.
        type.kind === 'builtin' && inherits('Exception', type.name),
  );
}

function hasKnownBases({ bases }: ClassValue): boolean {
  return bases.every((base) => base.kind === 'builtin' || (base.kind === 'class' && hasKnownBases(base)));
}
