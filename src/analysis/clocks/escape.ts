import type { Value } from '../values/values';

/** Notes that a scheduler or an optimizer itself may be stepped by what the walk does not see; false for any other value. */
export function escape(value: Value): boolean {
  if (value.kind === 'scheduler') value.scheduler.escapes = true;
  else if (value.kind === 'stepped-optimizer') value.optimizer.escapes = true;
  else return false;
  return true;
}
