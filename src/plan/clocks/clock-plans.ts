// Trainings whose rate is that of a scheduler which the program steps by hand, as plans: the clock is run, and a stand-in for the model.
import { type ClockCaseKind, clockCaseOf, type ClockCourse, clockVerdict } from '../../case/clock-case';
import { type Message, message } from '../../base/message';
import { rateText } from '../../base/number-text';
import { isAbout, type Placed, type SourceRange } from '../../base/source-range';
import type { Interpretation } from '../../interpret/interpret';
import type { RecordedStep } from '../../interpret/record/recorded-steps';
import type { RecordedOptimizer, RecordedScheduler } from '../../interpret/record/training-clocks';
import { UnknownArgument } from '../schedule-arguments';
import { bestOfEach } from '../schedule-places';
import type { ClockRows, PlannedClock, PlanOverrides, TrainingPlan, Unresolved } from '../training-plan';
import { clockEntries } from './clock-entries';
import { asWritten, type ClockRun, type ClockVariation, followClock, partsAmong } from './clock-run';
import {
  accumulationField,
  accumulationUnresolved,
  intervalField,
  lengthsOf,
  metricField,
  metricUnresolved,
  processesField,
  processesUnresolved,
} from './clock-fields';
import { type Correction, correctionOf, variationOf } from './corrections';
import { metricOf } from './plateau-course';
import { isReason } from './reason';
import { scheduleCall } from './scheduler-call';

/** What the check of a program found of its schedulers. */
export interface StepFinding extends Placed {
  readonly rule: string;
}

/** What plans are made from, beside the program. */
export interface ClockContext {
  readonly title: string;
  readonly findings: readonly StepFinding[];
  /** Null where nothing stands in for a metric that is only known during the run. */
  readonly overrides: PlanOverrides | null;
}

/** What can be wrong with a scheduler that is stepped; of several the first is what its counterpart mends. */
const stepped = ['timm-step-unit', 'scheduler-stepped-twice', 'scheduler-before-optimizer', 'scheduler-pace'] as const;

/** A scheduler whose clock cannot be run, and why. */
export interface ClockRefusal {
  readonly why: Message;
  readonly range: SourceRange;
}

/** A plan for each scheduler whose optimizer the program updates, in their order; none where that is not known. */
export function clockPlans(interpretation: Interpretation, context: ClockContext): TrainingPlan[] {
  const placed = [...readClocks(interpretation, context).values()].flatMap((read) => {
    if ('why' in read) return [];
    const plan = read.plan();
    return [{ plan, range: plan.call }];
  });
  return bestOfEach(placed, ({ plan }) => plan.iterations).map(({ plan }) => plan);
}

/** Why no scheduler's clock can be run: the first of those that the program makes; null where it makes none. */
export function clockRefusal(interpretation: Interpretation): ClockRefusal | null {
  const [first = null] = readClocks(interpretation, { title: '', findings: [], overrides: {} }).values();
  return first !== null && 'why' in first ? first : null;
}

/** A scheduler's clock beside its counterpart's, and the plan to run them, which only a panel and a command need. */
interface ReadClock {
  readonly clock: PlannedClock;
  readonly plan: () => TrainingPlan;
}

/** The clock of each scheduler that is no part of another one, or why it is not known; nothing of a program that was not read to its end. */
export function readClocks(
  interpretation: Interpretation,
  context: ClockContext,
  steps: readonly RecordedStep[] = [...interpretation.recorder.runs],
): Map<RecordedScheduler, ReadClock | ClockRefusal> {
  const { recorder, limit } = interpretation;
  const { schedulers } = recorder.clocks;
  const parts = partsAmong(schedulers, interpretation);
  const whole = limit === null ? schedulers.filter((scheduler) => !parts.has(scheduler)) : [];
  const read = (scheduler: RecordedScheduler): ReadClock | ClockRefusal => {
    try {
      if (scheduler.optimizer === null) throw new UnknownArgument(message('its optimizer is not known'));
      return new ClockPlanner(scheduler, scheduler.optimizer, { interpretation, steps, context }).read();
    } catch (error) {
      if (!isReason(error)) throw error;
      return { why: error.said, range: recorder.source.range(scheduler.given.span) };
    }
  };
  return new Map(whole.map((scheduler) => [scheduler, read(scheduler)]));
}

interface Read {
  readonly interpretation: Interpretation;
  readonly steps: readonly RecordedStep[];
  readonly context: ClockContext;
}

class ClockPlanner {
  private readonly range: SourceRange;
  /** Whether a plateau was passed a metric that stands in. */
  private usesMetric = false;

  constructor(
    private readonly scheduler: RecordedScheduler,
    private readonly optimizer: RecordedOptimizer,
    private readonly from: Read,
  ) {
    this.range = from.interpretation.recorder.source.range(scheduler.given.span);
  }

  /** Throws UnknownArgument where the program does not update, or nothing tells who steps the scheduler. */
  read(): ReadClock {
    const { scheduler } = this;
    const written = this.follow({});
    const ticks = written.ticks.get(scheduler.id) ?? 0;
    if (written.counts.length === 0)
      throw new UnknownArgument(message('no step of its optimizer is met where this program is read'));
    const kind = scheduler.library === null ? this.kindOf(ticks) : this.countedKind(written);
    const correction = this.correction(kind, written);
    const other = this.follow(variationOf(scheduler, correction));
    const clock = this.clock(written, other, kind, correction);
    return { clock, plan: () => this.plan(written, correction, clock) };
  }

  private plan(written: ClockRun, correction: Correction, clock: PlannedClock): TrainingPlan {
    const { scheduler, range, from } = this;
    return {
      title: from.context.title,
      call: range,
      calls: [],
      setup: [],
      runs: [],
      iterations: written.counts.length + (written.raised === null ? 0 : 1),
      trainOp: -1,
      globalStep: null,
      learningRate: null,
      loss: null,
      variables: [],
      passesGlobalStep: clock.ticks > 0,
      entries: clockEntries(scheduler, this.optimizer, { run: written, interpretation: from.interpretation }),
      unresolved: this.unresolved(correction, clock),
      seed: null,
      clock,
    };
  }

  private follow(variation: Partial<ClockVariation>): ClockRun {
    const { scheduler, optimizer, from } = this;
    const { overrides } = from.context;
    const course = metricOf(metricField(overrides ?? {}).value);
    return followClock(optimizer, from.steps, from.interpretation, {
      ...asWritten,
      watched: scheduler,
      accumulation: accumulationField(overrides ?? {}).value,
      processes: processesField(overrides ?? {}).value,
      metric:
        overrides === null
          ? null
          : (plateau, step) => {
              this.usesMetric = true;
              return course(plateau, step);
            },
      ...variation,
    });
  }

  /** What the check says of the scheduler, where the run agrees. Throws UnknownArgument where neither says who steps it. */
  private kindOf(ticks: number): ClockCaseKind {
    const kinds = new Set(
      this.from.context.findings.filter((finding) => isAbout(finding, this.range)).map(({ rule }) => clockCaseOf(rule)),
    );
    if (ticks === 0) {
      if (kinds.has('scheduler-never-stepped')) return 'scheduler-never-stepped';
      throw new UnknownArgument(message('what steps it is not known'));
    }
    return stepped.find((kind) => kinds.has(kind)) ?? 'scheduler-stepped';
  }

  /** The same of a schedule that is asked at the optimizer's own count. */
  private countedKind({ counts }: ClockRun): ClockCaseKind {
    const { findings } = this.from.context;
    const isAnew = counts.some((count, update) => update > 0 && count <= (counts[update - 1] ?? 0));
    if (isAnew) {
      if (findings.some(({ rule }) => rule === 'optax-state-dropped')) return 'optax-state-dropped';
      throw new UnknownArgument(message('its count starts anew during the training'));
    }
    const isUnit = findings.some((finding) => finding.rule === 'keras-schedule-unit' && isAbout(finding, this.range));
    return isUnit ? 'keras-schedule-unit' : 'schedule-counted';
  }

  private correction(kind: ClockCaseKind, written: ClockRun): Correction {
    const { scheduler, from } = this;
    const call = scheduleCall(scheduler, from.interpretation);
    const suggested = correctionOf(kind, call, {
      updates: written.counts.length,
      ticks: written.ticks.get(scheduler.id) ?? 0,
      epochs: written.epochs.at(-1) ?? 0,
    });
    if (suggested.does !== 'paces') return suggested;
    const field = intervalField(from.context.overrides ?? {}, suggested.interval);
    return { ...suggested, interval: field.value === 1 ? 'epoch' : 'update' };
  }

  private clock(written: ClockRun, other: ClockRun, kind: ClockCaseKind, correction: Correction): PlannedClock {
    const { scheduler, range } = this;
    const updates = written.counts.length;
    const course = (run: ClockRun): ClockCourse => ({
      first: ratesAt(run, 0),
      last: ratesAt(run, run.counts.length - 1),
      ticks: run.ticks.get(scheduler.id) ?? 0,
    });
    const highest = [written, other].reduce((most, { rates }) => rates.reduce((a, b) => Math.max(a, b), most), 0);
    return {
      kind,
      ticks: written.ticks.get(scheduler.id) ?? 0,
      verdict: clockVerdict({
        kind,
        name: scheduler.name,
        range,
        updates,
        written: course(written),
        other: course(other),
        pace: correction.does === 'paces' ? correction.interval : null,
      }),
      rows: rowsOf(written),
      other: rowsOf(other),
      lossFactor: highest > 0 && Number.isFinite(highest) ? Math.min(3 / updates, 0.5) / highest : 0,
    };
  }

  private unresolved(correction: Correction, { lossFactor }: PlannedClock): Unresolved[] {
    const { from, range, usesMetric } = this;
    const overrides = from.context.overrides ?? {};
    const lengths = lengthsOf(from.interpretation, range);
    const model: Unresolved = {
      what: message('loss'),
      why: message('the scheduler alone is run, not the model'),
      standIn: message(
        'w² of one number w that starts at 1 and that each update lowers by w · rate · {0}',
        rateText(lossFactor),
      ),
      range,
    };
    const interval: Unresolved[] =
      correction.does !== 'paces'
        ? []
        : [
            {
              what: message('step() of the corrected run'),
              why: message('the program does not say when it means to step it'),
              standIn: correction.interval === 'epoch' ? message('after each epoch') : message('after each update'),
              range,
              field: intervalField(overrides, correction.interval),
            },
          ];
    const processes = processesUnresolved(this.scheduler, overrides, range);
    const accumulation = accumulationUnresolved(from.interpretation, overrides, range);
    return [
      model,
      ...lengths,
      ...accumulation,
      ...processes,
      ...(usesMetric ? [metricUnresolved(overrides, range)] : []),
      ...interval,
    ];
  }
}

/** The rate of each group of parameters at an update. */
function ratesAt({ rates, others }: ClockRun, update: number): readonly number[] {
  return [rates, ...others].map((group) => group[update] ?? Number.NaN);
}

function rowsOf({ rates, others, counts, epochs, raised }: ClockRun): ClockRows {
  if (![rates, ...others].every((all) => all.every(Number.isFinite)))
    throw new UnknownArgument(message('a learning rate is no finite number'));
  return {
    rates: Float64Array.from(rates.slice(0, counts.length)),
    next: rates[counts.length] ?? Number.NaN,
    others: others.map((all) => Float64Array.from(all)),
    steps: Float64Array.from(counts),
    epochs: epochs.includes(0) ? null : Float64Array.from(epochs),
    raised: raised?.said ?? null,
  };
}
