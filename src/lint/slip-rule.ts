import type { Message } from '../base/message';
import type { ClockSlip, ClockSlipKind } from '../analysis/clocks/slips';
import type { Severity } from './finding';
import type { Rule } from './rule';
import type { RuleId } from './rule-summaries';

/** What a rule of one kind of slip says. */
interface SlipRule {
  readonly id: RuleId;
  readonly kind: ClockSlipKind;
  readonly severity: Severity;
  readonly says: (slip: ClockSlip) => Message;
  /** What stands at the place that explains it. */
  readonly related?: (slip: ClockSlip) => Message;
  /** What its edit does. */
  readonly fix?: (slip: ClockSlip) => Message;
}

/** A rule that reports each slip of one kind where it is. */
export function slipRule({ id, kind, severity, says, related, fix }: SlipRule): Rule {
  return {
    id,
    severity,
    check: ({ clockSlips }) =>
      clockSlips
        .filter((slip) => slip.kind === kind)
        .map((slip) => ({
          rule: id,
          severity,
          range: slip.range,
          message: says(slip),
          related:
            slip.related === null || related === undefined ? [] : [{ range: slip.related, message: related(slip) }],
          fixes: slip.edit === null || fix === undefined ? [] : [{ title: fix(slip), safe: true, edits: [slip.edit] }],
        })),
  };
}
