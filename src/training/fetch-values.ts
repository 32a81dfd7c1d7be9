import type { FetchedRun } from '../base/fetched-run';
import type { GraphValue } from '../base/graph-call';
import { message, type Message } from '../base/message';
import type { OutputPlan } from '../plan/output-plan';
import type { PlanRun } from '../plan/training-plan';
import { TensorFlowError } from '../tf1/errors';
import type { PreparedRun } from '../tf1/prepared-run';
import type { Fetch, Session } from '../tf1/session';
import type { Value } from '../tf1/value';
import { Variable } from '../tf1/variable';
import { buildPlan } from './build-plan';
import type { FetchedValues } from './commands';
import { trainingError } from './plan-failure';
import { asFetch, PlanFeeds } from './plan-feeds';
import { PreparedRuns } from './prepared-runs';
import { SeenDecays } from './seen-decays';
import { SeenSlots } from './seen-slots';

/** NumPy shortens an array of more elements when it prints it. */
const mostElements = 1000;
/** Milliseconds after which no further run is made. */
const longest = 3000;

/**
 * Makes a program's session runs one by one, from the first, and gives what each fetches. It ends with the first that raises, that goes
 * back to an earlier session, or that would begin after three seconds by `now`.
 */
export function fetchValues({ plan: given, runs }: OutputPlan, now: () => number): FetchedValues {
  const fetched: FetchedRun[] = [];
  const end = now() + longest;
  let prepared: PreparedRuns | null = null;
  try {
    const { plan, built, unresolved } = buildPlan(given);
    if (unresolved.length > 0) return { runs: [], problem: message('another model stands in for the program’s own') };
    const first = runs[0]?.run?.session ?? 0;
    const slots = new SeenSlots();
    const reported = { loss: null, observed: [], decays: new SeenDecays([]) };
    prepared = new PreparedRuns({ built, feeds: new PlanFeeds(built), slots, reported, first }, {});
    const step = plan.globalStep === null ? null : asFetch(built.resultOf(plan.globalStep));
    const count = new CountReader(step instanceof Variable ? step : null);
    const known = new Set(plan.calls.map(({ id }) => id));
    const sessions = new PassedSessions(first);
    let problem: Message | null = null;
    for (const { key, run, fetches } of runs) {
      if (now() > end) problem = message('only what is computed in {0} seconds is shown', longest / 1000);
      if (run !== null && !sessions.enter(run.session ?? 0))
        problem = message('the program goes back to an earlier session');
      if (problem !== null) break;
      fetched.push({
        key,
        values: run === null ? fetches.map(() => nothingFetched) : valuesOf(run, fetches, prepared, known),
        step: count.read(prepared.session),
      });
    }
    return { runs: fetched, problem };
  } catch (error) {
    return { runs: fetched, problem: trainingError(error, given).said };
  } finally {
    prepared?.session.close();
  }
}

/** What an operation gives, and a fetch that is left out. */
const nothingFetched: GraphValue = { kind: 'none' };

/** What a run gives for each of the program's fetches. A run of another graph is not made. */
function valuesOf(
  run: PlanRun,
  fetches: readonly GraphValue[],
  prepared: PreparedRuns,
  known: ReadonlySet<number>,
): (GraphValue | null)[] {
  if (!run.fetches.every((fetch) => fetch.kind !== 'call' || known.has(fetch.id))) return fetches.map(() => null);
  const values = prepared.valuesOf(run);
  const places = new Map(run.fetches.map((fetch, at) => [JSON.stringify(fetch), at]));
  return fetches.map((fetch) => {
    const at = places.get(JSON.stringify(fetch));
    return at === undefined ? nothingFetched : printable(values[at] ?? null);
  });
}

/** Sessions in the order in which the program uses them: one that it has left is closed here. */
class PassedSessions {
  private readonly left = new Set<number>();

  constructor(private current: number) {}

  /** False where the program comes back to a session that it has left. */
  enter(session: number): boolean {
    if (session !== this.current) this.left.add(this.current);
    this.current = session;
    return !this.left.has(session);
  }
}

/** A fetched value as a reading takes it. */
function printable(value: Value | 'operation' | null): GraphValue | null {
  if (value === 'operation') return nothingFetched;
  if (value === null || value.data.length > mostElements || value.dtype === 'string') return null;
  const { dtype, shape, data } = value;
  return { kind: 'array', value: { dtype, shape, data: Float64Array.from(data) } };
}

/** Reads a count after each run, by a run that is prepared once a session. */
class CountReader {
  private session: Session | null = null;
  private prepared: PreparedRun | null = null;

  constructor(private readonly count: Fetch | null) {}

  /** The count as it stands; null where there is none, and before it is initialized. */
  read(session: Session): number | null {
    if (this.count === null) return null;
    if (session !== this.session) this.prepared = session.prepare([this.count]);
    this.session = session;
    try {
      this.prepared?.step();
    } catch (error) {
      if (error instanceof TensorFlowError) return null;
      throw error;
    }
    return this.prepared?.scalars[0] ?? null;
  }
}
