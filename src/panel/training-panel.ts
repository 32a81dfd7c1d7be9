import * as vscode from 'vscode';
import { assertNever } from '../base/assert-never';
import { type Disposable, DisposableStore } from '../base/disposable';
import { visible } from '../base/escape/visible';
import type { PlanOverrides } from '../plan/training-plan';
import { tableFile } from '../base/message';
import { translated } from '../editor/host/localize';
import { notify } from '../editor/host/notify';
import { askableOf } from '../protocol/asked-values';
import { decodeWebviewMessage } from '../protocol/decode';
import { type PortTarget, unchanged, type Variation } from '../protocol/playground';
import type { HostMessage, TrainingSnapshot, WebviewMessage } from '../protocol/training-messages';
import { savePicture, saveRows } from './export/save-files';
import { type FeedClock, MessageFeed } from './message-feed';
import { makeNonce, panelHtml, setPage } from './panel-html';
import { localizedMessage } from './localize-message';
import type { PanelServices } from './panel-services';
import { PendingSource } from './pending-source';
import { reasonOf, reportSaving } from './report';
import { RunShelf } from './run-shelf';
import type { TrainingTarget } from './saved-panel';
import { ShelvedSource } from './shelved-source';
import type { TrainingSource } from './training-source';

const systemClock: FeedClock = {
  now: () => performance.now(),
  schedule: (callback, delayMs) => {
    const timer = setTimeout(callback, delayMs);
    return {
      dispose: () => {
        clearTimeout(timer);
      },
    };
  },
};

/** Where the page's files are, and all that the page may load. */
export function resourceRoot(extensionUri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extensionUri, 'dist');
}

/** One webview panel and the training that it shows. Closing the panel ends the training. */
export class TrainingPanel implements Disposable {
  private readonly owned = new DisposableStore();
  private readonly shelf = new RunShelf();
  /** What the user has set in the place of what was not understood. */
  private overrides: PlanOverrides = {};
  private variation: Variation = unchanged;
  /** Whether the next training is to be seen beside the present one. */
  private isCompared = false;
  /** The training before the present one, until it is known whether its runs are to be kept. */
  private former: TrainingSource | null = null;
  private source: ShelvedSource;
  private feed: MessageFeed;
  private isPageReady = false;
  private isDisposed = false;
  /** Counts the trainings asked for: an answer to an older question is disposed of. */
  private opening = 0;

  constructor(
    private readonly panel: vscode.WebviewPanel,
    private readonly services: PanelServices,
    private current: TrainingTarget | null,
    onClosed: (panel: TrainingPanel) => void,
  ) {
    this.source = this.shelved(
      new PendingSource(this.title, () => {
        this.openSource();
      }),
    );
    this.feed = this.feedFrom(this.source);
    this.owned.add(
      panel.webview.onDidReceiveMessage((message: unknown) => {
        this.receive(message);
      }),
    );
    this.owned.add(
      panel.onDidChangeViewState(() => {
        if (!panel.visible) this.hide();
      }),
    );
    this.owned.add(
      services.onDidEditProgram((uri) => {
        if (uri === this.current?.uri) this.source.programChanged(!services.isAsRead(this.source.snapshot.sources));
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

  /** The call that the panel shows; null for a panel that could not be restored. */
  get target(): TrainingTarget | null {
    return this.current;
  }

  /** Brings the panel to the front, and trains anew. */
  show(target: TrainingTarget): void {
    const isOther = target.line !== this.current?.line || target.cell !== this.current.cell;
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

  private get title(): string {
    if (this.current === null) return 'Global Step';
    const { path } = vscode.Uri.parse(this.current.uri);
    return path.slice(path.lastIndexOf('/') + 1);
  }

  private load(): void {
    const { webview } = this.panel;
    const root = resourceRoot(this.services.extensionUri);
    const uri = (file: string): string => webview.asWebviewUri(vscode.Uri.joinPath(root, file)).toString();
    this.isPageReady = false;
    this.feed.close();
    this.panel.title = this.current === null ? 'Global Step' : `${visible(this.title)} – Global Step`;
    const table = tableFile(this.services.language);
    const page = panelHtml(
      {
        cspSource: webview.cspSource,
        scriptUri: uri('webview.js'),
        styleUri: uri('webview.css'),
        tableUri: table === null ? null : uri(table),
        nonce: makeNonce(),
        language: this.services.language,
      },
      this.current,
    );
    setPage(webview, page);
  }

  /** A hidden page is thrown away by VS Code; a new one announces itself when the panel is shown again. */
  private hide(): void {
    this.isPageReady = false;
    this.services.highlight(null);
    this.feed.close();
  }

  private openSource(): void {
    const opening = ++this.opening;
    const pending = new PendingSource(this.title, () => {
      this.openSource();
    });
    this.replaceSource(pending);
    if (this.current === null) {
      pending.fail(
        'This panel was left by another version. Close it and run “Visualize Global Step” on the program again.',
      );
      return;
    }
    const { overrides, variation } = this;
    this.services.openSource(this.current, { overrides, variation }).then(
      (source) => {
        if (this.isDisposed || opening !== this.opening) source.dispose();
        else this.replaceSource(source);
      },
      (error: unknown) => {
        pending.fail(reasonOf(error));
      },
    );
  }

  private replaceSource(source: TrainingSource): void {
    this.feed.dispose();
    this.retire(this.source);
    this.source = this.shelved(source);
    this.source.programChanged(!this.services.isAsRead(source.snapshot.sources));
    this.feed = this.feedFrom(this.source);
    if (this.isPageReady) this.feed.open();
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
        void this.panel.webview.postMessage(localizedMessage(message, translated)).then((isDelivered) => {
          if (!isDelivered) feed.close();
        });
      },
      systemClock,
    );
    return feed;
  }

  private get document(): string | null {
    return this.current?.uri ?? null;
  }

  /** The document's name without its ending, for files made from it. */
  private get stem(): string {
    return this.title.replace(/\.\w+$/, '');
  }

  private trace(iteration: number): void {
    const { source } = this;
    void source.trace(iteration).then((answer) => {
      if (answer === null || source !== this.source || !this.isPageReady) return;
      const { traces, problem } = answer;
      const answered: HostMessage = { type: 'step-traced', iteration, traces, problem };
      void this.panel.webview.postMessage(localizedMessage(answered, translated));
    });
  }

  private train(variation: Variation): void {
    this.variation = variation;
    this.isCompared = true;
    this.openSource();
  }

  /** After the edit the program says itself what was varied: it is read and trained as it is. */
  private applyVariation(variation: Variation): void {
    const { current, overrides } = this;
    if (current === null) return;
    this.services.applyVariation(current, { overrides, variation }).then(
      (isApplied) => {
        if (isApplied && !this.isDisposed && current === this.current) this.train(unchanged);
      },
      (error: unknown) => {
        void notify('warning', translated(reasonOf(error)));
      },
    );
  }

  private copySchedule(target: PortTarget, variation: Variation): void {
    const { playground } = this.source.snapshot;
    if (playground === null) return;
    this.services.copySchedule(target, playground, variation).catch((error: unknown) => {
      void notify('warning', translated(reasonOf(error)));
    });
  }

  private receive(value: unknown): void {
    const message = decodeWebviewMessage(value, askableOf(this.source.snapshot));
    if (message.type === 'malformed-message') this.services.log(`panel: ignored a message: ${message.problem}`);
    else this.obey(message);
  }

  private obey(message: WebviewMessage): void {
    switch (message.type) {
      case 'announce-ready':
        this.isPageReady = true;
        this.feed.open();
        return;
      case 'acknowledge-steps':
        this.feed.acknowledge(message.batch);
        return;
      case 'pause-runs':
        this.source.pause();
        return;
      case 'resume-runs':
        this.source.resume();
        return;
      case 'step-runs':
        this.source.step();
        return;
      case 'run-to':
        this.source.runTo(message.iteration);
        return;
      case 'stop-runs':
        this.source.stop();
        return;
      case 'restart-runs':
        this.source.restart();
        return;
      case 'read-again':
        this.openSource();
        return;
      case 'run-variation':
        this.train(message.variation);
        return;
      case 'apply-variation':
        this.applyVariation(message.variation);
        return;
      case 'copy-schedule':
        this.copySchedule(message.target, message.variation);
        return;
      case 'reveal-source':
        // Only what the program's own plan points at: a page cannot have any other file opened.
        if (namesFile(this.source.snapshot, message.location.file)) this.services.reveal(message.location);
        else this.services.log(`panel: ${message.location.file} is no file of this training`);
        return;
      case 'set-values':
        this.overrides = { ...this.overrides, ...message.values };
        this.openSource();
        return;
      case 'mark-run': {
        const { runId, name, isPinned, isHidden } = message;
        this.shelf.mark(runId, { name, isPinned, isHidden });
        this.source.runsChanged();
        return;
      }
      case 'delete-run':
        this.shelf.remove(message.runId);
        this.source.runsChanged();
        return;
      case 'replay-run': {
        const again = this.shelf.reopen(message.runId);
        this.opening++;
        if (again === null) return;
        this.variation = again.snapshot.playground?.variation ?? unchanged;
        this.replaceSource(again);
        return;
      }
      case 'highlight-source':
        if (message.location === null || namesFile(this.source.snapshot, message.location.file)) {
          this.services.highlight(message.location);
        }
        return;
      case 'trace-step':
        this.trace(message.iteration);
        return;
      case 'save-picture': {
        const { format, column, content } = message;
        reportSaving(savePicture(this.document, `${this.stem}-${column}`, format, content), this.services.log);
        return;
      }
      case 'export-rows':
        reportSaving(saveRows(this.document, this.stem, message.format, this.source), this.services.log);
        return;
      default:
        assertNever(message, 'webview message');
    }
  }
}

function namesFile({ runs, entries, unresolved }: TrainingSnapshot, file: string): boolean {
  return [...runs, ...entries, ...unresolved].some(({ location }) => location?.file === file);
}
