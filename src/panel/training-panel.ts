import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../base/disposable';
import { visible } from '../base/escape/visible';
import type { PlanOverrides } from '../plan/training-plan';
import { SpokenError } from '../base/spoken-error';
import { message } from '../base/message';
import { localized } from '../editor/host/localize';
import { notify } from '../editor/host/notify';
import { unchanged, type Variation, type WantedPreview } from '../protocol/playground';
import type { HostMessage } from '../protocol/training-messages';
import { MessageFeed, systemClock } from './message-feed';
import { loadPage } from './load-page';
import { type PagePanel, PageRequests } from './page-requests';
import type { PanelServices } from './panel-services';
import { PendingSource } from './pending-source';
import { reasonOf } from './report';
import { RunPreview } from './run-preview';
import { RunShelf } from './run-shelf';
import { encodeSavedPanel, type TrainingTarget } from './saved-panel';
import { ShelvedSource } from './shelved-source';
import type { TrainingSource } from './training-source';

/** One webview panel and the training that it shows. Closing the panel ends the training. */
export class TrainingPanel implements Disposable, PagePanel {
  private readonly owned = new DisposableStore();
  readonly shelf = new RunShelf();
  /** What the user has set in the place of what was not understood. */
  private overrides: PlanOverrides = {};
  private variation: Variation = unchanged;
  /** Whether the next training is to be seen beside the present one. */
  private isCompared = false;
  /** The training before the present one, until it is known whether its runs are to be kept. */
  private former: TrainingSource | null = null;
  private readonly requests: PageRequests;
  readonly preview: RunPreview;
  private shown: ShelvedSource;
  private feed: MessageFeed;
  private isPageReady = false;
  private isDisposed = false;
  /** Counts the trainings asked for: an answer to an older question is disposed of. */
  private opening = 0;

  constructor(
    private readonly panel: vscode.WebviewPanel,
    readonly services: PanelServices,
    /** The call that the panel shows; null for a panel that could not be restored. */
    public current: TrainingTarget | null,
    onClosed: (panel: TrainingPanel) => void,
  ) {
    this.shown = this.shelved(
      new PendingSource(this.title, () => {
        this.openSource();
      }),
    );
    this.feed = this.feedFrom(this.source);
    this.requests = new PageRequests(this);
    this.preview = this.owned.add(new RunPreview(this));
    this.owned.add(
      panel.webview.onDidReceiveMessage((message: unknown) => {
        this.requests.receive(message);
      }),
    );
    this.owned.add(
      panel.onDidChangeViewState(() => {
        if (!panel.visible) this.hide();
      }),
    );
    this.owned.add(
      services.onDidEditProgram((uri) => {
        if (this.source.texts.some(({ file }) => file === uri)) this.tellEdits();
      }),
    );
    this.owned.add(
      panel.onDidDispose(() => {
        this.dispose();
        onClosed(this);
      }),
    );
    this.load();
    this.openSource();
  }

  /** Brings the panel to the front, and trains anew. */
  show(target: TrainingTarget): void {
    const isOther = this.current === null || encodeSavedPanel(target) !== encodeSavedPanel(this.current);
    this.current = target;
    this.variation = unchanged;
    // Another page, for the page holds the target that outlives the window.
    if (isOther) {
      this.load();
      this.overrides = {};
    }
    this.panel.reveal(undefined, true);
    this.openSource();
  }

  dispose(): void {
    if (this.isDisposed) return;
    this.isDisposed = true;
    this.services.highlight(null);
    this.feed.dispose();
    this.source.dispose();
    this.former?.dispose();
    this.owned.dispose();
    this.panel.dispose();
  }

  get source(): ShelvedSource {
    return this.shown;
  }

  private get title(): string {
    if (this.current === null) return 'Global Step';
    const { path } = vscode.Uri.parse(this.current.uri);
    return path.slice(path.lastIndexOf('/') + 1);
  }

  private load(): void {
    this.isPageReady = false;
    this.feed.close();
    this.panel.title = this.current === null ? 'Global Step' : `${visible(this.title)} – Global Step`;
    loadPage(this.panel.webview, this.services, this.current);
  }

  /** A hidden page is thrown away by VS Code; a new one announces itself when the panel is shown again. */
  private hide(): void {
    this.isPageReady = false;
    this.services.highlight(null);
    this.preview.dispose();
    this.feed.close();
  }

  /** Reads the program, and trains it. */
  openSource(): void {
    const opening = ++this.opening;
    this.preview.dispose();
    const pending = new PendingSource(this.title, () => {
      this.openSource();
    });
    this.replaceSource(pending);
    if (this.current === null) {
      pending.fail(
        message(
          'This panel was left by another version. Close it and run “Visualize Global Step” on the program again.',
        ),
      );
      return;
    }
    const { overrides, variation } = this;
    this.services.openSource(this.current, { overrides, variation }).then(
      (source) => {
        const isWanted = !this.isDisposed && opening === this.opening;
        if ('elsewhere' in source) {
          if (isWanted) this.show(source.elsewhere);
        } else if (isWanted) this.replaceSource(source);
        else source.dispose();
      },
      (error: unknown) => {
        pending.fail(reasonOf(error), error instanceof SpokenError ? error.place : null);
      },
    );
  }

  private replaceSource(source: TrainingSource): void {
    this.feed.dispose();
    this.retire(this.source);
    this.shown = this.shelved(source);
    this.tellEdits();
    this.feed = this.feedFrom(this.source);
    if (this.isPageReady) this.feed.open();
  }

  private tellEdits(): void {
    this.source.programChanged(!this.services.isAsRead(this.current?.uri ?? '', this.source.texts));
  }

  private shelved(source: TrainingSource): ShelvedSource {
    const shelved = new ShelvedSource(source, this.shelf);
    const { former } = this;
    if (former === null || source instanceof PendingSource) return shelved;
    // Whether the former runs were of another plan shows when the new one has been read.
    this.shelf.keep(former, source.snapshot, this.isCompared);
    this.isCompared = false;
    former.dispose();
    this.former = null;
    return shelved;
  }

  /** A training that is replaced trains no more, but its rows may be kept. */
  private retire(source: ShelvedSource): void {
    if (source.inner instanceof PendingSource || source.snapshot.runs.length === 0) {
      source.dispose();
      return;
    }
    source.stop();
    this.former?.dispose();
    this.former = source;
  }

  private feedFrom(source: TrainingSource): MessageFeed {
    const feed: MessageFeed = new MessageFeed(
      source,
      (message) => {
        // False: the page went away under the message. It will announce itself again.
        void this.panel.webview.postMessage(message).then((isDelivered) => {
          if (!isDelivered) feed.close();
        });
      },
      systemClock,
    );
    return feed;
  }

  /** The page announced itself: it can receive messages from now on. */
  pageIsReady(): void {
    this.isPageReady = true;
    this.feed.open();
  }

  /** The page has taken in a batch of rows. */
  acknowledge(batch: number): void {
    this.feed.acknowledge(batch);
  }

  /** Trains with values of the user in the place of what was not understood. */
  setValues(values: PlanOverrides): void {
    this.overrides = { ...this.overrides, ...values };
    this.openSource();
  }

  /** Shows a kept run again, in the place of the present training. */
  replay(runId: string): void {
    const again = this.shelf.reopen(runId);
    this.opening++;
    if (again === null) return;
    this.variation = again.snapshot.playground?.variation ?? unchanged;
    this.replaceSource(again);
  }

  /** The address of the program; null for a panel that could not be restored. */
  get document(): string | null {
    return this.current?.uri ?? null;
  }

  /** The document's name without its ending, for files made from it. */
  get stem(): string {
    return this.title.replace(/\.\w+$/, '');
  }

  /** Makes a step again and sends what happened in it to the page. */
  trace(iteration: number): void {
    const { source } = this;
    void source.trace(iteration).then((answer) => {
      if (answer === null || source !== this.source || !this.isPageReady) return;
      const { traces, problem } = answer;
      this.post({ type: 'step-traced', iteration, traces, problem });
    });
  }

  /** Sends a message that is no part of the training's course. */
  post(message: HostMessage): void {
    void this.panel.webview.postMessage(message);
  }

  /** Starts a training that the panel shows beside its own. */
  async open({ variation, countsStep }: WantedPreview): Promise<TrainingSource> {
    const { current, overrides } = this;
    const source =
      current === null ? null : await this.services.openSource(current, { overrides, variation, countsStep });
    // A module's call that is shown has a program that trains it already.
    if (source === null || 'elsewhere' in source) throw new SpokenError(message('No train op of this program is run.'));
    return source;
  }

  /** Trains a variation beside the present training. */
  train(variation: Variation): void {
    this.variation = variation;
    this.isCompared = true;
    this.openSource();
  }

  /** After the edit the program says itself what was varied: it is read and trained as it is. */
  applyVariation(variation: Variation): void {
    const { current, overrides } = this;
    if (current === null) return;
    this.services.applyVariation(current, { overrides, variation }).then(
      (isApplied) => {
        if (isApplied && !this.isDisposed && current === this.current) this.train(unchanged);
      },
      (error: unknown) => {
        void notify('warning', localized(reasonOf(error)));
      },
    );
  }
}
