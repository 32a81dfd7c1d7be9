import { message, type Message, say, verbatim } from '../base/message';
import type { MemoryBudget } from '../base/memory-limit';
import { definedInPython, isOfLibrary } from '../frameworks/tensorflow1/library';
import { SourceText } from '../python/source-text';
import type { Span } from '../python/syntax';
import type { Module } from '../python/statements';
import { syntaxProblem } from '../python/syntax-problem';
import { attributeOf } from './attributes';
import { type DataFile, DataFiles } from './data-files';
import { Executor } from './executor';
import { limitBehind, type LimitError, PythonError } from './limits';
import { below, libraries, type LibraryNeeds } from './modules/libraries';
import { pythonBuiltins } from './modules/python';
import { openFunction } from './modules/text-files';
import { MersenneTwister } from './numpy/mersenne-twister';
import { RandomState } from './numpy/random-state';
import { binary } from './operators';
import { observed } from './observed-readings';
import { isPython2 } from './python-version';
import { ProgramSources } from './program-sources';
import { during, Reading, type ReadingBounds } from './reading';
import { Recorder } from './record/recorder';
import { Scope } from './scope';
import {
  noCounters,
  type OtherReadings,
  type ReadingOptions,
  type ReadProgram,
  settled,
  waitingOf,
} from './waiting-loops';
import { isLibrary, once, within, type WantedModule } from './wanted-module';
import {
  type Arguments,
  builtin,
  type InstanceValue,
  type ModuleValue,
  none,
  str,
  unknown,
  type Value,
} from './values';

/** What a program did to TensorFlow, and the names of its module at the end. */
export interface Interpretation extends OtherReadings {
  readonly recorder: Recorder;
  readonly names: ReadonlyMap<string, Value>;
  /** The limit that ended the reading early, or null. */
  readonly limit: LimitError | null;
  /** Calls one of the program's functions after its end, with the limits going on. Throws what Python would raise, or a limit. */
  readonly apply: (callee: Value, given: Arguments) => Value;
}

/** Brings the other files of the workspace that a program imports. */
export interface Workspace {
  /** The text of the module that a file imports, by its dotted name; `level` counts the dots before it. Null where there is none. */
  readonly load: (path: string, level: number, from: string) => SourceText | null;
  readonly parse: (text: string) => Module;
  /** A file of data, by the path that the program in `from` gives. Null where there is none. */
  readonly data?: (path: string, from: string) => DataFile | null;
}

/**
 * Executes a module as `python program.py` would, with its flags' defaults, within limits, and records its TensorFlow calls. It never
 * runs Python, and touches no file; other modules of the program come from `workspace`. What it does not understand is noted and
 * passed over. `memory` is what it may take; by default only what is too large by itself is refused. `bounds` are those of `limits` by default.
 */
export function interpret(
  module: Module,
  source: SourceText,
  workspace: Workspace | null = null,
  memory?: MemoryBudget,
  bounds?: ReadingBounds,
): Interpretation {
  const reading = new Reading(memory, bounds);
  const read: Read = (options) => {
    reading.again();
    const made = new InterpretedProgram({ module, source, workspace, reading }, options);
    const limit = made.run();
    return { made, recorder: made.recorder, limit, effort: reading.spent };
  };
  const { made, recorder, limit, counted, uncounted } = settled(observed(read), read);
  return {
    recorder,
    counted,
    uncounted,
    limit,
    names: made.scope.own(),
    apply: (callee, given) => during(reading, () => made.executor.evaluator.apply(callee, given)),
  };
}

/** Reads a program once, by these options. */
type Read = (options: ReadingOptions) => ReadProgram<InterpretedProgram>;

/** What is read, and under which limits. */
export interface ProgramToRead {
  readonly module: Module;
  readonly source: SourceText;
  readonly workspace: Workspace | null;
  readonly reading: Reading;
}

export class InterpretedProgram implements LibraryNeeds {
  readonly recorder: Recorder;
  readonly scope = new Scope(null);
  readonly flags: InstanceValue = { kind: 'instance', class: null, attributes: new Map() };
  readonly executor: Executor;
  private readonly sources: ProgramSources;
  readonly numbers: RandomState;
  readonly random = new MersenneTwister(0);
  private readonly knownLibraries = new Map<string, Value | null>();
  private readonly others = new Map<string, Value>();
  /** Modules of the program by their files, and by what imports call them; null where an import leads to none. */
  private readonly modules = new Map<string, Value>();
  private readonly imports = new Map<string, Value | null>();
  readonly builtins: Map<string, Value>;
  readonly module: Module;
  private readonly workspace: Workspace | null;
  private readonly reading: Reading;

  constructor({ module, source, workspace, reading }: ProgramToRead, options: ReadingOptions = {}) {
    this.module = module;
    this.workspace = workspace;
    this.reading = reading;
    this.sources = new ProgramSources(source);
    this.recorder = new Recorder(this.sources, options.places, options.recordsCheckpoints);
    this.recorder.sessions.assumed = options.assumed ?? noCounters;
    this.recorder.sessions.held = options.held ?? noCounters;
    this.recorder.sessions.waiting = waitingOf(options);
    this.recorder.standIns.lengths.known = options.lengths ?? new Map();
    this.sources.library = this.recorder.library;
    this.numbers = new RandomState(0, this.note);
    this.random.seedByArray([0]);
    const builtins = pythonBuiltins(
      this.apply,
      (left, right, span) => binary('+', left, right, span, this.executor.evaluator),
      (object, name, span) => attributeOf(object, name, span, this.executor.evaluator),
      (name, tensor, span) => this.recorder.record(name, [tensor], new Map(), span),
    );
    this.builtins = builtins;
    builtins.set('open', openFunction(this));
    // What everybody calls them, where `import *` of an unknown module may have brought them. No name begins with a space.
    for (const [name, path] of Object.entries({ tf: 'tensorflow', np: 'numpy' }))
      builtins.set(` ${name}`, { kind: 'module', path, member: (member, span) => this.memberOf(path, member, span) });
    // IPython's last output. What stands for a magic reads it, too.
    if (source.parts.some(({ cell }) => cell !== null))
      builtins.set('_', unknown(message('the output of a cell'), { start: 0, end: 0 }));
    const importModule = (path: string, level: number, span: Span): Value =>
      this.importModule({ path, level, from: this.sources.fileOf(span) });
    this.executor = new Executor(this.recorder, isPython2(module, source.text), builtins, importModule, reading);
    this.flags.attributes.set(
      'flag_values_dict',
      builtin('flag_values_dict', () => none),
    );
  }

  readonly apply = (callee: Value, given: Arguments): Value => this.executor.evaluator.apply(callee, given);
  readonly note = (why: Message, span: Span): void => {
    this.recorder.note(why, span);
  };

  readonly files = new DataFiles((path) => this.workspace?.data?.(path, this.sources.file) ?? null);

  readonly main = (): Value | null => this.scope.get('main');

  /** Executes the program. The limit that ended it early, or null. */
  run(): LimitError | null {
    try {
      during(this.reading, () => {
        this.executor.runModule(this.module.body, this.scope);
      });
      return null;
    } catch (error) {
      if (error instanceof PythonError) {
        if (error.type === 'SystemExit') this.recorder.notes.noteEnding(message('it exits'), error.span);
        else this.recorder.note(message('{0}: {1}', error.type, error.said), error.span);
        return null;
      }
      const limit = limitBehind(error, this.reading.place);
      if (limit === null) throw error;
      this.recorder.note(limit.said, limit.span);
      return limit;
    }
  }

  /** What TensorFlow writes in Python itself, by its name below `tf`; null where that is not written here. */
  readonly libraryMember = (name: string, span: Span): Value | null => {
    const defined = this.workspace === null ? null : definedInPython(name);
    if (defined === null || this.workspace === null) return null;
    const { workspace } = this;
    const { file, text } = defined.module;
    const wanted: WantedModule = { path: file, level: 0, from: file };
    const module = once(this.others, `library ${file}`, () =>
      this.execute(new SourceText(file, text), wanted, workspace),
    );
    return module.kind === 'module' ? module.member(defined.member, span) : null;
  };

  private memberOf(path: string, name: string, span: Span): Value {
    const module = this.importModule({ path, level: 0, from: this.sources.file });
    return module.kind === 'module' ? module.member(name, span) : unknown(verbatim(`${path}.${name}`), span);
  }

  private importModule(wanted: WantedModule): Value {
    const { path, level, from } = wanted;
    return (
      this.ownModule(wanted) ??
      once(this.knownLibraries, path, () => this.libraryModule(path)) ??
      once(this.others, `${level} ${path} ${from}`, () => this.otherModule(wanted))
    );
  }

  /** A module of the program itself; null where the import leads to none. */
  private ownModule(wanted: WantedModule): Value | null {
    const { path, level, from } = wanted;
    if (this.workspace === null || (level === 0 && isLibrary(path))) return null;
    const { workspace } = this;
    return once(this.imports, `${level} ${path} ${from}`, () => {
      const source = workspace.load(path, level, from);
      return source === null ? null : (this.modules.get(source.file) ?? this.execute(source, wanted, workspace));
    });
  }

  /** Executes a module's file as Python's import does. */
  private execute(source: SourceText, wanted: WantedModule, workspace: Workspace): Value {
    const start = this.sources.add(source);
    if (isOfLibrary(source)) this.recorder.library.add({ start, end: start + source.text.length });
    const scope = new Scope(null);
    const loaded: ModuleValue = {
      kind: 'module',
      path: wanted.path,
      get names() {
        return [...scope.own().keys()].filter((name) => !name.startsWith('_'));
      },
      assign: (name, value) => {
        scope.set(name, value);
      },
      member: (name, span) =>
        scope.own().get(name) ??
        this.ownModule(within(wanted, name)) ??
        unknown(verbatim(`${wanted.path}.${name}`), span),
    };
    // Modules that import one another find each other half made, as in Python.
    this.modules.set(source.file, loaded);
    scope.set('__name__', str(wanted.path));
    // Spans of a module begin where the texts before it end.
    const text = `${' '.repeat(start - 1)}\n${source.text}`;
    try {
      this.executeBody(workspace.parse(text), new SourceText(source.file, text), scope);
    } catch (error) {
      // Who imports it again begins anew.
      this.modules.delete(source.file);
      throw error;
    }
    return loaded;
  }

  /** Executes a module that is imported. Throws SyntaxError where it is no Python. */
  private executeBody(module: Module, source: SourceText, scope: Scope): void {
    const problem = syntaxProblem(module, source);
    if (problem !== null && !problem.isUnread) throw new PythonError('SyntaxError', say(problem.message), problem.span);
    this.executor.runModule(module.body, scope);
  }

  /** A library's module that is known; null for any other. */
  private libraryModule(path: string): Value | null {
    const library = libraries.get(path.split('.')[0] ?? '')?.(this) ?? null;
    return library === null ? null : below(library, path);
  }

  /** A module that is not known. A folder without `__init__.py` is one of these, and its files are modules of the program all the same. */
  private otherModule(wanted: WantedModule): Value {
    const { path } = wanted;
    return {
      kind: 'module',
      path,
      member: (name, span) =>
        this.ownModule(within(wanted, name)) ?? unknown(verbatim(path === '' ? name : `${path}.${name}`), span),
    };
  }
}
