import type { CallReport } from '../lint/finding';

/** What a lens says: short, and of this call alone. */
export function lensTitle({ verdict, globalStep, dependents }: CallReport): string {
  switch (verdict) {
    case 'warning': {
      const [first] = dependents;
      if (globalStep !== null) return `$(warning) global step: ${globalStep}, but see the warning`;
      if (first === undefined) return '$(warning) no global step passed';
      return `$(warning) no global step passed, but ${first.kind} on line ${first.range.line} reads one`;
    }
    case 'hint':
      return 'no global step; nothing here reads one';
    case 'ok':
      return globalStep === null ? 'global step counted elsewhere' : `counts ${globalStep}`;
  }
}
