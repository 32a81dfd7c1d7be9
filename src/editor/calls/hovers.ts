import * as vscode from 'vscode';
import { message } from '../../base/message';
import type { SourceRange } from '../../base/source-range';
import { type Disposable, DisposableStore } from '../../base/disposable';
import type { ScheduleOutlook } from '../../plan/outlook';
import { toRange } from '../programs/convert';
import { curveSvg, palettes, svgAddress } from '../../present/curve-svg';
import { type Dashed, dashedOf } from '../../present/dashed-curve';
import { asReported } from '../../present/scheduler-text';
import { gapParagraphs } from '../../present/check-gap';
import { callParagraphs, type HoverVoice, scheduleParagraphs, suppressParagraphs } from '../../present/hover-text';
import { plotCommand, visualizeCommand } from '../host/ids';
import { isOfCall, isSamePlace } from '../../lint/of-call';
import { withLevels } from '../../lint/settings/levels';
import { type LivePrograms, mayHoldOutlook } from '../programs/live-programs';
import { editorLanguage, localized } from '../host/localize';
import { hoverCommand, hoverText } from '../host/markdown-string';
import type { ProgramChecker } from '../programs/program-checker';
import { documentOf } from '../programs/programs';
import type { RuleDocs } from '../diagnostics/rule-docs';
import type { SettingsReader } from '../host/settings-reader';
import { suppressCommentIn } from '../../lint/settings/suppressions';
import { targetOf } from '../programs/targets';
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
    const { settings } = this.services;
    if (!settings.of(document.uri).hover || settings.isExcluded(document)) return null;
    const explained = suppressHover(document.lineAt(position.line), position, this.voice);
    if (explained !== null) return explained;
    // Other programs than TensorFlow's are not read because somebody's pointer rests in them.
    if (!mayHoldOutlook(document.getText())) return null;
    return this.programHover(document, position);
  }

  dispose(): void {
    this.owned.dispose();
  }

  private get voice(): HoverVoice {
    return {
      language: editorLanguage,
      pageOf: (rule) => this.services.docs.uri(rule).toString(),
    };
  }

  private async programHover(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.Hover | null> {
    const { checker, programs, settings } = this.services;
    const checked = await checker.refresh(document);
    if (checked === null) return null;
    const { program } = checked;
    const isHere = (range: SourceRange): boolean =>
      documentOf(program, range) === document && toRange(range).contains(position);
    const own = settings.of(program.uri);
    const { calls, findings } = withLevels(checked.report, own.levels);
    const call = calls.find(({ range }) => isHere(range));
    const outlook = await programs.outlook(program);
    if (call !== undefined) {
      const known = outlook?.calls.find(({ range }) => isSamePlace(range, call.range)) ?? null;
      const found = findings.filter((finding) => isOfCall(finding, call.range));
      const hovered = { call, outlook: known, findings: found, isShown: own.diagnostics };
      const title = localized(message('Visualize Global Step'));
      const link = hoverCommand('graph-line', title, visualizeCommand, targetOf(program, call.range));
      const said = [...callParagraphs(hovered, this.voice), ...gapParagraphs(programs.gapOf(checked), editorLanguage)];
      return new vscode.Hover([hoverText(said), link], toRange(call.range));
    }
    const found = innermost(outlook?.schedules.filter(({ range }) => isHere(range)) ?? []);
    if (found === null) return null;
    const schedule = asReported(found, findings);
    const shown = scheduleHover(schedule, dashedOf(schedule, outlook?.calls ?? []), this.voice);
    if (schedule.curve === null) return new vscode.Hover(shown, toRange(schedule.range));
    const title = localized(message('Plot Learning Rate Schedule'));
    const link = hoverCommand('graph-line', title, plotCommand, targetOf(program, schedule.range));
    return new vscode.Hover([shown, link], toRange(schedule.range));
  }
}

/** Of calls within calls, the one that starts last. */
function innermost(schedules: readonly ScheduleOutlook[]): ScheduleOutlook | null {
  return schedules.reduce<ScheduleOutlook | null>(
    (best, schedule) => (best === null || schedule.range.start > best.range.start ? schedule : best),
    null,
  );
}

function scheduleHover(schedule: ScheduleOutlook, dashed: Dashed, voice: HoverVoice): vscode.MarkdownString {
  const { curve } = schedule;
  const { frozenAt, curve: beside } = dashed;
  const [palette, { language }] = [palettes[themeKind()], voice];
  const address = curve === null ? null : svgAddress(curveSvg({ curve, frozenAt, beside, palette, language }));
  return hoverText(scheduleParagraphs(schedule, address === null ? null : { address, dashed }, voice));
}

function suppressHover(line: vscode.TextLine, position: vscode.Position, voice: HoverVoice): vscode.Hover | null {
  const found = suppressCommentIn(line.text);
  if (found === null || position.character < found.start || position.character > found.end) return null;
  return new vscode.Hover(
    hoverText(suppressParagraphs(found, voice)),
    new vscode.Range(position.line, found.start, position.line, found.end),
  );
}
