import type { SourceText } from '../python/source-text';
import type { Module, Span } from '../python/syntax';
import { visit } from '../python/visit';
import { Executor } from './executor';
import { LimitError } from './limits';
import { numpyModule } from './modules/numpy';
import { mathModule, pythonBuiltins } from './modules/python';
import { argumentParser, flagsModule, namedTuple, type Program, tensorFlowModule } from './modules/tensorflow';
import { Recorder } from './recorder';
import { Scope } from './scope';
import { type Arguments, builtin, type InstanceValue, type ModuleValue, none, unknown, type Value } from './values';

/** What a program did to TensorFlow, and the names of its module at the end. */
export interface Interpretation {
  readonly recorder: Recorder;
  readonly names: ReadonlyMap<string, Value>;
  /** The limit that ended the reading early, or null. */
  readonly limit: LimitError | null;
  /** Calls one of the program's functions after its end, with the limits going on. Throws what Python would raise, or a limit. */
  readonly apply: (callee: Value, given: Arguments) => Value;
}

/**
 * Executes a module as `python program.py` would, with its flags' defaults, within limits, and records its TensorFlow calls. It never
 * runs Python, and touches no file. What it does not understand is noted and passed over.
 */
export function interpret(module: Module, source: SourceText): Interpretation {
  const recorder = new Recorder(source);
  const scope = new Scope(null);
  const flags: InstanceValue = { kind: 'instance', class: null, attributes: new Map() };
  const program: Program = {
    recorder,
    flags,
    main: () => scope.get('main'),
    apply: (callee, given) => executor.evaluator.apply(callee, given),
  };
  const executor: Executor = new Executor(
    recorder,
    isPython2(module, source.text),
    pythonBuiltins(program.apply),
    (path) => importModule(path, program),
  );
  try {
    executor.runModule(module.body, scope);
    return { recorder, names: scope.own(), limit: null, apply: program.apply };
  } catch (error) {
    if (!(error instanceof LimitError)) throw error;
    recorder.note(error.message, error.span);
    return { recorder, names: scope.own(), limit: error, apply: program.apply };
  }
}

/** Python 2 divides ints to ints: a program is of Python 2 where it prints without parentheses and asks for no true division. */
function isPython2(module: Module, text: string): boolean {
  const prints: Span[] = [];
  visit(module, (node) => {
    if (node.kind === 'Print') prints.push(node);
    return prints.length === 0;
  });
  return prints.length > 0 && !/from\s+__future__\s+import[^\n]*\bdivision\b/.test(text);
}

function importModule(path: string, program: Program): Value {
  const [root = ''] = path.split('.');
  switch (root) {
    case 'tensorflow':
      return below(tensorFlowModule(program), path);
    case 'numpy':
      return below(numpyModule(), path);
    case 'math':
      return mathModule();
    case 'argparse':
      return moduleOf('argparse', { ArgumentParser: builtin('ArgumentParser', () => argumentParser(program.apply)) });
    case 'absl':
      return moduleOf('absl', { flags: flagsModule(program.flags), app: tensorFlowModule(program, 'app') });
    case 'collections':
      return moduleOf('collections', { namedtuple: namedTuple() });
    case '__future__':
      return moduleOf('__future__', {});
    default:
      return moduleOf(root, {});
  }
}

/** `a.b.c` from the module `a`. */
function below(module: ModuleValue, path: string): Value {
  const nowhere = { start: 0, end: 0 };
  return path
    .split('.')
    .slice(1)
    .reduce<Value>((value, name) => (value.kind === 'module' ? value.member(name, nowhere) : value), module);
}

function moduleOf(path: string, members: Readonly<Record<string, Value>>): ModuleValue {
  return {
    kind: 'module',
    path,
    member: (name, span) => members[name] ?? (path === '__future__' ? none : unknown(`${path}.${name}`, span)),
  };
}
