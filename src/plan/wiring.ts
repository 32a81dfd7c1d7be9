import { type Message, message, say, verbatim } from '../base/message';
import type { GraphCall, GraphValue } from '../base/graph-call';
import type { SourceRange } from '../base/source-range';
import { meaningOfCall } from '../frameworks/tensorflow1/recorded';
import type { CallGraph } from './call-graph';
import { shortName, StepFlow, stepArgument, writtenName } from './step-flow';
import { runsIn } from './plan-steps';
import type { TrainingPlan } from './training-plan';
import type { StepPhase } from '../protocol/step-trace';
import type { Wiring, WiringEdge, WiringEdgeKind, WiringNode, WiringNodeKind } from '../protocol/wiring';
import { decayColumn } from '../protocol/columns';
import { locationOf } from '../protocol/source-location';

/** Most readers and movers of each kind that a picture has room for. */
const mostOfAKind = 4;

/** The step flow of a plan: who reads the step, who moves it, and where the edge is missing that would. */
export function wiringOf(plan: TrainingPlan): Wiring {
  return new WiringReader(plan).read();
}

class WiringReader {
  private readonly graph: CallGraph;
  private readonly nodes = new Map<string, WiringNode>();
  private readonly edges: WiringEdge[] = [];
  private readonly train: GraphCall | null;
  private readonly optimizer: GraphCall | null;
  private readonly flow: StepFlow;
  private readonly step: GraphCall | null;

  constructor(private readonly plan: TrainingPlan) {
    this.flow = new StepFlow(plan);
    this.graph = this.flow.graph;
    this.train = this.flow.train;
    this.optimizer = this.graph.callOf(this.train?.args[0]);
    this.step = this.graph.callOf(plan.globalStep);
  }

  read(): Wiring {
    const { plan, step, train } = this;
    if (step !== null) this.node('step', 'step', verbatim(this.stepName(step)), step.range, 'global_step');
    const loss = this.graph.callOf(plan.loss);
    if (loss !== null) this.node('loss', 'loss', this.entry('loss') ?? nameOf(loss), loss.range, 'loss');
    if (train !== null) this.node('train-op', 'train-op', verbatim(writtenName(train)), train.range, null);
    if (this.optimizer !== null) {
      this.node('optimizer', 'optimizer', nameOf(this.optimizer), this.optimizer.range, null);
      this.edge('optimizer', 'train-op', 'reads', 'update');
    }
    this.edge('loss', 'train-op', 'reads', 'gradients');
    this.readFeeds();
    this.readVariables();
    this.readSchedules();
    this.readAverages();
    this.readMovers();
    this.readPrints();
    return { nodes: [...this.nodes.values()], edges: this.edges, places: this.places() };
  }

  private readFeeds(): void {
    const placeholders = this.graph
      .ancestors([this.plan.loss])
      .filter((call) => meaningOfCall(call, 'placeholder') !== null);
    if (placeholders.length === 0) return;
    const names = placeholders.slice(0, mostOfAKind).map((call) => {
      const name = call.kwargs['name'];
      return name?.kind === 'string' ? name.value : this.unnamed(call);
    });
    this.node('feed', 'feed', message('feed {0}', names.join(', ')), placeholders[0]?.range ?? null, null);
    this.edge('feed', 'loss', 'reads', 'feed');
  }

  /** What TensorFlow calls a placeholder that the program gives no name: by its place among these. */
  private unnamed(placeholder: GraphCall): string {
    const others = this.plan.calls.filter(
      ({ name, kwargs, scope }) =>
        name === placeholder.name && scope === placeholder.scope && kwargs['name']?.kind !== 'string',
    );
    const before = others.indexOf(placeholder);
    const name = before === 0 ? 'Placeholder' : `Placeholder_${before}`;
    return placeholder.scope === '' ? name : `${placeholder.scope}/${name}`;
  }

  private readVariables(): void {
    const { variables } = this.plan;
    const [first] = variables;
    if (first === undefined) return;
    const label =
      variables.length <= mostOfAKind
        ? verbatim(variables.map(({ name }) => name).join(', '))
        : message('{0} variables', variables.length);
    this.node('variables', 'variables', label, first.range, variables.length === 1 ? first.name : null);
    this.edge('train-op', 'variables', 'moves', 'update');
    this.edge('variables', 'loss', 'reads', 'forward');
  }

  /** Schedules on the way to the optimizer, and those that only read the step. */
  private readSchedules(): void {
    const feeding = new Set(this.graph.ancestors([this.plan.learningRate]).map(({ id }) => id));
    const schedules = this.plan.calls.filter(
      (call) => meaningOfCall(call, 'schedule') !== null && (feeding.has(call.id) || this.readsStep(call)),
    );
    for (const call of schedules.slice(0, mostOfAKind)) {
      const isRate = this.plan.learningRate?.kind === 'call' && this.plan.learningRate.id === call.id;
      const id = `schedule-${call.id}`;
      this.node(id, 'schedule', nameOf(call), call.range, isRate ? 'learning_rate' : null);
      if (this.readsStep(call)) this.edge('step', id, 'reads', feeding.has(call.id) ? 'rate' : null);
      if (feeding.has(call.id)) this.edge(id, 'optimizer', 'reads', 'rate');
    }
    const rate = this.graph.callOf(this.plan.learningRate);
    if (
      schedules.length === 0 &&
      rate !== null &&
      this.graph.ancestors([this.plan.learningRate]).some(({ id }) => this.isStep({ kind: 'call', id }))
    ) {
      this.node('rate', 'schedule', message('learning rate'), rate.range, 'learning_rate');
      this.edge('step', 'rate', 'reads', 'rate');
      this.edge('rate', 'optimizer', 'reads', 'rate');
    }
  }

  private readAverages(): void {
    const averages = this.plan.calls.filter((call) => meaningOfCall(call, 'average') !== null && this.readsStep(call));
    for (const [index, call] of averages.slice(0, mostOfAKind).entries()) {
      const id = `average-${call.id}`;
      const update = this.plan.calls.find(
        (other) => meaningOfCall(other, 'update') !== null && this.graph.callOf(other.args[0]) === call,
      );
      this.node(id, 'average', nameOf(call), call.range, decayColumn(index));
      if (update !== undefined) this.ranges.set(id, update.range);
      this.edge('step', id, 'reads', 'average');
      if (update !== undefined) this.edge('variables', id, 'reads', 'average');
    }
  }

  /** Everything that adds to the step or sets it; where nothing does in any run, the edge that would. */
  private readMovers(): void {
    const { step, train, plan } = this;
    if (step === null) return;
    let isMoved = false;
    if (meaningOfCall(step, 'placeholder') !== null) {
      this.node('python', 'mover', verbatim('feed_dict'), step.range, null);
      this.edge('python', 'step', 'moves', 'feed');
      isMoved = true;
    }
    if (train !== null && plan.passesGlobalStep && this.isStep(stepArgument(train))) {
      this.edge('train-op', 'step', 'moves', 'increment');
      isMoved = true;
    }
    for (const call of plan.calls) {
      if (call === train || !this.movesStep(call)) continue;
      const isRun = [...runsIn(plan.runs)].some(({ fetches }) =>
        fetches.some((fetch) => this.graph.reaches(fetch, call.id)),
      );
      const id = `mover-${call.id}`;
      if (this.nodes.size > 30) break;
      this.node(id, 'mover', nameOf(call), call.range, null);
      this.edge(id, 'step', 'moves', isRun ? 'increment' : null);
      isMoved ||= isRun;
    }
    if (!isMoved) this.edge('train-op', 'step', 'missing', 'increment');
  }

  /** The program's own reading of step and rate, after each iteration. */
  private readPrints(): void {
    if (this.step === null && this.plan.learningRate === null) return;
    this.node('print', 'reader', verbatim('sess.run'), this.readingRun(), null);
    this.edge('step', 'print', 'reads', 'read');
    const schedule = [...this.nodes.values()].find(({ column }) => column === 'learning_rate');
    if (schedule !== undefined) this.edge(schedule.id, 'print', 'reads', 'read');
  }

  private movesStep(call: GraphCall): boolean {
    const { globalStep } = this.plan;
    return globalStep !== null && this.flow.moves(call, globalStep);
  }

  private isStep(value: GraphValue | null): boolean {
    return this.flow.isSame(value, this.plan.globalStep);
  }

  /** Whether the step is among what a call is computed from, without the initialiser's detours. */
  private readsStep(call: GraphCall): boolean {
    const { globalStep } = this.plan;
    return globalStep !== null && this.flow.reads(call, globalStep);
  }

  /** Where the run stands that trains: it is also where what it is fed is written. */
  private trainingRun(): SourceRange | null {
    return [...runsIn(this.plan.runs)].find(({ trains }) => trains)?.range ?? null;
  }

  /** Where the program reads the step or the rate: in a run of its own, else in the run that trains. */
  private readingRun(): SourceRange | null {
    const { globalStep, learningRate, readAt = null } = this.plan;
    const isRead = (fetch: GraphValue): boolean =>
      this.flow.isSame(fetch, globalStep) || this.flow.isSame(fetch, learningRate);
    return readAt ?? [...runsIn(this.plan.runs)].find(({ fetches }) => fetches.some(isRead))?.range ?? null;
  }

  private places(): Wiring['places'] {
    const place = (id: string): SourceRange | null => this.ranges.get(id) ?? null;
    const schedule = [...this.nodes.values()].find(({ kind }) => kind === 'schedule')?.id ?? 'optimizer';
    const mover = this.edges.find(({ to, phase, kind }) => to === 'step' && phase === 'increment' && kind === 'moves');
    const ranges: Record<StepPhase, SourceRange | null> = {
      feed: this.trainingRun() ?? place('feed'),
      forward: place('loss'),
      gradients: place('train-op'),
      rate: place(schedule),
      update: place('optimizer') ?? place('train-op'),
      increment: place(mover?.from ?? 'train-op'),
      average: place([...this.nodes.values()].find(({ kind }) => kind === 'average')?.id ?? ''),
      read: place('print') ?? place('step'),
    };
    return {
      feed: locationOf(ranges.feed),
      forward: locationOf(ranges.forward),
      gradients: locationOf(ranges.gradients),
      rate: locationOf(ranges.rate),
      update: locationOf(ranges.update),
      increment: locationOf(ranges.increment),
      average: locationOf(ranges.average),
      read: locationOf(ranges.read),
    };
  }

  private readonly ranges = new Map<string, SourceRange | null>();

  private node(
    id: string,
    kind: WiringNodeKind,
    label: Message,
    range: SourceRange | null,
    column: string | null,
  ): void {
    this.ranges.set(id, range);
    this.nodes.set(id, { id, kind, label, location: locationOf(range), column });
  }

  /** Both ends must be there: a program without a loss that is known has no edge from it. */
  private edge(from: string, to: string, kind: WiringEdgeKind, phase: StepPhase | null): void {
    if (this.nodes.has(from) && this.nodes.has(to)) this.edges.push({ from, to, kind, phase });
  }

  private entry(label: string): Message | undefined {
    return this.plan.entries.find((entry) => say(entry.label) === label)?.value;
  }

  private stepName(step: GraphCall): string {
    const [name] = this.plan.entries.find(({ label }) => label.text === 'step')?.value.parts ?? [];
    return typeof name === 'string' ? name : shortName(step);
  }
}

function nameOf(call: GraphCall): Message {
  return verbatim(shortName(call));
}
