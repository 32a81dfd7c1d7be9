import type { Span } from '../python/syntax';
import type { ClassDefinition, FunctionDefinition, Module, Suite } from '../python/statements';
import type { SourceText } from '../python/source-text';
import { conclude } from './facts/conclude';
import { noFacts, type ProgramFacts } from './facts/facts';
import type { Frame } from './values/frame';
import { noArguments } from './walk/arguments';
import { importedNames } from './walk/importers';
import { hasUnknownBase } from './walk/release';
import { endHistory, startHistory } from './values/history';
import { loadProgram } from './walk/imports';
import { SharedModules } from './walk/module-loads';
import { mayConcernClocks, mayMakeScheduler, mayStep } from '../frameworks/clock-texts';
import { canBeTensorFlow1, canConcernSteps, mayTrain } from './meaning/prefilter';
import type { LoadedModule, ResolveModule, SourceModule } from './walk/program';
import { type ClassValue, type FunctionValue, type InstanceValue, traceOf } from './values/values';
import { Walk } from './walk/whole-walk';
import { BudgetSpent, safeDepth, usualDepth } from './walk/limits';
import type { World } from './walk/world';

// What a program does with its steps: the entry of the analysis, from syntax to facts, within a budget.

const nowhere: ResolveModule = () => null;

/**
 * The first walks of different files, kept for V8's sake: a full collection drops a hidden class that no object has at that moment, and
 * with it all compiled code that knows the class. Without these, files checked one by one cost up to twice the time; keeping the latest
 * instead has them copied by every collection of what is young (docs/performance.md).
 */
const first = new Map<string, World>();
const mostFirst = 16;

/**
 * Reads what a program does with its steps: the module's own statements first, as Python would run them, then every function and class
 * that nothing known has called. Facts of the modules that it imports are among them; ranges say where. Never throws for a module,
 * however broken: what costs too much, or lies too deep, is said to be left out. Programs that are given the same `shared` walk a module
 * that does not depend on them once; it holds as long as no text and no file changes.
 */
export function analyze(
  syntax: Module,
  source: SourceText,
  resolve: ResolveModule = nowhere,
  shared = new SharedModules(),
): ProgramFacts {
  const { text } = source;
  const isWorth = canBeTensorFlow1(text) || mayConcernClocks(text);
  if (!isWorth && !importsModules(source, resolve)) return noFacts;
  const facts = attempt({ source, syntax }, resolve, shared);
  if (facts !== null) return facts;
  // What is too much with the modules around it is often little by itself.
  const own = importsModules(source, resolve) ? attempt({ source, syntax }, nowhere, shared) : null;
  if (own === null) return { ...noFacts, leftOut: { why: 'everything', range: null } };
  return { ...own, leftOut: own.leftOut ?? { why: 'modules', range: null } };
}

function importsModules({ text, file }: SourceText, resolve: ResolveModule): boolean {
  if (resolve === nowhere) return false;
  for (const { name, level } of importedNames(text)) if (resolve(name, level, file) !== null) return true;
  return false;
}

/** What a walk finds, or null where it costs too much. */
function attempt(program: SourceModule, resolve: ResolveModule, shared: SharedModules): ProgramFacts | null {
  // How deep the thread's stack lets a walk go depends on what it goes through: the second limit is one that nearly any walk keeps.
  for (const depth of [usualDepth, safeDepth]) {
    try {
      return walk(program, new Walk(resolve, depth, shared));
    } catch (error) {
      if (error instanceof BudgetSpent) return null;
      if (!(error instanceof RangeError)) throw error;
    }
  }
  return null;
}

function walk(program: SourceModule, world: World): ProgramFacts {
  const { file } = program.source;
  startHistory();
  try {
    enterTheRest(world, loadProgram(world, program));
    if (first.size < mostFirst && world.limits.isSmall && !first.has(file)) first.set(file, world);
    return conclude(world);
  } finally {
    endHistory();
  }
}

function enterTheRest(world: World, module: LoadedModule): void {
  const { frame } = module;
  if (frame === null) return;
  world.mode = 'entry';
  for (const definition of definitionsOf(module.syntax.body)) {
    const concerns =
      concernsSteps(definition, module.source) ||
      (world.clocks.isWatching && mayMakeScheduler(module.source.slice(definition)));
    if (!concerns) continue;
    const value = frame.names.get(definition.name);
    world.graph = 0;
    world.conditions.count = 0;
    world.controlMoves = [];
    world.controlTrains = [];
    world.root = world.contexts.idOf(definition);
    if (definition.kind === 'FunctionDefinition') {
      const fn: FunctionValue = { kind: 'function', definition, frame, self: null, owner: null };
      if (!world.called.has(definition)) world.enterFunction(fn, definition, frame);
    } else if (value?.kind === 'class' && value.definition === definition) enterClass(world, value, module, frame);
  }
  world.skipped.enter(world, module.source.file);
  enterNested(world, module);
}

/** Functions and classes within functions that are only passed on, as an `input_fn` is: those that train. */
function enterNested(world: World, module: LoadedModule): void {
  for (const value of world.nested.values()) {
    const { definition, frame } = value;
    if (value.kind === 'function' && world.called.has(definition)) continue;
    const text = frame.module.source.slice(definition);
    const stepsClock = world.clocks.isWatching && mayStep(text);
    if (!stepsClock && (frame.module !== module || !mayTrain(text))) continue;
    world.root = world.contexts.idOf(definition);
    world.conditions.count = 0;
    world.controlMoves = [];
    world.controlTrains = [];
    if (value.kind === 'function') world.enterFunction(value, definition, frame);
    else enterClass(world, value, frame.module, frame);
  }
}

/** What `canConcernSteps` says of a definition's text. An edit elsewhere leaves a definition the same object, with the same text. */
const concerning = new WeakMap<FunctionDefinition | ClassDefinition, boolean>();

function concernsSteps(definition: (FunctionDefinition | ClassDefinition) & Span, source: SourceText): boolean {
  let concerns = concerning.get(definition);
  if (concerns === undefined) concerning.set(definition, (concerns = canConcernSteps(source.slice(definition))));
  return concerns;
}

/** The functions and classes of a suite, and of its branches. */
function* definitionsOf({ statements }: Suite): Generator<(FunctionDefinition | ClassDefinition) & Span> {
  const left = [...statements].reverse();
  for (let statement = left.pop(); statement !== undefined; statement = left.pop()) {
    if (statement.kind === 'FunctionDefinition' || statement.kind === 'ClassDefinition') yield statement;
    else if (statement.kind === 'If' || statement.kind === 'Try' || statement.kind === 'With') {
      for (const suite of [statement.kind === 'With' ? null : statement.orElse, statement.body])
        for (const inner of [...(suite?.statements ?? [])].reverse()) left.push(inner);
    }
  }
}

/** Methods that nothing known calls, on the instance that the program makes, or else on one of nobody's making. */
function enterClass(world: World, of: ClassValue, module: LoadedModule, frame: Frame): void {
  const made = world.instances.get(of.definition);
  let instance = made;
  if (instance === undefined) {
    const value = world.instantiate(of, { ...noArguments, isOpen: true }, of.definition, frame);
    instance =
      value.kind === 'optimizer' ? (value.instance ?? undefined) : value.kind === 'instance' ? value : undefined;
  }
  if (instance === undefined) return;
  const uncalled = methodsOf(of, module).filter(({ definition }) => !world.called.has(definition));
  const enter = (): void => {
    for (const method of uncalled) enterMethod(world, method, instance, frame);
  };
  // What one method sets another may read, in whatever order they come.
  if (world.watch(enter)) enter();
  if (hasUnknownBase(instance)) takeFrom(world, instance);
}

/** A base class that cannot be read runs what its own methods do not, and may count as it does. */
function takeFrom(world: World, { attributes }: InstanceValue): void {
  const { consumers } = world;
  for (const [, value] of attributes)
    consumers.take(traceOf(value).trains.filter((training) => !consumers.hasRun(training)));
}

function enterMethod(world: World, method: FunctionValue, instance: InstanceValue, frame: Frame): void {
  world.conditions.count = 0;
  if (hasUnknownBase(instance)) world.consumers.hand(method.definition);
  world.enterFunction({ ...method, self: instance }, method.definition, frame);
}

/** A method of a class whose ops are looked at may run several of them, without a word about steps. */
const runs = /\.\s*run\s*\(/;

function methodsOf(of: ClassValue, { source }: LoadedModule): FunctionValue[] {
  return [...of.members.values()].filter(
    (member): member is FunctionValue =>
      member.kind === 'function' &&
      member.definition.kind === 'FunctionDefinition' &&
      (concernsSteps(member.definition, source) || runs.test(source.slice(member.definition))),
  );
}
