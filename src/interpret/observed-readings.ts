import type { KnownLengths } from './record/fed-lengths';
import { type Observed, patience, type ReadingOptions, type ReadProgram } from './waiting-loops';

/** Conditions that are only reached behind others want another look. */
const mostReadings = 3;

/** Reads a program, and again with an eye on what its loops end on. */
export function observed<Made>(read: (options: ReadingOptions) => ReadProgram<Made>): Observed<Made> {
  let recordsCheckpoints = false;
  let places: ReadonlySet<number> = new Set();
  let lengths: KnownLengths | undefined;
  let last = read({ patience });
  // Where a loop ends on values of the run, it is read again, with an eye on the runs that give them; and so is one that restores what
  // it saved, with an eye on the checkpoints.
  for (let time = 0; time < mostReadings; time++) {
    const { wantedPlaces, observedPlaces } = last.recorder.slots;
    recordsCheckpoints ||= last.recorder.checkpoints.isMissing;
    const learned = last.recorder.standIns.lengths.learned();
    if (wantedPlaces.size === 0 && !last.recorder.checkpoints.isMissing && learned === null) break;
    places = new Set([...observedPlaces, ...wantedPlaces]);
    lengths = learned ?? lengths;
    last = read({ places, recordsCheckpoints, patience, lengths });
  }
  return { ...last, options: { places, recordsCheckpoints, lengths } };
}
