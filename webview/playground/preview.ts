import type { Variation } from '../../src/protocol/playground';
import type { HostMessage } from '../../src/protocol/training-messages';
import type { Host } from '../host';
import { initialState, type PageState, type PreviewState, reduce, RowsOutOfOrderError } from '../store';

/** Asks for a training beside the one that is shown, and takes in what comes of it: of the last question alone. */
export class Preview {
  private number = 0;
  private asked: { readonly variation: Variation; readonly countsStep: boolean } | null = null;
  private shown: PageState = initialState;
  private answers = 0;

  constructor(
    private readonly host: Host,
    private readonly onChange: () => void,
  ) {}

  /** Null where nothing is tried out. */
  get state(): PreviewState | null {
    if (this.asked === null) return null;
    const isAnswered = this.answers === this.number;
    return { run: this.shown.runs[0] ?? null, state: isAnswered ? (this.shown.snapshot?.state ?? null) : null };
  }

  /** Asks, where that was not the last question. */
  show(variation: Variation, countsStep: boolean): void {
    const { asked } = this;
    this.asked = { variation, countsStep };
    const isOfStep = asked?.countsStep === countsStep;
    // In each frame it is the same object; a control that was moved and moved back makes another one of the same values.
    if (isOfStep && (asked.variation === variation || JSON.stringify(asked.variation) === JSON.stringify(variation)))
      return;
    this.number++;
    this.host.post({ type: 'preview-variation', preview: this.number, variation, countsStep });
    this.onChange();
  }

  /** Nothing is tried out any more. */
  end(): void {
    if (this.asked === null) return;
    this.forget();
    this.host.post({ type: 'end-preview' });
    this.onChange();
  }

  /** The program is trained anew: whoever wants to look at something asks again. */
  forget(): void {
    this.asked = null;
    this.shown = initialState;
  }

  receive({ preview, told }: Extract<HostMessage, { type: 'preview-told' }>): void {
    if (preview !== this.number || this.asked === null) return;
    // The curves before stay until there are others.
    const isFailure = told.type === 'snapshot-taken' && told.snapshot.state.kind === 'failed';
    if (told.type === 'snapshot-taken' && told.snapshot.runs.length === 0 && !isFailure) return;
    this.answers = preview;
    try {
      this.shown = reduce(this.shown, told);
    } catch (error) {
      if (!(error instanceof RowsOutOfOrderError)) throw error;
      // Then it is asked again.
      this.forget();
    }
    if (told.type === 'steps-recorded') this.host.post({ type: 'acknowledge-preview', preview, batch: told.batch });
    this.onChange();
  }
}
