import type { Call } from '../../python/syntax';
import type { Frame } from '../values/frame';
import type { Arguments } from '../values/values';

/** A call that is walked: its expression, the values of its arguments, and the frame that it stands in. */
export interface CallSite {
  readonly args: Arguments;
  readonly node: Call;
  readonly frame: Frame;
}
