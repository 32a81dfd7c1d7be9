import { message } from '../base/message';
import type { ClassDefinition, FunctionDefinition, ImportFrom, Suite } from '../python/statements';
import { Scope } from './scope';
import { type ClassValue, type FunctionValue, unknown, type UnknownValue, type Value } from './values';
import type { Evaluator } from './evaluator';
import type { Ending } from './ending';

/** What definitions need of the executor. */
interface DefiningExecutor {
  readonly evaluator: Evaluator;
  readonly suite: (suite: Suite, scope: Scope) => Ending;
}

/** `from source import names`. */
export function importNames({ module, names, ...span }: ImportFrom, source: Value, scope: Scope): void {
  for (const { name, alias } of names) {
    if (name === '*') {
      if (source.kind === 'instance') for (const [key, value] of source.attributes) scope.set(key, value);
      else if (source.kind === 'module' && source.names !== undefined && source.names.length > 0)
        for (const key of source.names) scope.set(key, source.member(key, span));
      else scope.hasUnknownNames = true;
    } else if (source.kind === 'module') scope.set(alias ?? name, source.member(name, span));
    else if (source.kind === 'instance')
      scope.set(alias ?? name, source.attributes.get(name) ?? missing(name, module, span));
    else scope.set(alias ?? name, source);
  }
}

/** The function that a `def` makes, before its decorators. */
export function defineFunction(node: FunctionDefinition, scope: Scope, { evaluator }: DefiningExecutor): FunctionValue {
  const defaults = evaluator.defaults(node.parameters, scope);
  return { kind: 'function', definition: node, name: node.name, scope, defaults, attributes: new Map() };
}

/** The function with its decorators applied, the last one first. A decorator that is not known leaves it as it is. */
export function decorated(
  callee: FunctionValue,
  node: FunctionDefinition,
  scope: Scope,
  { evaluator }: DefiningExecutor,
): Value {
  return [...node.decorators].reverse().reduce<Value>((value, decorator) => {
    const wrap = evaluator.evaluate(decorator, scope);
    if (wrap.kind === 'unknown' || wrap.kind === 'tensor' || wrap.kind === 'nothing') return value;
    if (decorator.kind === 'Attribute' && /^(?:setter|deleter)$/.test(decorator.name)) return wrap;
    return evaluator.apply(wrap, { positional: [value], named: new Map(), span: decorator });
  }, callee);
}

/** The class that a `class` statement makes. Its functions see it as `__class__`, and not its other names. */
export function defineClass(node: ClassDefinition, scope: Scope, { evaluator, suite }: DefiningExecutor): ClassValue {
  const bases = node.bases.filter(({ name }) => name === null).map(({ value }) => evaluator.evaluate(value, scope));
  const around = new Scope(scope);
  const body = new Scope(around);
  const callMethod: ClassValue['callMethod'] = (object, name, positional) =>
    evaluator.callMethod(object, name, { start: node.start, end: node.end }, positional);
  const defined: ClassValue = { kind: 'class', name: node.name, bases, attributes: new Map(), callMethod };
  around.set('__class__', defined);
  suite(node.body, body);
  for (const [name, value] of body.own()) {
    defined.attributes.set(name, value.kind === 'function' ? { ...value, scope: around } : value);
  }
  return defined;
}

function missing(name: string, module: string, span: { start: number; end: number }): UnknownValue {
  return unknown(message('{0} of {1}', name, module), span);
}
