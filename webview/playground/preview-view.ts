import { variantThat } from '../../src/case/clock-case';
import type { Variation } from '../../src/protocol/playground';
import type { PageState, PreviewState, RunState } from '../store';
import { element, setText } from '../ui/dom';
import { runName } from '../ui/run-look';
import { text } from '../ui/text';
import { hasColumn, readingText } from '../views/readings';
import type { View } from '../views/view';
import type { Preview } from './preview';

/** Has trained what the controls of the playground say, where no run is of these values, and tells how far it is. */
export class PreviewView implements View {
  readonly root = element('p', { class: 'previewed' });
  private page: PageState | null = null;
  private variation: Variation | null = null;
  private countsStep = true;
  private compared: {
    readonly tried: Variation;
    readonly trained: Variation | undefined;
    readonly same: boolean;
  } | null = null;

  constructor(private readonly preview: Pick<Preview, 'show' | 'end'>) {}

  /** Null: what the controls say cannot be trained. */
  lookAt(variation: Variation | null, countsStep: boolean): void {
    this.variation = variation;
    this.countsStep = countsStep;
    this.tell();
  }

  update(state: PageState): void {
    this.page = state;
    this.tell();
  }

  private tell(): void {
    const { page, variation, countsStep } = this;
    const [first] = page?.runs ?? [];
    if (page === null || variation === null || first === undefined) {
      this.preview.end();
      setText(this.root, '');
      return;
    }
    const isTrained = this.isSame(variation, page.snapshot?.playground?.variation);
    const variant = variantThat(countsStep, first.view.case);
    const known = isTrained ? page.runs.find(({ view }) => view.variant === variant) : undefined;
    if (known === undefined) this.preview.show(variation, countsStep);
    else this.preview.end();
    const words =
      known === undefined ? toldOf(page.preview) : text.playground.trained(runName(known.view), lossOf(known));
    setText(this.root, words);
  }

  /** Whether two variations have the same values. Asked in each frame, and compared only where either is another object than before. */
  private isSame(tried: Variation, trained: Variation | undefined): boolean {
    if (this.compared?.tried !== tried || this.compared.trained !== trained)
      this.compared = { tried, trained, same: JSON.stringify(tried) === JSON.stringify(trained) };
    return this.compared.same;
  }
}

function lossOf(run: RunState): string {
  return hasColumn(run, 'loss') ? readingText(run, 'loss', run.rows.count - 1) || text.run.noValue : text.run.none;
}

function toldOf(preview: PreviewState | null): string {
  const { run, state } = preview ?? { run: null, state: null };
  if (state?.kind === 'failed') return text.playground.notPreviewed(state.message);
  if (run === null || state === null || run.rows.count === 0) return text.playground.reading;
  return text.playground.previewed(lossOf(run), run.rows.count, run.view.plannedIterations);
}
