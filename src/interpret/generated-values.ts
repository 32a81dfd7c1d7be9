import { created, touching } from './watching';
import { NotKnown } from './not-known';
import { forgottenReason } from './forgotten';
import type { UnknownValue, Value } from './values';
import type { Ending } from './ending';

/** The iterator of a generator function. Once something that it needs is not known, neither is what follows. */
export function generatorOf(steps: Generator<Value, Ending, undefined>): Value {
  created(steps);
  let missing: UnknownValue | null = null;
  return {
    kind: 'iterator',
    next: () => {
      missing ??= forgottenReason(steps);
      if (missing !== null) throw new NotKnown(missing);
      touching(steps);
      try {
        const step = steps.next();
        return step.done === true ? null : step.value;
      } catch (error) {
        if (error instanceof NotKnown) missing = error.value;
        throw error;
      }
    },
  };
}
