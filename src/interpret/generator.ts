import type { Await, Statement, Suite } from '../python/syntax';
import type { Ending, Executor } from './executor';
import { iterate } from './iteration';
import { PythonError } from './limits';
import type { Scope } from './scope';
import { none, truthOf, type Value } from './values';

type Steps = Generator<Value, Ending, undefined>;

const normal: Ending = { kind: 'normal' };

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
  switch (node.kind) {
    case 'ExpressionStatement':
      if (node.value.kind !== 'Yield') break;
      evaluator.tick(node);
      yield* yielded(node.value, scope, executor);
      return normal;
    case 'Assign':
      if (node.value.kind !== 'Yield') break;
      evaluator.tick(node);
      yield* yielded(node.value, scope, executor);
      for (const target of node.targets) evaluator.assign(target, none, scope);
      return normal;
    case 'If': {
      const truth = truthOf(evaluator.evaluate(node.test, scope));
      const taken = truth === null ? null : truth ? node.body : node.orElse;
      return taken === null ? normal : yield* generate(taken, scope, executor);
    }
    case 'While':
      for (;;) {
        evaluator.tick(node);
        if (truthOf(evaluator.evaluate(node.test, scope)) !== true) break;
        const ending = yield* generate(node.body, scope, executor);
        if (ending.kind === 'return') return ending;
        if (ending.kind === 'break') return normal;
      }
      return node.orElse === null ? normal : yield* generate(node.orElse, scope, executor);
    case 'For': {
      for (const item of iterate(evaluator.evaluate(node.iterable, scope))?.items() ?? []) {
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
      try {
        return yield* generate(node.body, scope, executor);
      } catch (error) {
        const [handler] = node.handlers;
        if (!(error instanceof PythonError) || handler === undefined) throw error;
        return yield* generate(handler.body, scope, executor);
      }
    default:
  }
  return executor.statement(node, scope);
}

function* yielded({ value, isFrom }: Await, scope: Scope, { evaluator }: Executor): Generator<Value, void, undefined> {
  const given = value === null ? none : evaluator.evaluate(value, scope);
  if (isFrom) yield* iterate(given)?.items() ?? [];
  else yield given;
}
