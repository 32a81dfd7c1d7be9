import type {
  ClassDefinition,
  Expression,
  For,
  FunctionDefinition,
  If,
  ImportFrom,
  Statement,
  Suite,
  Try,
  While,
  With,
} from '../python/syntax';
import { visit } from '../python/visit';
import { Evaluator } from './evaluator';
import { generate } from './generator';
import { appendAll } from './items';
import { iterate } from './iteration';
import { LimitError, limitBehind, MemoryLimitError, PythonError } from './limits';
import { created, LoopWatch, touching, trackedBy } from './loop-watch';
import { cast } from './numpy/ndarray';
import { binary, sliceIndices } from './operators';
import { type Reading, spend } from './reading';
import type { Recorder } from './recorder';
import { Scope } from './scope';
import { truthNow } from './tracked';
import {
  asNumber,
  type ClassValue,
  describe,
  formulaOf,
  type FunctionValue,
  int,
  keyOf,
  none,
  rangeLength,
  textOf,
  unknown,
  type UnknownValue,
  type Value,
} from './values';

/** How a suite of statements ended. */
export type Ending =
  { readonly kind: 'normal' | 'break' | 'continue' } | { readonly kind: 'return'; readonly value: Value };

const normal: Ending = { kind: 'normal' };

/** A module that the program imports, or why it is not known. */
export type ImportModule = (path: string, level: number) => Value;

/** Turns of a loop that the run leaves, when it does not come to that. */
const mostTurnsWithExit = 100_000;

/** Passes that a loop makes in which the program trains, where only the run tells how many there are. */
export const passesOfUnknownLoop = 100;

/** Executes statements as Python does. What it cannot know, it notes and passes over. */
export class Executor {
  readonly evaluator: Evaluator;

  constructor(
    private readonly recorder: Recorder,
    isPython2: boolean,
    builtins: ReadonlyMap<string, Value>,
    private readonly importModule: ImportModule,
    reading: Reading,
  ) {
    const runBody = (callee: FunctionValue, scope: Scope): Value => this.runBody(callee, scope);
    this.evaluator = new Evaluator(recorder, isPython2, builtins, runBody, reading);
  }

  /** Executes a module's statements. A statement that raises is noted, and the next one goes on: one bad line must not hide the rest. */
  runModule(suite: Suite, scope: Scope): void {
    for (const statement of suite.statements) if (!this.guarded(statement, scope)) return;
  }

  /** Whether the program goes on. */
  private guarded(statement: Statement, scope: Scope): boolean {
    try {
      this.statement(statement, scope);
    } catch (error) {
      if (error instanceof PythonError && error.type === 'SystemExit') return false;
      if (!(error instanceof PythonError)) throw limitBehind(error, statement) ?? error;
      this.recorder.note(`${error.type}: ${error.message}`, error.span);
    }
    return true;
  }

  private runBody({ definition }: FunctionValue, scope: Scope): Value {
    if (definition.kind === 'Lambda') return none;
    if (definition.isGenerator) {
      const steps = generate(definition.body, scope, this);
      created(steps);
      return {
        kind: 'iterator',
        next: () => {
          touching(steps);
          const step = steps.next();
          return step.done === true ? null : step.value;
        },
      };
    }
    const ending = this.suite(definition.body, scope);
    return ending.kind === 'return' ? ending.value : none;
  }

  private suite({ statements }: Suite, scope: Scope): Ending {
    for (const statement of statements) {
      const ending = this.statement(statement, scope);
      if (ending.kind !== 'normal') return ending;
    }
    return normal;
  }

  /** Executes one statement. */
  statement(node: Statement, scope: Scope): Ending {
    this.evaluator.tick(node);
    switch (node.kind) {
      case 'ExpressionStatement':
        this.evaluator.evaluate(node.value, scope);
        return normal;
      case 'Assign': {
        const value = this.madeFor(node.targets[0], () => this.evaluator.evaluate(node.value, scope));
        for (const target of node.targets) this.evaluator.assign(target, value, scope);
        return normal;
      }
      case 'AnnotatedAssign':
        if (node.value !== null) this.evaluator.assign(node.target, this.evaluator.evaluate(node.value, scope), scope);
        return normal;
      case 'AugmentedAssign':
        this.madeFor(node.target, () => {
          this.augment(node, scope);
        });
        return normal;
      case 'Return':
        return { kind: 'return', value: node.value === null ? none : this.evaluator.evaluate(node.value, scope) };
      case 'If':
        return this.branch(node, scope);
      case 'While':
        return this.whileLoop(node, scope);
      case 'For':
        return this.forLoop(node, scope);
      case 'With':
        return this.withBlock(node, scope);
      case 'Try':
        return this.tryBlock(node, scope);
      case 'Raise':
        throw this.raised(node, scope);
      case 'Import':
        for (const { name, alias } of node.names) {
          const [root = name] = name.split('.');
          scope.set(alias ?? root, this.importModule(alias === null ? root : name, 0));
        }
        return normal;
      case 'ImportFrom':
        this.importFrom(node, scope);
        return normal;
      case 'FunctionDefinition':
        scope.set(node.name, this.decorated(this.define(node, scope), node, scope));
        return normal;
      case 'ClassDefinition':
        scope.set(node.name, this.defineClass(node, scope));
        return normal;
      case 'Global':
        for (const name of node.names) scope.declare(name, node.scope);
        return normal;
      case 'Delete':
        for (const target of node.targets) this.delete(target, scope);
        return normal;
      case 'Break':
        return { kind: 'break' };
      case 'Continue':
        return { kind: 'continue' };
      case 'Match':
        this.recorder.note('a match statement is not followed', node.subject);
        return normal;
      case 'Broken':
        this.recorder.note('this is not valid Python', node);
        return normal;
      case 'Print':
        // What is printed may be the very run that trains.
        for (const value of node.values) this.evaluator.evaluate(value, scope);
        return normal;
      case 'Assert':
      case 'Pass':
        return normal;
    }
  }

  /** What takes too much memory is called by the name that it was to have. */
  private madeFor<Result>(target: Expression | undefined, make: () => Result): Result {
    try {
      return make();
    } catch (error) {
      const name = target?.kind === 'Name' || target?.kind === 'Attribute' ? target.name : null;
      throw error instanceof MemoryLimitError && name !== null ? error.madeFor(name) : error;
    }
  }

  private raised({ value, ...span }: Statement & { kind: 'Raise' }, scope: Scope): PythonError {
    const called = value?.kind === 'Call' ? value.callee : value;
    const name = called?.kind === 'Name' ? called.name : called?.kind === 'Attribute' ? called.name : 'Exception';
    const [message] = value?.kind === 'Call' ? value.arguments : [];
    const text =
      message === undefined ? 'raised by the program' : textOf(this.evaluator.evaluate(message.value, scope));
    return new PythonError(name, text, span);
  }

  private delete(target: Expression, scope: Scope): void {
    if (target.kind === 'Name') scope.delete(target.name);
    else if (target.kind === 'Tuple') for (const item of target.items) this.delete(item, scope);
    else if (target.kind === 'Subscript') {
      const object = this.evaluator.evaluate(target.object, scope);
      const index = this.evaluator.evaluate(target.index, scope);
      if (object.kind === 'dict') {
        touching(object.entries);
        object.entries.delete(keyOf(index) ?? '');
      }
      if (object.kind !== 'list') return;
      touching(object);
      spend(object.items.length);
      if (index.kind === 'slice') {
        const gone = new Set(sliceIndices(index, object.items.length));
        const kept = object.items.filter((_, at) => !gone.has(at));
        object.items.length = 0;
        for (const item of kept) object.items.push(item);
      } else object.items.splice(asNumber(index) ?? 0, 1);
    }
  }

  private augment({ target, operator, value, ...span }: Statement & { kind: 'AugmentedAssign' }, scope: Scope): void {
    const held = this.evaluator.evaluate(target, scope);
    const added = this.evaluator.evaluate(value, scope);
    if (held.kind === 'list' && operator === '+') {
      const more = iterate(added);
      if (more === null) return;
      appendAll(held, more, span);
      return;
    }
    const result = binary(operator, held, added, span, this.evaluator);
    // An array is changed in place, and keeps its dtype: every name of it sees the change.
    if (
      target.kind !== 'Subscript' &&
      held.kind === 'array' &&
      held.array.shape.length > 0 &&
      result.kind === 'array'
    ) {
      if (result.array.shape.join() === held.array.shape.join()) {
        touching(held.array.data);
        held.array.data.set(cast(result.array, held.array.dtype).data);
        return;
      }
    }
    this.evaluator.assign(target, result, scope);
  }

  private branch(node: If, scope: Scope): Ending {
    const value = this.evaluator.evaluate(node.test, scope);
    const truth = truthNow(value);
    if (truth === null) {
      if (this.leaves(node, value)) return normal;
      // What depends on a value of the run itself is printing and saving, nearly always: neither branch is taken.
      if (matters(node.body) || (node.orElse !== null && matters(node.orElse)))
        this.recorder.note('a condition that is only known during the run: neither branch is followed', node.test);
      return normal;
    }
    const taken = truth ? node.body : node.orElse;
    return taken === null ? normal : this.suite(taken, scope);
  }

  /** `if condition: break`, where the condition is one of values that the run fetches: the run will leave the loop by it. */
  private leaves({ body, orElse }: If, condition: Value): boolean {
    const formula = formulaOf(condition);
    const last = body.statements.at(-1);
    if (formula === null || orElse !== null || last?.kind !== 'Break') return false;
    return this.recorder.exitWhere(formula);
  }

  private whileLoop(node: While, scope: Scope): Ending {
    const watch = this.watch(node);
    const leaveLoop = this.recorder.enterLoop();
    let unknownPasses = 0;
    let turns = 0;
    let hasExit = false;
    try {
      for (;;) {
        this.evaluator.tick(node);
        const value = this.evaluator.evaluate(node.test, scope);
        const formula = formulaOf(value);
        const known = truthNow(value);
        const isLeft =
          known === null &&
          formula !== null &&
          this.recorder.exitWhere({ kind: 'operation', name: 'not', args: [formula] });
        hasExit ||= isLeft;
        const truth = isLeft ? true : known;
        if (truth === false) break;
        if (truth === null) {
          if (unknownPasses === 0) this.recorder.noteUnknownLoop(node.test);
          if (unknownPasses >= passesOfUnknownLoop) break;
          unknownPasses += 1;
        }
        const before = this.recorder.runCount;
        const ending = this.suite(node.body, scope);
        if (ending.kind === 'return') return ending;
        if (ending.kind === 'break') return normal;
        if (truth === null && this.recorder.runCount === before) break;
        const isEndless = truth === true && watch.endTurn(Number.POSITIVE_INFINITY) === null;
        if (isEndless || (hasExit && ++turns >= mostTurnsWithExit)) {
          this.endless(node, watch, hasExit);
          return normal;
        }
      }
    } finally {
      leaveLoop();
      watch.close();
    }
    return node.orElse === null ? normal : this.suite(node.orElse, scope);
  }

  /** A loop that nothing ends that is known here. Throws a limit where the program does not even train in it. */
  private endless(node: While, watch: LoopWatch, hasExit: boolean): void {
    const isLeft = hasExit || this.recorder.hasExit;
    if (!watch.hasRun && !isLeft) throw new LimitError('this loop never ends', node.test);
    watch.countTo(isLeft ? mostTurnsWithExit : passesOfUnknownLoop);
    if (!isLeft) this.recorder.noteUnknownLoop(node.test);
  }

  private watch(node: For | While): LoopWatch {
    const { recorder } = this;
    return new LoopWatch(recorder, node.kind === 'For' ? node.iterable : node.test);
  }

  private forLoop(node: For, scope: Scope): Ending {
    const iterable = this.evaluator.evaluate(node.iterable, scope);
    if (iterable.kind === 'range') return this.rangeLoop(node, iterable, scope);
    const iteration = iterate(iterable);
    if (iteration === null) return this.unknownLoop(node, iterable, scope);
    const leaveLoop = this.recorder.enterLoop();
    try {
      for (const item of iteration.items()) {
        this.evaluator.tick(node);
        this.evaluator.assign(node.target, item, scope);
        const ending = this.suite(node.body, scope);
        if (ending.kind === 'return') return ending;
        if (ending.kind === 'break') return normal;
      }
    } finally {
      leaveLoop();
    }
    return node.orElse === null ? normal : this.suite(node.orElse, scope);
  }

  /** Equal turns of a counted loop are not read one by one. */
  private rangeLoop(node: For, range: Value & { kind: 'range' }, scope: Scope): Ending {
    const length = rangeLength(range);
    const watch = this.watch(node);
    const leaveLoop = this.recorder.enterLoop();
    try {
      for (let turn = 0; turn < length;) {
        this.evaluator.tick(node);
        const item = int(range.start + turn * range.step);
        const isWatched = watch.attempt >= 0;
        this.evaluator.assign(node.target, isWatched ? trackedBy(watch, item, range.step) : item, scope);
        const ending = this.suite(node.body, scope);
        if (ending.kind === 'return') return ending;
        if (ending.kind === 'break') return normal;
        turn += 1;
        turn += watch.endTurn(length - turn) ?? 0;
      }
    } finally {
      leaveLoop();
      watch.close();
    }
    return node.orElse === null ? normal : this.suite(node.orElse, scope);
  }

  /** A loop over something unknown is passed once, to see what it does; where it trains, as often as a stand-in does. */
  private unknownLoop(node: For, iterable: Value, scope: Scope): Ending {
    const isCounted =
      node.iterable.kind === 'Call' && node.iterable.callee.kind === 'Name' && /range$/.test(node.iterable.callee.name);
    const why: UnknownValue =
      iterable.kind === 'unknown' ? iterable : unknown(`a loop over ${describe(iterable)}`, node.iterable);
    for (let pass = 0; pass < passesOfUnknownLoop; pass++) {
      this.evaluator.tick(node);
      const before = this.recorder.runCount;
      this.evaluator.assign(node.target, isCounted ? int(pass) : why, scope);
      const ending = this.suite(node.body, scope);
      if (this.recorder.runCount === before) break;
      if (pass === 0) this.recorder.noteUnknownLoop({ ...why.span, why: why.why });
      if (ending.kind === 'return') return ending;
      if (ending.kind === 'break') break;
    }
    return normal;
  }

  private withBlock(node: With, scope: Scope): Ending {
    const exits: (() => void)[] = [];
    let endsWithData = false;
    try {
      for (const { context, target } of node.items) {
        const value = this.evaluator.evaluate(context, scope);
        let entered = value;
        if (value.kind === 'context') {
          exits.push(value.enter());
          endsWithData ||= value.endsWithData === true;
        }
        if (value.kind === 'instance') {
          entered = this.evaluator.callMethod(value, '__enter__', context) ?? value;
          exits.push(() => void this.evaluator.callMethod(value, '__exit__', context));
        }
        if (target !== null) this.evaluator.assign(target, entered, scope);
      }
      return this.suite(node.body, scope);
    } catch (error) {
      if (endsWithData && error instanceof PythonError && error.type === 'OutOfRangeError') return normal;
      throw error;
    } finally {
      for (const exit of exits.reverse()) exit();
    }
  }

  private tryBlock(node: Try, scope: Scope): Ending {
    let ending: Ending = normal;
    try {
      ending = this.suite(node.body, scope);
      if (ending.kind === 'normal' && node.orElse !== null) ending = this.suite(node.orElse, scope);
    } catch (error) {
      const handler = error instanceof PythonError ? handlerOf(node, error) : null;
      if (!(error instanceof PythonError) || handler === null) throw error;
      if (handler.name !== null) scope.set(handler.name, unknown(error.message, error.span));
      ending = this.suite(handler.body, scope);
    } finally {
      if (node.finally !== null) this.suite(node.finally, scope);
    }
    return ending;
  }

  private importFrom({ module, level, names, ...span }: ImportFrom, scope: Scope): void {
    const source = this.importModule(module, level);
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

  private define(node: FunctionDefinition, scope: Scope): FunctionValue {
    const defaults = this.evaluator.defaults(node.parameters, scope);
    return { kind: 'function', definition: node, name: node.name, scope, defaults, attributes: new Map() };
  }

  private decorated(callee: FunctionValue, node: FunctionDefinition, scope: Scope): Value {
    return [...node.decorators].reverse().reduce<Value>((value, decorator) => {
      const wrap = this.evaluator.evaluate(decorator, scope);
      if (wrap.kind === 'unknown' || wrap.kind === 'tensor' || wrap.kind === 'nothing') return value;
      if (decorator.kind === 'Attribute' && /^(?:setter|deleter)$/.test(decorator.name)) return wrap;
      return this.evaluator.apply(wrap, { positional: [value], named: new Map(), span: decorator });
    }, callee);
  }

  private defineClass(node: ClassDefinition, scope: Scope): ClassValue {
    const bases = node.bases
      .filter(({ name }) => name === null)
      .map(({ value }) => this.evaluator.evaluate(value, scope));
    const around = new Scope(scope);
    const body = new Scope(around);
    const defined: ClassValue = { kind: 'class', name: node.name, bases, attributes: new Map() };
    around.set('__class__', defined);
    this.suite(node.body, body);
    for (const [name, value] of body.own()) {
      defined.attributes.set(name, value.kind === 'function' ? { ...value, scope: around } : value);
    }
    return defined;
  }
}

/** The handler whose type an error is of: by its name, for the classes of errors are not modelled. */
function handlerOf({ handlers }: Try, error: PythonError): Try['handlers'][number] | null {
  const namesOf = (type: Expression): string[] =>
    type.kind === 'Tuple'
      ? type.items.flatMap(namesOf)
      : type.kind === 'Name' || type.kind === 'Attribute'
        ? [type.name]
        : [];
  const found = handlers.find(({ type }) => {
    const names = type === null ? ['Exception'] : namesOf(type);
    return names.some((name) => name === error.type || /^(?:Exception|BaseException|StandardError)$/.test(name));
  });
  return found ?? null;
}

/** Whether skipping statements changes what the program does afterwards, rather than what it prints. It does not raise on its way. */
function matters(suite: Suite): boolean {
  let found = false;
  visit(suite, (node) => {
    found ||= ['Break', 'Return', 'Continue', 'Assign', 'AugmentedAssign'].includes(node.kind);
    return !found;
  });
  return found;
}

function missing(name: string, module: string, span: { start: number; end: number }): UnknownValue {
  return unknown(`${name} of ${module}`, span);
}
