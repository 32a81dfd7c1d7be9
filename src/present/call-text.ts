import { byGravity, consequenceOf } from '../case/consequence';
import { type Message, message } from '../base/message';
import { sourceText } from '../base/number-text';
import type { CallReport } from '../lint/finding';
import type { CallOutlook } from '../plan/outlook';

/** What a lens says: the answer alone, of this call alone; with numbers where they are known. */
export function lensTitle(call: CallReport, outlook: CallOutlook | null): Message {
  const title = callTitle(call, outlook);
  return call.verdict === 'warning' ? message('$(warning) {0}', title) : title;
}

/** The same without an icon. */
export function callTitle(call: CallReport, outlook: CallOutlook | null): Message {
  return agreed(call, outlook)?.verdict.answer ?? answerFrom(call);
}

/** The outlook of a call, as far as the check of the source does not know better: a flag may decide otherwise than its default. */
export function agreed({ case: kind }: CallReport, outlook: CallOutlook | null): CallOutlook | null {
  return outlook !== null && (kind === null || kind === outlook.case) ? outlook : null;
}

/** The answer from the source alone, which knows no length of a run. */
function answerFrom({ case: kind, globalStep, dependents }: CallReport): Message {
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
      return message('the step is incremented, but not here');
    case 'passed':
    case 'fed':
    case null:
      return globalStep === null && kind === null ? message('no global step passed') : message('counts {0}', passed);
  }
}
