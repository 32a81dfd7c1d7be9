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

/** Forgets the changes of the walk before. */
export function startHistory(): void {
  changes = [];
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
