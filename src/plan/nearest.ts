import type { SourceRange } from '../base/source-range';

/** A place that was chosen: the text may have moved since. */
export type ChosenPlace = Pick<SourceRange, 'line' | 'cell' | 'file'>;

const linesOfFile = 1_000_000;
const cellsOfFile = 1_000_000;

/** What has a call that stands nearest to a line: in its own file and its own cell, if there is one. */
export function nearest<Called extends { readonly call: ChosenPlace }>(
  plans: readonly Called[],
  { line, cell, file }: ChosenPlace,
): Called | null {
  const distance = ({ call }: Called): number => {
    const cells = (call.file === file ? 0 : cellsOfFile) + Math.abs((call.cell ?? 0) - (cell ?? 0));
    return cells * linesOfFile + Math.abs(call.line - line);
  };
  return plans.reduce<Called | null>(
    (best, plan) => (best === null || distance(plan) < distance(best) ? plan : best),
    null,
  );
}
