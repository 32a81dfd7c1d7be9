// The verdict of a case: what every surface says of one training call, as messages with numbers.
import { joined, type Message, message } from '../base/message';
import { rateText, stepsText } from '../base/number-text';
import type { SourceRange } from '../base/source-range';
import { answerOf } from './answer';
import { byGravity, clauseOf } from './consequence';
import { waiterOf, waitsForStep } from './endless';
import { type CaseNumbers, isConstant, pathText } from './numbers';
import { isRight, paceOf, type StepCase, type StepReader } from './step-case';
import { callText, moverText, nameText, readerText } from './words';

/** What the counterpart changes, and where that stands in the program. */
export interface CaseChange {
  readonly text: Message;
  readonly range: SourceRange | null;
}

/** What is said of a case. */
export interface Verdict {
  /** The answer, in as few words as a lens has room for; no full stop. */
  readonly answer: Message;
  /** Cause and consequence in one sentence, with numbers. */
  readonly sentence: Message;
  /** Every further consequence, a sentence each. */
  readonly details: readonly Message[];
  /** What the counterpart changes; null where there is none. */
  readonly change: CaseChange | null;
}

/** What the counterpart of a case is called. */
export function roleOf(isProgramRight: boolean): Message {
  return isProgramRight ? message('without the step') : message('corrected');
}

/** The verdict of a case, from its numbers and what its counterpart changes. */
export function verdictOf(stepCase: StepCase, numbers: CaseNumbers, change: CaseChange | null): Verdict {
  const cause = causeOf(stepCase, numbers);
  const [effect, ...details] = effectsOf(stepCase, numbers);
  return {
    answer: answerOf(stepCase, numbers),
    sentence: sentenceOf(cause, effect),
    details: details.map(({ text, by }) => (by === null ? message('Also {0}.', text) : message('{0}: {1}.', by, text))),
    change,
  };
}

function sentenceOf(cause: Message, effect: Effect | undefined): Message {
  if (effect === undefined) return message('{0}.', cause);
  return effect.by === null
    ? message('{0}: {1}.', cause, effect.text)
    : message('{0}: {1} ({2}).', cause, effect.text, effect.by);
}

function causeOf(stepCase: StepCase, { fed }: CaseNumbers): Message {
  const { kind, movers, readers, step, passed, number } = stepCase;
  const call = callText(stepCase.call, null);
  const [reader] = byGravity(readers);
  switch (kind) {
    case 'missing':
      return message('{0} is not passed {1}, which stays {2}', call, nameText(step), step?.start ?? 0);
    case 'passed':
      return readers.length === 0
        ? message('{0} adds 1 to {1} in each iteration, and nothing reads it', call, nameText(step))
        : message('{0} adds 1 to {1} in each iteration', call, nameText(step));
    case 'counted-twice': {
      const pace = paceOf(movers);
      const by = joined(
        movers.map((mover) => moverText(mover, stepCase.call.range)),
        '{0}, {1}{#list}',
      );
      return pace === null
        ? message('Each iteration changes {0} more than once ({1})', nameText(step), by)
        : message('Each iteration adds {0} to {1} ({2})', rateText(pace), nameText(step), by);
    }
    case 'counted-elsewhere': {
      const by = movers.filter((mover) => mover.by !== 'train-op').map((mover) => callText(mover, stepCase.call.range));
      return message('{0} is counted by {1}, not by {2}', nameText(step), joined(by, '{0}, {1}{#list}'), call);
    }
    case 'fed':
      return fed === null
        ? message('The program feeds {0}', nameText(step))
        : message('The program feeds {0}, from {1} to {2}', nameText(step), fed.first, fed.last);
    case 'other-step':
      return message(
        '{0} is passed {1}, but {2} reads {3}, which stays {4}',
        call,
        nameText(passed),
        reader === undefined ? message('the learning rate') : readerText(reader, stepCase.call.range),
        nameText(step),
        step?.start ?? 0,
      );
    case 'not-a-variable':
      if (number?.by === 'call') return message('{0} is passed the number {1} as its step', call, number.value);
      return message(
        '{0} reads the number {1} where the step belongs',
        reader === undefined ? message('The learning rate') : readerText(reader, null),
        number?.value ?? 0,
      );
    case 'no-reader':
      return message('Nothing in this program reads a step');
  }
}

/** A consequence, and who reads the step, where it is not the rate's own. */
interface Effect {
  readonly text: Message;
  readonly by: Message | string | null;
}

function effectsOf(stepCase: StepCase, numbers: CaseNumbers): Effect[] {
  const { kind, readers, step, number, call } = stepCase;
  if (kind === 'no-reader')
    return [{ text: message('a step passed to {0}() would change nothing', call.name), by: null }];
  if (kind === 'not-a-variable' && number?.by === 'call')
    return [{ text: message('TensorFlow raises an AttributeError, for a number cannot be added to'), by: null }];
  const rate = rateEffect(stepCase, numbers);
  const first: Effect[] = rate === null ? [] : [{ text: rate, by: null }];
  if (isRight(kind)) return [...first, ...(numbers.waits ? endlessWithout(stepCase) : [])];
  const others = byGravity(readers).filter(
    ({ role }) => rate === null || (role !== 'schedule' && role !== 'arithmetic'),
  );
  if (kind === 'counted-twice') {
    const pace = paceOf(stepCase.movers);
    if (rate !== null || pace === null) return first;
    return others.slice(0, 1).map((reader) => ({
      text: message('the step grows {0} times as fast as it should', rateText(pace)),
      by: byText(reader, stepCase),
    }));
  }
  // Who prints the step where another reader reads the print's value is that reader.
  const told = others.filter((reader) => !isPart(reader, others));
  const effects = told.map((reader): Effect => ({
    text: clauseOf({
      ...reader,
      atEnd: waitsForStep(reader.role) ? numbers.endsAt : reader.atEnd,
      start: step?.start ?? null,
      steps: numbers.endsAt ?? numbers.iterations,
    }),
    by: byText(reader, stepCase),
  }));
  const graver = effects.filter((_, index) => isWaiting(told[index]));
  return [...graver, ...first, ...effects.filter((one) => !graver.includes(one))];
}

/** What would never end if the step were not counted: a loop or a hook that waits for it, of a program that counts it. */
function endlessWithout(stepCase: StepCase): Effect[] {
  const waits = waiterOf(stepCase);
  const text =
    waits?.role === 'loop'
      ? message('without the step the loop never ends')
      : message('without the step the training never stops');
  return [{ text, by: waits === null ? null : byText(waits, stepCase) }];
}

/** Whether a reader is a run that fetches the step for another reader on its line. */
function isPart({ role, range }: StepReader, readers: readonly StepReader[]): boolean {
  if (role !== 'session') return false;
  if (range === null) return readers.length > 1;
  return readers.some(
    (other) => other.role !== 'session' && other.range?.line === range.line && other.range.file === range.file,
  );
}

function byText(reader: StepReader, { call }: StepCase): Effect['by'] {
  const by = readerText(reader, call.range);
  return typeof by === 'number' ? `${by}` : by;
}

/** Whether a reader's consequence is worse than a rate that is wrong: a training that never ends. */
function isWaiting(reader: StepReader | undefined): boolean {
  return reader !== undefined && waitsForStep(reader.role);
}

function rateEffect({ kind }: StepCase, { asWritten, counterpart, iterations, endsAt }: CaseNumbers): Message | null {
  if (asWritten === null) return null;
  const end = rateText(asWritten.end);
  if (kind === 'counted-twice') return twiceEffect({ asWritten, counterpart, iterations });
  if (isRight(kind)) {
    if (isConstant(asWritten) || iterations === null) return null;
    const course = [pathText(asWritten), stepsText(iterations)] as const;
    if (counterpart === null || !isConstant(counterpart))
      return message('the learning rate goes from {0} in {1} iterations', ...course);
    const stays = [...course, rateText(counterpart.end)] as const;
    return kind === 'fed'
      ? message(
          'the learning rate goes from {0} in {1} iterations; fed the same number each time it would stay {2}',
          ...stays,
        )
      : message('the learning rate goes from {0} in {1} iterations; without the step it would stay {2}', ...stays);
  }
  const should = counterpart === null || isConstant(counterpart) ? null : counterpart;
  if (should !== null && iterations === null && endsAt !== null && asWritten.highest > 0)
    return message('the learning rate stays {0} and should end at {1}', end, rateText(should.end));
  if (should === null || iterations === null)
    return isConstant(asWritten) && should === null && counterpart !== null
      ? null
      : message('the learning rate stays {0}', end);
  const nothing = asWritten.highest === 0;
  return nothing
    ? message('the learning rate stays 0, so that nothing is trained, and should reach {0}', rateText(should.highest))
    : message(
        'the learning rate stays {0} for all {1} iterations and should end at {2}',
        end,
        stepsText(iterations),
        rateText(should.end),
      );
}

type Courses = Pick<CaseNumbers, 'asWritten' | 'counterpart' | 'iterations'>;

function twiceEffect({ asWritten, counterpart, iterations }: Courses): Message | null {
  if (asWritten === null || counterpart === null || iterations === null || isConstant(asWritten)) return null;
  const [early, late] = [asWritten.settledAt, counterpart.settledAt ?? iterations];
  if (early !== null && early < late)
    return message(
      'the decay ends at iteration {0} of {1}; counted once it ends at iteration {2}',
      stepsText(early),
      stepsText(iterations),
      stepsText(late),
    );
  const [end, once] = [rateText(asWritten.end), rateText(counterpart.end)];
  return end === once ? null : message('the learning rate ends at {0} and should end at {1}', end, once);
}
