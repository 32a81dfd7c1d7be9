import { comparePlaces, placeKey, type SourceRange } from '../../base/source-range';
import type { ProgramFacts, TrainingCall } from './facts';

/**
 * What is known of one file: from its own walk, and from the walks of programs that import it. A call that only its own walk knows,
 * and only as something that nobody calls, gives way to what an importing program does with it.
 */
export function factsOfFile(file: string, own: ProgramFacts, importing: readonly ProgramFacts[]): ProgramFacts {
  const isHere = ({ range }: { readonly range: SourceRange }): boolean => range.file === file;
  const calls = new Map<string, TrainingCall>();
  const take = (call: TrainingCall): void => {
    const key = placeKey(call.range);
    const known = calls.get(key);
    if (known === undefined || isMoreTelling(call, known)) calls.set(key, call);
  };
  for (const facts of [own, ...importing]) for (const call of facts.calls) if (isHere(call)) take(call);
  return {
    calls: [...calls.values()].sort((a, b) => comparePlaces(a.range, b.range)),
    dependents: own.dependents.filter(isHere),
    slips: own.slips.filter(isHere),
    leftOut: own.leftOut,
  };
}

/** A call that is reached is surer than one that is only entered; of calls that are reached, a fault in one program is a fault. */
function isMoreTelling(call: TrainingCall, known: TrainingCall): boolean {
  if (call.isReached !== known.isReached) return call.isReached;
  const weight = ({ stuck, doubled, dependents }: TrainingCall): number =>
    stuck.length * 100 + doubled.length * 10 + Math.min(dependents.length, 9);
  return weight(call) > weight(known);
}
