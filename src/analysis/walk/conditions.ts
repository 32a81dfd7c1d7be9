import { startMoment } from '../values/history';
import type { ListValue } from '../values/mutable-values';

/** The branches around the current statement that may not be taken. */
export class Conditions {
  /** When they began, the outermost first. */
  private readonly moments: number[] = [];

  /** How many there are. */
  get count(): number {
    return this.moments.length;
  }

  set count(count: number) {
    const { moments } = this;
    while (moments.length < count) moments.push(startMoment());
    moments.length = count;
  }

  /**
   * Adds one for what follows a branch that may leave. It is as old as the one around it, and so no branch of its own for lists: all that
   * follows is in it.
   */
  addRest(): void {
    this.moments.push(this.moments.at(-1) ?? 0);
  }

  /** Whether a list is there whether or not the current branch is taken. */
  isOlderThanBranch(list: ListValue): boolean {
    const moment = this.moments.at(-1);
    return moment !== undefined && !list.isMadeSince(moment);
  }
}
