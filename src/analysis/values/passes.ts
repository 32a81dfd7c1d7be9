/**
 * A pass of the walk through something that is walked again where it may then find what it has left behind itself: a loop's body, or the
 * methods of a class.
 */
export interface Pass {
  readonly startedAt: number;
  /** Whether it has changed something after it had read it. */
  isCarried: boolean;
}

/**
 * The passes that have begun so far, of all walks. What is read and what is made takes it down, so that a change is known to be one of
 * what this pass has read and not made itself.
 */
export let clock = 0;

export function startPass(): Pass {
  clock += 1;
  return { startedAt: clock, isCarried: false };
}
