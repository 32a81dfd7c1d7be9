import type { Message } from '../base/message';
import { type ClockSlipKind, isSlipOf, type SlipOf } from '../analysis/clocks/slips';
import type { Framework } from '../base/framework';
import type { Severity } from './finding';
import type { Rule } from './rule';
import type { RuleId } from './rule-summaries';

/** What a rule of one kind of slip says. */
interface SlipRule<Kind extends ClockSlipKind> {
  readonly id: RuleId;
  readonly kind: Kind;
  readonly severity: Severity;
  /** The framework that it is about, where that is not its rule's. */
  readonly framework?: (slip: SlipOf<Kind>) => Framework;
  readonly says: (slip: SlipOf<Kind>) => Message;
  /** What stands at the place that explains it. */
  readonly related?: (slip: SlipOf<Kind>) => Message;
  /** What its edit does. */
  readonly fix?: (slip: SlipOf<Kind>) => Message;
}

/** A rule that reports each slip of one kind where it is. */
export function slipRule<Kind extends ClockSlipKind>({
  id,
  kind,
  severity,
  framework,
  says,
  related,
  fix,
}: SlipRule<Kind>): Rule {
  return {
    id,
    severity,
    check: ({ clockSlips }) =>
      clockSlips
        .filter((slip) => isSlipOf(slip, kind))
        .map((slip) => ({
          rule: id,
          ...(framework === undefined ? {} : { framework: framework(slip) }),
          severity,
          range: slip.range,
          message: says(slip),
          related:
            slip.related === null || related === undefined ? [] : [{ range: slip.related, message: related(slip) }],
          fixes: slip.edit === null || fix === undefined ? [] : [{ title: fix(slip), safe: true, edits: [slip.edit] }],
        })),
  };
}
