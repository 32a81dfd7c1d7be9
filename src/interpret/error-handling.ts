import type { Expression } from '../python/syntax';
import type { Statement, Suite, Try } from '../python/statements';
import { isCaughtBy } from './exceptions';
import { PythonError } from './limits';
import type { Scope } from './scope';
import { unknown, type Value } from './values';
import { textOf } from './read-value';
import type { Evaluator } from './evaluator';
import type { Ending } from './ending';

/** The body of a handler that is entered, and what leaves it. */
export interface Caught {
  readonly body: Suite;
  readonly leave: () => void;
}

/** What the handling of errors needs of the executor. */
interface HandlingExecutor {
  readonly evaluator: Evaluator;
  readonly suite: (suite: Suite, scope: Scope) => Ending;
}

/** Executes `try` and `raise`, and knows the errors that are being handled. */
export class ErrorHandling {
  /** Errors whose handlers are being executed, innermost last. */
  private readonly handled: PythonError[] = [];

  constructor(private readonly executor: HandlingExecutor) {}

  /** Executes `try` with its handlers and its `finally`. */
  tryBlock(node: Try, scope: Scope): Ending {
    let ending: Ending;
    try {
      ending = this.handledBlock(node, scope);
    } finally {
      if (node.finally !== null) this.executor.suite(node.finally, scope);
    }
    return ending;
  }

  private handledBlock(node: Try, scope: Scope): Ending {
    let ending: Ending;
    try {
      ending = this.executor.suite(node.body, scope);
    } catch (error) {
      const caught = this.handler(node, error, scope);
      if (caught === null) throw error;
      try {
        return this.executor.suite(caught.body, scope);
      } finally {
        caught.leave();
      }
    }
    // What this raises, no handler of the same statement catches.
    return ending.kind === 'normal' && node.orElse !== null ? this.executor.suite(node.orElse, scope) : ending;
  }

  /** The body of the first handler that catches an error, entered; null where none does. Throws NotKnown where that is not known. */
  handler({ handlers }: Try, error: unknown, scope: Scope): Caught | null {
    if (!(error instanceof PythonError)) return null;
    const found = handlers.find(
      ({ type }) => type === null || isCaughtBy(error, this.executor.evaluator.evaluate(type, scope), lastName(type)),
    );
    if (found === undefined) return null;
    if (found.name !== null) {
      const value = unknown(error.said, error.span);
      raisedAs.set(value, error);
      scope.set(found.name, value);
    }
    this.handled.push(error);
    return { body: found.body, leave: () => void this.handled.pop() };
  }

  /** What `raise` throws: an error of the program's own class, or Python's; without a value what is being handled. */
  raised({ value, ...span }: Statement & { kind: 'Raise' }, scope: Scope): PythonError {
    const handled = this.handled.at(-1);
    if (value === null) return handled ?? new PythonError('RuntimeError', 'No active exception to reraise', span);
    const called = value.kind === 'Call' ? value.callee : value;
    const type = this.executor.evaluator.evaluate(called, scope);
    const again = raisedAs.get(type);
    if (again !== undefined) return again;
    const [message] = value.kind === 'Call' ? value.arguments : [];
    const text =
      message === undefined ? 'raised by the program' : textOf(this.executor.evaluator.evaluate(message.value, scope));
    const made = type.kind === 'instance' ? type.class : type.kind === 'class' ? type : null;
    const name = type.kind === 'builtin' ? type.name : (made?.name ?? lastName(called));
    const error = new PythonError(name, text, span, made);
    error.isOwn = true;
    return error;
  }
}

/** Errors of the program that a name is bound to, by its value. */
const raisedAs = new WeakMap<Value, PythonError>();

/** The last name of `a.b.c`. */
function lastName(node: Expression): string {
  return node.kind === 'Name' || node.kind === 'Attribute' ? node.name : 'Exception';
}
