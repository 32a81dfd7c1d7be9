import { message, type Message, say, verbatim } from '../base/message';
import type { GraphCall, GraphValue } from '../base/graph-call';
import { countsByStep, optimizerArguments, type OptimizerSettings } from '../frameworks/tensorflow1/optimizers';
import { own } from '../base/own';
import type { Variation } from '../protocol/playground';
import { scheduleFields, type FieldValue, valuesOf } from '../schedules/fields';
import type { Schedule } from '../schedules/schedule';
import { argument, type CallGraph } from './call-graph';
import { rateCallsOf, stepArgument } from './program-settings';
import { scheduleKind } from './schedule-arguments';
import type { PlanEntry, TrainingPlan } from './training-plan';
import { withIterations } from './with-iterations';
import { withRate } from './with-rate';

/**
 * The plan with another schedule, optimizer, seed or number of iterations in the place of the program's. A schedule that is there is replaced where it
 * stands, so that whatever the program computes from it, it computes from the other one; a constant rate is replaced at the optimizer.
 */
export function vary(plan: TrainingPlan, { schedule, optimizer, seed, iterations }: Variation): TrainingPlan {
  let varied = plan;
  if (schedule !== null) varied = withSchedule(varied, schedule);
  if (optimizer !== null) varied = withOptimizer(varied, optimizer);
  if (seed !== null && seed !== plan.seed) varied = withSeed(varied, seed);
  if (iterations !== null && iterations !== plan.iterations) varied = lasting(varied, iterations);
  return varied;
}

function withSchedule(plan: TrainingPlan, schedule: Schedule): TrainingPlan {
  const found = rateCallsOf(plan);
  if (found === null) return plan;
  const { graph, optimizer, schedule: written } = found;
  const entries = scheduleEntries(plan, schedule);
  if (written !== null) {
    const step = stepArgument(written) ?? plan.globalStep;
    const made = scheduleCall(written, schedule, step, isFloatStep(written, schedule, graph, step));
    return { ...plan, entries, calls: plan.calls.map((call) => (call === written ? made : call)) };
  }
  if (schedule.kind === 'constant') {
    const rate: GraphValue = { kind: 'float', value: schedule.learningRate };
    const calls = plan.calls.map((call) => (call === optimizer ? withRate(optimizer, rate) : call));
    return { ...plan, entries, calls, learningRate: rate };
  }
  const first = plan.calls.reduce((most, { id }) => Math.max(most, id), 0) + 1;
  const step: GraphValue = plan.globalStep ?? { kind: 'call', id: first + 1 };
  const blank: GraphCall = { ...optimizer, id: first, name: '', args: [], kwargs: {}, control: [], scope: '' };
  const made = scheduleCall(blank, schedule, step, isFloatStep(null, schedule, graph, step));
  const ownStep: GraphCall = { ...blank, id: first + 1, name: 'train.get_or_create_global_step', range: null };
  const rate: GraphValue = { kind: 'call', id: first };
  const calls = plan.calls.flatMap((call) =>
    call === optimizer ? [...(plan.globalStep === null ? [ownStep] : []), made, withRate(optimizer, rate)] : [call],
  );
  return { ...plan, entries, calls, learningRate: rate, globalStep: step };
}

/** A schedule in the place of another call: whoever reads that call's result reads the schedule's. */
function scheduleCall(
  place: GraphCall,
  schedule: Schedule,
  step: GraphValue | null,
  hasFloatSteps: boolean,
): GraphCall {
  const values = valuesOf(schedule);
  const made = scheduleFields[schedule.kind].map(({ name, field, kind }) => {
    const areSteps = (kind === 'steps' || kind === 'step-list') && !hasFloatSteps;
    return [name, recorded(own(values, field) ?? 0, areSteps)] as const;
  });
  const kwargs = Object.fromEntries(made);
  if (schedule.kind === 'constant') {
    return { ...place, name: 'constant', args: [kwargs['learning_rate'] ?? { kind: 'none' }], kwargs: {} };
  }
  const stepName = schedule.kind === 'piecewise_constant' ? 'x' : 'global_step';
  return {
    ...place,
    name: `train.${schedule.kind}`,
    args: [],
    kwargs: { ...kwargs, ...(step === null ? {} : { [stepName]: step }) },
  };
}

function recorded(value: FieldValue, areSteps: boolean): GraphValue {
  if (typeof value === 'boolean') return { kind: 'bool', value };
  if (typeof value === 'number')
    return areSteps && Number.isInteger(value) ? { kind: 'int', value } : { kind: 'float', value };
  return { kind: 'list', items: value.map((item) => recorded(item, areSteps)) };
}

/** Whether piecewise boundaries must be floats: TensorFlow wants them of the dtype of the step beside them. */
function isFloatStep(
  written: GraphCall | null,
  { kind }: Schedule,
  graph: CallGraph,
  step: GraphValue | null,
): boolean {
  if (kind !== 'piecewise_constant') return false;
  if (written !== null && scheduleKind(written) === 'piecewise_constant') {
    const boundaries = argument(written, 1, 'boundaries');
    return boundaries?.kind === 'list' && boundaries.items.some((item) => item.kind === 'float');
  }
  const made = graph.callOf(step);
  if (made === null) return false;
  const dtype = made.kwargs['dtype'] ?? (/cast$/.test(made.name) ? made.args[1] : undefined);
  if (dtype?.kind === 'dtype') return dtype.value.startsWith('float');
  return made.name === 'to_float' || argument(made, 0, 'initial_value')?.kind === 'float';
}

/** Arguments of every optimizer that are no settings of one of them. */
const commonArguments = ['use_locking', 'name'];

function withOptimizer(plan: TrainingPlan, { name, settings }: OptimizerSettings): TrainingPlan {
  const found = rateCallsOf(plan);
  if (found === null) return plan;
  const { optimizer } = found;
  const rate = plan.learningRate ?? { kind: 'float', value: 0.1 };
  const given = Object.keys(optimizerArguments[name]).flatMap((argumentName) => {
    const value = own(settings, argumentName);
    return value === undefined ? [] : [[argumentName, recorded(value, false)] as const];
  });
  const kept = commonArguments.flatMap((argumentName) => {
    const value = own(optimizer.kwargs, argumentName);
    return value === undefined ? [] : [[argumentName, value] as const];
  });
  // Its updates count from the step, so the step is one of its arguments.
  const step = countsByStep(name) && plan.globalStep !== null ? [['global_step', plan.globalStep] as const] : [];
  const made: GraphCall = {
    ...optimizer,
    name: `train.${name}`,
    args: [],
    kwargs: Object.fromEntries([['learning_rate', rate], ...step, ...given, ...kept]),
  };
  const entries = plan.entries.map((entry) =>
    say(entry.label) === 'optimizer' ? { ...entry, value: optimizerText({ name, settings }) } : entry,
  );
  return { ...plan, entries, calls: plan.calls.map((call) => (call === optimizer ? made : call)) };
}

function optimizerText({ name, settings }: OptimizerSettings): Message {
  const texts = Object.entries(settings).map(([argumentName, value]) => `${argumentName}=${text(value, false)}`);
  return verbatim(texts.length === 0 ? name : `${name}(${texts.join(', ')})`);
}

function withSeed(plan: TrainingPlan, seed: number): TrainingPlan {
  const entry: PlanEntry = { label: message('seed'), value: verbatim(String(seed)), range: null };
  return { ...plan, seed, entries: [...plan.entries.filter(({ label }) => say(label) !== 'seed'), entry] };
}

function lasting(plan: TrainingPlan, iterations: number): TrainingPlan {
  const entries = plan.entries.map((entry) =>
    say(entry.label) === 'iterations' ? { ...entry, value: verbatim(String(iterations)) } : entry,
  );
  return { ...withIterations(plan, iterations), entries };
}

/** The plan's entries with another schedule's in the place of those of its own; the step's stays. */
function scheduleEntries({ entries }: TrainingPlan, schedule: Schedule): PlanEntry[] {
  const fields = scheduleFields[schedule.kind];
  const old = new Set([
    'schedule',
    'learning rate',
    ...Object.values(scheduleFields)
      .flat()
      .map(({ name }) => name),
  ]);
  const first = entries.findIndex(({ label }) => old.has(say(label)));
  const at = first < 0 ? 1 : first;
  const range = entries[first]?.range ?? null;
  const values = valuesOf(schedule);
  const made = fields.flatMap(({ name, field, kind, otherwise }): PlanEntry[] => {
    const label = schedule.kind === 'constant' ? message('learning rate') : verbatim(name);
    const value = own(values, field) ?? 0;
    const said = entries.find((entry) => say(entry.label) === say(label));
    if (said === undefined && value === otherwise) return [];
    const written = text(value, kind === 'steps' || kind === 'step-list');
    return [
      {
        label,
        value: said !== undefined && isSameText(say(said.value), written) ? said.value : verbatim(written),
        range,
      },
    ];
  });
  const named =
    schedule.kind === 'constant'
      ? made
      : [{ label: message('schedule'), value: verbatim(schedule.kind), range }, ...made];
  const isKept = ({ label }: PlanEntry): boolean => !old.has(say(label));
  return [...entries.slice(0, at).filter(isKept), ...named, ...entries.slice(at).filter(isKept)];
}

/** Whether two texts are the same value: the program's own way to write a number is no difference. */
function isSameText(one: string, other: string): boolean {
  const parts = (value: string): string[] => value.split(/[[\],]\s*/).filter((part) => part !== '');
  const [ones, others] = [parts(one), parts(other)];
  return (
    ones.length === others.length &&
    ones.every((part, index) => part === others[index] || Number(part) === Number(others[index] ?? Number.NaN))
  );
}

function text(value: FieldValue, areSteps: boolean): string {
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value !== 'number') return `[${value.map((item) => text(item, areSteps)).join(', ')}]`;
  return Number.isInteger(value) && !areSteps ? value.toFixed(1) : String(value);
}
