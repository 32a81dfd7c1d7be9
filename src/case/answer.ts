import { type Message, message } from '../base/message';
import { rateText, stepCount, stepsText } from '../base/number-text';
import { placeText } from '../base/source-range';
import { byGravity, consequenceOf } from './consequence';
import { type CaseNumbers, isConstant, pathText } from './numbers';
import { paceOf, type StepCase } from './step-case';
import { nameText } from './words';

/** A case in as few words as a lens has room for: what the rate does and should do, else the gravest consequence, else who counts. */
export function answerOf(stepCase: StepCase, numbers: CaseNumbers): Message {
  switch (stepCase.kind) {
    case 'missing':
    case 'other-step':
    case 'not-a-variable':
      return stuckAnswer(stepCase, numbers);
    case 'counted-twice':
      return twiceAnswer(stepCase, numbers);
    case 'no-reader':
      return message('nothing here reads a step');
    case 'passed':
      return courseText(numbers) ?? message('counts {0}', nameText(stepCase.step));
    case 'counted-elsewhere':
    case 'fed': {
      const [who, course] = [whoCounts(stepCase), courseText(numbers)];
      return course === null ? who : message('{0}: {1}', who, course);
    }
  }
}

/** How the rate goes; null where it is not known, or always the same. */
function courseText({ asWritten, iterations }: CaseNumbers): Message | null {
  if (asWritten === null || iterations === null || isConstant(asWritten)) return null;
  return message('rate {0} over {1}', pathText(asWritten), stepCount(iterations));
}

/** What counts a step in the place of the training call, at which the answer stands. */
function whoCounts({ kind, movers, call }: StepCase): Message {
  if (kind === 'fed') return message('step is fed');
  const mover = movers.find(({ by }) => by !== 'train-op');
  return mover === undefined || mover.range === null || call.range === null
    ? message('counted by {0}', mover?.name ?? call.name)
    : message('counted {0}', placeText(mover.range, call.range));
}

function stuckAnswer({ readers, step, number }: StepCase, { asWritten, counterpart, endsAt }: CaseNumbers): Message {
  if (number?.by === 'call') return message('a number is passed as the step: it raises an error');
  const start = step?.start ?? null;
  const [gravest] = byGravity(readers);
  const isRate = gravest === undefined || gravest.role === 'schedule' || gravest.role === 'arithmetic';
  if (!isRate) return consequenceOf({ ...gravest, atEnd: gravest.atEnd ?? endsAt, start });
  if (asWritten === null) return consequenceOf({ role: 'schedule', atStart: null, atEnd: null, start });
  const should = counterpart === null || isConstant(counterpart) ? null : counterpart.end;
  return consequenceOf({ role: 'schedule', atStart: asWritten.end, atEnd: should, start });
}

function twiceAnswer({ movers, step }: StepCase, { asWritten, counterpart, iterations }: CaseNumbers): Message {
  const pace = paceOf(movers);
  if (pace === null) return message('{0} is counted twice', nameText(step));
  const counts = rateText(pace);
  if (asWritten === null || counterpart === null || iterations === null || isConstant(asWritten))
    return message('counts {0} an iteration', counts);
  const { settledAt } = asWritten;
  if (settledAt !== null && settledAt < (counterpart.settledAt ?? iterations))
    return message(
      'counts {0} an iteration: the decay ends at {1} of {2}',
      counts,
      stepsText(settledAt),
      stepsText(iterations),
    );
  const [end, once] = [rateText(asWritten.end), rateText(counterpart.end)];
  return end === once
    ? message('counts {0} an iteration', counts)
    : message('counts {0} an iteration: rate ends at {1}, not {2}', counts, end, once);
}
