import { grouped } from '../../base/grouped';
import { comparePlaces, placeKey } from '../../base/source-range';
import type { SchedulerFacts, SchedulerFate, SchedulerStep } from './clock-facts';

/**
 * One record a construction, from the walks of all programs that come to it. A program that steps it is believed before one that does not,
 * and one that reaches it before those that only enter the function around it, whose result anybody may take.
 */
export function mergeSchedulers(all: readonly SchedulerFacts[]): SchedulerFacts[] {
  const sites = grouped(all, ({ range }) => placeKey(range));
  return [...sites.values()].flatMap(mergeSite).sort((a, b) => comparePlaces(a.range, b.range));
}

/** What a file's own walk knows of a scheduler, where other modules may step it by a name that they have: nothing that is of all its steps. */
export function unlessStepped(facts: SchedulerFacts, isNamed: (name: string) => boolean): SchedulerFacts {
  return facts.reachedBy.some(isNamed) ? asOfSome(facts) : facts;
}

/** What is known of a scheduler that something else may step, too. */
export function asOfSome(facts: SchedulerFacts): SchedulerFacts {
  const fate = facts.fate === 'never-stepped' ? 'unknown' : facts.fate;
  return { ...facts, fate, other: null, idle: null, stands: null };
}

function mergeSite(all: readonly SchedulerFacts[]): SchedulerFacts[] {
  const reached = all.filter(({ isReached }) => isReached);
  const telling = reached.length > 0 ? reached : all;
  const trained = telling.filter(({ isTrained }) => isTrained);
  const [first] = trained.length > 0 ? trained : telling;
  if (first === undefined) return [];
  const steps = new Map<string, SchedulerStep>();
  for (const facts of all) for (const step of facts.steps) steps.set(placeKey(step.range), step);
  const isOther = all.every(({ other }) => other !== null);
  // A walk that steps it at all and finds no idle call moves it.
  const isIdle = all.every(({ idle, steps: own }) => idle !== null || own.length === 0);
  return [
    {
      ...first,
      fate: fateOf(all, telling),
      isTrained: trained.length > 0,
      steps: [...steps.values()],
      other: isOther ? first.other : null,
      idle: isIdle ? first.idle : null,
      stands: all.every(({ stands }) => stands !== null) ? first.stands : null,
    },
  ];
}

function fateOf(all: readonly SchedulerFacts[], telling: readonly SchedulerFacts[]): SchedulerFate {
  if (all.some(({ fate }) => fate === 'stepped')) return 'stepped';
  return telling.some(({ fate }) => fate === 'unknown') ? 'unknown' : 'never-stepped';
}
