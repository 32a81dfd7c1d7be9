import type {
  HostMessage,
  PlanDifference,
  RunView,
  SessionState,
  TrainingSnapshot,
  UnresolvedView,
} from '../protocol/training-messages';

type Translate = (text: string) => string;

/**
 * A message with what the pure folders say in it (a plan's labels, why something was not understood, what went wrong) in another
 * language. Names and values of the program stay as they are. The page has a table of its own for everything else.
 */
export function localizedMessage(message: HostMessage, translate: Translate): HostMessage {
  switch (message.type) {
    case 'snapshot-taken':
      return { ...message, snapshot: snapshotOf(message.snapshot, translate) };
    case 'runs-changed':
      return { ...message, runs: message.runs.map((run) => runOf(run, translate)) };
    case 'state-changed':
      return { ...message, state: stateOf(message.state, translate) };
    case 'step-traced':
      return { ...message, problem: message.problem === null ? null : translate(message.problem) };
    case 'steps-recorded':
    case 'program-changed':
      return message;
  }
}

function snapshotOf(snapshot: TrainingSnapshot, translate: Translate): TrainingSnapshot {
  const { playground } = snapshot;
  return {
    ...snapshot,
    runs: snapshot.runs.map((run) => runOf(run, translate)),
    entries: snapshot.entries.map((entry) => ({
      ...entry,
      label: translate(entry.label),
      value: valueOf(entry.value, translate),
    })),
    unresolved: snapshot.unresolved.map((one) => unresolvedOf(one, translate)),
    state: stateOf(snapshot.state, translate),
    playground:
      playground === null || playground.source.problem === null
        ? playground
        : { ...playground, source: { ...playground.source, problem: translate(playground.source.problem) } },
  };
}

function unresolvedOf(one: UnresolvedView, translate: Translate): UnresolvedView {
  return { ...one, what: translate(one.what), why: translate(one.why), standIn: valueOf(one.standIn, translate) };
}

/** A single word is a name of the program's own, whatever it means in English. */
function valueOf(value: string, translate: Translate): string {
  return /\s/.test(value) ? translate(value) : value;
}

function runOf(run: RunView, translate: Translate): RunView {
  const { kept, execution, nonFinite } = run;
  return {
    ...run,
    execution: execution?.kind === 'kernels' ? { ...execution, reason: translate(execution.reason) } : execution,
    nonFinite: nonFinite === null ? null : { ...nonFinite, message: translate(nonFinite.message) },
    kept:
      kept === null
        ? null
        : { ...kept, differences: kept.differences.map((difference) => differenceOf(difference, translate)) },
  };
}

function differenceOf({ label, then, now }: PlanDifference, translate: Translate): PlanDifference {
  const value = (said: string | null): string | null => (said === null ? null : valueOf(said, translate));
  return { label: translate(label), then: value(then), now: value(now) };
}

function stateOf(state: SessionState, translate: Translate): SessionState {
  if (state.kind === 'failed') return { ...state, message: translate(state.message) };
  if (state.kind === 'ended' && state.message !== null) return { ...state, message: translate(state.message) };
  return state;
}
