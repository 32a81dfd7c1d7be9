/* eslint-disable max-lines -- one class: the state of one walk, everything that a walk keeps, which its parts read and write together */
import type { SourceRange } from '../../base/source-range';
import type { SourceText } from '../../python/source-text';
import type { Call, Expression, Lambda, Span } from '../../python/syntax';
import type { ClassDefinition, For, FunctionDefinition, Suite, While } from '../../python/statements';
import type { Dependency, Mode, Movement, Run, Slip, Training } from '../facts/events';
import type { LeftOut, LeftOutReason } from '../facts/facts';
import type { Frame } from '../values/frame';
import { widen } from '../values/join';
import { Clocks } from '../clocks/clocks';
import { Consumers } from './consumers';
import { KnownCalls } from './known-calls';
import { MergedCalls } from './merged-calls';
import { ModuleLoads, type SharedModules } from './module-loads';
import { startMoment } from '../values/history';
import type { ListValue, Watch } from '../values/mutable-values';
import { type Pass, startPass } from '../values/passes';
import type { LoadedModule, ResolveModule } from './program';
import { Repeats } from './repeats';
import { SkippedCode } from './skipped';
import {
  type Arguments,
  type ClassValue,
  type FunctionValue,
  type InstanceValue,
  noTrace,
  type Trace,
  type Value,
  type Variable,
} from '../values/values';

/** A loop that is being walked: what each of its passes certainly runs. */
interface Loop {
  readonly count: number | null;
  readonly conditions: number;
  readonly moves: Set<Movement>;
  /** What the branches that are being walked run, the outermost first. */
  readonly branches: Branch[];
  /** All that any of its passes may run. */
  readonly mayRun: Set<Movement | Training | Dependency>;
  /** The loop itself, the graph that it began with, and how many functions were around it. */
  readonly node: object;
  readonly graph: number;
  readonly functions: number;
  /** The assignments that this pass has made, and where. */
  readonly made: Map<Movement, MadeAssignment>;
}

/** A part of a pass that is run as a whole or not at all: what all of it runs without a further condition. */
interface Branch {
  readonly conditions: number;
  readonly moves: Set<Movement>;
}

/** Where the operation of an assignment goes: to one name, or nowhere. */
export interface KeptOperation {
  readonly name: string | null;
  readonly frame: Frame;
}

/** An assignment that a pass of a loop makes. */
interface MadeAssignment {
  readonly node: Call;
  readonly frame: Frame;
  readonly conditions: number;
}

/** What is known of a variable where it is made. */
type MadeVariable = Omit<Variable, 'id' | 'name' | 'escapes' | 'assigned' | 'isAnonymous' | 'mode' | 'loops'>;

/** The number of an event that has none yet. */
export const unnumbered = 0;

/** The walk took longer than any program of a person's should: what it knows is not the whole. */
export class BudgetSpent extends Error {
  constructor(readonly budget: number) {
    super(`more than ${budget} expressions`);
  }
}

/**
 * Expressions that a walk may cost, beside as many as its texts have characters: what is in proportion to its text does not run away.
 * Nearly all programs cost some thousands; a million take some two seconds.
 */
const leastBudget = 1_000_000;
/** A walk of so few is kept a while (`analyze`). */
const mostSmall = 500;
/** Contexts so far, of all walks: a module that several share has one in its frames. */
let contextCount = 0;
/** How deep a walk goes: expressions and blocks within each other, and functions within each other. Further ones are left out. */
export interface Depth {
  readonly nesting: number;
  readonly calls: number;
}

export const usualDepth: Depth = { nesting: 800, calls: 250 };
/** A stack of less than 1 MB, which is V8's usual one, has room for so much of anything. */
export const safeDepth: Depth = { nesting: 200, calls: 40 };

/**
 * Everything that a walk through a program keeps: what it is in the middle of, and what it has met. The abstract methods are the walk
 * itself (`Walk`): whatever gives a call its meaning evaluates and calls through them, so that no meaning imports the walk.
 */
export abstract class World implements Watch {
  graph = 0;
  mode: Mode = 'called';
  /** The function or class that was entered as if by something unknown; 0 while the program runs by itself. */
  root = 0;
  /** When the branches around the current statement began that may not be taken, the outermost first. */
  private readonly branchMoments: number[] = [];
  controlMoves: readonly Movement[] = [];
  /** Training calls whose ops run before what is made. */
  controlTrains: readonly Training[] = [];
  readonly loops: Loop[] = [];
  /** The functions that are being walked, and how many are around each. */
  readonly walking = new Map<FunctionDefinition | Lambda, number>();
  /** The outermost function that was called again while it was being walked, by how many are around it. */
  outermostCut = Number.POSITIVE_INFINITY;
  /** Functions and classes within functions: what nobody calls by name may be passed on. */
  readonly nested = new Map<FunctionValue['definition'] | ClassDefinition, FunctionValue | ClassValue>();
  readonly called = new Set<FunctionDefinition | Lambda | ClassDefinition>();
  readonly instances = new Map<ClassDefinition, InstanceValue>();
  readonly modules = new Map<string, LoadedModule>();
  readonly variables = new Map<string, Variable>();
  readonly dependencies = new Map<string, Dependency>();
  readonly movements = new Map<string, Movement>();
  readonly trainings = new Map<string, Training>();
  /** Assignments whose operation is only bound to a name, or dropped. */
  readonly kept = new Map<Movement, KeptOperation>();
  /** What feeds replace, where it is the default of a placeholder; `any` where it is not known which placeholder is fed. */
  readonly feeds = new Set<Variable | Dependency | 'any'>();
  /** Defaults of placeholders: what reads them reads them only where nothing is fed. */
  readonly defaults = new Set<Variable | Dependency>();
  /** What the runs of the program compute on the way to what they fetch. */
  readonly fetched = new Set<Dependency>();
  /** Modules that run something as soon as they are loaded. */
  readonly scripts = new Set<LoadedModule>();
  readonly runs = new Map<string, Run>();
  readonly slips = new Map<string, Slip>();
  readonly skipped = new SkippedCode();
  /** Training calls, movements and readings that one loop has, whether or not in each pass. */
  readonly together: Set<Movement | Training | Dependency>[] = [];
  /** Attributes of unknown objects that are assigned, fed or passed as a step: a variable of that attribute may be moved. */
  readonly movedAttributes = new Set<string>();
  isEager = false;
  /** Whether a run of a session, or of an operation, is in sight. */
  hasRun = false;
  /** Schedules that another parameter of an optimizer than its learning rate is computed from. */
  private readonly notRates = new Set<Dependency>();
  /** Whether the program takes variables out of its graph by name or from a collection: what it then increments may be any of them. */
  private hasHandles = false;
  /** Whether a hook or an Estimator that cannot be read has a part in the training: it may count the graph's own step. */
  private hasConsumer = false;
  /** Whether calls that are no more told apart are being walked, and how many of them within each other. */
  merging = 0;
  /** Things recorded so far that belong to the context in which they were recorded. */
  effects = 0;
  /** The first thing that the walk has left out, because it lies too deep. */
  leftOut: LeftOut | null = null;
  readonly consumers = new Consumers();
  readonly clocks = new Clocks();
  /** Of the conditions, those that only choose which of a name's values is called, where it is called. */
  choosing = 0;
  readonly known = new KnownCalls();
  readonly mergedCalls = new MergedCalls(this);
  readonly repeats = new Repeats();
  /** Passes that are being walked, of loops and of classes. */
  private readonly passes: Pass[] = [];
  private readonly slipsOfLoops = new Map<object, Set<string>>();
  private readonly ids = new Map<object, number>();
  private readonly contexts = new Map<object, Map<number, number>>();
  /** The call that began a context, and the context that it stands in. */
  private readonly callers = new Map<number, { readonly call: SourceRange; readonly context: number }>();
  private spent = 0;
  private budget = leastBudget;
  private sharedBudget = 0;
  /** Expressions and blocks around the current one. */
  private nesting = 0;
  private nextId = 1;

  readonly loads: ModuleLoads;

  constructor(
    readonly resolve: ResolveModule,
    readonly depth: Depth,
    shared: SharedModules,
  ) {
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

  /** Whether the walk was short enough for all that it made to be kept a while. */
  get isSmall(): boolean {
    return this.spent < mostSmall;
  }

  /** How much of its budget the walk has spent: 0 for little, 2 for much. */
  get progress(): 0 | 1 | 2 {
    const { spent, budget } = this;
    return spent * 16 < budget ? 0 : spent * 4 < budget ? 1 : 2;
  }

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

  spend(): void {
    this.spent += 1;
    if (this.spent > this.budget + this.sharedBudget) this.allowShared();
  }

  /** Modules that were walked for an earlier program are allowed for like the others; most walks never ask for that. */
  private allowShared(): void {
    this.sharedBudget = this.loads.sharedTexts().reduce((all, { text }) => all + text.length, 0);
    if (this.spent > this.budget + this.sharedBudget) throw new BudgetSpent(this.budget + this.sharedBudget);
  }

  /** Allows for a text's length. */
  allow({ text }: SourceText): void {
    this.budget += text.length;
  }

  /** Begins something within something else, which ends with `end`; false where it lies too deep, and is left out. */
  begin(span: Span, frame: Frame): boolean {
    if (this.nesting >= this.depth.nesting) {
      this.leaveOut(span, frame, 'nests-too-deep');
      return false;
    }
    this.nesting += 1;
    return true;
  }

  end(): void {
    this.nesting -= 1;
  }

  /** Leaves out what stands at a place. What is done there is not known, so that nothing is certain of the program any more. */
  leaveOut(span: Span, { module: { source } }: Frame, why: LeftOutReason): void {
    this.leftOut ??= { range: source.range({ start: span.start, end: Math.min(span.end, span.start + 1) }), why };
  }

  /** A number for a node that stays the same however often the node is walked. */
  idOf(node: object): number {
    let id = this.ids.get(node);
    if (id === undefined) {
      id = this.ids.size + 1;
      this.ids.set(node, id);
    }
    return id;
  }

  key(node: object, { context }: Frame, extra: string | number = ''): string {
    return `${this.idOf(node)}:${context}:${this.mode === 'entry' ? 'e' : 'c'}:${extra}`;
  }

  /** The context of a function that is called at a node. */
  contextAt(node: Span, frame: Frame): number {
    let contexts = this.contexts.get(node);
    if (contexts === undefined) this.contexts.set(node, (contexts = new Map<number, number>()));
    const key = frame.context * 2 + (this.mode === 'entry' ? 1 : 0);
    let context = contexts.get(key);
    if (context === undefined) {
      contexts.set(key, (context = this.newContext()));
      const call = frame.module.source.range(node);
      this.callers.set(context, { call, context: frame.context });
    }
    return context;
  }

  /** The calls that lead to a context, the outermost first. */
  callsTo(context: number): SourceRange[] {
    const calls: SourceRange[] = [];
    for (let at = this.callers.get(context); at !== undefined; at = this.callers.get(at.context)) calls.push(at.call);
    return calls.reverse();
  }

  newContext(): number {
    contextCount += 1;
    return contextCount;
  }

  /** The graph that is made at a node. */
  graphAt(node: Span, frame: Frame): number {
    this.effects += 1;
    return this.contextAt(node, frame);
  }

  /** Records an event once, with a number of its own: walked again, the same object takes what is known now. */
  record<T extends { readonly id: number }>(events: Map<string, T>, key: string, fields: T): T {
    this.effects += 1;
    const known = events.get(key);
    Object.assign(fields, { id: known?.id ?? this.nextId++ });
    if (known !== undefined) return Object.assign(known, fields);
    events.set(key, fields);
    return fields;
  }

  variable(
    node: object,
    frame: Frame,
    { range, insertion, trainableRange, initial, type, trainable, tfName, graph, isGraphStep }: MadeVariable,
  ): Variable {
    const key = isGraphStep ? `graph:${graph}` : this.key(node, frame);
    const known = this.variables.get(key);
    if (known !== undefined) return known;
    this.effects += 1;
    const variable: Variable = {
      id: this.nextId++,
      range,
      insertion,
      trainableRange,
      initial,
      type,
      trainable,
      tfName,
      graph,
      isGraphStep,
      name: null,
      // One of several, of which each may be moved by itself.
      escapes: this.isMerging && !isGraphStep,
      assigned: noTrace,
      isAnonymous: false,
      mode: this.mode,
      loops: this.loops.map(({ node: loop }) => loop),
    };
    this.variables.set(key, variable);
    return variable;
  }

  move(
    node: object,
    frame: Frame,
    {
      step,
      by,
      range,
      training = null,
      isIncrement = true,
    }: Pick<Movement, 'step' | 'by' | 'range'> & Partial<Pick<Movement, 'training' | 'isIncrement'>>,
  ): Movement {
    const { graph, mode, root } = this;
    const movement = this.record(this.movements, this.key(node, frame, by), {
      id: unnumbered,
      step,
      by,
      range,
      training,
      isIncrement,
      times: 1,
      loop: null,
      context: frame.context,
      graph,
      mode,
      root,
    });
    this.repeats.note(movement, this.conditions);
    return movement;
  }

  /** Notes what is run together; called for `Session.run`, `op.run` and the like. */
  run(node: Call, frame: Frame, { reads, moves, trains }: Trace): void {
    for (const read of reads) if ('role' in read) this.fetched.add(read);
    const all = [...moves, ...trains];
    this.hasRun = true;
    if (frame.parent === null) this.scripts.add(frame.module);
    if (all.length > 0) this.effects += 1;
    this.consumers.run(trains, reads);
    if (all.length > 1) this.together.push(new Set(all));
    for (const loop of this.loops) for (const one of all) loop.mayRun.add(one);
    if (moves.length === 0) return;
    const counts = this.loops.map(({ count }) => count);
    const count = counts.reduce<number | null>((all, one) => (all === null || one === null ? null : all * one), 1);
    const isWhole = this.mode === 'called' && this.loops.length > 0;
    this.runs.set(this.key(node, frame), {
      range: frame.module.source.range(node),
      moves,
      count: isWhole ? count : null,
      within: 'run',
    });
    const loop = this.loops.at(-1);
    const part = loop?.branches.at(-1) ?? loop;
    if (part?.conditions === this.conditions) for (const move of moves) part.moves.add(move);
  }

  /** How many branches are around the current statement that may not be taken. */
  get conditions(): number {
    return this.branchMoments.length;
  }

  set conditions(count: number) {
    const { branchMoments } = this;
    while (branchMoments.length < count) branchMoments.push(startMoment());
    branchMoments.length = count;
  }

  /** Begins what follows a branch that may leave: it is a condition more, but no branch of its own for lists, as all that follows is in it. */
  enterRest(): void {
    this.branchMoments.push(this.branchMoments.at(-1) ?? 0);
    this.enterBranch();
  }

  /** Whether a list is there whether or not the current branch is taken. */
  isOlderThanBranch(list: ListValue): boolean {
    const moment = this.branchMoments.at(-1);
    return moment !== undefined && !list.isMadeSince(moment);
  }

  /** Begins a part of a pass that may be left out, under its condition. Ended by `leaveBranch`. */
  enterBranch(): void {
    this.loops.at(-1)?.branches.push({ conditions: this.conditions, moves: new Set() });
  }

  /** Ends it. `isRest`: it is what follows a branch that may leave, so that what comes before it is run as well. */
  leaveBranch(node: object, frame: Frame, isRest: boolean): void {
    const loop = this.loops.at(-1);
    const branch = loop?.branches.pop();
    if (loop === undefined || branch === undefined || branch.moves.size === 0) return;
    const around = [loop, ...loop.branches].flatMap((part) => [...part.moves]);
    const moves = new Set([...around, ...branch.moves]);
    if (moves.size < 2 || (!isRest && branch.moves.size < 2)) return;
    this.runs.set(this.key(node, frame, 'branch'), {
      range: frame.module.source.range(node as Expression),
      moves: [...moves],
      count: null,
      within: 'branch',
    });
  }

  /** Whether a function with a decorator is around: it may be called otherwise than it is written. */
  get isDecorated(): boolean {
    return this.isDecoratedSince(0);
  }

  private isDecoratedSince(functions: number): boolean {
    return [...this.walking.keys()]
      .slice(functions)
      .some((fn) => fn.kind === 'FunctionDefinition' && fn.decorators.length > 0);
  }

  /** Notes that a pass of the loops around it makes an assignment; a function with a decorator may keep what it made first. */
  make(movement: Movement, node: Call, frame: Frame): void {
    const { conditions, loops } = this;
    if (loops.length === 0) return;
    for (const loop of loops)
      if (!this.isDecoratedSince(loop.functions)) loop.made.set(movement, { node, frame, conditions });
  }

  /** Where each pass of a loop makes an assignment anew to a variable that was there before, and runs it; null where it does not. */
  madeAnew(movement: Movement): (MadeAssignment & { readonly loop: object }) | null {
    const { step } = movement;
    if (step.kind !== 'variable') return null;
    const { loops, isGraphStep, graph } = step.variable;
    for (const loop of this.loops) {
      const made = loop.made.get(movement);
      if (made?.conditions !== this.conditions || loop.graph !== graph) continue;
      if (isGraphStep || !loops.includes(loop.node)) return { ...made, loop: loop.node };
    }
    return null;
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

  /** Notes what one op holds that a function returns to something unknown. */
  returnOp(definition: FunctionValue['definition'], frame: Frame, { moves }: Trace): void {
    if (moves.length < 2) return;
    this.effects += 1;
    this.runs.set(this.key(definition, frame, 'returned'), {
      range: frame.module.source.range(definition),
      moves,
      count: null,
      within: 'run',
    });
  }

  slip(node: object, frame: Frame, extra: string, slip: Slip): void {
    this.effects += 1;
    this.slips.set(this.key(node, frame, extra), slip);
  }

  /** Notes something wrong with what each pass of a loop does: a later pass of the walk, which knows more, finds it anew or not. */
  slipInLoop(loop: object, node: object, frame: Frame, slip: Slip): void {
    const key = this.key(node, frame, 'loop');
    this.slip(node, frame, 'loop', slip);
    const keys = this.slipsOfLoops.get(loop);
    if (keys === undefined) this.slipsOfLoops.set(loop, new Set([key]));
    else keys.add(key);
  }

  /** Notes what reads a step inside of loops. */
  read(dependency: Dependency): void {
    for (const loop of this.loops) loop.mayRun.add(dependency);
  }

  /** Walks one pass of a loop and notes what it runs without condition. */
  pass(node: For | While, frame: Frame, count: number | null, body: () => void): void {
    const loop: Loop = {
      count,
      conditions: this.conditions,
      moves: new Set(),
      branches: [],
      mayRun: new Set(),
      node,
      graph: this.graph,
      functions: this.walking.size,
      made: new Map(),
    };
    for (const slip of this.slipsOfLoops.get(node) ?? []) this.slips.delete(slip);
    this.loops.push(loop);
    try {
      this.repeats.within(frame.module.source.range(node), count, this.conditions, body);
    } finally {
      this.loops.pop();
    }
    if (loop.mayRun.size > 1) this.together.push(loop.mayRun);
    if (loop.moves.size > 1)
      this.runs.set(this.key(node, frame, 'loop'), {
        range: frame.module.source.range(node),
        moves: [...loop.moves],
        count: null,
        within: 'pass',
      });
  }
}

const lineages = new WeakMap<ClassValue, readonly (ClassValue | Value)[]>();

/** The classes of an instance's class, in the order in which they are asked: near enough to Python's own. */
export function lineage(of: ClassValue): readonly (ClassValue | Value)[] {
  const known = lineages.get(of);
  if (known !== undefined) return known;
  const found: (ClassValue | Value)[] = [];
  const seen = new Set<Value>();
  const left: Value[] = [of];
  for (let one = left.pop(); one !== undefined; one = left.pop()) {
    if (one.kind === 'class') {
      if (seen.has(one)) continue;
      seen.add(one);
    }
    if (one.kind === 'union') left.push(...[...one.options].reverse());
    else found.push(one);
    if (one.kind === 'class') left.push(...[...one.bases].reverse());
  }
  lineages.set(of, found);
  return found;
}
