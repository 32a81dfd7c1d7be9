import * as vscode from 'vscode';
import type { SourceRange } from '../base/source-range';
import { type Disposable, DisposableStore } from '../base/disposable';
import type { CallReport, Finding } from '../lint/finding';
import { rules } from '../lint/registry';
import type { CallOutlook, ScheduleOutlook } from '../plan/outlook';
import { outcomeText, placeText } from './call-text';
import { toRange } from './convert';
import { curveSvg, palettes, svgAddress } from './curve-svg';
import { curveFacts, frozenRate, lengthText } from './curve-text';
import { plotCommand, visualizeCommand } from './ids';
import { isSamePlace, withLevels } from './levels';
import { type LivePrograms, worthReading } from './live-programs';
import { translated } from './localize';
import { rateText, sourceText } from './number-text';
import type { ProgramChecker } from './program-checker';
import { documentOf, type Program } from './programs';
import type { RuleDocs } from './rule-docs';
import type { SettingsReader } from './settings-reader';
import { suppressCommentIn } from './suppressions';
import { targetOf } from './targets';
import { themeKind } from './theme';

/** What the hovers are made of. */
export interface HoverServices {
  readonly checker: ProgramChecker;
  readonly programs: LivePrograms;
  readonly settings: SettingsReader;
  readonly docs: RuleDocs;
}

/** Says of a training call what comes of it, of a schedule how its rate goes, and of a comment that silences a rule what that rule is. */
export class Hovers implements vscode.HoverProvider, Disposable {
  private readonly owned = new DisposableStore();

  constructor(private readonly services: HoverServices) {
    this.owned.add(vscode.languages.registerHoverProvider({ language: 'python' }, this));
  }

  async provideHover(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.Hover | null> {
    const { settings, docs } = this.services;
    if (!settings.of(document.uri).hover || settings.isExcluded(document)) return null;
    const explained = suppressHover(document.lineAt(position.line), position, docs);
    if (explained !== null) return explained;
    // Other programs than TensorFlow's are not read because somebody's pointer rests in them.
    if (!worthReading.test(document.getText())) return null;
    return this.programHover(document, position);
  }

  dispose(): void {
    this.owned.dispose();
  }

  private async programHover(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.Hover | null> {
    const { checker, programs, settings, docs } = this.services;
    const checked = await checker.refresh(document);
    if (checked === null) return null;
    const { program } = checked;
    const isHere = (range: SourceRange): boolean =>
      documentOf(program, range) === document && toRange(range).contains(position);
    const own = settings.of(program.uri);
    const { calls, findings } = withLevels(checked.report, own);
    const call = calls.find(({ range }) => isHere(range));
    const outlook = await programs.outlook(program);
    if (call !== undefined) {
      const known = outlook?.calls.find(({ range }) => isSamePlace(range, call.range)) ?? null;
      const found = findings.filter(({ range }) => isSamePlace(range, call.range));
      const text = callText({ call, outlook: known, findings: found, isShown: own.diagnostics, program, docs });
      return new vscode.Hover(text, toRange(call.range));
    }
    const schedule = innermost(outlook?.schedules.filter(({ range }) => isHere(range)) ?? []);
    if (schedule === null) return null;
    const frozenAt = frozenRate(schedule, outlook?.calls ?? []);
    return new vscode.Hover(scheduleText(schedule, frozenAt, program), toRange(schedule.range));
  }
}

/** Of calls within calls, the one that starts last. */
function innermost(schedules: readonly ScheduleOutlook[]): ScheduleOutlook | null {
  return schedules.reduce<ScheduleOutlook | null>(
    (best, schedule) => (best === null || schedule.range.start > best.range.start ? schedule : best),
    null,
  );
}

function markdown(...paragraphs: readonly string[]): vscode.MarkdownString {
  const text = new vscode.MarkdownString(
    paragraphs
      .filter((paragraph) => paragraph !== '')
      .map(inLines)
      .join('\n\n'),
    true,
  );
  text.isTrusted = { enabledCommands: [visualizeCommand, plotCommand] };
  return text;
}

/** A list has a sentence a line. */
function inLines(paragraph: string): string {
  return paragraph.split('\n').map(translated).join('\n');
}

function commandLink(title: string, command: string, argument: unknown): string {
  return `[${translated(title)}](command:${command}?${encodeURIComponent(JSON.stringify([argument]))})`;
}

interface HoveredCall {
  readonly call: CallReport;
  readonly outlook: CallOutlook | null;
  readonly findings: readonly Finding[];
  /** Whether VS Code shows the findings itself, in its own part of the hover. */
  readonly isShown: boolean;
  readonly program: Program;
  readonly docs: RuleDocs;
}

function callText({ call, outlook, findings, isShown, program, docs }: HoveredCall): vscode.MarkdownString {
  const outcome = outlook === null ? null : outcomeText(outlook);
  // A diagnostic's own part of the hover says who reads the step, and links the rule: that is not said twice.
  const isSaid = isShown && findings.length > 0;
  return markdown(
    `**${call.call}** ${countText(call)}${outcome === null ? '.' : `: ${outcome}.`}`,
    isSaid ? '' : readersText(call),
    isSaid ? '' : findings.map(({ rule }) => ruleText(rule, docs)).join('\n\n'),
    commandLink('$(graph-line) Visualize Global Step', visualizeCommand, targetOf(program, call.range)),
  );
}

function readersText({ dependents, range: at }: CallReport): string {
  return dependents.map(({ kind, range }) => `- \`${kind}\` ${placeText(range, at)} reads the step`).join('\n');
}

function countText({ globalStep, verdict }: CallReport): string {
  if (globalStep !== null) return `is handed the step \`${sourceText(globalStep).replaceAll('`', '')}\``;
  return verdict === 'ok' ? 'is handed no step; it is counted elsewhere' : 'is handed no global step';
}

function ruleText(id: string, docs: RuleDocs): string {
  const summary = rules.find((rule) => rule.id === id)?.summary ?? 'There is no rule of this name.';
  return `[${id}](${docs.uri(id).toString()}) – ${summary}`;
}

function scheduleText(schedule: ScheduleOutlook, frozenAt: number | null, program: Program): vscode.MarkdownString {
  const { curve, name, why } = schedule;
  if (curve === null)
    return markdown(`**${name}**`, `The curve cannot be drawn from the source alone: ${why ?? 'it is not known'}.`);
  const address = svgAddress(curveSvg({ curve, frozenAt, palette: palettes[themeKind()] }));
  const facts = curveFacts(curve).join(' · ');
  // The picture last: what does not fit a hover is reached by scrolling.
  return markdown(
    `**${name}** ${lengthText(schedule, curve)}: ${facts}`,
    frozenAt === null
      ? ''
      : `$(warning) As written, nothing moves the step: the rate stays **${rateText(frozenAt)}** (dashed).`,
    `![${facts.replaceAll('*', '')}](${address})`,
    commandLink('$(graph-line) Plot Learning Rate Schedule', plotCommand, targetOf(program, schedule.range)),
  );
}

function suppressHover(line: vscode.TextLine, position: vscode.Position, docs: RuleDocs): vscode.Hover | null {
  const found = suppressCommentIn(line.text);
  if (found === null || position.character < found.start || position.character > found.end) return null;
  const where = found.scope === 'file' ? 'in this file' : 'at this line';
  const named = found.rules.map((id) => ruleText(id, docs));
  const text = found.rules.length === 0 ? `Silences every rule of Global Step ${where}.` : `Silences ${where}:`;
  return new vscode.Hover(
    markdown(text, ...named),
    new vscode.Range(position.line, found.start, position.line, found.end),
  );
}
