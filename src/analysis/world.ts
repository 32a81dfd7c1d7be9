import type { Call, ClassDefinition, Expression, FunctionDefinition, Lambda } from '../python/syntax';
import type { Dependency, Mode, Movement, Run, Slip, Training } from './events';
import type { Frame } from './frame';
import type { Watch } from './mutable-values';
import { type Pass, startPass } from './passes';
import type { LoadedModule, ResolveModule } from './program';
import { SkippedCode } from './skipped';
import {
  type ClassValue,
  type FunctionValue,
  type InstanceValue,
  noTrace,
  type Trace,
  type Value,
  type Variable,
} from './values';

/** A loop that is being walked: what each of its passes certainly runs. */
interface Loop {
  readonly count: number | null;
  readonly conditions: number;
  readonly moves: Set<Movement>;
  /** All that any of its passes may run. */
  readonly mayRun: Set<Movement | Training | Dependency>;
}

/** What is known of a variable where it is made. */
type MadeVariable = Omit<Variable, 'id' | 'name' | 'escapes' | 'assigned' | 'isAnonymous' | 'mode'>;

/** The number of an event that has none yet. */
export const unnumbered = 0;

/** The walk took longer than any program of a person's should: what it knows is not the whole. */
export class BudgetSpent extends Error {}

/** Expressions that one program may cost. Nearly all programs cost some thousands; this many take less than half a second. */
const budget = 250_000;

/** Everything that a walk through a program keeps: what it is in the middle of, and what it has met. */
export class World implements Watch {
  graph = 0;
  mode: Mode = 'called';
  /** The function or class that was entered as if by something unknown; 0 while the program runs by itself. */
  root = 0;
  depth = 0;
  /** Branches around the current statement that may not be taken. */
  conditions = 0;
  controlMoves: readonly Movement[] = [];
  readonly loops: Loop[] = [];
  readonly walking = new Set<FunctionDefinition | Lambda>();
  /** Functions and classes within functions: what nobody calls by name may be handed on. */
  readonly nested = new Map<FunctionValue['definition'] | ClassDefinition, FunctionValue | ClassValue>();
  readonly called = new Set<FunctionDefinition | Lambda | ClassDefinition>();
  readonly instances = new Map<ClassDefinition, InstanceValue>();
  readonly modules = new Map<string, LoadedModule>();
  readonly variables = new Map<string, Variable>();
  readonly dependencies = new Map<string, Dependency>();
  readonly movements = new Map<string, Movement>();
  readonly trainings = new Map<string, Training>();
  readonly runs = new Map<string, Run>();
  readonly slips = new Map<string, Slip>();
  readonly skipped = new SkippedCode();
  /** Training calls, movements and readings that one loop has, whether or not in each pass. */
  readonly together: Set<Movement | Training | Dependency>[] = [];
  /** Attributes of unknown objects that are assigned, fed or passed as a step: a variable of that attribute may be moved. */
  readonly movedAttributes = new Set<string>();
  isEager = false;
  /** Passes that are being walked, of loops and of classes. */
  private readonly passes: Pass[] = [];
  private readonly ids = new Map<object, number>();
  private readonly contexts = new Map<object, Map<number, number>>();
  private contextCount = 0;
  private spent = 0;
  private nextId = 1;

  constructor(readonly resolve: ResolveModule) {}

  /** Whether the walk was short enough for all that it made to be kept a while. */
  get isSmall(): boolean {
    return this.spent < budget / 500;
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
    if (this.spent > budget) throw new BudgetSpent();
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

  /** The context of what is called at a node. */
  contextAt(node: object, frame: Frame): number {
    let contexts = this.contexts.get(node);
    if (contexts === undefined) this.contexts.set(node, (contexts = new Map<number, number>()));
    const key = frame.context * 2 + (this.mode === 'entry' ? 1 : 0);
    let context = contexts.get(key);
    if (context === undefined) contexts.set(key, (context = ++this.contextCount));
    return context;
  }

  /** Records an event once, with a number of its own: walked again, the same object takes what is known now. */
  record<T extends { readonly id: number }>(events: Map<string, T>, key: string, fields: T): T {
    const known = events.get(key);
    Object.assign(fields, { id: known?.id ?? this.nextId++ });
    if (known !== undefined) return Object.assign(known, fields);
    events.set(key, fields);
    return fields;
  }

  variable(
    node: object,
    frame: Frame,
    { range, insertion, initial, type, trainable, tfName, graph, isGraphStep }: MadeVariable,
  ): Variable {
    const key = isGraphStep ? `graph:${graph}` : this.key(node, frame);
    const known = this.variables.get(key);
    if (known !== undefined) return known;
    const variable: Variable = {
      id: this.nextId++,
      range,
      insertion,
      initial,
      type,
      trainable,
      tfName,
      graph,
      isGraphStep,
      name: null,
      escapes: false,
      assigned: noTrace,
      isAnonymous: false,
      mode: this.mode,
    };
    this.variables.set(key, variable);
    return variable;
  }

  move(
    node: object,
    frame: Frame,
    step: Value,
    by: Movement['by'],
    range: Movement['range'],
    training: Training | null = null,
    isIncrement = true,
  ): Movement {
    const { graph, mode, root } = this;
    return this.record(this.movements, this.key(node, frame, by), {
      id: unnumbered,
      step,
      by,
      range,
      training,
      isIncrement,
      graph,
      mode,
      root,
    });
  }

  /** Notes what is run together; called for `Session.run`, `op.run` and the like. */
  run(node: Call, frame: Frame, { moves, trains }: Trace): void {
    const all = [...moves, ...trains];
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
    });
    const loop = this.loops.at(-1);
    if (loop?.conditions === this.conditions) for (const move of moves) loop.moves.add(move);
  }

  /** Notes what reads a step inside of loops. */
  read(dependency: Dependency): void {
    for (const loop of this.loops) loop.mayRun.add(dependency);
  }

  /** Walks one pass of a loop and notes what it runs without condition. */
  pass(node: object, frame: Frame, count: number | null, body: () => void): void {
    const loop: Loop = { count, conditions: this.conditions, moves: new Set(), mayRun: new Set() };
    this.loops.push(loop);
    try {
      body();
    } finally {
      this.loops.pop();
    }
    if (loop.mayRun.size > 1) this.together.push(loop.mayRun);
    if (loop.moves.size > 1)
      this.runs.set(this.key(node, frame, 'loop'), {
        range: frame.module.source.range(node as Expression),
        moves: [...loop.moves],
        count: null,
      });
  }
}

/** The classes of an instance's class, in the order in which they are asked: near enough to Python's own. */
export function lineage(of: ClassValue, seen = new Set<ClassValue>()): (ClassValue | Value)[] {
  if (seen.has(of)) return [];
  seen.add(of);
  return [
    of,
    ...of.bases.flatMap((base) => {
      if (base.kind === 'union')
        return base.options.flatMap((option) => (option.kind === 'class' ? lineage(option, seen) : [option]));
      return base.kind === 'class' ? lineage(base, seen) : [base];
    }),
  ];
}
