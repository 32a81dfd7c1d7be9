import type { Arguments, Places, Value } from '../values';
import type { Program } from './tensorflow';

/** What TensorFlow does on the Python side when a function of it is called. */
export interface Helper {
  (program: Program, given: Arguments): Value;
  /** Arguments that may be unknown, as those of a `BuiltinValue`. */
  readonly takes?: Places;
  readonly takesMore?: boolean;
}

/** A helper that says itself what becomes of some unknown arguments; with `takesMore`, also of what a star unpacks. */
export function taking(takes: Places, call: (program: Program, given: Arguments) => Value, takesMore = false): Helper {
  return Object.assign((program: Program, given: Arguments) => call(program, given), { takes, takesMore });
}
