import { type Message, message } from '../base/message';
import { rateText, stepsText } from '../base/number-text';
import type { StepRole } from './step-case';

/** From the gravest to the mildest: training that never ends, a rate that is wrong, averages, files, then what is printed. */
const gravity: readonly StepRole[] = [
  'loop',
  'stop',
  'estimator',
  'train-loop',
  'schedule',
  'arithmetic',
  'loss',
  'argument',
  'average',
  'bias-correction',
  'save',
  'checkpoint',
  'monitored-session',
  'summary',
  'summary-hook',
  'counter',
  'log',
  'session',
];

/** Things with a role, the one with the gravest consequence first. */
export function byGravity<Thing extends { readonly role: StepRole }>(things: readonly Thing[]): Thing[] {
  return [...things].sort((a, b) => gravity.indexOf(a.role) - gravity.indexOf(b.role));
}

/** What a reader comes to while its step is always the same number. */
export interface StuckReader {
  readonly role: StepRole;
  /** The number that it gives at that step; null where it gives none, or none that is known. */
  readonly atStart: number | null;
  /** What it gives after a run that counts; null as before. */
  readonly atEnd: number | null;
  /** The step's number; null where it is not known. */
  readonly start: number | null;
  /** After how many steps a hook acts again, and how many steps a run makes that counts; null or absent where that is not known. */
  readonly every?: number | null;
  readonly steps?: number | null;
}

/** What becomes of a reader whose step is never incremented, in as few words as a lens has room for; no full stop. */
export function consequenceOf({ role, atStart, atEnd, start }: StuckReader): Message {
  const after = atEnd === null ? null : stepsText(atEnd);
  const step = start ?? 0;
  switch (role) {
    case 'loop':
      return after === null
        ? message('the loop never ends')
        : message('the loop never ends, should end after {0} iterations', after);
    case 'stop':
    case 'train-loop':
    case 'estimator':
      return after === null
        ? message('the training never stops')
        : message('the training never stops, should stop after {0} iterations', after);
    case 'schedule':
    case 'arithmetic':
      return stays({ atStart, atEnd }, [
        (rate) => message('rate stays {0}', rate),
        (rate, end) => message('rate stays {0}, should end at {1}', rate, end),
        message('rate never changes'),
      ]);
    case 'average':
      return stays({ atStart, atEnd }, [
        (decay) => message('shadow decay stays {0}', decay),
        (decay, end) => message('shadow decay stays {0}, should end at {1}', decay, end),
        message('shadow decay never rises'),
      ]);
    case 'argument':
      return stays({ atStart, atEnd }, [
        (value) => message('a value computed from the step stays {0}', value),
        (value, end) => message('a value computed from the step stays {0}, should end at {1}', value, end),
        message('a value computed from the step never changes'),
      ]);
    case 'loss':
      return message('the loss reads a step that is always {0}', step);
    case 'bias-correction':
      return message('updates stay those of the first step');
    case 'save':
      return message('every checkpoint is saved as step {0}', step);
    case 'checkpoint':
    case 'monitored-session':
      return message('the only checkpoint is model.ckpt-{0}', step);
    case 'summary':
      return message('every summary is written at step {0}', step);
    case 'summary-hook':
      return message('only the first summary is written');
    case 'counter':
      return message('0 steps a second are counted');
    case 'log':
      return message('the step that it logs is always {0}', step);
    case 'session':
      return message('the step that is read is always {0}', step);
  }
}

/** The same as a clause of a sentence. */
export function clauseOf(reader: StuckReader): Message {
  const { role, atStart, atEnd } = reader;
  switch (role) {
    case 'schedule':
    case 'arithmetic':
      return stays({ atStart, atEnd }, [
        (rate) =>
          atStart === 0
            ? message('the learning rate stays 0, so nothing is trained')
            : message('the learning rate stays {0}', rate),
        (rate, end) => message('the learning rate stays {0} and should end at {1}', rate, end),
        message('the learning rate never changes'),
      ]);
    case 'average':
      return stays({ atStart, atEnd }, [
        (decay) => message('the shadow decay stays {0}, so that the averages are almost the last values', decay),
        (decay, end) => message('the shadow decay stays {0} and should end at {1}', decay, end),
        message('the shadow decay never rises'),
      ]);
    case 'loop':
      return atEnd === null
        ? message('the loop never ends')
        : message('the loop never ends, and should end after {0} iterations', stepsText(atEnd));
    case 'stop':
    case 'train-loop':
    case 'estimator':
      return atEnd === null
        ? message('the training never stops')
        : message('the training never stops, and should stop after {0} iterations', stepsText(atEnd));
    case 'bias-correction':
      return message('the updates stay those of the first step');
    case 'counter':
      return message('it counts 0 steps a second');
    case 'checkpoint':
    case 'summary-hook':
      return hookClause(reader) ?? consequenceOf(reader);
    default:
      return consequenceOf(reader);
  }
}

/**
 * What a hook writes that waits for the step, and what it would write in a run that counts; null where that is not known. A checkpoint is
 * saved before the first step, after each period, and at the end; a summary is written after the first step and after each period.
 */
function hookClause({ role, every = null, steps = null, start }: StuckReader): Message | null {
  if (every === null || steps === null || every <= 0) return null;
  const step = start ?? 0;
  if (role === 'checkpoint')
    return message(
      'the only checkpoint is model.ckpt-{0}; a run that counts saves {1}, up to model.ckpt-{2}',
      step,
      1 + Math.ceil(steps / every),
      step + steps,
    );
  // A period of 1 is over at once: each run writes.
  if (every === 1) return message('every summary is written at step {0}', step);
  return message(
    'only the first summary is written; a run that counts writes {0}',
    stepsText(1 + Math.floor((steps - 1) / every)),
  );
}

/** A number that stays: with the one that it should end at, where that is known and another one. */
function stays(
  { atStart, atEnd }: Pick<StuckReader, 'atStart' | 'atEnd'>,
  [known, both, neither]: readonly [(at: string) => Message, (at: string, end: string) => Message, Message],
): Message {
  if (atStart === null) return neither;
  const [start, end] = [rateText(atStart), atEnd === null ? null : rateText(atEnd)];
  return end === null || end === start ? known(start) : both(start, end);
}
