import { decayColumn } from '../../src/protocol/columns';
import type {
  NamedTensor,
  StepPhase,
  StepTrace,
  TensorPreview,
  TracedAverages,
  TracedUpdate,
} from '../../src/protocol/step-trace';
import type { Wiring } from '../../src/protocol/wiring';
import type { Schedule } from '../../src/schedules/schedule';
import { said } from '../ui/language';
import { countText, numberText } from '../ui/number-text';
import { placeText } from '../ui/place-text';
import { text } from '../ui/text';
import { equationText } from './equation-text';
import { rateFormula } from './rate-formula';
import { hasHappened } from './step-position';

/** What a trace alone does not tell: the schedule, and who moves the step. */
export interface StepContext {
  readonly schedule: Schedule | null;
  readonly wiring: Wiring | null;
  /** The program's own file: what stands in another one is named with it. */
  readonly ownFile: string | null;
}

const noContext: StepContext = { schedule: null, wiring: null, ownFile: null };

/** Whether nothing happened in a phase, so that it is passed over. */
export function isEmptyPhase(phase: StepPhase, trace: StepTrace): boolean {
  switch (phase) {
    case 'feed':
      return trace.feeds.length === 0;
    case 'forward':
      return trace.lossValue === null;
    case 'gradients':
      return trace.gradients.length === 0;
    case 'rate':
      return trace.rate === null;
    case 'update':
      return trace.updates.length === 0;
    case 'increment':
      return trace.step === null;
    case 'average':
      return trace.averages.length === 0;
    case 'read':
      return trace.read.step === null && trace.read.rate === null;
  }
}

/** What a phase did in one run, a line a fact. */
export function phaseWords(phase: StepPhase, trace: StepTrace, context: StepContext = noContext): readonly string[] {
  const words = text.step.facts;
  switch (phase) {
    case 'feed':
      return trace.feeds.length === 0
        ? [words.noFeed]
        : trace.feeds.map(({ name, tensor }) => words.feed(name, tensorText(tensor)));
    case 'forward':
      if (trace.loss === null || trace.lossValue === null) return [words.noLoss];
      return trace.loss.shape.length === 0
        ? [words.loss(numberText(trace.lossValue))]
        : [words.lossMean(numberText(trace.lossValue), tensorText(trace.loss))];
    case 'gradients':
      return trace.gradients.length === 0
        ? [words.noGradient]
        : trace.gradients.map(({ name, tensor }) => words.gradient(name, tensorText(tensor)));
    case 'rate':
      return [rateWords(trace, context)];
    case 'update':
      return trace.updates.length === 0 ? [words.noUpdate] : updatesWords(trace.updates);
    case 'increment':
      return incrementWords(trace, context);
    case 'average':
      return trace.averages.length === 0 ? [words.noAverage] : trace.averages.flatMap(averageWords);
    case 'read': {
      const { step, rate } = trace.read;
      const read = [
        ...(step === null ? [] : [words.readStep(countText(step))]),
        ...(rate === null ? [] : [words.readRate(numberText(rate))]),
      ];
      return read.length === 0 ? [words.readNothing] : read;
    }
  }
}

function rateWords({ rate, step, read }: StepTrace, { schedule }: StepContext): string {
  const words = text.step.facts;
  if (rate === null) return words.noRate;
  if (step === null || read.rate === null) return words.rateConstant(numberText(rate));
  const formula = rateFormula(schedule, step.before, rate);
  return words.rate(formula === null ? numberText(rate) : `${formula} = ${numberText(rate)}`, countText(step.before));
}

/** The optimizer's equations by name, where it has slots; then each update, with the numbers of one element where they are known. */
function updatesWords(updates: readonly TracedUpdate[]): readonly string[] {
  const words = text.step.facts;
  const [named] = updates.flatMap(({ variable, formula }) =>
    formula !== null && formula.equations.length > 1 ? [{ variable, equations: formula.equations }] : [],
  );
  const symbols =
    named?.equations.map(({ slot, symbols: right }) => words.equation(slot ?? named.variable, right)) ?? [];
  return [...symbols, ...updates.flatMap(updateWords)];
}

function updateWords({ variable, operation, before, after, formula }: TracedUpdate): readonly string[] {
  const words = text.step.facts;
  const whole = words.update(variable, tensorText(before), tensorText(after), operation);
  if (formula === null) return [whole];
  const { element, equations } = formula;
  const name = element.length === 0 ? variable : `${variable}[${element.join(', ')}]`;
  const numbers = equations.map(({ slot, numbers: right, result }) =>
    words.computed(slot ?? name, equationText(right), numberText(result)),
  );
  return element.length === 0 ? numbers : [whole, ...numbers];
}

/** The decay with the numbers that it is computed from, then each average with its own. */
function averageWords({ decay, limit, count, averages }: TracedAverages): readonly string[] {
  const words = text.step.facts;
  return [
    words.decay(numberText(limit), countText(count), numberText(decay)),
    ...averages.map(({ name, before, difference, after }) => {
      if (difference === null || before.shape.length > 0)
        return words.averaged(name, tensorText(before), tensorText(after));
      const [from, less, to] = [before, difference, after].map(first) as [number, number, number];
      const value = numberText(from - less);
      return words.average(name, [numberText(decay), numberText(from), value], numberText(to));
    }),
  ];
}

function incrementWords({ step }: StepTrace, { wiring, ownFile }: StepContext): readonly string[] {
  const words = text.step.facts;
  if (step === null) return [words.noStep];
  const [before, after, atStart] = [step.before, step.after, step.atStart].map(countText) as [string, string, string];
  const elsewhere = atStart === before ? [] : [words.movedElsewhere(atStart, before)];
  if (step.writes.length === 0) {
    if (step.before !== step.after) return [...elsewhere, words.moved(before, after)];
    const train = wiring?.nodes.find(({ kind }) => kind === 'train-op');
    return [...elsewhere, words.notCounted(after, train === undefined ? 'minimize' : said(train.label))];
  }
  return [...elsewhere, words.counted(before, after, moversOf(step.writes, wiring, ownFile))];
}

/** What wrote the step, each by its own name: the calls of the wiring where they are as many, else TensorFlow's operations. */
function moversOf(
  writes: NonNullable<StepTrace['step']>['writes'],
  wiring: Wiring | null,
  ownFile: string | null,
): readonly string[] {
  const nodes = (wiring?.edges ?? [])
    .filter(({ to, kind, phase }) => to === 'step' && kind === 'moves' && phase === 'increment')
    .flatMap(({ from }) => wiring?.nodes.find(({ id }) => id === from) ?? []);
  if (nodes.length !== writes.length) return writes.map(({ operation }) => operation);
  return nodes.map(({ label, location }) =>
    location === null ? said(label) : text.step.facts.mover(said(label), placeText(location, ownFile)),
  );
}

/** The values on the wiring's nodes while a phase is shown: what has been computed by then, and no more. */
export function valuesAt(phase: StepPhase, trace: StepTrace): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  const { step, rate, lossValue, updates, read } = trace;
  if (step !== null) values.set('global_step', countText(hasHappened('increment', phase) ? step.after : step.before));
  else if (read.step !== null) values.set('global_step', countText(read.step));
  if (rate !== null) {
    if (phase === 'read' && read.rate !== null) values.set('learning_rate', numberText(read.rate));
    else if (hasHappened('rate', phase)) values.set('learning_rate', numberText(rate));
  }
  if (lossValue !== null && hasHappened('forward', phase)) values.set('loss', numberText(lossValue));
  for (const { variable, before, after } of updates) {
    values.set(variable, numberText(first(hasHappened('update', phase) ? after : before)));
  }
  if (hasHappened('average', phase))
    for (const [index, { decay }] of trace.averages.entries()) values.set(decayColumn(index), numberText(decay));
  return values;
}

function first({ values }: TensorPreview): number {
  return values[0] ?? Number.NaN;
}

/** A tensor as its first values, and its shape where it is no scalar. Exported for tests. */
export function tensorText({ shape, values }: NamedTensor['tensor']): string {
  if (shape.length === 0) return numberText(values[0] ?? Number.NaN);
  const size = shape.reduce((product, length) => product * length, 1);
  const shown = values.slice(0, 3).map(numberText);
  return text.step.tensor([...shown, ...(size > shown.length ? ['…'] : [])].join(', '), shape.join('×'));
}
