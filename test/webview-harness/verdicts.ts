import { message } from '../../src/base/message';
import type { SourceLocation, VerdictView } from '../../src/protocol/training-messages';
import { changeOf } from '../../src/case/change';
import type { CaseNumbers, RateCourse } from '../../src/case/numbers';
import type { StepCase, StepMover } from '../../src/case/step-case';
import { verdictOf } from '../../src/case/verdict';

const course = (end: number, settledAt: number | null): RateCourse => ({
  start: 0.1,
  end,
  lowest: 0.1,
  highest: end,
  settledAt,
});

/** What is said of the article's program, and of it with a second mover (`twice`) or without a step (`no-step`). */
export function verdictOfScene(scene: string, iterations: number, at: SourceLocation): VerdictView {
  const range = { ...at, start: 0, end: 0 };
  const mover = (by: StepMover['by'], name: string, line: number): StepMover => ({
    calls: [line],
    by,
    name,
    range: { ...range, line },
    perIteration: 1,
    adds: 1,
  });
  const isTwice = scene === 'twice';
  const stepCase: StepCase = {
    kind: isTwice ? 'counted-twice' : scene === 'no-step' ? 'no-reader' : 'missing',
    movers: isTwice ? [mover('train-op', 'minimize', 9), mover('assignment', 'assign_add', 10)] : [],
    readers: [
      { kind: 'exponential_decay', role: 'schedule', range: { ...range, line: 7 }, atStart: 0.1, atEnd: null },
      { kind: 'Session.run', role: 'session', range: { ...range, line: 16 }, atStart: null, atEnd: null },
    ],
    call: { name: 'minimize', range },
    step: scene === 'no-step' ? null : { name: 'global_steps', range: { ...range, line: 6 }, start: 0 },
    passed: null,
    number: null,
  };
  const numbers: CaseNumbers = {
    iterations,
    endsAt: null,
    waits: false,
    asWritten: isTwice ? course(0.4, null) : course(0.1, 0),
    counterpart: course(0.2, null),
    fed: null,
  };
  const { answer, sentence, details, change } = verdictOf(stepCase, numbers, changeOf(stepCase, null));
  return {
    kind: stepCase.kind,
    answer,
    sentence,
    details,
    change: change === null ? null : { text: change.text, location: change.range },
    isEndless: scene === 'endless',
    fix: scene === 'no-step' ? null : message('Pass {0}', 'global_step=global_steps'),
  };
}
