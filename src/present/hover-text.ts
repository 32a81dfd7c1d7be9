import { Markdown } from '../base/escape/markdown';
import { joined, type Language, message, say, verbatim } from '../base/message';
import type { CallReport, Finding } from '../lint/finding';
import { summaryOf } from '../lint/rule-summaries';
import type { CallOutlook, ScheduleOutlook } from '../plan/outlook';
import { placeText } from '../base/source-range';
import { agreed, callTitle } from './call-text';
import { curveFacts, lengthText, paceFacts } from './curve-text';
import type { Dashed } from './dashed-curve';
import type { SuppressComment } from '../lint/settings/suppressions';

/** How a hover speaks. */
export interface HoverVoice {
  readonly language: Language;
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
  const known = agreed(call, outlook);
  const said = known === null ? message('**{0}**: {1}.', call.call, callTitle(call, null)) : known.verdict.sentence;
  const first = Markdown.of(said, voice.language);
  // A diagnostic's own part of the hover says who reads the step, and links the rule: that is not said twice.
  if (isShown && findings.length > 0) return [first];
  const readers = call.dependents.map(({ kind, range }) =>
    Markdown.of(message('- `{0}` {1} reads the step', kind, placeText(range, call.range)), voice.language),
  );
  return [
    first,
    ...(readers.length === 0 ? [] : [Markdown.joined(readers, '\n')]),
    ...findings.map(({ rule }) => ruleParagraph(rule, voice)),
  ];
}

function ruleParagraph(id: string, { language, pageOf }: HoverVoice): Markdown {
  const known = summaryOf(id);
  const summary = Markdown.of(known ?? message('There is no rule of this name.'), language);
  // Only a rule has a page: what a comment names may be anything.
  const name = known === null ? Markdown.of(verbatim(id)) : Markdown.link(id, pageOf(id));
  return Markdown.joined([name, summary], ' – ');
}

/** The paragraphs of a schedule's hover. `drawn` is the address of its curve's picture. */
export function scheduleParagraphs(
  schedule: ScheduleOutlook,
  drawn: { readonly address: string; readonly dashed: Dashed } | null,
  { language }: HoverVoice,
): Markdown[] {
  const { curve, name, why } = schedule;
  if (curve === null || drawn === null) {
    const reason = why ?? message('it is not known');
    return [
      Markdown.of(message('**{0}**', name)),
      Markdown.of(message('The curve cannot be drawn from the source alone: {0}.', reason), language),
    ];
  }
  const facts = joined(curveFacts(curve, schedule.goesOn), '{0} · {1}');
  const { frozenAt, said: dashed } = drawn.dashed;
  return [
    Markdown.of(message('**{0}** {1}: {2}', name, lengthText(schedule, curve), facts), language),
    ...paceFacts(schedule, frozenAt).map((said) => Markdown.of(said, language)),
    ...(dashed === null ? [] : [Markdown.of(message('⚠ {0}', dashed), language)]),
    // The picture last: what does not fit a hover is reached by scrolling.
    Markdown.image(say(facts, language).replaceAll('*', ''), drawn.address),
  ];
}

/** The paragraphs of the hover of a comment that silences rules. */
export function suppressParagraphs({ rules: ids, scope }: SuppressComment, voice: HoverVoice): Markdown[] {
  const isWhole = scope === 'file';
  if (ids.length === 0) {
    const all = isWhole
      ? message('Silences every rule of Global Step in this file.')
      : message('Silences every rule of Global Step at this line.');
    return [Markdown.of(all, voice.language)];
  }
  const some = isWhole ? message('Silences in this file:') : message('Silences at this line:');
  return [Markdown.of(some, voice.language), ...ids.map((id) => ruleParagraph(id, voice))];
}
