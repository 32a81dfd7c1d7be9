import { message } from '../base/message';
import type { BinaryOperator, BooleanOperation, Comparison, Expression, Parameter, Span } from '../python/syntax';
import { Calls, type RunBody } from './calls';
import { eitherValue, laterCondition, otherSide } from './conditional-values';
import { comprehension } from './comprehensions';
import { attributeOf, setAttribute } from './attributes';
import { subscript } from './indexing';
import { assertWithin, PythonError } from './limits';

import { binary, compare, type OperatorContext, unary } from './operators';
import type { Reading } from './reading';
import type { Recorder } from './record/recorder';
import type { Scope } from './scope';
import { knownSet } from './sets';
import { formattedText } from './formatted-text';
import { ownBinary, ownComparison, ownUnary, tested } from './special-methods';
import { truthNow } from './tracked';
import {
  type Arguments,
  bool,
  float,
  int,
  list,
  none,
  str,
  tuple,
  unknown,
  type UnknownValue,
  type Value,
} from './values';
import { describe, settled, truthOf } from './read-value';
import { formulaOf, formulaOfBoolean, formulaOperation } from './formula-values';
import { dictOf } from './dict-keys';
import { addAll, unpackInto } from './unpacking';
import { setItem } from './write-items';

/** Evaluates expressions as Python does, recording what they do to TensorFlow. */
export class Evaluator implements OperatorContext {
  private readonly calls: Calls;

  constructor(
    readonly recorder: Recorder,
    readonly isPython2: boolean,
    private readonly builtins: ReadonlyMap<string, Value>,
    runBody: RunBody,
    private readonly reading: Reading,
  ) {
    this.calls = new Calls(this, runBody);
  }

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

  // eslint-disable-next-line max-lines-per-function -- one case for each kind of expression
  private valueOf(node: Expression, scope: Scope): Value {
    switch (node.kind) {
      case 'Name':
        return this.name(node.name, node, scope);
      case 'Number':
        return node.type === 'complex'
          ? unknown(message('a complex number'), node)
          : node.type === 'int'
            ? int(node.exact === undefined ? node.value : BigInt(node.exact))
            : float(node.value);
      case 'String':
        return str(node.value);
      case 'Constant':
        return node.value === null ? none : node.value === 'Ellipsis' ? { kind: 'ellipsis' } : bool(node.value);
      case 'FormattedString':
        return formattedText(node, (part) => this.evaluate(part, scope));
      case 'List':
        return this.items(node.items, scope, list);
      case 'Tuple':
        return this.items(node.items, scope, tuple);
      case 'Set':
        return this.items(node.items, scope, knownSet);
      case 'Dict':
        return this.dictionary(node, scope);
      case 'Unary':
        return this.unary(node.operator, this.evaluate(node.operand, scope), node);
      case 'Binary':
        return this.binary(node.operator, this.evaluate(node.left, scope), this.evaluate(node.right, scope), node);
      case 'Boolean':
        return this.boolean(node, scope);
      case 'Comparison':
        return this.comparison(node, scope);
      case 'Conditional': {
        const test = this.condition(node.test, scope);
        const truth = truthNow(test);
        if (truth !== null) return this.evaluate(truth ? node.body : node.orElse, scope);
        const [body, orElse] = [() => this.evaluate(node.body, scope), () => this.evaluate(node.orElse, scope)];
        return eitherValue(test, [body, orElse], node.test, this.recorder);
      }
      case 'Call':
        return this.calls.call(node, scope);
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
        return comprehension(node, scope, this);
      case 'NamedExpression': {
        const value = this.evaluate(node.value, scope);
        scope.set(node.name, value);
        return value;
      }
      case 'Starred':
        return this.evaluate(node.value, scope);
      case 'Await':
      case 'Yield':
        return unknown(message('a coroutine or generator'), node);
      case 'BrokenExpression':
        return unknown(message('this is not valid Python'), node);
    }
  }

  /** Calls a value with evaluated arguments. Bound: it is passed on as a function. */
  readonly apply = (callee: Value, given: Arguments): Value => this.calls.apply(callee, given);

  /** What a condition looks at: of an object of the program's, what its own method says. */
  condition(node: Expression, scope: Scope): Value {
    return tested(this.evaluate(node, scope), node, this.apply);
  }

  /** `left operator right`, or `left operator= right` where it is done in place. */
  binary(operator: BinaryOperator, left: Value, right: Value, span: Span, isInPlace = false): Value {
    return ownBinary(operator, [left, right], isInPlace, span, this.apply) ?? binary(operator, left, right, span, this);
  }

  private unary(operator: '-' | '+' | '~' | 'not', operand: Value, span: Span): Value {
    if (operator === 'not') return unary(operator, tested(operand, span, this.apply), span, this);
    return ownUnary(operator, operand, span, this.apply) ?? unary(operator, operand, span, this);
  }

  /** Evaluates the defaults of a definition, where it stands. */
  defaults(parameters: readonly Parameter[], scope: Scope): Map<string, Value> {
    return new Map(
      parameters.flatMap(({ name, default: value }) =>
        value === null ? [] : [[name, this.evaluate(value, scope)] as const],
      ),
    );
  }

  /** The class of an error that the program would see. */
  errorClass({ made, type, said, span }: PythonError): Value {
    return made ?? this.builtins.get(type) ?? unknown(said, span);
  }

  /** Calls a method of an object of the program's; null where its class has none. */
  callMethod(object: Value, name: string, span: Span, positional: readonly Value[] = []): Value | null {
    return this.calls.callMethod(object, name, span, positional);
  }

  private name(name: string, span: Span, scope: Scope): Value {
    const value = scope.get(name) ?? this.builtins.get(name);
    if (value !== undefined) return value;
    if (scope.mayHold())
      return this.builtins.get(` ${name}`) ?? unknown(message('{0}, of a module that is not known', name), span);
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
      else missing ??= value.kind === 'unknown' ? value : unknown(message('the entries of {0}', describe(value)), node);
    }
    return missing ?? dictOf(pairs, span);
  }

  private boolean({ operator, left, right }: BooleanOperation, scope: Scope): Value {
    const first = this.evaluate(left, scope);
    const truth = truthNow(tested(first, left, this.apply));
    if (truth === null) {
      const side = otherSide(first, operator === 'and', () => this.evaluate(right, scope), left, this.recorder);
      const other = formulaOf(first) === null ? first : (side ?? first);
      const otherTruth = other === first ? null : truthNow(other);
      const formula = other.kind === 'bool' ? null : formulaOfBoolean(operator, first, other, left);
      if (formula !== null) return formula;
      // The other side alone may decide.
      if (otherTruth === null) return unknown(laterCondition, left);
      return otherTruth === (operator === 'and') ? first : bool(otherTruth);
    }
    return truth === (operator === 'and') ? this.evaluate(right, scope) : first;
  }

  private comparison(node: Comparison, scope: Scope): Value {
    const [first, ...rest] = node.operands;
    if (first === undefined) return unknown(message('an empty comparison'), node);
    let left = this.evaluate(first, scope);
    let result: Value = bool(true);
    for (const [index, operand] of rest.entries()) {
      const right = this.evaluate(operand, scope);
      const operator = node.operators[index] ?? '==';
      const next = ownComparison(operator, left, right, node, this.apply) ?? compare(operator, left, right, node, this);
      if (rest.length === 1) return next;
      const truth = truthOf(next);
      if (truth === false) return next;
      if (truthOf(result) === true) result = next;
      else if (truth === null) result = formulaOperation('and', [result, next], node) ?? unknown(laterCondition, node);
      left = right;
    }
    return result;
  }

  /** Binds a target: a name, an attribute, an item, or a tuple of these. */
  assign(target: Expression, value: Value, scope: Scope): void {
    switch (target.kind) {
      case 'Name':
        scope.set(target.name, this.kept(value, target));
        return;
      case 'Attribute':
        setAttribute(this.evaluate(target.object, scope), target.name, this.kept(value, target), target);
        return;
      case 'Subscript':
        this.setItem(
          this.evaluate(target.object, scope),
          this.evaluate(target.index, scope),
          this.kept(value, target),
          target,
        );
        return;
      case 'Tuple':
      case 'List':
        unpackInto(target.items, value, target, (item, part) => {
          this.assign(item, part, scope);
        });
        return;
      default:
    }
  }

  /** What a target is assigned: a number of the run is kept in a slot of its own, so that it does not grow from turn to turn. */
  private kept(value: Value, target: Span): Value {
    if (value.kind !== 'unknown' || value.formula === undefined) return value;
    return this.recorder.runLog.compute(value.formula, '', target) ?? value;
  }

  /** `object[index] = value`: of an object of the program's, its own method does it. */
  private setItem(object: Value, index: Value, value: Value, span: Span): void {
    if (this.callMethod(object, '__setitem__', span, [index, value]) === null) setItem(object, index, value, span);
  }
}
