import type { FetchedRun } from '../base/fetched-run';
import type { GraphValue } from '../base/graph-call';
import type { ProgramToRead } from '../interpret/interpret';
import { readOutput } from '../interpret/output/read-output';
import { type OutputReading, outputRuns, savedCheckpoints } from '../plan/output-plan';

/** Reads a program: for the runs that it makes where `fetched` is null, else for what it prints with these values; `count` is its step. */
export function readingOfOutput(
  program: ProgramToRead,
  fetched: readonly FetchedRun[] | null,
  count: GraphValue | null,
): OutputReading {
  const output = readOutput(program, fetched, count);
  return {
    runs: fetched === null ? outputRuns(output) : [],
    lines: output.lines,
    checkpoints: savedCheckpoints(output),
    end: output.end,
  };
}
