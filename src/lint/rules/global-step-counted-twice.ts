import { joined, type Message, message } from '../../base/message';
import { nameOf } from '../consequence';
import { placeKey, placeText, type SourceRange } from '../../base/source-range';
import type { Dependent, DoubledMove, TrainingCall } from '../../analysis/facts/facts';
import type { Finding, Fix } from '../finding';
import type { Rule } from '../rule';

/** A step that one run moves more than once. */
export const globalStepCountedTwice: Rule = {
  id: 'global-step-counted-twice',
  severity: 'warning',
  check: ({ calls }) => calls.flatMap(findingsOf),
};

function findingsOf(call: TrainingCall): Finding[] {
  const { doubled, step, range, dependents, stepText, countsByItself } = call;
  if (doubled.length === 0) return [];
  const name = stepText ?? nameOf(step);
  const times = 1 + doubled.reduce((all, other) => all + other.times, 0);
  const readers = dependents.filter(
    (dependent) => dependent.step.kind === 'variable' && (countsByItself || dependent.step.variable.id === step?.id),
  );
  const isPass = doubled.every(({ within }) => within !== 'run');
  const isBranch = isPass && doubled.some(({ within }) => within === 'branch');
  const how = howOf(call);
  const adds = isBranch
    ? message('A pass of the loop in which all of them run adds {0} to {1}: {2}.', times, name, how)
    : isPass
      ? message('Each pass of the loop adds {0} to {1}: {2}.', times, name, how)
      : message('Each run adds {0} to {1}: {2}.', times, name, how);
  const outcome = isBranch ? null : consequence(readers, times, range, isPass);
  return [
    {
      rule: globalStepCountedTwice.id,
      severity: readers.length > 0 ? 'warning' : 'info',
      range,
      message: outcome === null ? adds : message('{0} {1}{#sentences}', adds, outcome),
      related: [
        ...doubled.map(({ range: place, by }) => ({
          range: place,
          message:
            by === 'assign'
              ? message('the assignment moves {0} too', name)
              : message('the training call moves {0} too', name),
        })),
        ...readers.map(({ range: place, kind }) => ({ range: place, message: message('{0} reads {1}', kind, name) })),
      ],
      fixes: fixesOf(call),
    },
  ];
}

/** What moves the step: other calls, or this one several times, by a loop or by the functions around it. */
function howOf({ doubled, range }: TrainingCall): Message {
  const [first] = doubled;
  if (first?.calls && doubled.every(({ calls, loop }) => calls !== null && loop === null)) {
    const places = [first.calls.own, ...doubled.flatMap(({ calls }) => (calls === null ? [] : [calls.other]))];
    return message(
      'once for each call that leads here, {0}',
      joined(
        places.map((place) => placeText(place, range)),
        '{0} and {1}',
      ),
    );
  }
  if (first?.loop && doubled.length === 1)
    return message('the loop {0} makes this operation {1} times', placeText(first.loop, range), first.times + 1);
  const others = joined(
    doubled.map((other) => nounOf(other, range)),
    '{0} and {1}',
  );
  return message('once here, and again by {0}', others);
}

function nounOf({ by, range, loop, calls }: DoubledMove, from: SourceRange): Message {
  if (loop !== null) return message('the loop {0}', placeText(loop, from));
  if (calls !== null) return message('the call {0} that leads here too', placeText(calls.other, from));
  return by === 'assign'
    ? message('the assignment {0}', placeText(range, from))
    : message('the training call {0}', placeText(range, from));
}

function consequence(readers: readonly Dependent[], times: number, from: SourceRange, isPass: boolean): Message | null {
  const [first, ...others] = readers;
  if (first === undefined) return null;
  const reader = message('{0} {1}', first.kind, placeText(first.range, from));
  const all = others.length === 0 ? reader : message('{0} and {1} more', reader, others.length);
  const period = first.decay?.steps;
  if (first.role !== 'schedule' || typeof period !== 'number')
    return message('{0} reads a step that runs {1} times too fast.', all, times);
  return isPass
    ? message('{0} decays every {1} passes instead of every {2}.', all, Math.ceil(period / times), period)
    : message('{0} decays every {1} runs instead of every {2}.', all, Math.ceil(period / times), period);
}

/**
 * The first of several keeps counting. `create_train_op` counts the graph's step where it is passed none, and nothing for `None`; what one
 * call does in two contexts cannot be taken out of one of them.
 */
function fixesOf({ removal, doubled, range, call, stepRange, insertion }: TrainingCall): Fix[] {
  const isFirst = doubled.every((other) => other.by === 'training' && other.range.start > range.start);
  const isItself = doubled.some((other) => placeKey(other.range) === placeKey(range));
  if (isFirst || isItself) return [];
  const title = message('Do not pass the global step here');
  if (call === 'create_train_op') {
    if (stepRange !== null) return [{ title, safe: false, edits: [{ range: stepRange, text: 'None' }] }];
    if (insertion === null) return [];
    const text = `${insertion.needsComma ? ', ' : ''}global_step=None`;
    return [{ title, safe: false, edits: [{ range: insertion.range, text }] }];
  }
  return removal === null ? [] : [{ title, safe: false, edits: [{ range: removal, text: '' }] }];
}
