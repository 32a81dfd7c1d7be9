import { type Message, message } from '../base/message';
import type { FileReport } from '../lint/finding';
import { isProblem } from '../lint/of-call';
import { type CheckGap, gapTitle } from './check-gap';

/** What the status bar says of a program, and where pressing it leads. */
export interface StatusText {
  readonly text: Message;
  readonly tooltip: Message;
  readonly goesTo: 'problem' | 'gap' | 'training';
}

/** How many calls train, or how many findings are problems; and what of the program the check does not speak of. */
export function statusOf({ calls, findings }: Pick<FileReport, 'calls' | 'findings'>, gap: CheckGap): StatusText {
  const problems = findings.filter(isProblem).length;
  const said = saidOf(calls.length, problems, gapTitle(gap));
  if (problems > 0)
    return {
      text: message('$(warning) {0}', said),
      tooltip: message('{0}. Press to go to the next problem.', said),
      goesTo: 'problem',
    };
  if (gap.incomplete !== null)
    return { text: message('$(warning) {0}', said), tooltip: message('{0}. Press to see where.', said), goesTo: 'gap' };
  return {
    text: message('$(graph-line) {0}', said),
    tooltip: message('{0}. Press to visualize the training.', said),
    goesTo: 'training',
  };
}

function saidOf(calls: number, problems: number, gap: Message | null): Message {
  if (gap !== null && calls === 0 && problems === 0) return message('Global Step: {0}', gap);
  const found = countText(calls, problems);
  return gap === null ? found : message('{0} · {1}', found, gap);
}

function countText(calls: number, problems: number): Message {
  if (problems === 1) return message('Global Step: {0} problem', problems);
  if (problems > 0) return message('Global Step: {0} problems', problems);
  return calls === 1
    ? message('Global Step: {0} training call', calls)
    : message('Global Step: {0} training calls', calls);
}
