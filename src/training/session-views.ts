import type { PlanField, PlannedRun, Unresolved } from '../plan/training-plan';
import type { FieldView, LossOf, RunView, VerdictView } from '../protocol/training-messages';
import { noWiring } from '../protocol/wiring';
import type { PreparedRun } from './commands';
import { locationOf } from '../protocol/source-location';

/** What can be set in the place of something that was not understood, as a page has it. */
export function fieldViewOf(field: PlanField | undefined): FieldView | null {
  if (field === undefined) return null;
  const { id, kind, value, least = null, most = null, choices = [], isSet = false } = field;
  return { id, kind, value, least, most, choices, isSet };
}

/** What is said of a run's case; null where it has no counterpart to be compared with. */
export function verdictViewOf(run: PlannedRun | undefined): VerdictView | null {
  if (run?.verdict === undefined) return null;
  const { answer, sentence, details, change } = run.verdict;
  return {
    kind: run.case.kind,
    answer,
    sentence,
    details,
    change: change === null ? null : { text: change.text, location: locationOf(change.range) },
    isEndless: run.plan.isEndless === true,
    fix: run.plan.fix ?? null,
  };
}

/** Whose loss is computed, by what stands in for something of the program. */
function lossOf(unresolved: readonly Unresolved[]): LossOf {
  if (unresolved.some(({ what }) => what.text === 'loss')) return 'stand-in-model';
  return unresolved.some(({ what }) => what.text === 'data') ? 'stand-in-data' : 'program';
}

/** A run as a page hears of it first. */
export function viewOf(
  { id, variant, label, plan, wiring, case: { kind } }: PlannedRun,
  { columns, absent, unresolved }: PreparedRun,
): RunView {
  return {
    id,
    variant,
    label,
    passesGlobalStep: plan.passesGlobalStep,
    case: kind,
    columns,
    absent,
    plannedIterations: plan.iterations,
    isEndless: plan.isEndless === true,
    lossOf: lossOf([...plan.unresolved, ...unresolved]),
    wiring: wiring ?? noWiring,
    location: locationOf(plan.call),
    isVaried: false,
    execution: null,
    nonFinite: null,
    output: null,
    kept: null,
  };
}
