import { Markdown } from '../base/escape/markdown';
import { type Message, message, say } from '../base/message';
import type { CallReport, Finding } from '../lint/finding';
import { rules } from '../lint/registry';
import type { CallOutlook, ScheduleOutlook } from '../plan/outlook';
import { outcomeOf, placeText } from './call-text';
import { curveFacts, lengthText } from './curve-text';
import { rateText, sourceText } from './number-text';
import type { SuppressComment } from '../lint/settings/suppressions';

/** How a hover speaks: the language of its own words, and that of sentences which the pure folders make. */
export interface HoverVoice {
  readonly translate: (text: string) => string;
  readonly translateSentence: (sentence: string) => string;
  /** Where the page of a rule is. */
  readonly pageOf: (rule: string) => string;
}

/** What the hover of a training call says. */
export interface HoveredCall {
  readonly call: CallReport;
  readonly outlook: CallOutlook | null;
  readonly findings: readonly Finding[];
  /** Whether VS Code shows the findings itself, in its own part of the hover. */
  readonly isShown: boolean;
}

/** The paragraphs of a training call's hover: what comes of the call, who reads the step, and the rules that warn. */
export function callParagraphs({ call, outlook, findings, isShown }: HoveredCall, voice: HoverVoice): Markdown[] {
  const outcome = outlook === null ? null : outcomeOf(outlook);
  const first = Markdown.of(countMessage(call, outcome), voice.translate);
  // A diagnostic's own part of the hover says who reads the step, and links the rule: that is not said twice.
  if (isShown && findings.length > 0) return [first];
  const readers = call.dependents.map(({ kind, range }) =>
    Markdown.of(message('- `{0}` {1} reads the step', kind, placeText(range, call.range)), voice.translate),
  );
  return [
    first,
    ...(readers.length === 0 ? [] : [Markdown.joined(readers, '\n')]),
    ...findings.map(({ rule }) => ruleParagraph(rule, voice)),
  ];
}

function countMessage({ call, globalStep, verdict }: CallReport, outcome: Message | null): Message {
  if (globalStep !== null) {
    const step = sourceText(globalStep);
    return outcome === null
      ? message('**{0}** is handed the step `{1}`.', call, step)
      : message('**{0}** is handed the step `{1}`: {2}.', call, step, outcome);
  }
  if (verdict === 'ok') {
    return outcome === null
      ? message('**{0}** is handed no step; it is counted elsewhere.', call)
      : message('**{0}** is handed no step; it is counted elsewhere: {1}.', call, outcome);
  }
  return outcome === null
    ? message('**{0}** is handed no global step.', call)
    : message('**{0}** is handed no global step: {1}.', call, outcome);
}

function ruleParagraph(id: string, { translateSentence, pageOf }: HoverVoice): Markdown {
  const rule = rules.find((candidate) => candidate.id === id);
  const summary = Markdown.of(message('{0}', translateSentence(rule?.summary ?? 'There is no rule of this name.')));
  // Only a rule has a page: what a comment names may be anything.
  const name = rule === undefined ? Markdown.of(message('{0}', id)) : Markdown.link(id, pageOf(id));
  return Markdown.joined([name, summary], ' – ');
}

/** The paragraphs of a schedule's hover. `drawn` is the address of its curve's picture. */
export function scheduleParagraphs(
  schedule: ScheduleOutlook,
  drawn: { readonly address: string; readonly frozenAt: number | null } | null,
  { translate, translateSentence }: HoverVoice,
): Markdown[] {
  const { curve, name, why } = schedule;
  if (curve === null || drawn === null) {
    const reason = translateSentence(why ?? 'it is not known');
    return [
      Markdown.of(message('**{0}**', name)),
      Markdown.of(message('The curve cannot be drawn from the source alone: {0}.', reason), translate),
    ];
  }
  const [start = '', end = '', settled = ''] = curveFacts(curve);
  const facts = message('{0} · {1} · {2}', start, end, settled);
  const stays =
    drawn.frozenAt === null
      ? []
      : [message('As written, nothing moves the step: the rate stays **{0}** (dashed).', rateText(drawn.frozenAt))];
  return [
    Markdown.of(message('**{0}** {1}: {2}', name, lengthText(schedule, curve), facts), translate),
    ...stays.map((said) => Markdown.of(message('⚠ {0}', said), translate)),
    // The picture last: what does not fit a hover is reached by scrolling.
    Markdown.image(say(facts, translate).replaceAll('*', ''), drawn.address),
  ];
}

/** The paragraphs of the hover of a comment that silences rules. */
export function suppressParagraphs({ rules: ids, scope }: SuppressComment, voice: HoverVoice): Markdown[] {
  const isWhole = scope === 'file';
  if (ids.length === 0) {
    const all = isWhole
      ? message('Silences every rule of Global Step in this file.')
      : message('Silences every rule of Global Step at this line.');
    return [Markdown.of(all, voice.translate)];
  }
  const some = isWhole ? message('Silences in this file:') : message('Silences at this line:');
  return [Markdown.of(some, voice.translate), ...ids.map((id) => ruleParagraph(id, voice))];
}
