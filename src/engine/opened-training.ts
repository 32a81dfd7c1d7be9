// A training as a window opens it: what the window shows of a program is made here, so that it knows nothing of TensorFlow itself.
import type { Hindrance } from './nothing-to-train';
import { runsOf, trialOf } from '../plan/counterpart';
import { type ChosenPlace, nearest } from '../plan/nearest';
import { programSettings } from '../plan/program-settings';
import { trainOpsOf, withoutOwn } from '../plan/train-ops';
import type { PlannedRun, PlanOverrides, TrainingPlan } from '../plan/training-plan';
import { vary } from '../plan/vary';
import { wiringOf } from '../plan/wiring';
import type { ProgramSettings, Variation } from '../protocol/playground';
import type { SourceText, TrainOps } from '../protocol/training-messages';

/** Which training of a program is asked for: where its call stands, or stood when it was chosen. */
export interface WantedTraining extends ChosenPlace {
  /** Set by the user in the place of what was not understood. */
  readonly overrides: PlanOverrides;
  readonly variation: Variation;
  /** Present where one run alone is wanted, for a look at the variation: with its step counted as it should be, or not at all. */
  readonly countsStep?: boolean;
}

/** The training of one call, varied as it is wanted. */
export interface OpenedTraining {
  readonly title: string;
  /** The runs to show side by side, the program as written first, each with its wiring. */
  readonly runs: readonly PlannedRun[];
  /** What the source itself says of its rate; null of a scheduler that is stepped by hand. */
  readonly settings: ProgramSettings | null;
  readonly trainOps: TrainOps | null;
  /** The texts of the modules in which the training's calls stand. */
  readonly modules: readonly SourceText[];
  /** The texts of every module that was read: the training is of these. */
  readonly read: readonly SourceText[];
}

/** There is no such training: why, where that is known. */
export interface NothingToTrain {
  readonly hindrance: Hindrance | null;
}

/** The training that is wanted of a program's plans; null where there is none that the program runs. */
export function openedTraining(
  plans: readonly TrainingPlan[],
  wanted: WantedTraining,
  modules: OpenedTraining['modules'],
): OpenedTraining | null {
  const plan = nearest(plans, wanted);
  if (plan === null || plan.isNeverRun !== undefined) return null;
  const runs = wantedRuns(vary(withoutOwn(plan), wanted.variation), wanted);
  const settings = plan.clock === undefined ? programSettings(plan) : null;
  const files = new Set(plan.calls.flatMap(({ range, called }) => [range?.file, called?.file]));
  const named = modules.filter(({ file }) => files.has(file));
  return { title: plan.title, runs, settings, trainOps: trainOpsOf(plans, plan), modules: named, read: modules };
}

function wantedRuns(plan: TrainingPlan, { countsStep }: WantedTraining): PlannedRun[] {
  // Its wiring is not drawn.
  if (countsStep !== undefined && plan.clock === undefined) return [trialOf(plan, countsStep)];
  return runsOf(plan).map((run) => ({ ...run, wiring: wiringOf(run.plan) }));
}
