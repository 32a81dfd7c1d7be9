import { message } from '../../base/message';
import { type Formula, mapObserved } from '../../base/formula';
import type { Span } from '../../python/syntax';
import { limits, LimitError } from '../limits';
import type { RunMark } from '../watched-record';
import type { ObservedSlots } from './observed-slots';
import type { RecordedRun, RecordedStep } from './recorded-steps';
import type { Speculations } from './speculations';

/** The program's session runs in their order, with the loops that repeat them and where these are left. */
export class RunLog {
  readonly steps: RecordedStep[] = [];
  /** Runs that change something, so far. */
  count = 0;
  /** Runs before this place are not added to. */
  private barrier = 0;
  private readonly loops: { readonly id: number; readonly start: number; hasExit: boolean }[] = [];
  private loopCount = 0;

  constructor(
    private readonly slots: ObservedSlots,
    private readonly speculations: Speculations,
  ) {}

  /** Adds a run; equal to the last one, it is only counted. Throws a limit. */
  add(run: RecordedRun): void {
    const last = this.steps.length > this.barrier ? this.steps.at(-1) : undefined;
    if (last !== undefined && 'key' in last && run.key === last.key) {
      last.times += 1;
      return;
    }
    if (this.steps.length >= limits.runs)
      throw new LimitError(message('more than {0} different session runs', limits.runs), run.span);
    this.steps.push(run);
  }

  /** Opens a loop of the program; the result closes it. */
  enterLoop(): () => void {
    this.loopCount += 1;
    const loop = { id: this.loopCount, start: this.steps.length, hasExit: false };
    if (this.slots.observedPlaces.size > 0) this.barrier = this.steps.length;
    this.loops.push(loop);
    return () => {
      this.loops.pop();
      if (!loop.hasExit) return;
      this.steps.push({ steps: this.steps.splice(loop.start), times: 1, loop: loop.id });
      this.barrier = this.steps.length;
    };
  }

  /** Whether the run may leave the innermost loop. */
  get hasExit(): boolean {
    return this.loops.at(-1)?.hasExit === true;
  }

  /** Says that the innermost loop is left where the condition holds. False where this reading does not observe what it needs. */
  exitWhere(condition: Formula): boolean {
    if (this.speculations.isOn) return false;
    const loop = this.loops.at(-1);
    const places: number[] = [];
    const exit = mapObserved(condition, (seen) => {
      places.push(this.slots.placeOf(seen.slot));
      return { ...seen, at: this.slots.seenOf(seen.slot) - seen.at };
    });
    if (loop === undefined || places.length === 0) return false;
    const missing = places.filter((place) => !this.slots.observedPlaces.has(place));
    for (const place of missing) this.slots.wantedPlaces.add(place);
    if (missing.length > 0) return false;
    loop.hasExit = true;
    this.steps.push({ exit, loop: loop.id });
    return true;
  }

  /** Runs from here on are kept apart from those before, so that they can be repeated. */
  mark(): RunMark {
    this.barrier = this.steps.length;
    return { steps: this.steps.length, count: this.count };
  }

  /** Says that what was run since the mark is run `times` times more. Throws a limit. */
  repeat({ steps: from, count }: RunMark, times: number, span: Span): void {
    const made = this.count - count;
    if (made === 0 && this.steps.length === from) return;
    const most = Math.max(0, Math.floor((limits.sessionRuns - this.count) / Math.max(1, made)));
    const repeats = Math.min(times, most);
    const steps = this.steps.splice(from);
    const [only] = steps;
    if (steps.length === 1 && only !== undefined && 'key' in only)
      this.steps.push({ ...only, times: only.times * (repeats + 1) });
    else this.steps.push({ steps, times: repeats + 1 });
    this.barrier = this.steps.length;
    this.count += made * repeats;
    if (repeats < times) throw new LimitError(message('more than {0} session runs', limits.sessionRuns), span);
  }
}
