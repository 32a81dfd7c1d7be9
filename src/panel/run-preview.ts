import type { Disposable } from '../base/disposable';
import type { WantedPreview } from '../protocol/playground';
import type { HostMessage } from '../protocol/training-messages';
import { MessageFeed, systemClock } from './message-feed';
import { PendingSource } from './pending-source';
import { reasonOf } from './report';
import type { TrainingSource } from './training-source';

/** What a preview needs of its panel. */
export interface PreviewHost {
  /** Reads the program and starts to train it; rejects with why it cannot be. */
  open(wanted: WantedPreview): Promise<TrainingSource>;
  post(message: HostMessage): void;
}

/**
 * A training under the values that a user tries out, beside the panel's own. The latest question wins: a training that it takes the place
 * of ends at once, and while a program is being read, only the last question waits.
 */
export class RunPreview implements Disposable {
  private wanted: WantedPreview | null = null;
  private isReading = false;
  private source: TrainingSource | null = null;
  private feed: MessageFeed | null = null;

  constructor(private readonly host: PreviewHost) {}

  show(wanted: WantedPreview): void {
    this.dispose();
    this.wanted = wanted;
    if (!this.isReading) void this.read();
  }

  /** The page has taken in a batch of rows. */
  acknowledge(preview: number, batch: number): void {
    if (preview === this.wanted?.preview) this.feed?.acknowledge(batch);
  }

  /** Ends what is looked at. */
  dispose(): void {
    this.wanted = null;
    this.feed?.dispose();
    this.source?.dispose();
    this.feed = null;
    this.source = null;
  }

  private async read(): Promise<void> {
    this.isReading = true;
    while (this.wanted !== null && this.source === null) {
      const { wanted } = this;
      const source = await this.opened(wanted);
      if (wanted === this.wanted) this.follow(source, wanted);
      else source.dispose();
    }
    this.isReading = false;
  }

  private opened(wanted: WantedPreview): Promise<TrainingSource> {
    return this.host.open(wanted).catch((error: unknown) => {
      const failed = new PendingSource('', () => undefined);
      failed.fail(reasonOf(error));
      return failed;
    });
  }

  private follow(source: TrainingSource, { preview }: WantedPreview): void {
    this.source = source;
    this.feed = new MessageFeed(
      source,
      (told) => {
        this.host.post({ type: 'preview-told', preview, told });
      },
      systemClock,
    );
    this.feed.open();
  }
}
