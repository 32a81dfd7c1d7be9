import { placeText, type SourceRange } from '../../base/source-range';
import type { Dependent, TrainingCall } from '../../analysis/facts/facts';
import type { Finding, Fix } from '../finding';
import type { Rule } from '../rule';

/** A step that one run moves more than once. */
export const globalStepCountedTwice: Rule = {
  id: 'global-step-counted-twice',
  summary: 'One run moves the same global step more than once, so everything that reads it runs ahead.',
  severity: 'warning',
  check: ({ calls }) => calls.flatMap(findingsOf),
};

function findingsOf(call: TrainingCall): Finding[] {
  const { doubled, step, range, dependents, stepText, countsByItself } = call;
  if (doubled.length === 0) return [];
  const name = stepText ?? step?.name ?? 'the global step';
  const times = doubled.length + 1;
  const readers = dependents.filter(
    (dependent) => dependent.step.kind === 'variable' && (countsByItself || dependent.step.variable.id === step?.id),
  );
  const isPass = doubled.every(({ within }) => within === 'pass');
  const others = doubled.map((other) => `${nounOf(other.by)} ${placeText(other.range, range)}`).join(' and ');
  return [
    {
      rule: globalStepCountedTwice.id,
      severity: readers.length > 0 ? 'warning' : 'info',
      range,
      message: isPass
        ? `Each pass of the loop adds ${times} to ${name}: once here, and again by ${others}.${consequence(readers, times, range, 'passes')}`
        : `Each run adds ${times} to ${name}: once here, and again by ${others}.${consequence(readers, times, range, 'runs')}`,
      related: [
        ...doubled.map(({ range: place, by }) => ({ range: place, message: `${nounOf(by)} moves ${name} too` })),
        ...readers.map(({ range: place, kind }) => ({ range: place, message: `${kind} reads ${name}` })),
      ],
      fixes: fixesOf(call),
    },
  ];
}

function nounOf(by: TrainingCall['doubled'][number]['by']): string {
  return by === 'assign' ? 'the assignment' : 'the training call';
}

function consequence(readers: readonly Dependent[], times: number, from: SourceRange, unit: 'runs' | 'passes'): string {
  const [first, ...others] = readers;
  if (first === undefined) return '';
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  const period = first.decay?.steps;
  if (first.role === 'schedule' && typeof period === 'number')
    return ` ${first.kind} ${placeText(first.range, from)}${more} decays every ${Math.ceil(period / times)} ${unit} instead of every ${period}.`;
  return ` ${first.kind} ${placeText(first.range, from)}${more} reads a step that runs ${times} times too fast.`;
}

/** The first of several keeps counting. */
function fixesOf({ removal, doubled, range }: TrainingCall): Fix[] {
  const isFirst = doubled.every((other) => other.by === 'training' && other.range.start > range.start);
  if (removal === null || isFirst) return [];
  return [{ title: 'Do not pass the global step here', safe: false, edits: [{ range: removal, text: '' }] }];
}
