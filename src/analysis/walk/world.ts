import type { Call, Expression, Lambda, Span } from '../../python/syntax';
import type { ClassDefinition, FunctionDefinition, Suite } from '../../python/statements';
import type { Dependency, Mode, Movement, Training } from '../facts/events';
import type { Frame } from '../values/frame';
import { widen } from '../values/join';
import { Clocks } from '../clocks/clocks';
import { Conditions } from './conditions';
import { Consumers } from './consumers';
import { Contexts } from './contexts';
import { KnownCalls } from './known-calls';
import { type Depth, Limits } from './limits';
import { LoopStack } from './loop-stack';
import { MergedCalls } from './merged-calls';
import { ModuleLoads, type SharedModules } from './module-loads';
import type { Watch } from '../values/mutable-values';
import { type Pass, startPass } from '../values/passes';
import type { LoadedModule, ResolveModule } from './program';
import { RecordedEvents } from './recorded-events';
import { RecordedRuns } from './recorded-runs';
import { Repeats } from './repeats';
import { SkippedCode } from './skipped';
import type { Arguments, ClassValue, FunctionValue, InstanceValue, Value, Variable } from '../values/values';

/**
 * Everything that a walk through a program keeps: what it is in the middle of, and what it has met. The abstract methods are the walk
 * itself (`Walk`): whatever gives a call its meaning evaluates and calls through them, so that no meaning imports the walk.
 */
export abstract class World implements Watch {
  // Parts: each keeps the state of one subject.
  readonly limits: Limits;
  readonly loads: ModuleLoads;
  readonly conditions = new Conditions();
  readonly loops = new LoopStack(this);
  readonly contexts = new Contexts(this);
  readonly events = new RecordedEvents(this);
  readonly runs = new RecordedRuns(this);
  readonly consumers = new Consumers();
  readonly clocks = new Clocks();
  readonly known = new KnownCalls();
  readonly mergedCalls = new MergedCalls(this);
  readonly repeats = new Repeats();
  readonly skipped = new SkippedCode();

  // Where the walk is, and what it knows of the whole program.
  graph = 0;
  mode: Mode = 'called';
  /** The function or class that was entered as if by something unknown; 0 while the program runs by itself. */
  root = 0;
  controlMoves: readonly Movement[] = [];
  /** Training calls whose ops run before what is made. */
  controlTrains: readonly Training[] = [];
  /** The functions that are being walked, and how many are around each. */
  readonly walking = new Map<FunctionDefinition | Lambda, number>();
  /** The outermost function that was called again while it was being walked, by how many are around it. */
  outermostCut = Number.POSITIVE_INFINITY;
  /** Functions and classes within functions: what nobody calls by name may be passed on. */
  readonly nested = new Map<FunctionValue['definition'] | ClassDefinition, FunctionValue | ClassValue>();
  readonly called = new Set<FunctionDefinition | Lambda | ClassDefinition>();
  readonly instances = new Map<ClassDefinition, InstanceValue>();
  readonly modules = new Map<string, LoadedModule>();
  /** The program's own text. */
  main: LoadedModule | null = null;
  /** What feeds replace, where it is the default of a placeholder; `any` where it is not known which placeholder is fed. */
  readonly feeds = new Set<Variable | Dependency | 'any'>();
  /** Defaults of placeholders: what reads them reads them only where nothing is fed. */
  readonly defaults = new Set<Variable | Dependency>();
  /** Attributes of unknown objects that are assigned, fed or passed as a step: a variable of that attribute may be moved. */
  readonly movedAttributes = new Set<string>();
  isEager = false;
  /** Schedules that another parameter of an optimizer than its learning rate is computed from. */
  private readonly notRates = new Set<Dependency>();
  /** Whether the program takes variables out of its graph by name or from a collection: what it then increments may be any of them. */
  private hasHandles = false;
  /** Whether a hook or an Estimator that cannot be read has a part in the training: it may count the graph's own step. */
  private hasConsumer = false;
  /** Whether calls that are no more told apart are being walked, and how many of them within each other. */
  merging = 0;
  /** How many functions are being walked as something unknown would call them. */
  entering = 0;
  /** Things recorded so far that belong to the context in which they were recorded. */
  effects = 0;
  /** Of the conditions, those that only choose which of a name's values is called, where it is called. */
  choosing = 0;
  /** Passes that are being walked, of loops and of classes. */
  private readonly passes: Pass[] = [];

  constructor(
    readonly resolve: ResolveModule,
    depth: Depth,
    shared: SharedModules,
  ) {
    this.limits = new Limits(this, depth);
    this.loads = new ModuleLoads(this, shared);
  }

  /** What an expression may be, where it stands. */
  abstract evaluate(node: Expression, frame: Frame): Value;
  abstract walkSuite(suite: Suite, frame: Frame): void;
  /** Calls one alternative of a callee. */
  abstract callValue(callee: Value, args: Arguments, node: Call, frame: Frame): Value;
  /** Follows a function of the program with its arguments. */
  abstract callFunction(fn: FunctionValue, args: Arguments, site: Span, from: Frame): Value;
  /** Calls a function as something unknown would: nothing is known of its arguments. */
  abstract enterFunction(fn: FunctionValue, site: Span, from: Frame): void;
  /** Makes an instance, with its `__init__`. */
  abstract instantiate(of: ClassValue, args: Arguments, site: Span, from: Frame): Value;

  get isMerging(): boolean {
    return this.merging > 0;
  }

  /** When the innermost of the passes that are being walked began. */
  get passStartedAt(): number {
    return this.passes.at(-1)?.startedAt ?? 0;
  }

  /** What something is set to: where calls are walked as one, anything that any of them sets it to. */
  merged(before: Value | undefined, value: Value): Value {
    return this.isMerging && before !== undefined ? widen(before, value) : value;
  }

  /** Walks something that may be walked again, and tells whether that may find anything else than it has found now. */
  watch(walk: () => void): boolean {
    const { graph } = this;
    const pass = startPass();
    this.passes.push(pass);
    try {
      walk();
    } finally {
      this.passes.pop();
    }
    return pass.isCarried || this.graph !== graph;
  }

  changed(madeAt: number, readAt: number): void {
    for (const pass of this.passes) if (madeAt < pass.startedAt && readAt >= pass.startedAt) pass.isCarried = true;
  }

  /** Notes a change of something that anything may have read. */
  disturb(): void {
    for (const pass of this.passes) pass.isCarried = true;
  }

  /** Whether a function with a decorator is around: it may be called otherwise than it is written. */
  get isDecorated(): boolean {
    return this.isDecoratedSince(0);
  }

  /** The same of the functions within the first so many. */
  isDecoratedSince(functions: number): boolean {
    return [...this.walking.keys()]
      .slice(functions)
      .some((fn) => fn.kind === 'FunctionDefinition' && fn.decorators.length > 0);
  }

  get takesHandles(): boolean {
    return this.hasHandles;
  }

  takeHandles(): void {
    this.effects += 1;
    this.hasHandles = true;
  }

  get hasUnknownConsumer(): boolean {
    return this.hasConsumer;
  }

  meetUnknownConsumer(): void {
    this.effects += 1;
    this.hasConsumer = true;
  }

  /** Whether a schedule is what another parameter of an optimizer is computed from. */
  isOtherThanRate(schedule: Dependency): boolean {
    return this.notRates.has(schedule);
  }

  noteOtherThanRate(schedule: Dependency): void {
    this.effects += 1;
    this.notRates.add(schedule);
  }
}
