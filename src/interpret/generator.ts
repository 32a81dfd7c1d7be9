import { message } from '../base/message';
import type { Await, Expression, Span } from '../python/syntax';
import type { Statement, Suite, Try } from '../python/statements';
import { visit } from '../python/visit';
import { type Ending, normal } from './ending';
import type { Executor } from './executor';
import { iterate } from './iteration';
import { NotKnown } from './not-known';
import type { Scope } from './scope';
import { none, unknown, type Value } from './values';
import { describe, truthOf } from './read-value';
import { unknownCondition } from './unknown-condition';

// Generator functions: their bodies are executed up to each `yield`.

type Steps = Generator<Value, Ending, Value | undefined>;

/** Runs a suite in which `yield` may stand, up to each value that it gives. What holds no `yield` is the executor's. */
export function* generate(suite: Suite, scope: Scope, executor: Executor): Steps {
  for (const statement of suite.statements) {
    const ending = yield* step(statement, scope, executor);
    if (ending.kind !== 'normal') return ending;
  }
  return normal;
}

function* step(node: Statement, scope: Scope, executor: Executor): Steps {
  const { evaluator } = executor;
  if (!yields(node)) return executor.statement(node, scope);
  switch (node.kind) {
    case 'ExpressionStatement':
      if (node.value.kind !== 'Yield') break;
      evaluator.tick(node);
      yield* yielded(node.value, scope, executor);
      return normal;
    case 'Assign':
      if (node.value.kind !== 'Yield') break;
      evaluator.tick(node);
      {
        const sent = yield* yielded(node.value, scope, executor);
        for (const target of node.targets) evaluator.assign(target, sent, scope);
      }
      return normal;
    case 'If': {
      const taken = isTrue(node.test, scope, executor) ? node.body : node.orElse;
      return taken === null ? normal : yield* generate(taken, scope, executor);
    }
    case 'While':
      for (;;) {
        evaluator.tick(node);
        if (!isTrue(node.test, scope, executor)) break;
        const ending = yield* generate(node.body, scope, executor);
        if (ending.kind === 'return') return ending;
        if (ending.kind === 'break') return normal;
      }
      return node.orElse === null ? normal : yield* generate(node.orElse, scope, executor);
    case 'For': {
      for (const item of itemsOf(evaluator.evaluate(node.iterable, scope), node.iterable)) {
        evaluator.tick(node);
        evaluator.assign(node.target, item, scope);
        const ending = yield* generate(node.body, scope, executor);
        if (ending.kind === 'return') return ending;
        if (ending.kind === 'break') return normal;
      }
      return node.orElse === null ? normal : yield* generate(node.orElse, scope, executor);
    }
    case 'With':
      for (const { context, target } of node.items) {
        const value = evaluator.evaluate(context, scope);
        if (target !== null) evaluator.assign(target, value, scope);
      }
      return yield* generate(node.body, scope, executor);
    case 'Try':
      return yield* generateTry(node, scope, executor);
    default:
  }
  return executor.statement(node, scope);
}

function* generateTry(node: Try, scope: Scope, executor: Executor): Steps {
  let ending: Ending;
  try {
    try {
      ending = yield* generate(node.body, scope, executor);
    } catch (error) {
      const caught = executor.handler(node, error, scope);
      if (caught === null) throw error;
      try {
        return yield* generate(caught.body, scope, executor);
      } finally {
        caught.leave();
      }
    }
    return ending.kind === 'normal' && node.orElse !== null ? yield* generate(node.orElse, scope, executor) : ending;
  } finally {
    if (node.finally !== null) yield* generate(node.finally, scope, executor);
  }
}

/** Whether a condition holds. Throws NotKnown where that is not known: what the generator gives then is not known either. */
function isTrue(test: Expression, scope: Scope, { evaluator }: Executor): boolean {
  const value = evaluator.condition(test, scope);
  const truth = truthOf(value);
  if (truth === null) throw new NotKnown(unknownCondition(value, test));
  return truth;
}

/** What is looped over. Throws NotKnown where that is not known. */
function itemsOf(value: Value, span: Span): Iterable<Value> {
  const items = iterate(value);
  if (items === null)
    throw new NotKnown(value.kind === 'unknown' ? value : unknown(message('a loop over {0}', describe(value)), span));
  return items.items();
}

/** Whether a `yield` stands in a statement itself, rather than in a function that it defines. */
function yields(statement: Statement): boolean {
  const known = yielding.get(statement);
  if (known !== undefined) return known;
  let found = false;
  visit(statement, (node) => {
    found ||= node.kind === 'Yield';
    return !found && node.kind !== 'FunctionDefinition' && node.kind !== 'Lambda' && node.kind !== 'ClassDefinition';
  });
  yielding.set(statement, found);
  return found;
}

const yielding = new WeakMap<Statement, boolean>();

/** Gives a value; what comes back is what `send` passes, None for `next`. */
function* yielded(
  { value, isFrom }: Await,
  scope: Scope,
  { evaluator }: Executor,
): Generator<Value, Value, Value | undefined> {
  const given = value === null ? none : evaluator.evaluate(value, scope);
  if (isFrom) yield* itemsOf(given, value ?? { start: 0, end: 0 });
  else return (yield given) ?? none;
  return none;
}
