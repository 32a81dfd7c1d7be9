import type { GraphValue } from '../base/graph-call';
import type { Message } from '../base/message';
import { keyOfRun } from '../interpret/output/output-log';
import type { ProgramOutput } from '../interpret/output/read-output';
import { CallGraph, descendants } from './call-graph';
import { pairOf } from './counterpart';
import { runsIn } from './plan-steps';
import type { PlannedRun, PlanRun, TrainingPlan } from './training-plan';

/** A session run of the program, with the key by which it is known again. */
export interface OutputRun {
  readonly key: string;
  readonly run: PlanRun;
}

/** A run as it is made for an output. */
export interface FetchingRun {
  readonly key: string;
  /** What the program fetches by it. */
  readonly fetches: readonly GraphValue[];
  /** What is run for it: the counterpart leaves some fetches out, or the whole run (null). */
  readonly run: PlanRun | null;
}

/** A program's session runs one by one, and the plan whose graph they are made in. */
export interface OutputPlan {
  readonly plan: TrainingPlan;
  readonly runs: readonly FetchingRun[];
}

/** What a program prints, or the session runs that have to be made for it. */
export interface OutputReading {
  readonly runs: readonly OutputRun[];
  /** Each in pieces; null stands for one that is not known. */
  readonly lines: readonly (readonly (string | null)[])[];
  /** The paths of the checkpoints that it saves, in their order. */
  readonly checkpoints: readonly string[];
  /** Why the lines behind the last one are not known; null where the program prints no more. */
  readonly end: Message | null;
}

/** The session runs of a reading, up to the first of which it is not known what it is fed. */
export function outputRuns({ recorder, runs }: ProgramOutput): OutputRun[] {
  const unknown = runs.findIndex(
    ({ unfed, feeds }) => unfed !== undefined || feeds.some(({ missing }) => missing !== null),
  );
  return runs.slice(0, unknown < 0 ? undefined : unknown).map((recorded) => {
    const { session, fetches, feeds, span, checkpoint } = recorded;
    return {
      key: keyOfRun(recorded),
      run: {
        session,
        range: recorder.source.range(span),
        fetches,
        feeds: feeds.map(({ placeholder, value }) => ({ placeholder, value })),
        times: 1,
        ...(checkpoint === undefined ? {} : { checkpoint }),
        trains: false,
      },
    };
  });
}

/** The checkpoints that the program saves, in their order, by their paths. */
export function savedCheckpoints({ runs }: ProgramOutput): string[] {
  return runs.flatMap(({ checkpoint }) => (checkpoint?.does === 'saves' ? [checkpoint.name ?? checkpoint.path] : []));
}

/**
 * The program as written, its counterpart, or both in this order, as they are wanted: their runs are these, each as often as the program makes
 * it. The counterpart's are changed as its plan's are: without an initializer, with the first feed.
 */
export function outputPlansOf(
  plan: TrainingPlan,
  runs: readonly OutputRun[],
  wanted: readonly PlannedRun['variant'][],
): OutputPlan[] {
  const training = descendants(new CallGraph(plan.calls), plan.trainOp);
  const trains = ({ fetches }: PlanRun): boolean =>
    fetches.some((fetch) => fetch.kind === 'call' && fetch.output === undefined && training.has(fetch.id));
  // The place stays with a run whatever the counterpart changes of it.
  const placed = runs.map(({ run }, place) => ({ ...run, trains: trains(run), place }));
  const first = placed.findIndex((run) => run.trains);
  const at = first < 0 ? placed.length : first;
  const listed: TrainingPlan = { ...plan, setup: placed.slice(0, at), runs: placed.slice(at), corrected: undefined };
  const made = pairOf(listed).filter(({ variant }) => wanted.includes(variant));
  return made.map(({ plan: changed }) => {
    const left = new Map([...runsIn([...changed.setup, ...changed.runs])].map((run) => [placeIn(run), run]));
    return {
      plan: { ...changed, setup: [], runs: [] },
      runs: runs.map(({ key, run }, place) => ({ key, fetches: run.fetches, run: left.get(place) ?? null })),
    };
  });
}

function placeIn(run: PlanRun): number | null {
  return 'place' in run && typeof run.place === 'number' ? run.place : null;
}
