import { isRight } from '../case/step-case';
import { nameOfFile } from '../base/file-name';
import { escapeLabel } from '../base/escape/label';
import { type Message, message, say } from '../base/message';
import type { SourceRange } from '../base/source-range';
import type { CallReport } from '../lint/finding';
import type { CallOutlook } from '../plan/outlook';
import { rateText, sourceText, stepCount, stepsText } from './number-text';

/** What a lens says: short, and of this call alone; with the outcome in numbers where it is known. */
export function lensTitle(call: CallReport, outlook: CallOutlook | null): string {
  const outcome = outcomeText(outlook);
  return outcome === null ? verdictText(call) : `${verdictText(call)}: ${outcome}`;
}

/** What the item below a notebook's cell says: VS Code gives it half of the cell's width. */
export function cellTitle(call: CallReport, outlook: CallOutlook | null): string {
  const outcome = outcomeText(outlook);
  const isMissing = call.verdict === 'warning' && call.globalStep === null;
  return outcome !== null && isMissing ? `$(warning) no global step: ${outcome}` : lensTitle(call, outlook);
}

function verdictText({ verdict, globalStep, dependents, range }: CallReport): string {
  switch (verdict) {
    case 'warning': {
      const [first] = dependents;
      if (globalStep !== null) return `$(warning) global step: ${labelOf(globalStep)}, but see the warning`;
      if (first === undefined) return '$(warning) no global step passed';
      const place = escapeLabel(say(placeText(first.range, range)));
      return `$(warning) no global step passed, but ${escapeLabel(first.kind)} ${place} reads one`;
    }
    case 'hint':
      return 'no global step; nothing here reads one';
    case 'ok':
      return globalStep === null ? 'global step counted elsewhere' : `counts ${labelOf(globalStep)}`;
  }
}

function labelOf(globalStep: string): string {
  return escapeLabel(sourceText(globalStep));
}

/** Where a place is, for a reader of another one: a line, with its cell or file where that is another. */
export function placeText({ file, cell, line }: SourceRange, reader: SourceRange): Message {
  if (file !== reader.file) return message('in {0}, line {1},', nameOfFile(file), line);
  return cell === reader.cell ? message('on line {0}', line) : message('on line {0} of another cell', line);
}

/** What comes of the learning rate; null where the step does not change it. */
export function outcomeOf({ iterations, case: kind, asWritten, counterpart }: CallOutlook): Message | null {
  const isCounted = isRight(kind) || kind === 'counted-twice';
  const changes = isCounted ? asWritten : counterpart;
  const [start, end] = [rateText(changes.start.rate), rateText(changes.end.rate)];
  if (start === end && rateText(changes.lowest) === rateText(changes.highest)) return null;
  if (kind === 'counted-twice') {
    const once = rateText(counterpart.end.rate);
    if (once !== end)
      return message(
        'rate from {0} to {1} over {2}; counted once it would end at {3}',
        start,
        end,
        stepCount(iterations),
        once,
      );
  }
  if (isCounted) return message('rate from {0} to {1} over {2}', start, end, stepCount(iterations));
  const span = iterations === 1 ? message('its only step') : message('all {0} steps', stepsText(iterations));
  return message('rate {0} for {1}; with the step it would end at {2}', rateText(asWritten.end.rate), span, end);
}

function outcomeText(outlook: CallOutlook | null): string | null {
  const outcome = outlook === null ? null : outcomeOf(outlook);
  return outcome === null ? null : say(outcome);
}
