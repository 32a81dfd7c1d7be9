import type {
  ClassDefinition,
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
import { Evaluator } from './evaluator';
import { LimitError, PythonError } from './limits';
import { binary } from './operators';
import type { Recorder } from './recorder';
import { Scope } from './scope';
import {
  type ClassValue,
  describe,
  type FunctionValue,
  none,
  truthOf,
  unknown,
  type UnknownValue,
  type Value,
} from './values';

/** How a suite of statements ended. */
type Ending = { readonly kind: 'normal' | 'break' | 'continue' } | { readonly kind: 'return'; readonly value: Value };

const normal: Ending = { kind: 'normal' };

/** A module that the program imports, or why it is not known. */
export type ImportModule = (path: string, level: number) => Value;

/** Executes statements as Python does. What it cannot know, it notes and passes over. */
export class Executor {
  readonly evaluator: Evaluator;

  constructor(
    private readonly recorder: Recorder,
    isPython2: boolean,
    builtins: ReadonlyMap<string, Value>,
    private readonly importModule: ImportModule,
  ) {
    this.evaluator = new Evaluator(recorder, isPython2, builtins, (callee, scope) => this.runBody(callee, scope));
  }

  /** Executes a module's statements. A statement that raises is noted, and the next one goes on: one bad line must not hide the rest. */
  runModule(suite: Suite, scope: Scope): void {
    for (const statement of suite.statements) this.guarded(statement, scope);
  }

  private guarded(statement: Statement, scope: Scope): void {
    try {
      this.statement(statement, scope);
    } catch (error) {
      if (error instanceof PythonError) this.recorder.note(`${error.type}: ${error.message}`, error.span);
      else if (error instanceof LimitError || !(error instanceof RangeError)) throw error;
      else throw new LimitError('the program nests too deep to be read', statement);
    }
  }

  private runBody({ definition }: FunctionValue, scope: Scope): Value {
    if (definition.kind === 'Lambda') return none;
    if (definition.isGenerator) return unknown('a generator', definition.nameSpan);
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

  private statement(node: Statement, scope: Scope): Ending {
    this.evaluator.tick(node);
    switch (node.kind) {
      case 'ExpressionStatement':
        this.evaluator.evaluate(node.value, scope);
        return normal;
      case 'Assign': {
        const value = this.evaluator.evaluate(node.value, scope);
        for (const target of node.targets) this.evaluator.assign(target, value, scope);
        return normal;
      }
      case 'AnnotatedAssign':
        if (node.value !== null) this.evaluator.assign(node.target, this.evaluator.evaluate(node.value, scope), scope);
        return normal;
      case 'AugmentedAssign':
        this.augment(node, scope);
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
        throw new PythonError('Exception', 'raised by the program', node);
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
        for (const target of node.targets) if (target.kind === 'Name') scope.delete(target.name);
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
      case 'Assert':
      case 'Pass':
      case 'Print':
        return normal;
    }
  }

  private augment({ target, operator, value, ...span }: Statement & { kind: 'AugmentedAssign' }, scope: Scope): void {
    const held = this.evaluator.evaluate(target, scope);
    const added = this.evaluator.evaluate(value, scope);
    if (held.kind === 'list' && added.kind === 'list' && operator === '+') held.items.push(...added.items);
    else this.evaluator.assign(target, binary(operator, held, added, span, this.evaluator), scope);
  }

  private branch(node: If, scope: Scope): Ending {
    const truth = truthOf(this.evaluator.evaluate(node.test, scope));
    if (truth === null) {
      // What depends on a value of the run itself is printing and saving, nearly always: neither branch is taken.
      this.recorder.note('a condition that is only known during the run: neither branch is followed', node.test);
      return normal;
    }
    const taken = truth ? node.body : node.orElse;
    return taken === null ? normal : this.suite(taken, scope);
  }

  private whileLoop(node: While, scope: Scope): Ending {
    for (;;) {
      this.evaluator.tick(node);
      const truth = truthOf(this.evaluator.evaluate(node.test, scope));
      if (truth === null) this.recorder.note('how often this loop runs is only known during the run', node.test);
      if (truth !== true) break;
      const ending = this.suite(node.body, scope);
      if (ending.kind === 'return') return ending;
      if (ending.kind === 'break') return normal;
    }
    return node.orElse === null ? normal : this.suite(node.orElse, scope);
  }

  private forLoop(node: For, scope: Scope): Ending {
    const iterable = this.evaluator.evaluate(node.iterable, scope);
    const iteration = this.evaluator.iteration(iterable);
    if (iteration === null) {
      this.recorder.note(`a loop over ${describe(iterable)}`, node.iterable);
      return normal;
    }
    for (const item of iteration.items()) {
      this.evaluator.tick(node);
      this.evaluator.assign(node.target, item, scope);
      const ending = this.suite(node.body, scope);
      if (ending.kind === 'return') return ending;
      if (ending.kind === 'break') return normal;
    }
    return node.orElse === null ? normal : this.suite(node.orElse, scope);
  }

  private withBlock(node: With, scope: Scope): Ending {
    const exits: (() => void)[] = [];
    try {
      for (const { context, target } of node.items) {
        const value = this.evaluator.evaluate(context, scope);
        if (value.kind === 'context') exits.push(value.enter());
        if (target !== null) this.evaluator.assign(target, value, scope);
      }
      return this.suite(node.body, scope);
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
      const [handler] = node.handlers;
      if (!(error instanceof PythonError) || handler === undefined) throw error;
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
        else this.recorder.note(`what ${module} exports is not known`, span);
      } else if (source.kind === 'module') scope.set(alias ?? name, source.member(name, span));
      else if (source.kind === 'instance')
        scope.set(alias ?? name, source.attributes.get(name) ?? missing(name, module, span));
      else scope.set(alias ?? name, source);
    }
  }

  private define(node: FunctionDefinition, scope: Scope): FunctionValue {
    const defaults = this.evaluator.defaults(node.parameters, scope);
    return { kind: 'function', definition: node, name: node.name, scope, defaults };
  }

  private decorated(callee: FunctionValue, node: FunctionDefinition, scope: Scope): Value {
    return [...node.decorators].reverse().reduce<Value>((value, decorator) => {
      const wrap = this.evaluator.evaluate(decorator, scope);
      if (wrap.kind === 'unknown' || wrap.kind === 'tensor') return value;
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

function missing(name: string, module: string, span: { start: number; end: number }): UnknownValue {
  return unknown(`${name} of ${module}`, span);
}
