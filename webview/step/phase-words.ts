import { cellText } from '../../src/protocol/cell-text';
import type { NamedTensor, StepPhase, StepTrace, TensorPreview } from '../../src/protocol/step-trace';
import { text } from '../ui/text';
import { hasHappened } from './step-position';

/** What a phase did in one run, a line a fact. */
export function phaseWords(phase: StepPhase, trace: StepTrace): readonly string[] {
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
      return [rateWords(trace)];
    case 'update':
      return trace.updates.length === 0 ? [words.noUpdate] : trace.updates.map((update) => updateWords(update, trace));
    case 'increment':
      return incrementWords(trace);
    case 'read': {
      const { step, rate } = trace.read;
      const read = [
        ...(step === null ? [] : [words.readStep(String(step))]),
        ...(rate === null ? [] : [words.readRate(numberText(rate))]),
      ];
      return read.length === 0 ? [words.readNothing] : read;
    }
  }
}

function rateWords({ rate, step, read }: StepTrace): string {
  const words = text.step.facts;
  if (rate === null) return words.noRate;
  if (step === null || read.rate === null) return words.rateConstant(numberText(rate));
  return words.rate(numberText(rate), String(step.before));
}

function updateWords({ variable, operation, before, after }: StepTrace['updates'][number], trace: StepTrace): string {
  const words = text.step.facts;
  const gradient = trace.gradients.find(({ name }) => name === variable);
  const isScalar = before.shape.length === 0 && after.shape.length === 0;
  if (operation === 'ApplyGradientDescent' && isScalar && trace.rate !== null && gradient !== undefined) {
    const [from, to, slope] = [first(before), first(after), first(gradient.tensor)].map(numberText) as [
      string,
      string,
      string,
    ];
    return words.descent(variable, from, numberText(trace.rate), slope, to);
  }
  return words.update(variable, tensorText(before), tensorText(after), operation);
}

function incrementWords({ step }: StepTrace): readonly string[] {
  const words = text.step.facts;
  if (step === null) return [words.noStep];
  const { before, after, writes, atStart } = step;
  const elsewhere = atStart === before ? [] : [words.movedElsewhere(String(atStart), String(before))];
  if (writes.length === 0) {
    return [
      ...elsewhere,
      before === after ? words.notCounted(String(after)) : words.moved(String(before), String(after)),
    ];
  }
  const byTrainOp = writes.some(({ isTrainOp }) => isTrainOp);
  const others = writes.filter(({ isTrainOp }) => !isTrainOp).length;
  return [
    ...elsewhere,
    ...(byTrainOp ? [words.counted(String(before), String(after))] : []),
    ...(others > 0 && byTrainOp ? [words.countedTwice(others + 1)] : []),
    ...(others > 0 && !byTrainOp ? [words.countedByHand(String(before), String(after))] : []),
  ];
}

/** The values on the wiring's nodes while a phase is shown: what has been computed by then, and no more. */
export function valuesAt(phase: StepPhase, trace: StepTrace): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  const { step, rate, lossValue, updates, read } = trace;
  if (step !== null) values.set('global_step', String(hasHappened('increment', phase) ? step.after : step.before));
  else if (read.step !== null) values.set('global_step', String(read.step));
  if (rate !== null) {
    if (phase === 'read' && read.rate !== null) values.set('learning_rate', numberText(read.rate));
    else if (hasHappened('rate', phase)) values.set('learning_rate', numberText(rate));
  }
  if (lossValue !== null && hasHappened('forward', phase)) values.set('loss', numberText(lossValue));
  for (const { variable, before, after } of updates) {
    values.set(variable, numberText(first(hasHappened('update', phase) ? after : before)));
  }
  return values;
}

/** A number as a reader wants it: six digits at most. Exported for tests. */
export function numberText(value: number): string {
  return Number.isFinite(value) ? String(Number(Math.fround(value).toPrecision(6))) : cellText('', value, []);
}

function first({ values }: TensorPreview): number {
  return values[0] ?? Number.NaN;
}

/** A tensor as its first values, and its shape where it is no scalar. Exported for tests. */
export function tensorText({ shape, values }: NamedTensor['tensor']): string {
  if (shape.length === 0) return numberText(values[0] ?? Number.NaN);
  const size = shape.reduce((product, length) => product * length, 1);
  const shown = values.slice(0, 3).map((value) => String(Number(value.toPrecision(4))));
  return text.step.tensor([...shown, ...(size > shown.length ? ['…'] : [])].join(', '), shape.join('×'));
}
