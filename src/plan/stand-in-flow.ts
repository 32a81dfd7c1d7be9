import { type GraphCall, type GraphValue, holdsUnknown } from '../base/graph-call';
import type { Message } from '../base/message';
import type { SourceRange } from '../base/source-range';
import { changesVariables, isInitialization, meaningOfCall } from '../frameworks/tensorflow1/recorded';
import type { CallGraph } from './call-graph';
import type { PlanRun } from './training-plan';

/** Why a call's result is not known, and where that shows in the source. */
export interface UnknownCall {
  readonly why: Message;
  readonly range: SourceRange | null;
}

/** Whether a value can be fed: it is there, and all of it is known. */
export function isFeed(value: GraphValue): boolean {
  return value.kind !== 'none' && !holdsUnknown(value);
}

/** The program's session runs without what needs its model: the train op, and what else moves its step and its rate. */
export class StandInFlow {
  constructor(
    private readonly graph: CallGraph,
    private readonly unknown: ReadonlyMap<number, UnknownCall>,
    private readonly train: GraphValue,
  ) {}

  /** The run as the stand-in makes it; null where nothing of it is left. */
  run(run: PlanRun): PlanRun | null {
    const fed = new Map(
      run.feeds.flatMap(({ placeholder, value }) =>
        placeholder.kind === 'call' && isFeed(value) ? [[placeholder.id, value] as const] : [],
      ),
    );
    const needs = (value: GraphValue): GraphCall[] => this.graph.ancestors([value]);
    const kept = run.fetches.filter((value) => {
      const calls = needs(value);
      const isComplete = calls.every(
        (call) =>
          !this.unknown.has(call.id) &&
          (meaningOfCall(call, 'placeholder') === null || fed.has(call.id)) &&
          !isInitialization(call),
      );
      return isComplete && calls.some(changesVariables);
    });
    const trains = kept.some((value) =>
      needs(value).some((call) => this.train.kind === 'call' && call.id === this.train.id),
    );
    const fetches = run.trains && !trains ? [...kept, this.train] : kept;
    if (fetches.length === 0) return null;
    const read = new Set(this.graph.ancestors(fetches).map(({ id }) => id));
    return {
      ...run,
      observes: [],
      fetches,
      feeds: run.feeds.filter(({ placeholder }) => placeholder.kind === 'call' && read.has(placeholder.id)),
    };
  }
}
