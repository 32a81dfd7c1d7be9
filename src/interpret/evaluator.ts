import type {
  Argument,
  BooleanOperation,
  Call,
  Comparison,
  Comprehension,
  Expression,
  FormattedString,
  Parameter,
  Span,
} from '../python/syntax';
import { attributeOf, setAttribute } from './attributes';
import { subscript } from './indexing';
import { isErrorClass } from './exceptions';
import { iterate, type Iteration, iteratorOf } from './iteration';
import { assertWithin, LimitError, limits, PythonError } from './limits';
import { changeable } from './forget';
import { created } from './watching';
import { castTo } from './modules/numpy';
import { callBuiltin, holdsUnknown, known } from './not-known';
import { binary, compare, type OperatorContext, unary } from './operators';
import { joinedText, type Reading } from './reading';
import type { Recorder } from './record/recorder';
import { Scope } from './scope';
import { knownSet } from './sets';
import { convertedText } from './text/braces';
import { textOfTurn, truthNow } from './tracked';
import { typeName } from './type-name';
import {
  type Arguments,
  bool,
  builtin,
  type ClassValue,
  float,
  type FunctionValue,
  type InstanceValue,
  int,
  list,
  none,
  str,
  tuple,
  unknown,
  type UnknownValue,
  type Value,
} from './values';
import { describe, settled, textOf, truthOf } from './read-value';
import { formulaOf, formulaOperation, withoutFormula } from './formula-values';
import { dictOf } from './dict-keys';
import { allAttributes, lookUpMethod } from './class-members';
import { addAll, unpacked } from './unpacking';
import { setItem } from './write-items';
import { bindParameters } from './bind-parameters';
import { unknownCondition } from './unknown-condition';

/** Runs the body of a function of the program; what statements do is the executor's. */
export type RunBody = (callee: FunctionValue, scope: Scope) => Value;

/** Evaluates expressions as Python does, recording what they do to TensorFlow. */
export class Evaluator implements OperatorContext {
  private depth = 0;

  constructor(
    readonly recorder: Recorder,
    readonly isPython2: boolean,
    private readonly builtins: ReadonlyMap<string, Value>,
    private readonly runBody: RunBody,
    private readonly reading: Reading,
  ) {}

  /** Counts an operation against the limit. */
  tick(span: Span): void {
    this.reading.tick(span);
  }

  evaluate(node: Expression, scope: Scope): Value {
    this.reading.tick(node);
    const value = settled(this.valueOf(node, scope));
    if (value.kind === 'array' && node.kind !== 'Name') this.reading.made(value.array, node);
    return value;
  }

  private valueOf(node: Expression, scope: Scope): Value {
    switch (node.kind) {
      case 'Name':
        return this.name(node.name, node, scope);
      case 'Number':
        return node.type === 'complex'
          ? unknown('a complex number', node)
          : node.type === 'int'
            ? int(node.exact === undefined ? node.value : BigInt(node.exact))
            : float(node.value);
      case 'String':
        return str(node.value);
      case 'Constant':
        return node.value === null ? none : node.value === 'Ellipsis' ? { kind: 'ellipsis' } : bool(node.value);
      case 'FormattedString':
        return this.formatted(node.parts, node, scope);
      case 'List':
        return this.items(node.items, scope, list);
      case 'Tuple':
        return this.items(node.items, scope, tuple);
      case 'Set':
        return this.items(node.items, scope, knownSet);
      case 'Dict':
        return this.dictionary(node, scope);
      case 'Unary':
        return unary(node.operator, this.evaluate(node.operand, scope), node, this);
      case 'Binary':
        return binary(node.operator, this.evaluate(node.left, scope), this.evaluate(node.right, scope), node, this);
      case 'Boolean':
        return this.boolean(node, scope);
      case 'Comparison':
        return this.comparison(node, scope);
      case 'Conditional': {
        const truth = truthNow(this.evaluate(node.test, scope));
        if (truth === null) return unknown('a condition that is only known during the run', node.test);
        return this.evaluate(truth ? node.body : node.orElse, scope);
      }
      case 'Call':
        return this.call(node, scope);
      case 'Attribute':
        return attributeOf(this.evaluate(node.object, scope), node.name, node, this);
      case 'Subscript':
        return this.subscript(this.evaluate(node.object, scope), this.evaluate(node.index, scope), node);
      case 'Slice':
        return {
          kind: 'slice',
          lower: this.optional(node.lower, scope),
          upper: this.optional(node.upper, scope),
          step: this.optional(node.step, scope),
        };
      case 'Lambda':
        return {
          kind: 'function',
          definition: node,
          name: 'lambda',
          scope,
          defaults: this.defaults(node.parameters, scope),
          attributes: new Map(),
        };
      case 'Comprehension':
        return this.comprehension(node, scope);
      case 'NamedExpression': {
        const value = this.evaluate(node.value, scope);
        scope.set(node.name, value);
        return value;
      }
      case 'Starred':
        return this.evaluate(node.value, scope);
      case 'Await':
      case 'Yield':
        return unknown('a coroutine or generator', node);
      case 'BrokenExpression':
        return unknown('this is not valid Python', node);
    }
  }

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
          ? unknown('a call of this object', given.span)
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
        return this.recorder.record(
          `${/egulariz/.test(this.recorder.calls[callee.call]?.name ?? '') ? 'Regularizer' : 'Initializer'}.__call__`,
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
        return unknown(`a call of ${describe(callee)}`, given.span);
    }
  }

  /** Evaluates the defaults of a definition, where it stands. */
  defaults(parameters: readonly Parameter[], scope: Scope): Map<string, Value> {
    return new Map(
      parameters.flatMap(({ name, default: value }) =>
        value === null ? [] : [[name, this.evaluate(value, scope)] as const],
      ),
    );
  }

  /** Calls a method of an object of the program's; null where its class has none. */
  callMethod(object: Value, name: string, span: Span, positional: readonly Value[] = []): Value | null {
    const made = object.kind === 'instance' ? object.class : null;
    const method = made === null ? null : lookUpMethod(made, name);
    if (method === null) return null;
    return this.apply({ kind: 'method', self: object, callee: method }, { positional, named: new Map(), span });
  }

  private name(name: string, span: Span, scope: Scope): Value {
    const value = scope.get(name) ?? this.builtins.get(name);
    if (value !== undefined) return value;
    if (scope.mayHold())
      return this.builtins.get(` ${name}`) ?? unknown(`${name}, of a module that is not known`, span);
    throw new PythonError('NameError', `name '${name}' is not defined`, span);
  }

  private optional(node: Expression | null, scope: Scope): Value {
    return node === null ? none : this.evaluate(node, scope);
  }

  /** A display of items; unknown where it is not known how many there are. */
  private items(nodes: readonly Expression[], scope: Scope, make: (items: readonly Value[]) => Value): Value {
    const items: Value[] = [];
    let missing: UnknownValue | null = null;
    for (const node of nodes) {
      const value = this.evaluate(node, scope);
      if (node.kind !== 'Starred') items.push(value);
      else missing ??= addAll(value, items, node);
      assertWithin('items', items.length, node);
    }
    return missing ?? make(items);
  }

  /** `object[index]`: of an object of the program's, what its own method gives. */
  private subscript(object: Value, index: Value, span: Span): Value {
    return this.callMethod(object, '__getitem__', span, [index]) ?? subscript(object, index, span, this.recorder);
  }

  private dictionary({ entries, ...span }: Expression & { kind: 'Dict' }, scope: Scope): Value {
    const pairs: (readonly [Value, Value])[] = [];
    let missing: UnknownValue | null = null;
    for (const { key, value: node } of entries) {
      const value = this.evaluate(node, scope);
      if (key !== null) pairs.push([this.evaluate(key, scope), value]);
      else if (value.kind === 'dict') for (const entry of value.entries.values()) pairs.push([entry.key, entry.value]);
      else missing ??= value.kind === 'unknown' ? value : unknown(`the entries of ${describe(value)}`, node);
    }
    return missing ?? dictOf(pairs, span);
  }

  private formatted(parts: FormattedString['parts'], span: Span, scope: Scope): Value {
    const values: Value[] = [];
    for (const part of parts) {
      if (typeof part === 'string') continue;
      const format = typeof part.format === 'object' && part.format !== null ? this.evaluate(part.format, scope) : null;
      values.push(this.evaluate(part.value, scope), format ?? str(typeof part.format === 'string' ? part.format : ''));
    }
    const missing = holdsUnknown(values);
    if (missing !== null) return withoutFormula(missing);
    const make = (now: readonly Value[]): string | null => {
      let at = 0;
      const texts = parts.map((part) => {
        if (typeof part === 'string') return part;
        const [value = none, format = none] = now.slice(at, (at += 2));
        return format.kind === 'str' ? convertedText(value, part.conversion ?? '', format.value, span) : null;
      });
      return texts.every((text) => text !== null) ? joinedText(texts) : null;
    };
    return textOfTurn(make, values) ?? unknown('a text with a value in it whose text is not known', span);
  }

  private boolean({ operator, left, right }: BooleanOperation, scope: Scope): Value {
    const first = this.evaluate(left, scope);
    const truth = truthNow(first);
    if (truth === null) {
      const other = formulaOf(first) === null ? first : this.evaluate(right, scope);
      const otherTruth = truthNow(other);
      // The other side alone may decide.
      if (otherTruth !== null && other !== first) return otherTruth === (operator === 'and') ? first : bool(otherTruth);
      return (
        formulaOperation(operator, [first, other], left) ??
        unknown('a condition that is only known during the run', left)
      );
    }
    return truth === (operator === 'and') ? this.evaluate(right, scope) : first;
  }

  private comparison(node: Comparison, scope: Scope): Value {
    const [first, ...rest] = node.operands;
    if (first === undefined) return unknown('an empty comparison', node);
    let left = this.evaluate(first, scope);
    let result: Value = bool(true);
    for (const [index, operand] of rest.entries()) {
      const right = this.evaluate(operand, scope);
      result = compare(node.operators[index] ?? '==', left, right, node, this);
      if (rest.length > 1 && truthOf(result) !== true) return result;
      left = right;
    }
    return result;
  }

  private comprehension(node: Comprehension, scope: Scope): Value {
    const inner = new Scope(scope);
    const [first] = node.clauses;
    const over = first === undefined ? none : this.evaluate(first.iterable, scope);
    if (node.type === 'generator' && isLong(iterate(over))) return iteratorOf(this.generated(node, inner, over));
    const keys: Value[] = [];
    const values: Value[] = [];
    const walk = (depth: number): Value | null => {
      const clause = node.clauses[depth];
      if (clause === undefined) {
        if (node.key !== null) keys.push(this.evaluate(node.key, inner));
        values.push(this.evaluate(node.element, inner));
        assertWithin('items', values.length, node);
        return null;
      }
      const iterable = depth === 0 ? over : this.evaluate(clause.iterable, inner);
      const iteration = iterate(iterable);
      if (iteration === null)
        return iterable.kind === 'unknown' ? iterable : unknown(`a loop over ${describe(iterable)}`, clause.iterable);
      for (const item of iteration.items()) {
        this.tick(node);
        this.assign(clause.target, item, inner);
        const isWanted = this.holdAll(clause.conditions, inner);
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
  private holdAll(conditions: readonly Expression[], scope: Scope): boolean | UnknownValue {
    for (const condition of conditions) {
      const value = this.evaluate(condition, scope);
      const truth = truthOf(value);
      if (truth === null) return unknownCondition(value, condition);
      if (!truth) return false;
    }
    return true;
  }

  /** The items of a generator expression one by one, as they are asked for. */
  private *generated(node: Comprehension, inner: Scope, over: Value, depth = 0): Generator<Value> {
    const clause = node.clauses[depth];
    if (clause === undefined) {
      yield this.evaluate(node.element, inner);
      return;
    }
    for (const item of iterate(over)?.items() ?? []) {
      this.tick(node);
      this.assign(clause.target, item, inner);
      if (clause.conditions.some((condition) => truthOf(this.evaluate(condition, inner)) === false)) continue;
      const next = node.clauses[depth + 1];
      yield* this.generated(node, inner, next === undefined ? none : this.evaluate(next.iterable, inner), depth + 1);
    }
  }

  /** Binds a target: a name, an attribute, an item, or a tuple of these. */
  assign(target: Expression, value: Value, scope: Scope): void {
    switch (target.kind) {
      case 'Name':
        scope.set(target.name, value);
        return;
      case 'Attribute': {
        setAttribute(this.evaluate(target.object, scope), target.name, value, target);
        return;
      }
      case 'Subscript':
        this.setItem(this.evaluate(target.object, scope), this.evaluate(target.index, scope), value, target);
        return;
      case 'Tuple':
      case 'List':
        this.unpack(target.items, value, target, scope);
        return;
      default:
    }
  }

  /** `object[index] = value`: of an object of the program's, its own method does it. */
  private setItem(object: Value, index: Value, value: Value, span: Span): void {
    if (this.callMethod(object, '__setitem__', span, [index, value]) === null) setItem(object, index, value, span);
  }

  private unpack(targets: readonly Expression[], value: Value, span: Span, scope: Scope): void {
    if (value.kind === 'nothing') {
      for (const target of targets) this.assign(target, value, scope);
      return;
    }
    const star = targets.findIndex(({ kind }) => kind === 'Starred');
    const items = unpacked(value, span, star < 0 ? targets.length + 1 : null);
    if (items.kind === 'unknown') {
      const tensor = value.kind === 'tensor' && value.output === undefined ? value : null;
      const reason = items.why ?? unknown(`the parts of ${describe(value)}`, span);
      targets.forEach((target, output) => {
        this.assign(target, tensor === null ? reason : { ...tensor, output }, scope);
      });
      return;
    }
    const { values, length } = items;
    if (star < 0 && values.length !== targets.length) {
      const count = values.length > targets.length ? (length ?? `more than ${targets.length}`) : values.length;
      throw new PythonError('ValueError', `${count} values to unpack into ${targets.length}`, span);
    }
    targets.forEach((target, index) => {
      const after = targets.length - 1 - index;
      if (target.kind === 'Starred') this.assign(target.value, list(values.slice(index, values.length - after)), scope);
      else this.assign(target, (star >= 0 && index > star ? values.at(-1 - after) : values[index]) ?? none, scope);
    });
  }

  private call(node: Call, scope: Scope): Value {
    if (node.callee.kind === 'Name' && node.callee.name === 'super' && scope.get('super') === null)
      return this.superOf(node, scope);
    const callee = this.evaluate(node.callee, scope);
    const called = node.callee.kind === 'Attribute' ? node.callee.nameSpan : node.callee;
    return this.apply(callee, { ...this.arguments(node.arguments, node, scope), called });
  }

  private arguments(nodes: readonly Argument[], span: Span, scope: Scope): Arguments {
    const positional: Value[] = [];
    const named = new Map<string, Value>();
    const places = new Map<number | string, Span>();
    let more: UnknownValue | null = null;
    for (const { name, star, value: node } of nodes) {
      const value = this.evaluate(node, scope);
      if (star === '') places.set(name ?? positional.length, node);
      if (star === '*') more ??= addAll(value, positional, node);
      else if (star === '**') {
        if (value.kind === 'dict')
          for (const entry of value.entries.values()) named.set(textOf(entry.key), entry.value);
        else more ??= value.kind === 'unknown' ? value : unknown(`the entries of ${describe(value)}`, node);
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

  private applyFunction(callee: FunctionValue, given: Arguments): Value {
    if (this.depth >= limits.depth) throw new LimitError(`calls nest deeper than ${limits.depth}`, given.span);
    const scope = new Scope(callee.scope);
    bindParameters(callee, given, scope);
    const { definition: made } = callee;
    if (made.kind === 'FunctionDefinition' && made.isGenerator) return this.runBody(callee, scope);
    this.depth += 1;
    try {
      const { definition } = callee;
      return definition.kind === 'Lambda' ? this.evaluate(definition.body, scope) : this.runBody(callee, scope);
    } finally {
      this.depth -= 1;
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
    const self = scope.get('self') ?? unknown('super outside a method', node);
    const named =
      node.arguments[0] === undefined ? scope.get('__class__') : this.evaluate(node.arguments[0].value, scope);
    if (self.kind !== 'instance' || named?.kind !== 'class') return unknown('super', node);
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

/** Whether an iteration gives more than a list holds, or perhaps never ends. */
function isLong(iteration: Iteration | null): boolean {
  return iteration !== null && (iteration.length ?? Number.POSITIVE_INFINITY) > limits.items;
}
