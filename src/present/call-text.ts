import { isRight } from '../case/step-case';
import { nameOfFile } from '../base/file-name';
import { type Message, message } from '../base/message';
import type { SourceRange } from '../base/source-range';
import type { CallReport } from '../lint/finding';
import type { CallOutlook } from '../plan/outlook';
import { rateText, sourceText, stepCount, stepsText } from './number-text';

/** What a lens says: short, and of this call alone; with the outcome in numbers where it is known. */
export function lensTitle(call: CallReport, outlook: CallOutlook | null): Message {
  return withIcon(call, callTitle(call, outlook));
}

/** The same without an icon. */
export function callTitle(call: CallReport, outlook: CallOutlook | null): Message {
  const outcome = outlook === null ? null : outcomeOf(outlook);
  return outcome === null ? verdictText(call) : message('{0}: {1}', verdictText(call), outcome);
}

/** What the item below a notebook's cell says: VS Code gives it half of the cell's width. */
export function cellTitle(call: CallReport, outlook: CallOutlook | null): Message {
  const outcome = outlook === null ? null : outcomeOf(outlook);
  const isMissing = call.verdict === 'warning' && call.case === 'missing' && call.globalStep === null;
  if (outcome === null || !isMissing) return lensTitle(call, outlook);
  return withIcon(call, message('no global step: {0}', outcome));
}

function withIcon({ verdict }: CallReport, title: Message): Message {
  return verdict === 'warning' ? message('$(warning) {0}', title) : title;
}

function verdictText({ verdict, case: kind, globalStep, dependents, range }: CallReport): Message {
  switch (verdict) {
    case 'warning': {
      const [first] = dependents;
      if (globalStep !== null) return message('global step: {0}, but see the warning', sourceText(globalStep));
      if (first === undefined) return message('no global step passed');
      const place = placeText(first.range, range);
      return message('no global step passed, but {0} {1} reads one', first.kind, place);
    }
    case 'hint':
      return message('no global step; nothing here reads one');
    case 'ok':
      if (globalStep !== null) return message('counts {0}', sourceText(globalStep));
      if (kind === 'passed') return message('counts {0}', message('the global step'));
      return kind === 'counted-elsewhere' ? message('global step counted elsewhere') : message('no global step passed');
  }
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
