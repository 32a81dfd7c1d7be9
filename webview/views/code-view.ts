import type { SourceLocation, SourceText } from '../../src/protocol/training-messages';
import { element, setAttribute, setText } from '../ui/dom';
import { text } from '../ui/text';
import { placeText } from '../ui/place-text';

/** Lines shown of a longer program, around the one that is marked. */
const linesShown = 15;

/** The program's own text with the line of the present phase marked. */
export class CodeView {
  private readonly title = element('h3', { class: 'code-title' });
  private readonly lines = element('ol', { class: 'code', tabindex: '0' });
  readonly root = element('div', { class: 'code-part' }, this.title, this.lines);
  private sources: readonly SourceText[] = [];
  private shown = '';

  update(sources: readonly SourceText[]): void {
    this.sources = sources;
    this.root.hidden = sources.length === 0;
  }

  /** Marks the line of a location; without one, no line. */
  show(location: SourceLocation | null): void {
    const source = this.sources.find(({ file, cell }) =>
      location === null ? true : file === location.file && cell === location.cell,
    );
    const key = `${source?.cell ?? ''} ${location?.line ?? ''} ${source?.text.length ?? 0}`;
    if (source === undefined || key === this.shown) return;
    this.shown = key;
    const lines = source.text.split(/\r\n|\r|\n/);
    while (lines.length > 1 && (lines[lines.length - 1] ?? '').trim() === '') lines.pop();
    const isWhole = lines.length <= linesShown + 3;
    const marked = location?.line ?? 1;
    const first = isWhole ? 1 : Math.max(1, Math.min(marked - (linesShown >> 1), lines.length - linesShown + 1));
    const last = isWhole ? lines.length : Math.min(lines.length, first + linesShown - 1);
    setText(
      this.title,
      location === null ? text.step.code : text.step.codeAt(placeText(location, this.sources[0]?.file ?? null)),
    );
    setAttribute(this.lines, 'aria-label', text.step.code);
    setAttribute(this.lines, 'start', String(first));
    const end = Math.max(marked, Math.min(location?.endLine ?? marked, marked + 3));
    this.lines.replaceChildren(
      ...lines.slice(first - 1, last).map((line, index) => {
        const number = first + index;
        const isMarked = location !== null && number >= marked && number <= end;
        return element(
          'li',
          { ...(isMarked ? { class: 'is-marked', 'aria-current': 'true' } : {}) },
          element('span', { class: 'line-number', 'aria-hidden': 'true' }, String(number)),
          element('code', {}, line === '' ? ' ' : line),
        );
      }),
    );
  }
}
