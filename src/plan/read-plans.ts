import type { GraphCall, GraphValue } from '../base/graph-call';
import type { SourceRange } from '../base/source-range';
import type { Interpretation } from '../interpret/interpret';
import { argument, CallGraph } from './call-graph';
import { scheduleParameters } from './schedule-parameters';
import { standInPlan } from './stand-in';
import { stepOf } from './step-of';
import type { PlanEntry, PlanRun, TrainingPlan } from './training-plan';
import { valueText } from './value-text';

/** The place of the loss, or of what holds it, and of the step among a train op's arguments; the receiver is at 0. */
const trainOps: Readonly<Record<string, { readonly loss: string; readonly step: number }>> = {
  'Optimizer.minimize': { loss: 'loss', step: 2 },
  'Optimizer.apply_gradients': { loss: 'grads_and_vars', step: 2 },
};

/** A plan for each train op that the program makes, in its order. A program that makes none has none. */
export function readPlans(title: string, interpretation: Interpretation): TrainingPlan[] {
  const graph = new CallGraph(interpretation.recorder.calls);
  return graph.calls.flatMap((call) => {
    const place = trainOps[call.name];
    return place === undefined ? [] : [new PlanReader(title, interpretation, graph, call).read(place.step, place.loss)];
  });
}

class PlanReader {
  private readonly names: ReadonlyMap<number, string>;

  constructor(
    private readonly title: string,
    private readonly interpretation: Interpretation,
    private readonly graph: CallGraph,
    private readonly train: GraphCall,
  ) {
    this.names = namesOf(interpretation);
  }

  read(stepAt: number, lossName: string): TrainingPlan {
    const { train, graph } = this;
    const { recorder } = this.interpretation;
    const optimizer = graph.callOf(train.args[0]);
    const rate = optimizer === null ? null : argument(optimizer, 0, 'learning_rate');
    const passed = argument(train, stepAt, 'global_step');
    const loss = this.lossOf(argument(train, 1, lossName));
    const { setup, runs } = this.sessionRuns();
    const iterations = runs.reduce((sum, run) => sum + (run.trains ? run.times : 0), 0);
    const plan: TrainingPlan = {
      title: this.title,
      call: train.called ?? train.range ?? nowhere(recorder.source.file),
      calls: graph.calls,
      setup,
      runs,
      iterations,
      trainOp: train.id,
      globalStep: stepOf(graph, passed, rate),
      learningRate: rate,
      loss,
      variables: this.variables(loss),
      passesGlobalStep: passed !== null,
      entries: [],
      unresolved: recorder.obstacles.map(({ why, span }) => ({
        what: 'expression',
        why,
        standIn: 'left out',
        range: recorder.source.range(span),
      })),
      seed: recorder.seed,
    };
    const unknown = new Map(
      [...recorder.unknownArguments].map(([id, { why, span }]) => [id, { why, range: recorder.source.range(span) }]),
    );
    const usable = standInPlan(plan, graph, unknown);
    return { ...usable, entries: this.entries(usable, optimizer, rate) };
  }

  /** The loss itself, or what the gradients that are applied were taken of. */
  private lossOf(given: GraphValue | null): GraphValue | null {
    if (this.train.name === 'Optimizer.minimize') return given;
    const gradients = this.graph
      .ancestors([given])
      .filter(({ name }) => name === 'gradients' || name === 'Optimizer.compute_gradients')
      .at(-1);
    if (gradients === undefined) return null;
    return gradients.name === 'gradients' ? argument(gradients, 0, 'ys') : argument(gradients, 1, 'loss');
  }

  /** The session's runs up to the last that trains: first those that prepare, then the rest. */
  private sessionRuns(): { setup: PlanRun[]; runs: PlanRun[] } {
    const planned = this.interpretation.recorder.runs.map(({ fetches, feeds, times }): PlanRun => ({
      fetches,
      feeds,
      times,
      trains: fetches.some((fetch) => this.graph.reaches(fetch, this.train.id)),
    }));
    const first = planned.findIndex(({ trains }) => trains);
    if (first < 0) return { setup: planned, runs: [] };
    return { setup: planned.slice(0, first), runs: planned.slice(first) };
  }

  private variables(loss: GraphValue | null): TrainingPlan['variables'] {
    const made = this.graph.ancestors([loss]).filter(({ name, kwargs, args }) => {
      if (name !== 'Variable' && name !== 'get_variable') return false;
      const trainable = kwargs['trainable'] ?? (name === 'Variable' ? args[1] : args[5]);
      return !(trainable?.kind === 'bool' && !trainable.value);
    });
    return made.map(({ id, range }) => ({
      name: this.names.get(id) ?? 'variable',
      value: { kind: 'call', id },
      range,
    }));
  }

  private entries(plan: TrainingPlan, optimizer: GraphCall | null, rate: GraphValue | null): PlanEntry[] {
    const text = (value: GraphValue): string => valueText(value, this.graph, this.names);
    const entries: PlanEntry[] = [];
    if (optimizer !== null) {
      entries.push({ label: 'optimizer', value: optimizer.name.replace(/^.*\./, ''), range: optimizer.range });
    }
    const schedules = this.graph.ancestors([rate]).filter(({ name }) => name in scheduleParameters);
    if (rate !== null && schedules.length === 0) {
      entries.push({ label: 'learning rate', value: text(rate), range: optimizer?.range ?? null });
    }
    for (const schedule of schedules) {
      entries.push({ label: 'schedule', value: schedule.name.replace(/^.*\./, ''), range: schedule.range });
      for (const [index, name] of (scheduleParameters[schedule.name] ?? []).entries()) {
        const value = argument(schedule, index, name);
        if (value !== null) entries.push({ label: name, value: text(value), range: schedule.range });
      }
    }
    const step = this.graph.callOf(plan.globalStep);
    if (step !== null) {
      const initial = step.name === 'Variable' ? argument(step, 0, 'initial_value') : null;
      const starts = step.name === 'placeholder' ? 'fed' : `starts at ${initial === null ? '0' : text(initial)}`;
      entries.push({ label: 'step', value: `${this.names.get(step.id) ?? step.name}, ${starts}`, range: step.range });
    }
    entries.push({ label: 'iterations', value: String(plan.iterations), range: null });
    const loss = this.graph.callOf(plan.loss);
    if (loss !== null) entries.push({ label: 'loss', value: this.names.get(loss.id) ?? loss.name, range: loss.range });
    for (const { name, range } of plan.variables) entries.push({ label: 'variable', value: name, range });
    return entries;
  }
}

/** The names that the program's module gives to what calls returned; else what the call itself is named. */
function namesOf({ recorder, names }: Interpretation): Map<number, string> {
  const found = new Map<number, string>();
  for (const call of recorder.calls) {
    const name = call.name === 'get_variable' ? argument(call, 0, 'name') : (call.kwargs['name'] ?? null);
    if (name?.kind === 'string') found.set(call.id, call.scope === '' ? name.value : `${call.scope}/${name.value}`);
    else if (/global_step$/.test(call.name)) found.set(call.id, 'global_step');
  }
  for (const [name, value] of names) {
    if (value.kind === 'tensor' && value.output === undefined) found.set(value.call, name);
  }
  return found;
}

function nowhere(file: string): SourceRange {
  return { file, cell: null, start: 0, end: 0, line: 1, column: 1, endLine: 1, endColumn: 1 };
}
