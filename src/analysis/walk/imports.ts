import type { Expression } from '../../python/syntax';
import type { ClassDefinition, Import, ImportFrom, Suite } from '../../python/statements';
import { defineClass } from './define';
import { Frame } from '../values/frame';
import { Names } from '../values/names';
import { isOthers, noteOthersChange } from '../values/history';
import { canConcernSteps } from '../meaning/prefilter';
import { membersOfTensorFlow } from '../meaning/tensorflow-names';
import type { LoadedModule, SourceModule } from './program';
import { canonicalName, nameInTensorFlow } from '../../frameworks/tensorflow1/catalogue';
import { mayConcernClocks } from '../../frameworks/clock-texts';
import { clockNamesIn } from '../../frameworks/clocks';
import { unknown, type Value } from '../values/values';
import type { World } from './world';

// Import statements: what they bind, out of the workspace, TensorFlow or another library.

export function bindImport(world: World, { names }: Import, frame: Frame): void {
  for (const { name, alias } of names) {
    const [root = name] = name.split('.');
    const bound = alias === null ? root : name;
    frame.bind(alias ?? root, pathValue(bound) ?? importModule(world, name, 0, alias === null ? root : name, frame));
  }
}

/** `import a.b` binds `a`: its submodules become its attributes. */
function importModule(world: World, name: string, level: number, bound: string, frame: Frame): Value {
  const found = load(world, name, level, frame);
  if (bound === name) return found === null ? { kind: 'foreign', path: name } : { kind: 'module', module: found };
  const outer = load(world, bound, level, frame);
  if (found === null && outer === null) return { kind: 'foreign', path: bound };
  return packageOf(name.split('.').slice(1), outer, found, frame);
}

function packageOf(
  path: readonly string[],
  outer: LoadedModule | null,
  inner: LoadedModule | null,
  frame: Frame,
): Value {
  const [next, ...rest] = path;
  const module = outer ?? emptyModule(frame.module);
  if (next !== undefined && inner !== null) {
    const value: Value = rest.length === 0 ? { kind: 'module', module: inner } : packageOf(rest, null, inner, frame);
    const known = module.frame?.names.peek(next);
    if (known?.kind !== 'module' || value.kind !== 'module' || known.module !== value.module)
      module.frame?.names.set(next, value);
  }
  return { kind: 'module', module };
}

const noCircles: LoadedModule['circles'] = new Set();

function emptyModule({ source, syntax }: LoadedModule): LoadedModule {
  const module: LoadedModule = {
    source,
    syntax,
    frame: null,
    hasUnknownStar: false,
    imports: new Set(),
    circles: noCircles,
    name: '',
  };
  module.frame = new Frame(module, null, 0);
  return module;
}

export function bindImportFrom(world: World, { module: name, level, names }: ImportFrom, frame: Frame): void {
  if (name === '__future__') return;
  const path = level === 0 ? nameInTensorFlow(name) : null;
  const found = path === null ? load(world, name, level, frame) : null;
  for (const { name: member, alias } of names) {
    if (member === '*') {
      if (found !== null && found.frame !== null)
        for (const [key, value] of found.frame.names) if (!key.startsWith('_')) frame.bind(key, value);
      if (path !== null) for (const [own, value] of membersOfTensorFlow(path)) frame.bind(own, value);
      if (found === null && level === 0)
        for (const key of clockNamesIn(name)) frame.bind(key, { kind: 'foreign', path: `${name}.${key}` });
      if (found === null || found.hasUnknownStar) noteUnknownStar(frame.module);
      continue;
    }
    frame.bind(alias ?? member, memberValue(world, frame, { name, level, member, path, found }));
  }
}

function noteUnknownStar(module: LoadedModule): void {
  if (module.hasUnknownStar) return;
  module.hasUnknownStar = true;
  const madeAt = module.frame?.names.madeAt ?? 0;
  if (!isOthers(madeAt)) return;
  noteOthersChange(madeAt, () => {
    module.hasUnknownStar = false;
  });
}

/** A member of a module that `from … import` names. */
interface ImportedMember {
  readonly name: string;
  readonly level: number;
  readonly member: string;
  /** The module's name in TensorFlow, or null. */
  readonly path: string | null;
  readonly found: LoadedModule | null;
}

function memberValue(world: World, frame: Frame, { name, level, member, path, found }: ImportedMember): Value {
  if (path !== null) return pathValue(`${name}.${member}`) ?? unknown;
  const own = found?.frame?.names.share(member);
  if (own !== undefined) return own;
  const submodule = load(world, name === '' ? member : `${name}.${member}`, level, frame);
  if (submodule !== null) return { kind: 'module', module: submodule };
  if (found !== null) return member === 'tf' ? { kind: 'tensorflow', path: '' } : unknown;
  return level === 0 ? { kind: 'foreign', path: `${name}.${member}` } : unknown;
}

function pathValue(dotted: string): Value | null {
  const path = nameInTensorFlow(dotted);
  return path === null ? null : { kind: 'tensorflow', path };
}

function load(world: World, name: string, level: number, frame: Frame): LoadedModule | null {
  const found = world.resolve(name, level, frame.module.source.file);
  return found === null ? null : loadModule(world, found, name);
}

/** Walks a module, once a program. One that has nothing to do with steps is not walked: its names are unknown. */
function loadModule(world: World, { source, syntax }: SourceModule, name: string): LoadedModule {
  world.clocks.meet(source.text);
  const known = world.modules.get(source.file);
  if (known !== undefined) {
    world.loads.meet(known);
    return known;
  }
  const shared = world.loads.find({ source, syntax });
  if (shared !== null) return shared;
  const module = newModule(world, { source, syntax }, name);
  world.modules.set(source.file, module);
  world.loads.begin(module);
  // Made after that, so that it is the module's own.
  module.frame = new Frame(module, null, 0);
  if (canConcernSteps(source.text) || mayConcernClocks(source.text)) walkModule(world, module);
  else walkImports(world, module);
  world.loads.end();
  return module;
}

/** Walks the program itself. Where one of its modules imports its file, that is, as in Python, another module than `__main__`. */
export function loadProgram(world: World, source: SourceModule): LoadedModule {
  world.clocks.meet(source.source.text);
  const module = newModule(world, source, '__main__');
  world.main = module;
  module.frame = new Frame(module, null, 0);
  walkModule(world, module);
  return module;
}

function newModule(world: World, { source, syntax }: SourceModule, name: string): LoadedModule {
  world.limits.allow(source);
  return { source, syntax, frame: null, hasUnknownStar: false, imports: new Set(), circles: noCircles, name };
}

function walkModule(world: World, { syntax, frame }: LoadedModule): void {
  if (frame === null) return;
  const { graph, controlMoves, controlTrains } = world;
  const { count: conditions } = world.conditions;
  world.conditions.count = 0;
  world.walkSuite(syntax.body, frame);
  world.conditions.count = conditions;
  Object.assign(world, { graph, controlMoves, controlTrains });
}

/** Of a module that is not followed, only what it hands on: its imports, and other names for them. */
function walkImports(world: World, { syntax, frame }: LoadedModule): void {
  if (frame !== null) handOn(world, syntax.body, frame);
}

/** Alternatives within alternatives, a chain of `elif` among them: what further ones bind is not known. */
const mostAlternatives = 100;

/** Of alternatives the first that binds a name is taken: a way out where a library is missing is none of its own. */
function handOn(world: World, suite: Suite, frame: Frame, isAlternative = false, depth = 0): void {
  if (depth > mostAlternatives) return;
  const known = isAlternative ? frame.names : null;
  if (isAlternative) frame.names = new Names();
  for (const statement of suite.statements) {
    if (statement.kind === 'Import') bindImport(world, statement, frame);
    else if (statement.kind === 'ImportFrom') bindImportFrom(world, statement, frame);
    else if (statement.kind === 'ClassDefinition' && hasOwnBase(world, statement, frame))
      defineClass(world, statement, frame);
    else if (statement.kind === 'FunctionDefinition' || statement.kind === 'ClassDefinition')
      frame.bind(statement.name, harmless);
    else if (statement.kind === 'Assign') {
      const value = aliased(statement.value, known === null ? [frame.names] : [frame.names, known]);
      for (const target of statement.targets)
        if (target.kind === 'Name' && value !== null) frame.bind(target.name, value);
    } else if (statement.kind === 'If') {
      handOn(world, statement.body, frame, false, depth + 1);
      if (statement.orElse !== null) handOn(world, statement.orElse, frame, true, depth + 1);
    } else if (statement.kind === 'Try') {
      handOn(world, statement.body, frame, false, depth + 1);
      for (const { body } of statement.handlers) handOn(world, body, frame, true, depth + 1);
      if (statement.orElse !== null) handOn(world, statement.orElse, frame, false, depth + 1);
    }
  }
  if (known === null) return;
  for (const [name, value] of frame.names) if (!known.has(name)) known.set(name, value);
  frame.names = known;
}

/** Whether a base of a class is one of a module that is followed: what its methods do goes on in those of the class. */
function hasOwnBase(world: World, { bases }: ClassDefinition, frame: Frame): boolean {
  return bases.some(
    ({ value }) =>
      (value.kind === 'Name' || value.kind === 'Attribute') && world.evaluate(value, frame).kind === 'class',
  );
}

/** `tfv1 = tf.compat.v1`: another name for a part of TensorFlow. */
function aliased(node: Expression, scopes: readonly Names[]): Value | null {
  if (node.kind === 'Name')
    return scopes.map((names) => names.get(node.name)).find((value) => value !== undefined) ?? null;
  if (node.kind !== 'Attribute') return null;
  const value = aliased(node.object, scopes);
  if (value?.kind !== 'tensorflow') return null;
  return { kind: 'tensorflow', path: canonicalName(value.path === '' ? node.name : `${value.path}.${node.name}`) };
}

/** A function or a class whose text has nothing to do with steps. */
const harmless: Value = { kind: 'foreign', path: 'builtins.harmless' };
