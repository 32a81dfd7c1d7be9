import { Markdown } from '../base/escape/markdown';
import { message } from '../base/message';
import type { FileReport, SyntaxGap } from '../lint/finding';
import type { HoverVoice } from './hover-text';

/** What of a program its report does not speak of: what the check gave up on, or what is no Python. */
export interface CheckGap {
  readonly incomplete: FileReport['incomplete'];
  readonly broken: SyntaxGap | null;
}

/** What is missing from a report, in a few words; null where nothing is. Cells are counted from 1, as VS Code does. */
export function gapTitle({ incomplete, broken }: CheckGap): string | null {
  if (incomplete !== null) return 'incomplete check';
  if (broken === null) return null;
  const { cell, line } = broken.range;
  return cell === null ? `syntax error on line ${line}` : `syntax error in cell ${cell + 1}, line ${line}`;
}

/** A title with what is missing from the report that it is of. */
export function withGap(title: string, gap: CheckGap): string {
  const missing = gapTitle(gap);
  return missing === null ? title : `${title} · ${missing}`;
}

/** The paragraphs of a hover that say what is missing, and why. */
export function gapParagraphs(
  { incomplete, broken }: CheckGap,
  { translate, translateSentence }: HoverVoice,
): Markdown[] {
  const paragraphs: Markdown[] = [];
  if (incomplete !== null)
    paragraphs.push(
      Markdown.of(message('**Incomplete check**: {0}.', translateSentence(incomplete.message)), translate),
    );
  if (broken !== null) {
    const { cell, line } = broken.range;
    const why = translateSentence(broken.message);
    const said =
      cell === null
        ? message('**Syntax error** on line {0}: {1}. The rest of the file is read as far as it can be.', line, why)
        : message(
            '**Syntax error** in cell {0}, line {1}: {2}. The rest of the notebook is read as far as it can be.',
            cell + 1,
            line,
            why,
          );
    paragraphs.push(Markdown.of(said, translate));
  }
  return paragraphs;
}
