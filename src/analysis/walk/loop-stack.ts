import type { Call, Expression } from '../../python/syntax';
import type { SourceText } from '../../python/source-text';
import type { For, While } from '../../python/statements';
import type { Dependency, Movement, Training } from '../facts/events';
import type { Frame } from '../values/frame';
import type { World } from './world';

// The loops and branches around the current statement: what one pass runs and makes, for certain or perhaps.

/** A loop that is being walked: what each of its passes certainly runs. */
interface Loop {
  readonly count: number | null;
  readonly conditions: number;
  readonly moves: Set<Movement>;
  /** What the branches that are being walked run, the outermost first. */
  readonly branches: Branch[];
  /** All that any of its passes may run. */
  readonly mayRun: Set<Movement | Training | Dependency>;
  /** The loop itself, its text, the graph that it began with, and how many functions were around it. */
  readonly node: For | While;
  readonly source: SourceText;
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

/** An assignment that a pass of a loop makes. */
interface MadeAssignment {
  readonly node: Call;
  readonly frame: Frame;
  readonly conditions: number;
}

/** The loops that are being walked, with the branches in them, and what each of their passes runs and makes. */
export class LoopStack {
  /** The outermost first. */
  readonly around: Loop[] = [];

  constructor(private readonly world: World) {}

  /** Walks one pass of a loop and notes what it runs without condition. */
  pass(node: For | While, frame: Frame, count: number | null, body: () => void): void {
    const { world } = this;
    const { count: conditions } = world.conditions;
    const loop: Loop = {
      count,
      conditions,
      moves: new Set(),
      branches: [],
      mayRun: new Set(),
      node,
      source: frame.module.source,
      graph: world.graph,
      functions: world.walking.size,
      made: new Map(),
    };
    world.events.dropSlipsOf(node);
    this.around.push(loop);
    try {
      world.repeats.within(frame.module.source.range(node), count, conditions, body);
    } finally {
      this.around.pop();
    }
    if (loop.mayRun.size > 1) world.runs.together.push(loop.mayRun);
    if (loop.moves.size > 1)
      world.runs.all.set(world.contexts.key(node, frame, 'loop'), {
        range: frame.module.source.range(node),
        moves: [...loop.moves],
        count: null,
        within: 'pass',
      });
  }

  /** Begins what follows a branch that may leave: a condition more, and a part of a pass. Ended by `leaveBranch`. */
  enterRest(): void {
    this.world.conditions.addRest();
    this.enterBranch();
  }

  /** Begins a part of a pass that may be left out, under its condition. Ended by `leaveBranch`. */
  enterBranch(): void {
    this.around.at(-1)?.branches.push({ conditions: this.world.conditions.count, moves: new Set() });
  }

  /** Ends it. `isRest`: it is what follows a branch that may leave, so that what comes before it is run as well. */
  leaveBranch(node: object, frame: Frame, isRest: boolean): void {
    const loop = this.around.at(-1);
    const branch = loop?.branches.pop();
    if (loop === undefined || branch === undefined || branch.moves.size === 0) return;
    const around = [loop, ...loop.branches].flatMap((part) => [...part.moves]);
    const moves = new Set([...around, ...branch.moves]);
    if (moves.size < 2 || (!isRest && branch.moves.size < 2)) return;
    this.world.runs.all.set(this.world.contexts.key(node, frame, 'branch'), {
      range: frame.module.source.range(node as Expression),
      moves: [...moves],
      count: null,
      within: 'branch',
    });
  }

  /** Notes what reads a step inside of loops. */
  read(dependency: Dependency): void {
    for (const loop of this.around) loop.mayRun.add(dependency);
  }

  /** Notes that a pass of the loops around it makes an assignment; a function with a decorator may keep what it made first. */
  make(movement: Movement, node: Call, frame: Frame): void {
    const { around, world } = this;
    if (around.length === 0) return;
    const { count: conditions } = world.conditions;
    for (const loop of around)
      if (!world.isDecoratedSince(loop.functions)) loop.made.set(movement, { node, frame, conditions });
  }

  /** Where each pass of a loop makes an assignment anew to a variable that was there before, and runs it; null where it does not. */
  madeAnew(movement: Movement): (MadeAssignment & { readonly loop: object }) | null {
    const { step } = movement;
    if (step.kind !== 'variable') return null;
    const { loops, isGraphStep, graph } = step.variable;
    for (const loop of this.around) {
      const made = loop.made.get(movement);
      if (made?.conditions !== this.world.conditions.count || loop.graph !== graph) continue;
      if (isGraphStep || !loops.includes(loop.node)) return { ...made, loop: loop.node };
    }
    return null;
  }
}
