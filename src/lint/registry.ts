import type { Message } from '../base/message';
import type { Rule } from './rule';
import { summaries } from './rule-summaries';
import { anonymousGlobalStep } from './rules/anonymous-global-step';
import { createTrainOpWithoutStep } from './rules/create-train-op-without-step';
import { decayNeverReached } from './rules/decay-never-reached';
import { globalStepCountedTwice } from './rules/global-step-counted-twice';
import { globalStepIsANumber } from './rules/global-step-is-a-number';
import { globalStepOnKerasOptimizer } from './rules/global-step-on-keras-optimizer';
import { growingDecay } from './rules/growing-decay';
import { fabricSetupScheduler } from './rules/fabric-setup-scheduler';
import { lightningSchedulerKey } from './rules/lightning-scheduler-key';
import { lightningInterval } from './rules/lightning-interval';
import { lightningManualStep } from './rules/lightning-manual-step';
import { kerasScheduleUnit } from './rules/keras-schedule-unit';
import { kerasScheduleWithCallback } from './rules/keras-schedule-with-callback';
import { kerasDecayIgnored } from './rules/keras-decay-ignored';
import { paddleSchedulerNotGiven } from './rules/paddle-scheduler-not-given';
import { plateauWithoutMetric } from './rules/plateau-without-metric';
import { minimizeWithoutGlobalStep } from './rules/minimize-without-global-step';
import { optaxStateDropped } from './rules/optax-state-dropped';
import { otherGlobalStep } from './rules/other-global-step';
import { schedulerBeforeOptimizer } from './rules/scheduler-before-optimizer';
import { schedulerCannotMove } from './rules/scheduler-cannot-move';
import { schedulerNeverStepped } from './rules/scheduler-never-stepped';
import { schedulerOtherOptimizer } from './rules/scheduler-other-optimizer';
import { schedulerPace } from './rules/scheduler-pace';
import { schedulerSteppedTwice } from './rules/scheduler-stepped-twice';
import { scheduleStandsStill } from './rules/schedule-stands-still';
import { stepAssignInLoop } from './rules/step-assign-in-loop';
import { timmStepUnit } from './rules/timm-step-unit';
import { trainableGlobalStep } from './rules/trainable-global-step';
import { unusedSchedule } from './rules/unused-schedule';
import { unusedSuppression } from './rules/unused-suppression';
import { variableAsGlobalStep } from './rules/variable-as-global-step';

/** Every rule: the only list. */
const all: readonly Rule[] = [
  minimizeWithoutGlobalStep,
  globalStepCountedTwice,
  otherGlobalStep,
  globalStepIsANumber,
  anonymousGlobalStep,
  createTrainOpWithoutStep,
  globalStepOnKerasOptimizer,
  variableAsGlobalStep,
  trainableGlobalStep,
  growingDecay,
  decayNeverReached,
  scheduleStandsStill,
  unusedSchedule,
  stepAssignInLoop,
  schedulerNeverStepped,
  schedulerBeforeOptimizer,
  schedulerPace,
  schedulerCannotMove,
  schedulerOtherOptimizer,
  schedulerSteppedTwice,
  lightningSchedulerKey,
  lightningInterval,
  lightningManualStep,
  fabricSetupScheduler,
  kerasScheduleUnit,
  kerasScheduleWithCallback,
  kerasDecayIgnored,
  paddleSchedulerNotGiven,
  timmStepUnit,
  plateauWithoutMetric,
  optaxStateDropped,
  unusedSuppression,
];

/** A rule with what it finds, in one sentence. */
interface DescribedRule extends Rule {
  readonly summary: Message;
}

export const rules: readonly DescribedRule[] = all.map((rule) => ({ ...rule, summary: summaries[rule.id] }));
