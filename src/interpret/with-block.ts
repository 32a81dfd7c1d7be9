import type { Expression, Span } from '../python/syntax';
import type { Suite, With } from '../python/statements';
import { type Ending, normal } from './ending';
import type { Evaluator } from './evaluator';
import { PythonError } from './limits';
import { NotKnown } from './not-known';
import { truthOf } from './read-value';
import type { Scope } from './scope';
import { type ContextValue, type InstanceValue, none, unknown, type Value } from './values';

/** What `with` needs of the executor. */
interface WithExecutor {
  readonly evaluator: Evaluator;
  readonly suite: (suite: Suite, scope: Scope) => Ending;
}

/** Executes `with`: enters its contexts from left to right, then the body, and leaves them in the other order, whatever happens. */
export function withBlock(items: With['items'], body: Suite, scope: Scope, executor: WithExecutor): Ending {
  const [first, ...rest] = items;
  if (first === undefined) return executor.suite(body, scope);
  const { evaluator } = executor;
  const { context, target } = first;
  const value = evaluator.evaluate(context, scope);
  const inside = (entered: Value): Ending => {
    if (target !== null) evaluator.assign(target, entered, scope);
    return withBlock(rest, body, scope, executor);
  };
  if (value.kind === 'context') return inContext(value, inside);
  if (value.kind === 'instance') return inOwn(value, context, inside, evaluator);
  return inside(value);
}

function inContext(context: ContextValue, inside: (entered: Value) => Ending): Ending {
  const leave = context.enter();
  try {
    return inside(context.entered?.() ?? context);
  } catch (error) {
    if (context.endsWithData === true && error instanceof PythonError && error.type === 'OutOfRangeError')
      return normal;
    throw error;
  } finally {
    leave();
  }
}

/**
 * With an object of the program's class: its `__exit__` is passed the error that leaves the body, and ends it by what it returns. Throws
 * NotKnown where that is not known.
 */
function inOwn(
  object: InstanceValue,
  context: Expression,
  inside: (entered: Value) => Ending,
  evaluator: Evaluator,
): Ending {
  const span: Span = context;
  const exit = (passed: readonly Value[]): Value => evaluator.callMethod(object, '__exit__', span, passed) ?? none;
  let ending: Ending;
  try {
    ending = inside(evaluator.callMethod(object, '__enter__', span) ?? object);
  } catch (error) {
    if (!(error instanceof PythonError)) {
      exit([none, none, none]);
      throw error;
    }
    const answer = exit([evaluator.errorClass(error), unknown(error.said, error.span), none]);
    if (answer.kind === 'unknown') throw new NotKnown(answer);
    if (truthOf(answer) === true) return normal;
    throw error;
  }
  exit([none, none, none]);
  return ending;
}
