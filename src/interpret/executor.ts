import { withBlock } from './with-block';
import { message } from '../base/message';
import type { Expression, Span } from '../python/syntax';
import type { Statement, Suite, Try } from '../python/statements';
import { Evaluator } from './evaluator';
import { changeable, forget } from './forget';
import { generate } from './generator';
import { appendAll } from './items';
import { iterate } from './iteration';
import { limitBehind, MemoryLimitError, PythonError } from './limits';
import { writing } from './watching';
import { isSameValue } from './same-values';
import { known, NotKnown, unknownAmong } from './not-known';
import { changeInPlace } from './numpy/in-place';
import type { Reading } from './reading';
import type { Recorder } from './record/recorder';
import type { Scope } from './scope';
import { type FunctionValue, none, unknown, type UnknownValue, type Value } from './values';
import { deleteItem } from './write-items';
import type { Ending } from './ending';
import { normal } from './ending';
import { branch } from './branches';
import { restOf, returnedBy } from './formula-branches';
import { Loops } from './loops';
import { type Caught, ErrorHandling } from './error-handling';
import { decorated, defineClass, defineFunction, importNames } from './definitions';
import { generatorOf } from './generated-values';

/** A module that the program imports, or why it is not known. `span` is the statement, which tells the importing file. */
export type ImportModule = (path: string, level: number, span: Span) => Value;

/** What ends a program that does not catch it, with all the modules that are being imported. */
const endsProgram: ReadonlySet<string> = new Set(['SystemExit', 'SyntaxError']);

/** Executes statements as Python does. What it cannot know, it notes and passes over. */
export class Executor {
  readonly evaluator: Evaluator;
  /** What the calls that are being executed may return early, in a branch that may not be taken. */
  private readonly frames: Value[][] = [];
  /** How many loops are open around the call that is being executed. */
  loopsAround = 0;
  private readonly loops: Loops;
  private readonly errors: ErrorHandling;

  constructor(
    readonly recorder: Recorder,
    isPython2: boolean,
    builtins: ReadonlyMap<string, Value>,
    private readonly importModule: ImportModule,
    reading: Reading,
  ) {
    this.loops = new Loops(this);
    this.errors = new ErrorHandling(this);
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
      else {
        if (error.isOwn) this.recorder.notes.noteEnding(message('{0}: {1}', error.type, error.said), error.span);
        this.recorder.note(message('{0}: {1}', error.type, error.said), error.span);
      }
    }
  }

  private runBody({ definition }: FunctionValue, scope: Scope): Value {
    if (definition.kind === 'Lambda') return none;
    if (definition.isGenerator) return generatorOf(generate(definition.body, scope, this));
    const frame: Value[] = [];
    this.frames.push(frame);
    const { loopsAround } = this;
    this.loopsAround = this.recorder.runLog.depth;
    try {
      const result = returnedBy(this.suite(definition.body, scope), definition, this.recorder);
      // What a branch may return that may not be taken.
      const other = frame.find((value) => !isSameValue(value, result));
      return other === undefined ? result : unknownReturn(other, definition);
    } finally {
      this.frames.pop();
      this.loopsAround = loopsAround;
    }
  }

  /** Executes the statements of a suite up to one that leaves it. Bound: parts of the executor take it apart. */
  readonly suite = ({ statements }: Suite, scope: Scope): Ending => {
    for (const [at, statement] of statements.entries()) {
      const ending = this.statement(statement, scope);
      if (ending.kind === 'perhaps') return restOf(ending, statements.slice(at + 1), scope, this);
      if (ending.kind !== 'normal') return ending;
    }
    return normal;
  };

  /** Says that the call that is being executed may return a value early, in a branch that may not be taken. */
  mayReturn(value: Value): void {
    this.frames.at(-1)?.push(value);
  }

  /** The body of the first handler that catches an error, entered; null where none does. */
  handler(node: Try, error: unknown, scope: Scope): Caught | null {
    return this.errors.handler(node, error, scope);
  }

  /** Executes one statement. */
  // eslint-disable-next-line max-lines-per-function -- one case for each kind of statement
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
        return branch(node, scope, this);
      case 'While':
        return this.loops.whileLoop(node, scope);
      case 'For':
        return this.loops.forLoop(node, scope);
      case 'With':
        return withBlock(node.items, node.body, scope, this);
      case 'Try':
        return this.errors.tryBlock(node, scope);
      case 'Raise':
        throw this.errors.raised(node, scope);
      case 'Import':
        for (const { name, alias } of node.names) {
          const [root = name] = name.split('.');
          scope.set(alias ?? root, this.importModule(alias === null ? root : name, 0, node));
        }
        return normal;
      case 'ImportFrom':
        importNames(node, this.importModule(node.module, node.level, node), scope);
        return normal;
      case 'FunctionDefinition':
        scope.set(node.name, decorated(defineFunction(node, scope, this), node, scope, this));
        return normal;
      case 'ClassDefinition':
        scope.set(node.name, defineClass(node, scope, this));
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
        this.recorder.note(message('a match statement is not followed'), node.subject);
        return normal;
      case 'Broken':
        this.recorder.note(message('this is not valid Python'), node);
        return normal;
      case 'Print': {
        // What is printed may be the very run that trains.
        const printed = node.values.map((value) => this.evaluator.evaluate(value, scope));
        this.recorder.runLog.output?.printValues(printed, node);
        return normal;
      }
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
          ? unknownAmong([added], message('how many items are added'), span)
          : known(() => {
              appendAll(held, more, span);
              return null;
            });
      if (missing !== null) forget([held], missing);
      return;
    }
    const result = this.evaluator.binary(operator, held, added, span, true);
    // Lists, dictionaries and arrays are changed in place: every name of them sees it.
    if (target.kind !== 'Subscript' && result.kind === 'unknown') forget(changeable([held]), result);
    if (target.kind !== 'Subscript' && changeInPlace(operator, held, result, span)) return;
    this.evaluator.assign(target, result, scope);
  }
}

/** What a call gives that may return early, in a branch that may not be taken. */
function unknownReturn(other: Value, { start, end }: Span): UnknownValue {
  return other.kind === 'unknown'
    ? unknown(other.why, other.span)
    : unknown(message('what is returned here'), { start, end });
}

/** Functions that only read what they are given, by the verbs that libraries name them with. */
const onlyReading =
  /^_*(?:fit|partial_fit|plot|scatter|hist|draw|show|imshow|display|save|savez|dump|write\w*|print|log|info|debug|warn\w*|error|critical|exception|assert\w*|check\w*|validate\w*|summary|report|evaluate|score|set_\w+|add_\w+|close|flush|send\w*|publish|emit|register\w*|connect|start|stop|run|execute|seek|tick)$/;
