import type { SourceRange } from '../base/source-range';

/** What has a call that stands nearest to a line, in its own cell if there is one: the text may have moved since. */
export function nearest<Called extends { readonly call: Pick<SourceRange, 'line' | 'cell'> }>(
  plans: readonly Called[],
  { line, cell }: Pick<SourceRange, 'line' | 'cell'>,
): Called | null {
  const cells = 1_000_000;
  const distance = ({ call }: Called): number =>
    Math.abs((call.cell ?? 0) - (cell ?? 0)) * cells + Math.abs(call.line - line);
  return plans.reduce<Called | null>(
    (best, plan) => (best === null || distance(plan) < distance(best) ? plan : best),
    null,
  );
}
