import { message } from '../base/message';
import type { Comprehension, Expression, Span } from '../python/syntax';
import { dictOf } from './dict-keys';
import { iterate, type Iteration, iteratorOf } from './iteration';
import { assertWithin, limits } from './limits';
import { known } from './not-known';
import { describe, truthOf } from './read-value';
import { Scope } from './scope';
import { knownSet } from './sets';
import { unknownCondition } from './unknown-condition';
import { list, none, unknown, type UnknownValue, type Value } from './values';

/** What a comprehension needs of the evaluator. */
interface ComprehensionEvaluator {
  readonly tick: (span: Span) => void;
  readonly evaluate: (node: Expression, scope: Scope) => Value;
  readonly condition: (node: Expression, scope: Scope) => Value;
  readonly assign: (target: Expression, value: Value, scope: Scope) => void;
}

/** The list, dictionary, set or iterator that a comprehension makes. A generator over very many items makes them as they are asked for. */
export function comprehension(node: Comprehension, scope: Scope, evaluator: ComprehensionEvaluator): Value {
  const inner = new Scope(scope);
  const [first] = node.clauses;
  const over = first === undefined ? none : evaluator.evaluate(first.iterable, scope);
  if (node.type === 'generator' && isLong(iterate(over))) return iteratorOf(generated(node, inner, over, evaluator));
  const keys: Value[] = [];
  const values: Value[] = [];
  const walk = (depth: number): Value | null => {
    const clause = node.clauses[depth];
    if (clause === undefined) {
      if (node.key !== null) keys.push(evaluator.evaluate(node.key, inner));
      values.push(evaluator.evaluate(node.element, inner));
      assertWithin('items', values.length, node);
      return null;
    }
    const iterable = depth === 0 ? over : evaluator.evaluate(clause.iterable, inner);
    const iteration = iterate(iterable);
    if (iteration === null)
      return iterable.kind === 'unknown'
        ? iterable
        : unknown(message('a loop over {0}', describe(iterable)), clause.iterable);
    for (const item of iteration.items()) {
      evaluator.tick(node);
      evaluator.assign(clause.target, item, inner);
      const isWanted = holdAll(clause.conditions, inner, evaluator);
      if (typeof isWanted !== 'boolean') return isWanted;
      const failure = isWanted ? walk(depth + 1) : null;
      if (failure !== null) return failure;
    }
    return null;
  };
  const failure = known(() => walk(0));
  if (failure !== null) return failure;
  if (node.type === 'set') return knownSet(values);
  if (node.type !== 'dict') return list(values);
  return dictOf(
    keys.map((key, index) => [key, values[index] ?? none] as const),
    node,
  );
}

/** Whether all conditions hold; unknown where that is not known. */
function holdAll(
  conditions: readonly Expression[],
  scope: Scope,
  evaluator: ComprehensionEvaluator,
): boolean | UnknownValue {
  for (const condition of conditions) {
    const value = evaluator.condition(condition, scope);
    const truth = truthOf(value);
    if (truth === null) return unknownCondition(value, condition);
    if (!truth) return false;
  }
  return true;
}

/** The items of a generator expression one by one, as they are asked for. */
function* generated(
  node: Comprehension,
  inner: Scope,
  over: Value,
  evaluator: ComprehensionEvaluator,
  depth = 0,
): Generator<Value> {
  const clause = node.clauses[depth];
  if (clause === undefined) {
    yield evaluator.evaluate(node.element, inner);
    return;
  }
  for (const item of iterate(over)?.items() ?? []) {
    evaluator.tick(node);
    evaluator.assign(clause.target, item, inner);
    if (clause.conditions.some((condition) => truthOf(evaluator.condition(condition, inner)) === false)) continue;
    const next = node.clauses[depth + 1];
    const inside = next === undefined ? none : evaluator.evaluate(next.iterable, inner);
    yield* generated(node, inner, inside, evaluator, depth + 1);
  }
}

/** Whether an iteration gives more than a list holds, or perhaps never ends. */
function isLong(iteration: Iteration | null): boolean {
  return iteration !== null && (iteration.length ?? Number.POSITIVE_INFINITY) > limits.items;
}
