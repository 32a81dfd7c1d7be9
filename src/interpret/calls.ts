import { message, verbatim } from '../base/message';
import type { Argument, Call, Expression, Span } from '../python/syntax';
import { bindParameters } from './bind-parameters';
import { allAttributes, lookUpMethod } from './class-members';
import { isErrorClass } from './exceptions';
import { changeable } from './forget';
import { withoutFormula } from './formula-values';
import { limits, LimitError, PythonError } from './limits';
import { castTo } from './modules/numpy';
import { callBuiltin } from './not-known';
import { describe, textOf } from './read-value';
import type { Recorder } from './record/recorder';
import { Scope } from './scope';
import { typeName } from './type-name';
import { addAll } from './unpacking';
import {
  type Arguments,
  builtin,
  type ClassValue,
  type FunctionValue,
  type InstanceValue,
  none,
  unknown,
  type UnknownValue,
  type Value,
} from './values';
import { created } from './watching';

/** Runs the body of a function of the program; what statements do is the executor's. */
export type RunBody = (callee: FunctionValue, scope: Scope) => Value;

/** What calls need of the evaluator. */
interface CallEvaluator {
  readonly recorder: Recorder;
  readonly evaluate: (node: Expression, scope: Scope) => Value;
}

/** Calls functions, methods and classes of the program as Python does, and what else the program may call. */
export class Calls {
  private depth = 0;

  constructor(
    private readonly evaluator: CallEvaluator,
    private readonly runBody: RunBody,
  ) {}

  /** Calls a value with evaluated arguments. */
  apply(callee: Value, given: Arguments): Value {
    switch (callee.kind) {
      case 'builtin':
        return callBuiltin(callee, given);
      case 'function':
        return this.applyFunction(callee, given);
      case 'method':
        return this.apply(callee.callee, { ...given, positional: [callee.self, ...given.positional] });
      case 'class':
        return this.instantiate(callee, given);
      case 'instance': {
        const call = callee.class === null ? null : lookUpMethod(callee.class, '__call__');
        return call === null
          ? unknown(message('a call of this object'), given.span)
          : this.apply({ kind: 'method', self: callee, callee: call }, given);
      }
      case 'dtype':
        return castTo(callee.value, given.positional[0] ?? none, given.span);
      case 'unknown': {
        const holds = changeable([callee, ...given.positional, ...given.named.values()]);
        return holds.length === 0 ? withoutFormula(callee) : { ...unknown(callee.why, callee.span), holds };
      }
      case 'nothing':
        return callee;
      case 'tensor':
        // A layer, a regularizer or an initializer of TensorFlow's own.
        return this.evaluator.recorder.record(
          `${/egulariz/.test(this.evaluator.recorder.calls[callee.call]?.name ?? '') ? 'Regularizer' : 'Initializer'}.__call__`,
          [callee, ...given.positional],
          given.named,
          given.span,
          given.called,
        );
      case 'none':
      case 'bool':
      case 'int':
      case 'float':
      case 'str':
      case 'list':
      case 'tuple':
      case 'dict':
      case 'range':
        throw new PythonError('TypeError', `'${typeName(callee) ?? callee.kind}' object is not callable`, given.span);
      default:
        return unknown(message('a call of {0}', describe(callee)), given.span);
    }
  }

  /** Calls a method of an object of the program's; null where its class has none. */
  callMethod(object: Value, name: string, span: Span, positional: readonly Value[] = []): Value | null {
    const made = object.kind === 'instance' ? object.class : null;
    const method = made === null ? null : lookUpMethod(made, name);
    if (method === null) return null;
    return this.apply({ kind: 'method', self: object, callee: method }, { positional, named: new Map(), span });
  }

  /** Evaluates a call of the source: the callee, then the arguments, then the call itself. */
  call(node: Call, scope: Scope): Value {
    if (node.callee.kind === 'Name' && node.callee.name === 'super' && scope.get('super') === null)
      return this.superOf(node, scope);
    const callee = this.evaluator.evaluate(node.callee, scope);
    const called = node.callee.kind === 'Attribute' ? node.callee.nameSpan : node.callee;
    return this.apply(callee, { ...this.arguments(node.arguments, node, scope), called });
  }

  private arguments(nodes: readonly Argument[], span: Span, scope: Scope): Arguments {
    const positional: Value[] = [];
    const named = new Map<string, Value>();
    const places = new Map<number | string, Span>();
    let more: UnknownValue | null = null;
    for (const { name, star, value: node } of nodes) {
      const value = this.evaluator.evaluate(node, scope);
      if (star === '') places.set(name ?? positional.length, node);
      if (star === '*') more ??= addAll(value, positional, node);
      else if (star === '**') {
        if (value.kind === 'dict')
          for (const entry of value.entries.values()) named.set(textOf(entry.key), entry.value);
        else more ??= value.kind === 'unknown' ? value : unknown(message('the entries of {0}', describe(value)), node);
      } else if (name === null) positional.push(value);
      else named.set(name, value);
    }
    return {
      positional,
      named,
      span: { start: span.start, end: span.end },
      places,
      ...(more === null ? {} : { more: unknown(more.why, more.span) }),
    };
  }

  /** A function of a library that is written in Python speaks of the program's call, whatever goes wrong in it. */
  private applyFunction(callee: FunctionValue, given: Arguments): Value {
    const { library } = this.evaluator.recorder;
    if (!library.holds(callee.definition) || library.holds(given.span)) return this.applyHere(callee, given);
    const leave = library.enter(given.span, given.called);
    try {
      const result = this.applyHere(callee, given);
      return result.kind === 'unknown' ? { ...result, span: library.placeOf(result.span) } : result;
    } catch (error) {
      if (error instanceof PythonError && library.holds(error.span))
        throw new PythonError(error.type, error.said, given.span, error.made);
      throw error;
    } finally {
      leave();
    }
  }

  private applyHere(callee: FunctionValue, given: Arguments): Value {
    if (this.depth >= limits.depth)
      throw new LimitError(message('calls nest deeper than {0}', limits.depth), given.span);
    const scope = new Scope(callee.scope);
    bindParameters(callee, given, scope);
    const { definition: made } = callee;
    if (made.kind === 'FunctionDefinition' && made.isGenerator) return this.runBody(callee, scope);
    const { frames } = this.evaluator.recorder.library;
    this.depth += 1;
    frames.push({ callee, scope });
    try {
      const { definition } = callee;
      return definition.kind === 'Lambda'
        ? this.evaluator.evaluate(definition.body, scope)
        : this.runBody(callee, scope);
    } finally {
      this.depth -= 1;
      frames.pop();
    }
  }

  private instantiate(callee: ClassValue, given: Arguments): Value {
    const instance: InstanceValue = { kind: 'instance', class: callee, attributes: new Map() };
    created(instance.attributes);
    if (isErrorClass(callee)) return instance;
    const initialize = lookUpMethod(callee, '__init__');
    if (initialize !== null) this.apply({ kind: 'method', self: instance, callee: initialize }, given);
    return instance;
  }

  /** `super().method` and `super(Class, self).method`: the bases of the class that the method stands in. */
  private superOf(node: Call, scope: Scope): Value {
    const self = scope.get('self') ?? unknown(message('super outside a method'), node);
    const named =
      node.arguments[0] === undefined
        ? scope.get('__class__')
        : this.evaluator.evaluate(node.arguments[0].value, scope);
    if (self.kind !== 'instance' || named?.kind !== 'class') return unknown(verbatim('super'), node);
    const attributes = new Map<string, Value>();
    for (const base of [...named.bases].reverse()) {
      if (base.kind === 'class') for (const [name, value] of allAttributes(base)) attributes.set(name, value);
    }
    const bound = [...attributes].map(
      ([name, value]) =>
        [name, value.kind === 'function' ? ({ kind: 'method', self, callee: value } as const) : value] as const,
    );
    // object's own __init__ takes anything here.
    return {
      kind: 'instance',
      class: null,
      attributes: new Map<string, Value>([['__init__', builtin('__init__', () => none)], ...bound]),
    };
  }
}
