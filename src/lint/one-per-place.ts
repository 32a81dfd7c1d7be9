import { placeKey } from '../base/source-range';
import type { Finding } from './finding';

/** The first finding at each place: of code that is called several times one is told. */
export function onePerPlace(findings: readonly Finding[]): Finding[] {
  const places = new Map<string, Finding>();
  for (const finding of findings) {
    const key = placeKey(finding.range);
    if (!places.has(key)) places.set(key, finding);
  }
  return [...places.values()];
}
