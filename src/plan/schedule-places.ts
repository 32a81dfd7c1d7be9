import { placeKey, type SourceRange } from '../base/source-range';
import type { Interpretation } from '../interpret/interpret';
import { reachFunctions } from '../interpret/reach-functions';
import { CallGraph } from './call-graph';

/** Text without any of this makes no schedule. */
const scheduleText = /_decay|piecewise_constant|Decay|LR\(|LROnPlateau\(|_schedule/;

/** The calls of a program, with those of functions that make a schedule and that the program itself never calls. */
export function graphWithSchedules(interpretation: Interpretation): CallGraph {
  reachFunctions(interpretation, scheduleText);
  return new CallGraph(interpretation.recorder.calls);
}

/** One of what stands at each place of the source: what is worth most, else the first. */
export function bestOfEach<Found extends { readonly range: SourceRange }>(
  all: readonly Found[],
  worth: (found: Found) => number,
): Found[] {
  const best = new Map<string, Found>();
  for (const found of all) {
    const place = placeKey(found.range);
    const known = best.get(place);
    if (known === undefined || worth(found) > worth(known)) best.set(place, found);
  }
  return [...best.values()];
}
