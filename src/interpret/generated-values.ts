import { created, touching } from './watching';
import { NotKnown } from './not-known';
import { forgottenReason } from './forgotten';
import type { UnknownValue, Value } from './values';
import type { Ending } from './ending';

/** The iterator of a generator function. Once something that it needs is not known, neither is what follows. */
export function generatorOf(steps: Generator<Value, Ending, Value | undefined>): Value {
  created(steps);
  let missing: UnknownValue | null = null;
  const resume = (sent?: Value): Value | null => {
    missing ??= forgottenReason(steps);
    if (missing !== null) throw new NotKnown(missing);
    touching(steps);
    try {
      const step = steps.next(sent);
      return step.done === true ? null : step.value;
    } catch (error) {
      if (error instanceof NotKnown) missing = error.value;
      throw error;
    }
  };
  return { kind: 'iterator', next: () => resume(), send: resume };
}
