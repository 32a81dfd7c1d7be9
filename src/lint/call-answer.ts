import { byGravity, consequenceOf } from '../case/consequence';
import { type Message, message } from '../base/message';
import { sourceText } from '../base/number-text';
import { placeText, type SourceRange } from '../base/source-range';
import type { CallReport } from './finding';

/**
 * The answer for a call from the source alone, which knows no length of a run; in as few words as a lens has room for. `mover` is where
 * the step is incremented that the call does not increment.
 */
export function answerFor(
  { case: kind, globalStep, dependents, range }: Pick<CallReport, 'case' | 'globalStep' | 'dependents' | 'range'>,
  mover: SourceRange | null,
): Message {
  const passed = globalStep === null ? message('the global step') : sourceText(globalStep);
  switch (kind) {
    case 'missing':
    case 'other-step':
    case 'not-a-variable': {
      const [gravest] = byGravity(dependents.filter(({ isStuck }) => isStuck));
      return gravest === undefined ? message('a number is passed as the step') : consequenceOf(gravest);
    }
    case 'counted-twice':
      return message('{0} is counted twice', passed);
    case 'no-reader':
      return message('nothing here reads a step');
    case 'counted-elsewhere':
      return mover === null
        ? message('the step is incremented, but not here')
        : message('counted {0}', placeText(mover, range));
    case 'passed':
    case 'fed':
    case null:
      return globalStep === null && kind === null ? message('no global step passed') : message('counts {0}', passed);
  }
}
