import type { SourceRange } from '../base/source-range';
import type { CallReport } from '../lint/finding';
import type { CallOutlook } from '../plan/outlook';
import { rateText, sourceText, stepCount } from './number-text';

/** What a lens says: short, and of this call alone; with the outcome in numbers where it is known. */
export function lensTitle(call: CallReport, outlook: CallOutlook | null): string {
  const outcome = outlook === null ? null : outcomeText(outlook);
  return outcome === null ? verdictText(call) : `${verdictText(call)}: ${outcome}`;
}

/** What the item below a notebook's cell says: VS Code gives it half of the cell's width. */
export function cellTitle(call: CallReport, outlook: CallOutlook | null): string {
  const outcome = outlook === null ? null : outcomeText(outlook);
  const isMissing = call.verdict === 'warning' && call.globalStep === null;
  return outcome !== null && isMissing ? `$(warning) no global step: ${outcome}` : lensTitle(call, outlook);
}

function verdictText({ verdict, globalStep, dependents, range }: CallReport): string {
  switch (verdict) {
    case 'warning': {
      const [first] = dependents;
      if (globalStep !== null) return `$(warning) global step: ${sourceText(globalStep)}, but see the warning`;
      if (first === undefined) return '$(warning) no global step passed';
      return `$(warning) no global step passed, but ${first.kind} ${placeText(first.range, range)} reads one`;
    }
    case 'hint':
      return 'no global step; nothing here reads one';
    case 'ok':
      return globalStep === null ? 'global step counted elsewhere' : `counts ${sourceText(globalStep)}`;
  }
}

/** Where a place is, for a reader of another one: a line, with its cell or file where that is another. */
export function placeText({ file, cell, line }: SourceRange, reader: SourceRange): string {
  if (file !== reader.file) {
    const path = decodeURIComponent(file);
    return `in ${path.slice(path.lastIndexOf('/') + 1)}, line ${line},`;
  }
  return cell === reader.cell ? `on line ${line}` : `on line ${line} of another cell`;
}

/** What comes of the learning rate; null where the step does not change it. */
export function outcomeText({ iterations, passesGlobalStep, asWritten, counterpart }: CallOutlook): string | null {
  const changes = passesGlobalStep ? asWritten : counterpart;
  const [start, end] = [rateText(changes.start.rate), rateText(changes.end.rate)];
  if (start === end && rateText(changes.lowest) === rateText(changes.highest)) return null;
  if (passesGlobalStep) return `rate from ${start} to ${end} over ${stepCount(iterations)}`;
  const span = iterations === 1 ? 'its only step' : `all ${stepCount(iterations)}`;
  return `rate ${start} for ${span}; with the step it would end at ${end}`;
}
