import { message } from '../base/message';
import { callsIn, type GraphCall, type GraphValue, holdsUnknown } from '../base/graph-call';
import { nowhere, placeKey, type SourceRange } from '../base/source-range';
import type { Interpretation } from '../interpret/interpret';
import type { Recorder } from '../interpret/record/recorder';
import type { Obstacle } from '../interpret/record/notes';
import type { RecordedRun } from '../interpret/record/recorded-steps';
import type { MeaningOf } from '../frameworks/symbol';
import { argumentNamed, isSource, isTrainable, meaningOfCall } from '../frameworks/tensorflow1/recorded';
import { argument, CallGraph, descendants } from './call-graph';
import { namesOf } from './call-names';
import { planEntries } from './plan-entries';
import { innermostOptimizer } from './read-optimizer';
import { iterationsField, standInIterations, standInPlan } from './stand-in';
import { StandInFeeds } from './stand-in-feeds';
import { stepOf } from './step-of';
import { iterationsIn, mapRuns, runsIn, wholeIterations } from './plan-steps';
import { runKeys } from './run-key';
import type { PlanOverrides, PlanRun, PlanStep, ProgramRuns, TrainingPlan, Unresolved } from './training-plan';
import { unfitCalls } from './unfit-calls';
import { fillUnknownArguments, type UnknownArgument } from './unknown-arguments';

/** A place that makes a train op again and again has a plan for each of the first times. */
const mostTimes = 64;

/**
 * A plan for each train op that the program makes, in its order. A program that makes none has none. `overrides` are what the user set
 * for fields of `unresolved`.
 */
export function readPlans(
  title: string,
  interpretation: Interpretation,
  overrides: PlanOverrides = {},
): TrainingPlan[] {
  const { calls, graphs } = interpretation.recorder;
  const byId = new Map(calls.map((call) => [call.id, call]));
  const graphOf = new Map<number, CallGraph>();
  const made = new Map<string, number>();
  return calls.flatMap((call) => {
    const training = meaningOfCall(call, 'training');
    // The interpreter records the methods; what helper functions make is not read yet.
    if (training === null || training.countsByItself) return [];
    // A Keras optimizer's `minimize` applies gradients at once, and counts by itself: it makes no train op.
    const [receiver] = call.args;
    const madeBy = receiver?.kind === 'call' ? byId.get(receiver.id) : undefined;
    if (madeBy !== undefined && meaningOfCall(madeBy, 'optimizer')?.isKeras === true) return [];
    const where = `${call.range?.cell ?? ''}:${call.range?.start ?? ''}`;
    const time = (made.get(where) ?? 0) + 1;
    made.set(where, time);
    if (time > mostTimes) return [];
    const number = graphs[call.id] ?? 0;
    // A reset graph is another one: its variables and names have nothing to do with this call's.
    const graph = graphOf.get(number) ?? new CallGraph(calls.filter(({ id }) => graphs[id] === number));
    graphOf.set(number, graph);
    return [new PlanReader(title, interpretation, graph, call, overrides).read(training)];
  });
}

class PlanReader {
  private readonly names: ReadonlyMap<number, string>;

  constructor(
    private readonly title: string,
    private readonly interpretation: Interpretation,
    private readonly given: CallGraph,
    private readonly train: GraphCall,
    private readonly overrides: PlanOverrides,
  ) {
    this.names = namesOf(interpretation);
  }

  read({ step: stepName, loss: lossName }: MeaningOf<'training'>): TrainingPlan {
    const { train, given, overrides } = this;
    const { recorder } = this.interpretation;
    const madeBy = innermostOptimizer(given, train.args[0]);
    const recorded = this.sessionRuns(recorder);
    const madeRate = madeBy === null ? null : argument(madeBy, 0, 'learning_rate');
    const standIns = new StandInFeeds(given, this.interpretation);
    const { setup, runs, ...fed } = standIns.fill(recorded, [madeRate]);
    const unfed = new Map([...recorded.unfed].filter(([id]) => !fed.filled.has(id)));
    const iterations = iterationsIn(runs);
    const loop = iterations > 0 ? undefined : standIns.ownLoop(train, madeRate);
    const rateCalls = given.ancestors([madeRate]);
    const wanted = new Set([...rateCalls, ...(madeBy === null ? [] : [madeBy])].map(({ id }) => id));
    const filled = fillUnknownArguments(given.calls, wanted, this.unknownArguments(), {
      iterations: iterations > 0 ? iterations : standInIterations,
      overrides,
    });
    const graph = filled.resolved.size === 0 ? given : new CallGraph(filled.calls);
    const optimizer = innermostOptimizer(graph, train.args[0]);
    const rate = optimizer === null ? null : known(argument(optimizer, 0, 'learning_rate'));
    const passed = argumentNamed(train, stepName);
    const loss = this.lossOf(argumentNamed(train, lossName));
    const plan: TrainingPlan = {
      title: this.title,
      call: train.called ?? train.range ?? nowhere(recorder.source.file),
      calls: graph.calls,
      setup,
      runs,
      iterations,
      trainOp: train.id,
      trainOpName: this.names.get(train.id) ?? null,
      globalStep: stepOf(graph, passed, rate),
      learningRate: rate,
      loss,
      variables: this.variables(loss),
      passesGlobalStep: passed !== null,
      entries: [],
      unresolved: [...this.obstacles(iterations), ...this.dataThatStandsIn(), ...fed.unresolved, ...filled.unresolved],
      ...(recorder.standIns.length === null ? {} : { hasUsualLength: true }),
      seed: recorder.context.seedOf(recorder.graphs[train.id] ?? 0),
      names: this.sourceNames(graph),
    };
    const missing = [...unfed, ...unfitCalls(recorder), ...recorder.unknownArguments];
    const unknown = new Map(
      missing
        .filter(([id]) => !filled.resolved.has(id))
        .map(([id, { why, span }]) => [id, { why, range: recorder.source.range(span) }]),
    );
    const made = standInPlan(plan, graph, unknown, overrides, loop);
    // A stand-in model is initialized by a run of its own.
    const isNeverRun = recorder.runs.length === 0 && made.setup.length === 0;
    const usable: TrainingPlan = {
      ...made,
      readAt: this.readAt(plan),
      ...(isNeverRun ? { isNeverRun } : {}),
      ...this.endless(),
    };
    const entries = planEntries(usable, { graph, optimizer, rate, recorder, names: this.names });
    return { ...usable, entries };
  }

  /** Whether a loop never ends, and what is run where the step is counted that it waits for; or where the step is not. */
  private endless(): Pick<TrainingPlan, 'isEndless' | 'corrected' | 'uncounted'> {
    const { recorder, counted, uncounted } = this.interpretation;
    if (recorder.notes.isEndless)
      return { isEndless: true, corrected: counted === null ? undefined : this.runsOf(counted) };
    if (uncounted === null) return {};
    if (uncounted === 'not-read') return { uncounted };
    return { uncounted: uncounted.notes.isEndless ? 'endless' : this.runsOf(uncounted) };
  }

  private runsOf(recorder: Recorder): ProgramRuns {
    const { setup, runs } = this.sessionRuns(recorder);
    return { setup, runs, iterations: iterationsIn(runs) };
  }

  /** The first place at which a run of its own reads the step or the rate. */
  private readAt({ globalStep, learningRate }: TrainingPlan): SourceRange | null {
    const { recorder } = this.interpretation;
    const spans = [globalStep, learningRate].flatMap((value) =>
      value?.kind === 'call' ? (recorder.readingOf(value.id) ?? []) : [],
    );
    const [first] = spans.toSorted((one, other) => one.start - other.start);
    return first === undefined ? null : recorder.source.range(first);
  }

  private obstacles(iterations: number): Unresolved[] {
    const { recorder } = this.interpretation;
    const passedOver = recorder.obstacles.map(({ why, span }): Unresolved => ({
      what: message('expression'),
      why,
      standIn: message('left out'),
      range: recorder.source.range(span),
    }));
    if (iterations === 0) return passedOver;
    const loops = recorder.unknownLoops.map(({ why, span }): Unresolved => ({
      what: message('iterations'),
      why,
      standIn: message('{0} iterations', iterations),
      range: recorder.source.range(span),
      field: iterationsField(this.overrides, iterations),
    }));
    return [...passedOver, ...loops];
  }

  /** The data that the reading itself made in the place of the program's. */
  private dataThatStandsIn(): Unresolved[] {
    const { recorder } = this.interpretation;
    return recorder.standIns.data.map(({ why, standIn, span }) => ({
      what: message('data'),
      why,
      standIn,
      range: recorder.source.range(span),
    }));
  }

  private unknownArguments(): Map<number, UnknownArgument[]> {
    const { recorder } = this.interpretation;
    return new Map(
      [...recorder.unknownPlaces].map(([id, places]) => [
        id,
        [...places].map(([place, { why, span }]) => ({ place, why, range: recorder.source.range(span) })),
      ]),
    );
  }

  /** The loss itself, or what the gradients that are applied were taken of. */
  private lossOf(given: GraphValue | null): GraphValue | null {
    if (this.train.name === 'Optimizer.minimize') return known(given);
    const gradients = this.given
      .ancestors([given])
      .filter(({ name }) => name === 'gradients' || name === 'Optimizer.compute_gradients')
      .at(-1);
    if (gradients === undefined) return null;
    return known(gradients.name === 'gradients' ? argument(gradients, 0, 'ys') : argument(gradients, 1, 'loss'));
  }

  /** The runs of the sessions that train, up to the last iteration with all that belongs to it: first those that prepare, then the rest. */
  private sessionRuns(recorder: Recorder): { setup: PlanStep[]; runs: PlanStep[]; unfed: Map<number, Obstacle> } {
    const own = recorder.graphs[this.train.id];
    const training = descendants(this.given, this.train.id);
    const keys = new Map<PlanRun, string>();
    // Placeholders that a run which trains is not known to be fed with, and why.
    const unfed = new Map<number, Obstacle>();
    const planned = mapRuns<RecordedRun>(
      recorder.runs,
      ({ session, fetches, feeds, times, key, span, observes, checkpoint, unfed: all }) => {
        if (!fetches.flatMap(callsIn).every((id) => recorder.graphs[id] === own)) return null;
        const run: PlanRun = {
          session,
          range: recorder.source.range(span),
          fetches,
          feeds: feeds.map(({ placeholder, value }) => ({ placeholder, value })),
          times,
          ...(observes.length === 0 ? {} : { observes }),
          ...(checkpoint === undefined ? {} : { checkpoint }),
          trains: fetches.some(
            (fetch) => fetch.kind === 'call' && fetch.output === undefined && training.has(fetch.id),
          ),
        };
        keys.set(run, key);
        for (const { placeholder, missing } of run.trains ? feeds : [])
          if (missing !== null && placeholder.kind === 'call') unfed.set(placeholder.id, missing);
        if (run.trains && all !== undefined)
          for (const call of this.given.ancestors(fetches)) if (call.name === 'placeholder') unfed.set(call.id, all);
        return run;
      },
      (run) => keys.get(run) ?? '',
    );
    const sessions = new Set([...runsIn(planned)].flatMap((run) => (run.trains ? [run.session] : [])));
    const relevant =
      sessions.size === 0
        ? planned
        : mapRuns<PlanRun>(planned, (run) => (sessions.has(run.session) ? run : null), runKeys());
    const whole = wholeIterations(relevant, (run) => this.placeOfRun(run));
    if (whole === null) return { setup: relevant, runs: [], unfed };
    return { setup: relevant.slice(0, whole.from), runs: relevant.slice(whole.from, whole.to), unfed };
  }

  /** What a run fetches by where it is made: a call that each turn of a loop makes anew is the same one. */
  private placeOfRun({ session, fetches, checkpoint }: PlanRun): string {
    if (checkpoint !== undefined) return `${session ?? 0} ${checkpoint.does} ${checkpoint.path}`;
    const places = fetches.map((fetch) => {
      const call = this.given.callOf(fetch);
      return call?.range ? `${call.name}:${placeKey(call.range)}` : JSON.stringify(fetch);
    });
    return `${session ?? 0} ${places.join()}`;
  }

  /** The names of what can stand for a step. */
  private sourceNames({ calls }: CallGraph): ReadonlyMap<number, string> {
    return new Map(
      calls.filter(isSource).flatMap(({ id }) => {
        const name = this.names.get(id);
        return name === undefined ? [] : [[id, name] as const];
      }),
    );
  }

  private variables(loss: GraphValue | null): TrainingPlan['variables'] {
    const made = this.given.ancestors([loss]).filter(isTrainable);
    return made.map(({ id, range }) => ({
      name: this.names.get(id) ?? 'variable',
      value: { kind: 'call', id },
      range,
    }));
  }
}

/** Null where the source does not give all of it: who needs it finds the call's unknown arguments. */
function known(value: GraphValue | null): GraphValue | null {
  return value !== null && holdsUnknown(value) ? null : value;
}
