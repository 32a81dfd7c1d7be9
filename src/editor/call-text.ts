import type { CallReport } from '../lint/finding';
import type { CallOutlook } from '../plan/outlook';
import { rateText, sourceText, stepCount } from './number-text';

/** What a lens says: short, and of this call alone; with the outcome in numbers where it is known. */
export function lensTitle(call: CallReport, outlook: CallOutlook | null): string {
  const outcome = outlook === null ? null : outcomeText(outlook);
  return outcome === null ? verdictText(call) : `${verdictText(call)}: ${outcome}`;
}

function verdictText({ verdict, globalStep, dependents }: CallReport): string {
  switch (verdict) {
    case 'warning': {
      const [first] = dependents;
      if (globalStep !== null) return `$(warning) global step: ${sourceText(globalStep)}, but see the warning`;
      if (first === undefined) return '$(warning) no global step passed';
      return `$(warning) no global step passed, but ${first.kind} on line ${first.range.line} reads one`;
    }
    case 'hint':
      return 'no global step; nothing here reads one';
    case 'ok':
      return globalStep === null ? 'global step counted elsewhere' : `counts ${sourceText(globalStep)}`;
  }
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
