import type { Call } from '../../python/syntax';
import type { Dependency, Movement, Run, Training } from '../facts/events';
import type { Frame } from '../values/frame';
import type { FunctionValue, Trace } from '../values/values';
import type { LoadedModule } from './program';
import type { World } from './world';

/** What the program runs, and what of it is run together. */
export class RecordedRuns {
  /** Movements that are run together, by the key of what runs them. */
  readonly all = new Map<string, Run>();
  /** Whether a run of a session, or of an operation, is in sight. */
  hasRun = false;
  /** What the runs of the program compute on the way to what they fetch. */
  readonly fetched = new Set<Dependency>();
  /** Modules that run something as soon as they are loaded. */
  readonly scripts = new Set<LoadedModule>();
  /** Training calls, movements and readings that one loop has, whether or not in each pass. */
  readonly together: Set<Movement | Training | Dependency>[] = [];

  constructor(private readonly world: World) {}

  /** Notes what is run together; called for `Session.run`, `op.run` and the like. */
  note(node: Call, frame: Frame, { reads, moves, trains }: Trace): void {
    const { world } = this;
    const { around } = world.loops;
    for (const read of reads) if ('role' in read) this.fetched.add(read);
    const all = [...moves, ...trains];
    this.hasRun = true;
    if (frame.parent === null) this.scripts.add(frame.module);
    if (all.length > 0) world.effects += 1;
    world.consumers.run(trains, reads);
    if (all.length > 1) this.together.push(new Set(all));
    for (const loop of around) for (const one of all) loop.mayRun.add(one);
    if (moves.length === 0) return;
    const counts = around.map(({ count }) => count);
    const count = counts.reduce<number | null>((all, one) => (all === null || one === null ? null : all * one), 1);
    const isWhole = world.mode === 'called' && around.length > 0;
    this.all.set(world.contexts.key(node, frame), {
      range: frame.module.source.range(node),
      moves,
      count: isWhole ? count : null,
      within: 'run',
    });
    const loop = around.at(-1);
    const part = loop?.branches.at(-1) ?? loop;
    if (part?.conditions === world.conditions.count) for (const move of moves) part.moves.add(move);
  }

  /** Notes what one op holds that a function returns to something unknown. */
  returnOp(definition: FunctionValue['definition'], frame: Frame, { moves }: Trace): void {
    if (moves.length < 2) return;
    this.world.effects += 1;
    this.all.set(this.world.contexts.key(definition, frame, 'returned'), {
      range: frame.module.source.range(definition),
      moves,
      count: null,
      within: 'run',
    });
  }
}
