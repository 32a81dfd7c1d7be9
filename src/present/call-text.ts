import { type Message, message } from '../base/message';
import type { CallReport } from '../lint/finding';
import type { CallOutlook } from '../plan/outlook';

/** What a lens says: the answer alone, of this call alone; with numbers where they are known. */
export function lensTitle(call: CallReport, outlook: CallOutlook | null): Message {
  const title = callTitle(call, outlook);
  return call.verdict === 'warning' ? message('$(warning) {0}', title) : title;
}

/** The same without an icon. */
export function callTitle(call: CallReport, outlook: CallOutlook | null): Message {
  return agreed(call, outlook)?.verdict.answer ?? call.answer;
}

/** The outlook of a call, as far as the check of the source does not know better: a flag may decide otherwise than its default. */
export function agreed({ case: kind }: CallReport, outlook: CallOutlook | null): CallOutlook | null {
  return outlook !== null && (kind === null || kind === outlook.case) ? outlook : null;
}
