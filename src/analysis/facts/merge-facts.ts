import { comparePlaces, placeKey, type SourceRange } from '../../base/source-range';
import { mergeSchedulers } from './merge-schedulers';
import type { ProgramFacts, TrainingCall } from './facts';

/**
 * What is known of one file: from its own walk, and from the walks of programs that import it. What the program that trains does with a call
 * counts before what others do.
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
    schedulers: mergeSchedulers([own, ...importing].flatMap(({ schedulers }) => schedulers.filter(isHere))),
    clockSlips: own.clockSlips.filter(isHere),
    leftOut: own.leftOut,
  };
}

/** What a file's own walk knows, where other modules may read a schedule by a name that they have. */
export function unlessRead(facts: ProgramFacts, isNamed: (name: string) => boolean): ProgramFacts {
  const clockSlips = facts.clockSlips.filter((slip) => slip.kind !== 'unread-schedule' || !isNamed(slip.text));
  return clockSlips.length === facts.clockSlips.length ? facts : { ...facts, clockSlips };
}

/**
 * A program that trains tells more than one that only builds the graph, to infer from it say, and a call that is reached is surer than one
 * that is only entered. Of programs that train, a fault in one is a fault; of those that do not, one that counts knows better.
 */
function isMoreTelling(call: TrainingCall, known: TrainingCall): boolean {
  const [own, other] = [rankOf(call), rankOf(known)];
  if (own !== other) return own > other;
  const graver = gravityOf(call) - gravityOf(known);
  if (graver !== 0) return own === builtOnly ? graver < 0 : graver > 0;
  return call.dependents.length > known.dependents.length;
}

const builtOnly = 1;

function rankOf({ isReached, isRun }: TrainingCall): number {
  if (isRun) return isReached ? 3 : 2;
  return isReached ? builtOnly : 0;
}

function gravityOf({ stuck, doubled }: TrainingCall): number {
  return stuck.length * 10 + doubled.length;
}
