import { message } from '../../src/base/message';
import type { SourceRange } from '../../src/base/source-range';
import type { SourceLocation, VerdictView } from '../../src/protocol/training-messages';
import { changeOf } from '../../src/case/change';
import type { CaseNumbers, RateCourse } from '../../src/case/numbers';
import type { StepCase, StepMover, StepReader } from '../../src/case/step-case';
import { clockVerdict, type RunCaseKind } from '../../src/case/clock-case';
import { type Verdict, verdictOf } from '../../src/case/verdict';

const course = (end: number, settledAt: number | null): RateCourse => ({
  start: 0.1,
  end,
  lowest: 0.1,
  highest: end,
  settledAt,
});

/** The case of a scene's runs. */
export function caseOf(scene: string): RunCaseKind {
  const kinds: Readonly<Record<string, RunCaseKind>> = {
    twice: 'counted-twice',
    'no-step': 'no-reader',
    groups: 'scheduler-never-stepped',
  };
  return kinds[scene] ?? 'missing';
}

/** What is said of a scene's program. */
export function verdictOfScene(scene: string, iterations: number, at: SourceLocation): VerdictView {
  const range = { ...at, start: 0, end: 0 };
  const { answer, sentence, details, change } =
    scene === 'groups' ? clockOf(iterations, range) : articleOf(scene, iterations, range);
  return {
    kind: caseOf(scene),
    answer,
    sentence,
    details,
    change: change === null ? null : { text: change.text, location: change.range },
    isEndless: scene === 'endless',
    fix:
      scene === 'no-step' || scene === 'groups' || scene === 'twice'
        ? null
        : message('Pass {0}', 'global_step=global_steps'),
  };
}

/** Of a scheduler that nothing steps, over three groups of parameters. */
function clockOf(updates: number, range: SourceRange): Verdict {
  const first = [0.1, 0.01, 0.001];
  const halved = first.map((rate) => rate * 0.5 ** Math.floor((updates - 1) / 5));
  return clockVerdict({
    kind: 'scheduler-never-stepped',
    name: 'StepLR',
    range: { ...range, line: 7 },
    updates,
    written: { first, last: first, ticks: 0 },
    other: { first, last: halved, ticks: updates },
    pace: 'update',
  });
}

/** Of the article's program, of it with a second mover (`twice`), in a loop that waits for its step (`endless`) or without a step (`no-step`). */
function articleOf(scene: string, iterations: number, range: SourceRange): Verdict {
  const mover = (by: StepMover['by'], name: string, line: number): StepMover => ({
    calls: [line],
    by,
    name,
    range: { ...range, line },
    perIteration: 1,
    adds: 1,
  });
  const reader = (kind: string, role: StepReader['role'], line: number): StepReader => ({
    kind,
    role,
    range: { ...range, line },
    atStart: role === 'schedule' ? 0.1 : null,
    atEnd: null,
  });
  const isTwice = scene === 'twice';
  const isEndless = scene === 'endless';
  const hasStep = scene !== 'no-step';
  const stepCase: StepCase = {
    kind: isTwice ? 'counted-twice' : hasStep ? 'missing' : 'no-reader',
    movers: isTwice ? [mover('train-op', 'minimize', 9), mover('assignment', 'assign_add', 10)] : [],
    readers: hasStep
      ? [
          ...(isEndless ? [reader('while', 'loop', 12)] : []),
          reader('exponential_decay', 'schedule', 7),
          reader('Session.run', 'session', 16),
        ]
      : [],
    call: { name: 'minimize', range },
    step: hasStep ? { name: 'global_steps', range: { ...range, line: 6 }, start: 0 } : null,
    passed: null,
    number: null,
  };
  const numbers: CaseNumbers = {
    iterations: isEndless ? null : iterations,
    endsAt: isEndless ? iterations : null,
    waits: false,
    asWritten: isTwice ? course(0.4, null) : course(0.1, 0),
    counterpart: course(hasStep ? 0.2 : 0.1, null),
    fed: null,
  };
  return verdictOf(stepCase, numbers, hasStep ? changeOf(stepCase, null) : null);
}
