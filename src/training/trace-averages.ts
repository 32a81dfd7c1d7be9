import type { TrainingPlan } from '../plan/training-plan';
import type { TracedAverages } from '../protocol/step-trace';
import type { BuiltGraph } from '../tf1/build-graph';
import type { Operation, Tensor } from '../tf1/graph';
import type { AveragesUpdate, UpdatedAverage } from '../tf1/moving-average';
import type { Session } from '../tf1/session';
import type { Value } from '../tf1/value';
import { averagedNames, countedAverages } from './seen-decays';
import { heardOf, type StepWatch } from './trace-watch';
import { previewOf, scalarOf } from './trace-values';

/** Most averages of one update that a trace tells of. */
const mostAverages = 8;

/** An update of averages that the run makes, and what stood in them before. */
interface Watched {
  readonly update: AveragesUpdate;
  readonly averages: readonly UpdatedAverage[];
  readonly before: readonly (Value | null)[];
  /** What was fetched beside the run, by what it is. */
  heard: ReadonlyMap<Tensor, Value | null>;
}

/** Watches the moving averages whose decay reads a count in the one session run that trains. */
export class AveragesWatch implements StepWatch<TracedAverages> {
  private readonly updates: readonly AveragesUpdate[];
  private readonly nameOf: (target: UpdatedAverage['target']) => string;
  private watched: readonly Watched[] = [];

  constructor(plan: TrainingPlan, built: BuiltGraph) {
    this.updates = countedAverages(plan, built).flat();
    this.nameOf = averagedNames(plan, built);
  }

  fetchesBeside(executed: readonly Operation[], session: Session): readonly Tensor[] {
    this.watched = this.updates
      .filter(({ done }) => executed.includes(done))
      .map((update) => {
        const averages = update.averages.slice(0, mostAverages);
        return { update, averages, before: session.run(averages.map(({ shadow }) => shadow)), heard: new Map() };
      });
    return this.watched.flatMap(fetchesOf);
  }

  hear(values: (Value | null)[]): void {
    for (const watched of this.watched) watched.heard = heardOf(fetchesOf(watched), values);
  }

  /** What became of the averages. */
  made(session: Session): readonly TracedAverages[] {
    return this.watched.map(({ update: { decay, limit, count }, averages, before, heard }) => {
      const after = session.run(averages.map(({ shadow }) => shadow));
      const heardAt = (tensor: Tensor | null): Value | null => (tensor === null ? null : (heard.get(tensor) ?? null));
      return {
        decay: scalarOf(heardAt(decay)),
        limit: scalarOf(heardAt(limit)),
        count: scalarOf(heardAt(count)),
        averages: averages.map(({ target, difference }, index) => ({
          name: this.nameOf(target),
          before: previewOf(before[index] ?? null),
          difference: difference === null ? null : previewOf(heardAt(difference)),
          after: previewOf(after[index] ?? null),
        })),
      };
    });
  }
}

function fetchesOf({ update: { decay, limit, count }, averages }: Watched): readonly Tensor[] {
  return [decay, limit, ...(count === null ? [] : [count]), ...averages.flatMap(({ difference }) => difference ?? [])];
}
