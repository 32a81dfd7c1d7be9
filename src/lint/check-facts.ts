import { type Message, message } from '../base/message';
import { nameOfFile } from '../base/file-name';
import { comparePlaces } from '../base/source-range';
import type { LeftOutReason, ProgramFacts, TrainingCall } from '../analysis/facts/facts';
import { answerFor } from './call-answer';
import { fixOfCall } from './call-fix';
import { caseOfCall } from './case-of-call';
import { readerOf } from './reader-of';
import type { CallReport, FileReport, Finding } from './finding';
import { isWarned } from './of-call';
import { rules } from './registry';
import { commentsIn } from './comments';
import { maySilence, suppress } from './suppress';
import type { SourceModule } from '../analysis/walk/program';

/** Why a file was not checked to its end. */
const leftOutTexts: Readonly<Record<LeftOutReason, (name: string) => Message>> = {
  'nests-too-deep': (name) =>
    message('only a part of {0} was checked: the code here nests deeper than is followed', name),
  'calls-too-deep': (name) =>
    message('only a part of {0} was checked: functions here call each other deeper than is followed', name),
  modules: (name) =>
    message('{0} was checked without the modules that it imports: with them there is too much to follow', name),
  everything: (name) => message('{0} was not checked: there is too much to follow', name),
};

/** What a check left out of a file, for a reason that stands behind the sentence. */
export function partlyChecked(file: string, why: Message): Message {
  return message('only a part of {0} was checked: {1}', nameOfFile(file), why);
}

const ids = new Set(rules.map(({ id }) => id));
/**
 * Applies every rule to what is known of a file, leaves out what its comments silence, and reports its training calls with a verdict
 * each.
 */
export function checkFacts(module: SourceModule, facts: ProgramFacts): FileReport {
  const { file, text } = module.source;
  const found = rules.flatMap((rule) => rule.check(facts)).filter(({ range }) => range.file === file);
  const findings = suppress(found, maySilence(text) ? commentsIn(module) : [], ids).sort(byPlace);
  const incomplete =
    facts.leftOut === null
      ? null
      : { message: leftOutTexts[facts.leftOut.why](nameOfFile(file)), range: facts.leftOut.range };
  const schedulers = facts.schedulers.filter(({ range }) => range.file === file).length;
  return { calls: facts.calls.map((call) => reportOf(call, findings)), schedulers, findings, incomplete };
}

function byPlace(a: Finding, b: Finding): number {
  return comparePlaces(a.range, b.range) || (a.rule < b.rule ? -1 : 1);
}

function reportOf(call: TrainingCall, findings: readonly Finding[]): CallReport {
  const kind = caseOfCall(call);
  const globalStep = call.stepText;
  const dependents = call.dependents.map((dependent) => readerOf(dependent, call.stuck.includes(dependent)));
  return {
    range: call.range,
    call: call.call,
    optimizer: call.optimizer,
    globalStep,
    verdict: isWarned(call.range, findings) ? 'warning' : kind === 'no-reader' ? 'hint' : 'ok',
    case: kind,
    answer: answerFor({ case: kind, globalStep, dependents, range: call.range }, call.movedElsewhere),
    fix: fixOfCall(findings, call.range)?.title ?? null,
    dependents,
  };
}
