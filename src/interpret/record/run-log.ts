// The program's session runs as they are recorded, and where values of the run decide which of them are made.
import { message } from '../../base/message';
import { type Formula, mostSeen } from '../../base/formula';
import type { Span } from '../../python/syntax';
import { formulaValue } from '../formula-values';
import { limits, LimitError } from '../limits';
import type { Held } from '../speculation';
import type { UnknownValue, Value } from '../values';
import type { OutputLog } from '../output/output-log';
import type { RunMark } from '../watched-record';
import type { ObservedSlots } from './observed-slots';
import type { RecordedRun, RecordedStep } from './recorded-steps';
import type { Speculations } from './speculations';

/** A loop of the program that is being read. */
interface OpenLoop {
  readonly id: number;
  readonly start: number;
  /** Where the run leaves it, by the slots of their flags. */
  readonly exits: Map<number, TakenExit>;
}

/** Where the run leaves a loop. */
export interface Exit {
  readonly condition: Formula;
  readonly span: Span;
  /** What the program's places hold there. */
  readonly held: Held;
  /** What the program returns there; null where it does not. */
  readonly returned: Value | null;
}

/** An exit with what tells, after the loop, whether it was taken. */
export interface TakenExit extends Exit {
  readonly flag: Formula;
}

/** The program's session runs in their order, with the loops that repeat them and where these are left. */
export class RunLog {
  readonly steps: RecordedStep[] = [];
  /** Runs that change something, so far. */
  count = 0;
  /** Present in a reading of what the program prints: it takes every run, also those that change nothing, and each turn of a loop. */
  output: OutputLog | null = null;
  /** Runs before this place are not added to. */
  private barrier = 0;
  private readonly loops: OpenLoop[] = [];
  private loopCount = 0;
  /** What holds in the branches that are being read, outermost first. */
  private readonly path: Formula[] = [];

  constructor(
    private readonly slots: ObservedSlots,
    private readonly speculations: Speculations,
  ) {}

  /** Adds a run; equal to the last one, it is only counted. Throws a limit. */
  add(run: RecordedRun): void {
    this.output?.addRun(run);
    const last = this.steps.length > this.barrier ? this.steps.at(-1) : undefined;
    if (last !== undefined && 'key' in last && run.key === last.key) {
      last.times += 1;
      return;
    }
    this.addStep(run, run.span);
  }

  private addStep(step: RecordedStep, span: Span): void {
    if (this.steps.length >= limits.runs)
      throw new LimitError(message('more than {0} different session runs', limits.runs), span);
    this.steps.push(step);
  }

  /** How many loops of the program are open. */
  get depth(): number {
    return this.loops.length;
  }

  /** Opens a loop of the program; the result closes it, and says where the run may have left it. */
  enterLoop(): () => readonly TakenExit[] {
    this.loopCount += 1;
    const loop: OpenLoop = { id: this.loopCount, start: this.steps.length, exits: new Map() };
    if (this.slots.observedPlaces.size > 0) this.barrier = this.steps.length;
    this.loops.push(loop);
    return () => {
      this.loops.pop();
      if (loop.exits.size === 0) return [];
      this.steps.push({ steps: this.steps.splice(loop.start), times: 1, loop: loop.id });
      this.barrier = this.steps.length;
      return [...loop.exits.values()];
    };
  }

  /** Whether the run may leave the innermost loop. */
  get hasExit(): boolean {
    return (this.loops.at(-1)?.exits.size ?? 0) > 0;
  }

  /**
   * Says that the run leaves a loop here, by default the innermost, where the condition holds, and all that holds in the branches around.
   * False where no loop is open, or this reading does not keep what it needs.
   */
  exitWhere(exit: Exit, depth = this.loops.length - 1): boolean {
    const loop = this.loops[depth];
    const whole = this.path.reduceRight<Formula>((inner, outer) => conjunction(outer, inner), exit.condition);
    if (loop === undefined) return false;
    const flag = this.compute(whole, exitFlag, exit.span)?.formula;
    if (flag?.kind !== 'observed' || !this.slots.wants(flag)) return false;
    loop.exits.set(flag.slot, { ...exit, flag });
    this.steps.push({ exit: { ...flag, at: 0 }, loop: loop.id });
    return true;
  }

  /** Says that an exit was not taken yet, when its loop begins the next time. */
  reset({ span }: Exit): void {
    this.compute({ kind: 'number', value: 0 }, exitFlag, span);
  }

  /** Reads a branch of a condition of the run: what it runs is made where the condition holds. */
  during<Result>(condition: Formula, body: () => Result): Result {
    const start = this.steps.length;
    const { barrier } = this;
    this.barrier = start;
    this.path.push(condition);
    try {
      return body();
    } finally {
      this.path.pop();
      const made = this.steps.splice(start);
      const isKept = made.every((step) => 'computes' in step || 'exit' in step) || this.slots.wants(condition);
      if (isKept) this.steps.push(...this.conditional(made, condition));
      this.barrier = made.length === 0 ? barrier : this.steps.length;
    }
  }

  /** Steps of a branch: its runs under its condition, what is computed and left between them as it stands. */
  private conditional(steps: readonly RecordedStep[], condition: Formula): RecordedStep[] {
    const when = this.slots.backwards(condition, mostSeen);
    const result: RecordedStep[] = [];
    let runs: RecordedStep[] | null = null;
    for (const step of steps) {
      if ('computes' in step || 'exit' in step) {
        runs = null;
        result.push(step);
      } else if (when !== null) {
        if (runs === null) result.push({ steps: (runs = []), times: 1, when });
        runs.push(step);
      }
    }
    return result;
  }

  /** A number that the program computes of what it fetched, kept in a slot of its own; null where nobody knows whether it does. */
  compute(formula: Formula, name: string, { start, end }: Span): (UnknownValue & { readonly formula: Formula }) | null {
    const kept = this.speculations.isOn ? null : this.slots.backwards(formula, mostSeen);
    if (kept === null) return null;
    const slot = this.slots.compute(formula, start, name);
    if (this.slots.isComputed(start)) this.addStep({ computes: slot, formula: kept }, { start, end });
    const observed: Formula = { kind: 'observed', slot, at: this.slots.seenOf(slot) };
    return { ...formulaValue(observed, { start, end }), formula: observed };
  }

  /** Whether this reading keeps the numbers that are computed at a place in the source. */
  keeps({ start }: Span): boolean {
    return this.slots.isComputed(start);
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

/** The name of the number that tells whether an exit was taken. */
const exitFlag = 'left';

/** `first and second`, of conditions. */
export function conjunction(first: Formula, second: Formula): Formula {
  return { kind: 'operation', name: 'and', args: [first, second] };
}
