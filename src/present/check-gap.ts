import { Markdown } from '../base/escape/markdown';
import { type Language, type Message, message } from '../base/message';
import { cellNumber } from '../base/source-range';
import type { FileReport, SyntaxGap } from '../lint/finding';

/** What of a program its report does not speak of: what the check gave up on, or what is no Python. */
export interface CheckGap {
  readonly incomplete: FileReport['incomplete'];
  readonly broken: SyntaxGap | null;
}

/** What is missing from a report, in a few words; null where nothing is. Cells are counted from 1, as VS Code does. */
export function gapTitle({ incomplete, broken }: CheckGap): Message | null {
  if (incomplete !== null) return message('incomplete check');
  if (broken === null) return null;
  const { cell, line } = broken.range;
  return cell === null
    ? message('syntax error on line {0}', line)
    : message('syntax error in cell {0}, line {1}', cellNumber(cell), line);
}

/** A title with what is missing from the report that it is of. */
export function withGap(title: Message, gap: CheckGap): Message {
  const missing = gapTitle(gap);
  return missing === null ? title : message('{0} · {1}', title, missing);
}

/** The paragraphs of a hover that say what is missing, and why. */
export function gapParagraphs({ incomplete, broken }: CheckGap, language: Language): Markdown[] {
  const paragraphs: Markdown[] = [];
  if (incomplete !== null)
    paragraphs.push(Markdown.of(message('**Incomplete check**: {0}.', incomplete.message), language));
  if (broken !== null) {
    const { cell, line } = broken.range;
    const why = broken.message;
    const said =
      cell === null
        ? message('**Syntax error** on line {0}: {1}. The rest of the file is read as far as it can be.', line, why)
        : message(
            '**Syntax error** in cell {0}, line {1}: {2}. The rest of the notebook is read as far as it can be.',
            cellNumber(cell),
            line,
            why,
          );
    paragraphs.push(Markdown.of(said, language));
  }
  return paragraphs;
}
