/** A change of something that was made at `madeAt`. */
interface Change {
  readonly time: number;
  readonly madeAt: number;
}

let time = 0;
/**
 * The changes that are the last of anything as old as they are: later ones have a larger `madeAt`, so that the first one after a moment
 * is the one of the oldest thing that has changed since.
 */
let changes: Change[] = [];

/** A stretch of time in which a module was walked that other programs import, too: what was made in it outlives the walk. */
interface SharedTime {
  readonly start: number;
  readonly end: number;
}

/** When the walk began: what was made before belongs to modules that earlier programs have imported. */
let walkStart = 0;
/** The times of modules that this walk was the first to import, one after the other. */
let shared: SharedTime[] = [];
/** Takes back what the walk has changed in shared modules. */
let undos: (() => void)[] = [];
/** When the walk of the innermost module began, and whether it has changed what was not its own. */
let loadStart = 0;
let changesOthers = false;

/** Forgets the changes of the walk before. */
export function startHistory(): void {
  changes = [];
  shared = [];
  loadStart = 0;
  walkStart = startMoment();
}

/** Takes back what a walk has changed in modules that it shares with others, the latest change first. */
export function endHistory(): void {
  for (const undo of undos.reverse()) undo();
  undos = [];
}

/** Whether a change of something made at `madeAt` is one of something that is older than the module being walked, or shared. */
export function isOthers(madeAt: number): boolean {
  return madeAt < loadStart || isShared(madeAt);
}

/** Notes a change of another module's value, with the function that takes it back. */
export function noteOthersChange(madeAt: number, undo: () => void): void {
  changesOthers = true;
  if (isShared(madeAt)) undos.push(undo);
}

function isShared(madeAt: number): boolean {
  if (madeAt < walkStart) return true;
  const last = shared.at(-1);
  if (last === undefined || madeAt >= last.end) return false;
  let low = 0;
  let high = shared.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((shared[middle]?.end ?? 0) > madeAt) high = middle;
    else low = middle + 1;
  }
  return madeAt >= (shared[low]?.start ?? 0);
}

/** The walk of one module. */
export interface Load {
  /** Ends it; whether it has changed anything that is not its own. */
  end(): boolean;
  /** After its end: what it made is shared from now on. */
  share(): void;
}

/** Begins the walk of a module. */
export function startLoad(): Load {
  const start = startMoment();
  const around = { loadStart, changesOthers };
  loadStart = start;
  changesOthers = false;
  return {
    end: () => {
      const changed = changesOthers;
      ({ loadStart, changesOthers } = around);
      return changed;
    },
    share: () => {
      while ((shared.at(-1)?.start ?? 0) >= start) shared.pop();
      shared.push({ start, end: startMoment() });
    },
  };
}

/** The time at which something is made, to be given to `noteChange` when it changes. */
export function madeNow(): number {
  return time;
}

/** A moment: everything that exists by then was made before it, and what is made from now on was not. */
export function startMoment(): number {
  time += 1;
  return time;
}

/** Notes that something changes which several calls can read: a list, an attribute, a name that a function around or below reads. */
export function noteChange(madeAt: number): void {
  time += 1;
  while ((changes.at(-1)?.madeAt ?? -1) >= madeAt) changes.pop();
  changes.push({ time, madeAt });
}

/** Whether anything that existed at a moment has changed since. */
export function isChangedSince(moment: number): boolean {
  let low = 0;
  let high = changes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((changes[middle]?.time ?? 0) > moment) high = middle;
    else low = middle + 1;
  }
  const first = changes[low];
  return first !== undefined && first.madeAt < moment;
}
