import { joined, type Message, message } from '../base/message';
import type { StepCase, StepMover } from './step-case';
import type { CaseChange } from './verdict';
import { callText, nameText, readerText } from './words';

/** What the counterpart of a case changes, and where. `firstFed` is the first number that the program feeds as its step. */
export function changeOf(stepCase: StepCase, firstFed: number | null): CaseChange {
  const { kind, movers, readers, call, step, passed, number } = stepCase;
  switch (kind) {
    case 'missing':
    case 'no-reader': {
      const text =
        step === null
          ? message('a global step is made and passed to {0}()', call.name)
          : message('{0}() is passed {1} as its global step', call.name, nameText(step));
      return { text, range: call.range };
    }
    case 'passed':
      return {
        text:
          call.makesTrainOp === true
            ? message('the train op that {0}() makes is not passed {1}', call.name, nameText(step))
            : message('{0}() is not passed {1}', call.name, nameText(step)),
        range: call.range,
      };
    case 'counted-twice':
    case 'counted-elsewhere': {
      const extra = movers.filter(({ by }) => by !== 'train-op');
      const texts = extra.map((mover) => withoutText(mover, stepCase));
      return { text: joined(texts, '{0}, {1}{#list}'), range: extra[0]?.range ?? call.range };
    }
    case 'fed':
      return {
        text:
          firstFed === null
            ? message('{0} is fed its first value in every run', nameText(step))
            : message('{0} is fed {1} in every run', nameText(step), firstFed),
        range: step?.range ?? call.range,
      };
    case 'other-step':
      return {
        text: message('{0}() is passed {1} in place of {2}', call.name, nameText(step), nameText(passed)),
        range: call.range,
      };
    case 'not-a-variable': {
      const [reader] = number?.by === 'reader' ? readers : [];
      if (reader === undefined)
        return {
          text: message('a global step takes the place of the number {0}', number?.value ?? 0),
          range: call.range,
        };
      const read = [readerText(reader, call.range), number?.value ?? 0] as const;
      return {
        text:
          passed === null
            ? message('{0} reads a global step in place of the number {1}', ...read)
            : message('{0} reads {2} in place of the number {1}', ...read, nameText(passed)),
        range: reader.range ?? call.range,
      };
    }
  }
}

/** What is undone of one mover. */
function withoutText(mover: StepMover, { call, step }: StepCase): Message {
  switch (mover.by) {
    case 'other-train-op':
      return message('{0} is not passed {1}', callText(mover, call.range), nameText(step));
    case 'initializer':
      return message('the initializer of {0} is run once', nameText(step));
    case 'train-op':
    case 'assignment':
    case 'feed':
      return message('{0} is left out', callText(mover, call.range));
  }
}
