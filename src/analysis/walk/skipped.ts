import type { Span } from '../../python/syntax';
import type { Statement, Suite } from '../../python/statements';
import type { Frame } from '../values/frame';
import { noteChange } from '../values/history';
import type { Names } from '../values/names';
import { canConcernSteps } from '../meaning/prefilter';
import type { World } from './world';

/** Statements that the program leaves out as it is configured, and the names that stood before them. */
interface Skipped {
  readonly statements: readonly Statement[];
  readonly frame: Frame;
  readonly names: Names;
  readonly graph: number;
}

/**
 * The branches that no walk has taken: `MODE = 'a'` decides an `if`, or a `return` stands before the rest. Their calls are the
 * program's own as soon as somebody changes a line, and are to be seen.
 */
export class SkippedCode {
  private readonly walked = new Set<Statement>();
  private readonly left = new Map<Statement, Skipped>();

  /** Notes that a run of statements is walked as the program takes it. */
  take({ statements }: Suite): void {
    const [first] = statements;
    if (first === undefined) return;
    this.walked.add(first);
    this.left.delete(first);
  }

  /** Notes a suite that is passed over here, or what follows its statement of that index; walked from elsewhere, it is not. */
  leave(world: World, suite: Suite, frame: Frame, from = 0): void {
    // Only what is read already is looked at before its text.
    const known = from === 0 ? undefined : suite.statements[from];
    if (known !== undefined && (this.walked.has(known) || this.left.has(known))) return;
    const rest: Span = {
      start: from === 0 ? suite.start : (suite.statements[from - 1]?.end ?? suite.start),
      end: suite.end,
    };
    if (!canConcernSteps(frame.module.source.slice(rest))) return;
    const statements = suite.statements.slice(from);
    const [first] = statements;
    if (first === undefined || this.walked.has(first) || this.left.has(first)) return;
    this.left.set(first, { statements, frame, names: frame.names.copy(), graph: world.graph });
  }

  /** Walks what nothing has taken, of one module, as if something unknown took it; nothing that is known is changed by it. */
  enter(world: World, file: string): void {
    for (let round = 0; round < mostNested; round++) {
      const next = [...this.left.values()].filter(({ frame }) => frame.module.source.file === file);
      if (next.length === 0) return;
      for (const skipped of next) this.enterOne(world, skipped);
    }
  }

  private enterOne(world: World, { statements, frame, names, graph }: Skipped): void {
    const [first] = statements;
    if (first === undefined || !this.left.delete(first)) return;
    const { names: now, isOver, returned } = frame;
    frame.names = names;
    noteChange(0);
    frame.isOver = false;
    world.graph = graph;
    world.controlMoves = [];
    world.controlTrains = [];
    world.root = world.contexts.idOf(first);
    // Under a condition: attributes keep what they had as well.
    world.conditions.count = 1;
    world.walkSuite({ statements, start: first.start, end: (statements.at(-1) ?? first).end }, frame);
    Object.assign(frame, { names: now, isOver, returned });
    noteChange(0);
  }
}

/** Branches within branches that are left out: more is nobody's program. */
const mostNested = 8;
