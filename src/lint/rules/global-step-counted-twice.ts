// A step that one run, or one pass of a loop, moves more than once: one finding for all the calls that do, at the last of them.
import { joined, type Message, message } from '../../base/message';
import { numberText } from '../../base/number-text';
import { nameOf } from '../consequence';
import { comparePlaces, placeKey, placeText } from '../../base/source-range';
import type { Dependent, DoubledMove, TrainingCall } from '../../analysis/facts/facts';
import type { Edit, Finding, Fix } from '../finding';
import type { Rule } from '../rule';

/** A step that one run moves more than once. */
export const globalStepCountedTwice: Rule = {
  id: 'global-step-counted-twice',
  severity: 'warning',
  mildest: 'info',
  check: ({ calls }) => calls.flatMap((call) => findingsOf(call, calls)),
};

function findingsOf(call: TrainingCall, calls: readonly TrainingCall[]): Finding[] {
  const { doubled, step, range, dependents, stepText, countsByItself } = call;
  const rivals = rivalsOf(call, calls);
  if (doubled.length === 0 || rivals.some((other) => comparePlaces(other.range, range) > 0)) return [];
  const name = stepText ?? nameOf(step);
  const times = 1 + doubled.reduce((all, other) => all + other.times, 0);
  const readers = dependents.filter(
    (dependent) => dependent.step.kind === 'variable' && (countsByItself || dependent.step.variable.id === step?.id),
  );
  const cause = causeOf(call, times);
  const [reader] = readers;
  return [
    {
      rule: globalStepCountedTwice.id,
      severity: reader === undefined ? 'info' : 'warning',
      range,
      message:
        reader === undefined ? message('{0}.', cause) : message('{0}: {1}.', cause, consequence(reader, times, call)),
      related: [
        ...doubled.map(({ range: place, by }) => ({
          range: place,
          message:
            by === 'assign'
              ? message('the assignment increments {0} too', name)
              : message('the training call increments {0} too', name),
        })),
        ...readers.map(({ range: place, kind }) => ({ range: place, message: message('{0} reads {1}', kind, name) })),
      ],
      fixes: fixesOf(call, rivals),
    },
  ];
}

/** The other training calls of the same file that move the step in the same run. */
function rivalsOf({ doubled, range }: TrainingCall, calls: readonly TrainingCall[]): TrainingCall[] {
  const places = new Set(doubled.filter(({ by }) => by !== 'assign').map((other) => placeKey(other.range)));
  return calls.filter(
    (other) =>
      other.range.file === range.file &&
      placeKey(other.range) !== placeKey(range) &&
      other.doubled.length > 0 &&
      places.has(placeKey(other.range)),
  );
}

function causeOf(call: TrainingCall, times: number): Message {
  const { doubled, step, stepText } = call;
  const parts = [stepText ?? nameOf(step), times, howOf(call)] as const;
  if (doubled.some(({ within }) => within === 'run')) return message('{0} grows by {1} per run ({2})', ...parts);
  return doubled.some(({ within }) => within === 'branch')
    ? message('{0} grows by {1} in each pass that runs all of them ({2})', ...parts)
    : message('{0} grows by {1} per pass of the loop ({2})', ...parts);
}

/** What moves the step: other calls, or this one several times, by a loop or by the functions around it. */
function howOf({ doubled, range }: TrainingCall): Message {
  const [first] = doubled;
  if (first?.calls && doubled.every(({ calls, loop }) => calls !== null && loop === null)) {
    const places = [first.calls.own, ...doubled.flatMap(({ calls }) => (calls === null ? [] : [calls.other]))];
    return message('called {0}', listed(places.map((place) => placeText(place, range))));
  }
  if (first?.loop && doubled.length === 1)
    return message('the loop {0} creates this operation {1} times', placeText(first.loop, range), first.times + 1);
  return listed([message('here'), ...doubled.map((other) => placeOf(other, range))]);
}

function listed(places: readonly Message[]): Message {
  return joined(places, places.length > 2 ? '{0}, {1}{#list}' : '{0} and {1}');
}

function placeOf({ range, loop, calls }: DoubledMove, from: TrainingCall['range']): Message {
  if (loop !== null) return message('in the loop {0}', placeText(loop, from));
  return placeText(calls === null ? range : calls.other, from);
}

function consequence({ kind, role, decay }: Dependent, times: number, { doubled }: TrainingCall): Message {
  const steps = decay?.steps;
  if (role !== 'schedule' || typeof steps !== 'number' || doubled.some(({ within }) => within === 'branch'))
    return message('{0} reads a step that grows too fast', kind);
  const parts = [kind, numberText(steps), numberText(Math.ceil(steps / times))] as const;
  return doubled.some(({ within }) => within === 'run')
    ? message('{0} covers its {1} steps in {2} runs', ...parts)
    : message('{0} covers its {1} steps in {2} passes', ...parts);
}

/** The first of several keeps counting, or the assignment; what one call does in two contexts cannot be taken out of one of them. */
function fixesOf(call: TrainingCall, rivals: readonly TrainingCall[]): Fix[] {
  const { doubled, range } = call;
  if (doubled.some((other) => placeKey(other.range) === placeKey(range))) return [];
  const inOrder = [...rivals, call].sort((a, b) => comparePlaces(a.range, b.range));
  const extra = doubled.every(({ by }) => by !== 'assign') ? inOrder.slice(1) : inOrder;
  const edits = extra.map(withoutStep);
  const known = edits.filter((edit) => edit !== null);
  const [first] = known;
  if (first === undefined || known.length < edits.length) return [];
  return [
    {
      title: known.length > 1 ? message('Remove the step from {0} calls', known.length) : titleOf(call, first),
      safe: false,
      edits: known,
    },
  ];
}

/** `create_train_op` counts the graph's step where it is passed none, and nothing for `None`. */
function withoutStep({ call, removal, stepRange, insertion }: TrainingCall): Edit | null {
  if (call !== 'create_train_op') return removal === null ? null : { range: removal, text: '' };
  if (stepRange !== null) return { range: stepRange, text: 'None' };
  return insertion === null
    ? null
    : { range: insertion.range, text: `${insertion.needsComma ? ', ' : ''}global_step=None` };
}

function titleOf({ stepText, isPositional }: TrainingCall, { text: replacement }: Edit): Message {
  if (replacement !== '') return message('Pass {0}', 'global_step=None');
  const text = stepText ?? 'global_step';
  return message('Remove {0}', isPositional ? text : `global_step=${text}`);
}
