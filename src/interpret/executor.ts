import type { GraphArray } from '../base/graph-call';
import type {
  ClassDefinition,
  Expression,
  For,
  FunctionDefinition,
  If,
  ImportFrom,
  Span,
  Statement,
  Suite,
  Try,
  While,
  With,
} from '../python/syntax';
import { logged } from './change-log';
import { Evaluator } from './evaluator';
import { isCaughtBy } from './exceptions';
import { changeable, forget } from './forget';
import { generate } from './generator';
import { appendAll } from './items';
import { iterate } from './iteration';
import { limitBehind, LimitError, MemoryLimitError, PythonError } from './limits';
import { created, touching, writing } from './watching';
import { isSameValue } from './same-values';
import { LoopWatch } from './loop-watch';
import { trackedBy } from './tracked-values';
import { known, NotKnown } from './not-known';
import { cast } from './numpy/ndarray';
import { binary } from './operators';
import type { Reading } from './reading';
import type { Recorder } from './record/recorder';
import { Scope } from './scope';
import { attempt, forgetChanges, join, undo } from './speculation';
import { truthNow } from './tracked';
import { forgottenReason } from './forgotten';
import { type ClassValue, type FunctionValue, int, none, unknown, type UnknownValue, type Value } from './values';
import { describe, rangeLength, textOf } from './read-value';
import { formulaOf } from './formula-values';
import { toArray } from './array-operators';
import { unknownCondition } from './unknown-condition';
import { deleteItem } from './write-items';

/** How a suite of statements ended. */
export type Ending =
  { readonly kind: 'normal' | 'break' | 'continue' } | { readonly kind: 'return'; readonly value: Value };

const normal: Ending = { kind: 'normal' };

/** A module that the program imports, or why it is not known. `span` is the statement, which tells the importing file. */
export type ImportModule = (path: string, level: number, span: Span) => Value;

/** Turns after which a loop that is not known is taken to change nothing more. */
const mostTurnsToSettle = 8;

/** Turns of a loop that the run leaves, when it does not come to that. */
const mostTurnsWithExit = 100_000;

/** Passes that a loop makes in which the program trains, where only the run tells how many there are. */
export const passesOfUnknownLoop = 100;

/** What ends a program that does not catch it, with all the modules that are being imported. */
const endsProgram: ReadonlySet<string> = new Set(['SystemExit', 'SyntaxError']);

/** Executes statements as Python does. What it cannot know, it notes and passes over. */
export class Executor {
  readonly evaluator: Evaluator;
  /** What the calls that are being executed may return early, in a branch that may not be taken. */
  private readonly frames: Value[][] = [];
  /** Errors whose handlers are being executed, innermost last. */
  private readonly handled: PythonError[] = [];

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

  /**
   * Executes a module's statements. A statement that raises is noted, and the next one goes on: one bad line must not hide the rest.
   * Throws SystemExit, and SyntaxError: a module that is no Python surely ends who imports it.
   */
  runModule(suite: Suite, scope: Scope): void {
    for (const statement of suite.statements) this.guarded(statement, scope);
  }

  private guarded(statement: Statement, scope: Scope): void {
    try {
      this.statement(statement, scope);
    } catch (error) {
      if (error instanceof NotKnown) this.recorder.note(error.value.why, error.value.span);
      else if (!(error instanceof PythonError)) throw limitBehind(error, statement) ?? error;
      else if (endsProgram.has(error.type)) throw error;
      else this.recorder.note(`${error.type}: ${error.message}`, error.span);
    }
  }

  private runBody({ definition }: FunctionValue, scope: Scope): Value {
    if (definition.kind === 'Lambda') return none;
    if (definition.isGenerator) return generatorOf(generate(definition.body, scope, this));
    const frame: Value[] = [];
    this.frames.push(frame);
    try {
      const ending = this.suite(definition.body, scope);
      const result = ending.kind === 'return' ? ending.value : none;
      // What a branch may return that may not be taken.
      const other = frame.find((value) => !isSameValue(value, result));
      return other === undefined ? result : unknownReturn(other, definition);
    } finally {
      this.frames.pop();
    }
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
        this.discarded(node.value, this.evaluator.evaluate(node.value, scope));
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
          scope.set(alias ?? root, this.importModule(alias === null ? root : name, 0, node));
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

  /** What is called for what it does alone, by a function that is not known, may change what it is given. */
  private discarded(node: Expression, value: Value): void {
    if (node.kind !== 'Call' || value.kind !== 'unknown' || value.holds === undefined) return;
    const called = node.callee.kind === 'Name' || node.callee.kind === 'Attribute' ? node.callee.name : '';
    if (!onlyReading.test(called)) forget(value.holds, value);
  }

  /** What `raise` throws: an error of the program's own class, or Python's; without a value what is being handled. */
  private raised({ value, ...span }: Statement & { kind: 'Raise' }, scope: Scope): PythonError {
    const handled = this.handled.at(-1);
    if (value === null) return handled ?? new PythonError('RuntimeError', 'No active exception to reraise', span);
    const called = value.kind === 'Call' ? value.callee : value;
    const type = this.evaluator.evaluate(called, scope);
    const again = raisedAs.get(type);
    if (again !== undefined) return again;
    const [message] = value.kind === 'Call' ? value.arguments : [];
    const text =
      message === undefined ? 'raised by the program' : textOf(this.evaluator.evaluate(message.value, scope));
    const made = type.kind === 'instance' ? type.class : type.kind === 'class' ? type : null;
    const name = type.kind === 'builtin' ? type.name : (made?.name ?? lastName(called));
    return new PythonError(name, text, span, made);
  }

  private delete(target: Expression, scope: Scope): void {
    if (target.kind === 'Name') scope.delete(target.name);
    else if (target.kind === 'Tuple') for (const item of target.items) this.delete(item, scope);
    else if (target.kind === 'Attribute') {
      const object = this.evaluator.evaluate(target.object, scope);
      if (object.kind !== 'instance') return;
      writing(object.attributes, target.name);
      object.attributes.delete(target.name);
    } else if (target.kind === 'Subscript')
      deleteItem(this.evaluator.evaluate(target.object, scope), this.evaluator.evaluate(target.index, scope), target);
  }

  private augment({ target, operator, value, ...span }: Statement & { kind: 'AugmentedAssign' }, scope: Scope): void {
    const held = this.evaluator.evaluate(target, scope);
    const added = this.evaluator.evaluate(value, scope);
    if (held.kind === 'list' && operator === '+') {
      const more = iterate(added);
      const missing =
        more === null
          ? reasonOf(added, 'how many items are added', span)
          : known(() => {
              appendAll(held, more, span);
              return null;
            });
      if (missing !== null) forget([held], missing);
      return;
    }
    const result = binary(operator, held, added, span, this.evaluator);
    // Lists, dictionaries and arrays are changed in place: every name of them sees it.
    if (target.kind !== 'Subscript' && result.kind === 'unknown') forget(changeable([held]), result);
    // An array is changed in place, and keeps its dtype: every name of it sees the change.
    if (target.kind !== 'Subscript' && held.kind === 'array' && (held.array.shape.length > 0 || isPart(held.array))) {
      const made = toArray(result);
      if (made?.shape.join() === held.array.shape.join()) {
        touching(held.array.data);
        held.array.data.set(cast(made, held.array.dtype).data);
        return;
      }
    }
    this.evaluator.assign(target, result, scope);
  }

  private branch(node: If, scope: Scope): Ending {
    const value = this.evaluator.evaluate(node.test, scope);
    const truth = truthNow(value);
    if (truth === null) {
      if (!this.leaves(node, value)) this.eitherBranch(node, value, scope);
      return normal;
    }
    const taken = truth ? node.body : node.orElse;
    return taken === null ? normal : this.suite(taken, scope);
  }

  /** A branch that the program may or may not take: what it changes is not known; what else it does is left out, and noted. */
  private eitherBranch({ body, orElse, test }: If, condition: Value, scope: Scope): void {
    const { recorder } = this;
    const why = unknownCondition(condition, test);
    const courses = [body, orElse].flatMap((suite) => {
      const { log, result, hasEffect } = attempt(recorder, () => (suite === null ? normal : this.suite(suite, scope)));
      const held = undo(log, why, recorder);
      // Whoever goes on has not taken a branch that raises.
      if (result === null) return [];
      if (result.kind === 'return') this.frames.at(-1)?.push(result.value);
      return [{ held, isLeft: hasEffect || result.kind !== 'normal' }];
    });
    join(
      courses.map(({ held }) => held),
      why,
    );
    if (courses.some(({ isLeft }) => isLeft))
      recorder.note('a condition that is only known during the run: neither branch is followed', test);
  }

  /** `if condition: break`, where the condition is one of values that the run fetches: the run will leave the loop by it. */
  private leaves({ body, orElse }: If, condition: Value): boolean {
    const formula = formulaOf(condition);
    const last = body.statements.at(-1);
    if (formula === null || orElse !== null || last?.kind !== 'Break') return false;
    return this.recorder.runLog.exitWhere(formula);
  }

  private whileLoop(node: While, scope: Scope): Ending {
    const watch = this.watch(node);
    const leaveLoop = this.recorder.runLog.enterLoop();
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
          this.recorder.runLog.exitWhere({ kind: 'operation', name: 'not', args: [formula] });
        hasExit ||= isLeft;
        const truth = isLeft ? true : known;
        if (truth === false) break;
        if (truth === null && unknownPasses >= passesOfUnknownLoop) break;
        const pass = (): Ending => this.suite(node.body, scope);
        const ending = truth === null ? this.passUnknown(pass, unknownCondition(value, node.test)) : pass();
        if (ending === null) break;
        if (truth === null) {
          if (unknownPasses === 0) this.recorder.noteUnknownLoop(node.test);
          unknownPasses += 1;
        }
        if (ending.kind === 'return') return ending;
        if (ending.kind === 'break') return normal;
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
    const isLeft = hasExit || this.recorder.runLog.hasExit;
    if (!watch.hasRun && !isLeft) throw new LimitError('this loop never ends', node.test);
    watch.countTo(isLeft ? mostTurnsWithExit : passesOfUnknownLoop);
    if (!isLeft) this.recorder.noteUnknownLoop(node.test);
  }

  private watch(node: For | While): LoopWatch {
    return new LoopWatch(this.recorder.watched, node.kind === 'For' ? node.iterable : node.test);
  }

  private forLoop(node: For, scope: Scope): Ending {
    const iterable = this.evaluator.evaluate(node.iterable, scope);
    if (iterable.kind === 'range') return this.rangeLoop(node, iterable, scope);
    const iteration = iterate(iterable);
    if (iteration === null) return this.unknownLoop(node, iterable, scope);
    const leaveLoop = this.recorder.runLog.enterLoop();
    try {
      const items = iteration.items()[Symbol.iterator]();
      for (;;) {
        const step = known(() => items.next());
        if ('kind' in step) return this.unknownLoop(node, step, scope);
        if (step.done === true) break;
        this.evaluator.tick(node);
        this.evaluator.assign(node.target, step.value, scope);
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
    const leaveLoop = this.recorder.runLog.enterLoop();
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
      iterable.kind === 'unknown'
        ? unknown(iterable.why, iterable.span)
        : unknown(`a loop over ${describe(iterable)}`, node.iterable);
    const item: UnknownValue = iterable.kind === 'unknown' && iterable.holds ? { ...why, holds: iterable.holds } : why;
    for (let turn = 0; turn < passesOfUnknownLoop; turn++) {
      this.evaluator.tick(node);
      const ending = this.passUnknown((trains) => {
        this.evaluator.assign(node.target, isCounted && trains ? int(turn) : item, scope);
        return this.suite(node.body, scope);
      }, why);
      if (ending === null) break;
      if (turn === 0) this.recorder.noteUnknownLoop({ ...why.span, why: why.why });
      if (ending.kind === 'return') return ending;
      if (ending.kind === 'break') break;
    }
    return normal;
  }

  /**
   * One turn of a loop of which nobody knows how often it turns. Null where it does not train: then it turns no more here, and what its
   * turns change of what was there before them is not known. In a turn that trains, `pass` may count.
   */
  private passUnknown(pass: (trains: boolean) => Ending, why: UnknownValue): Ending | null {
    const { recorder } = this;
    const [calls, runs] = [recorder.calls.length, recorder.runLog.count];
    const { log, result } = logged(() => pass(true));
    if (recorder.runLog.count !== runs) return result;
    if (result.kind === 'return') this.frames.at(-1)?.push(result.value);
    if (recorder.calls.length > calls) recorder.note(`what this loop builds is built once: ${why.why}`, why.span);
    // A next turn begins with what this one leaves, and may change more of it.
    forgetChanges(log, why, recorder);
    for (let turn = 0; turn < mostTurnsToSettle; turn++) {
      const again = attempt(recorder, () => pass(false));
      if (!forgetChanges(again.log, why, recorder)) break;
    }
    return null;
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
          entered = value.entered?.() ?? value;
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
    let ending: Ending;
    try {
      ending = this.handledBlock(node, scope);
    } finally {
      if (node.finally !== null) this.suite(node.finally, scope);
    }
    return ending;
  }

  private handledBlock(node: Try, scope: Scope): Ending {
    let ending: Ending;
    try {
      ending = this.suite(node.body, scope);
    } catch (error) {
      const caught = this.handler(node, error, scope);
      if (caught === null) throw error;
      try {
        return this.suite(caught.body, scope);
      } finally {
        caught.leave();
      }
    }
    // What this raises, no handler of the same statement catches.
    return ending.kind === 'normal' && node.orElse !== null ? this.suite(node.orElse, scope) : ending;
  }

  /** The body of the first handler that catches an error, entered; null where none does. Throws NotKnown where that is not known. */
  handler(
    { handlers }: Try,
    error: unknown,
    scope: Scope,
  ): { readonly body: Suite; readonly leave: () => void } | null {
    if (!(error instanceof PythonError)) return null;
    const found = handlers.find(
      ({ type }) => type === null || isCaughtBy(error, this.evaluator.evaluate(type, scope), lastName(type)),
    );
    if (found === undefined) return null;
    if (found.name !== null) {
      const value = unknown(error.message, error.span);
      raisedAs.set(value, error);
      scope.set(found.name, value);
    }
    this.handled.push(error);
    return { body: found.body, leave: () => void this.handled.pop() };
  }

  private importFrom({ module, level, names, ...span }: ImportFrom, scope: Scope): void {
    const source = this.importModule(module, level, span);
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

/** Errors of the program that a name is bound to, by its value. */
const raisedAs = new WeakMap<Value, PythonError>();

/** The last name of `a.b.c`. */
function lastName(node: Expression): string {
  return node.kind === 'Name' || node.kind === 'Attribute' ? node.name : 'Exception';
}

/** Whether an array lies in the memory of a larger one: without axes it is a view all the same, and no number. */
function isPart({ data }: GraphArray): boolean {
  return data.byteLength !== data.buffer.byteLength;
}

/** What a call gives that may return early, in a branch that may not be taken. */
function unknownReturn(other: Value, { start, end }: Span): UnknownValue {
  return other.kind === 'unknown' ? unknown(other.why, other.span) : unknown('what is returned here', { start, end });
}

/** The iterator of a generator function. Once something that it needs is not known, neither is what follows. */
function generatorOf(steps: Generator<Value, Ending, undefined>): Value {
  created(steps);
  let missing: UnknownValue | null = null;
  return {
    kind: 'iterator',
    next: () => {
      missing ??= forgottenReason(steps);
      if (missing !== null) throw new NotKnown(missing);
      touching(steps);
      try {
        const step = steps.next();
        return step.done === true ? null : step.value;
      } catch (error) {
        if (error instanceof NotKnown) missing = error.value;
        throw error;
      }
    },
  };
}

function reasonOf(value: Value, otherwise: string, span: Span): UnknownValue {
  return value.kind === 'unknown' ? value : unknown(otherwise, span);
}

/** Functions that only read what they are given, by the verbs that libraries name them with. */
const onlyReading =
  /^_*(?:fit|partial_fit|plot|scatter|hist|draw|show|imshow|display|save|savez|dump|write\w*|print|log|info|debug|warn\w*|error|critical|exception|assert\w*|check\w*|validate\w*|summary|report|evaluate|score|set_\w+|add_\w+|close|flush|send\w*|publish|emit|register\w*|connect|start|stop|run|execute|seek|tick)$/;

function missing(name: string, module: string, span: { start: number; end: number }): UnknownValue {
  return unknown(`${name} of ${module}`, span);
}
