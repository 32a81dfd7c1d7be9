import type { PlanOverrides } from '../plan/training-plan';
import type { ShelvedSource } from './shelved-source';
import { localized } from '../editor/host/localize';
import { notify } from '../editor/host/notify';
import { askableOf } from '../protocol/asked-values';
import { assertNever } from '../base/assert-never';
import { decodeWebviewMessage } from '../protocol/decode';
import type { PortTarget, Variation } from '../protocol/playground';
import type { HostMessage, TrainingSnapshot, WebviewMessage } from '../protocol/training-messages';
import { savePicture, saveRows, type Saving } from './export/save-files';
import type { PanelServices } from './panel-services';
import { reasonOf, reportSaving } from './report';
import type { RunPreview } from './run-preview';
import type { RunShelf } from './run-shelf';
import type { TrainingTarget } from './saved-panel';

/** What the page may ask of its panel. */
export interface PagePanel {
  readonly services: PanelServices;
  readonly shelf: RunShelf;
  /** The call whose training is shown; null where that is not known. */
  readonly current: TrainingTarget | null;
  /** The training that is shown. */
  readonly source: ShelvedSource;
  readonly document: string | null;
  readonly stem: string;
  post(message: HostMessage): void;
  pageIsReady(): void;
  acknowledge(batch: number): void;
  openSource(): void;
  show(target: TrainingTarget): void;
  readonly preview: RunPreview;
  train(variation: Variation): void;
  applyVariation(variation: Variation): void;
  setValues(values: PlanOverrides): void;
  replay(runId: string): void;
  trace(iteration: number): void;
}

/** Checks what the page sends, and does it. What is no message is logged. */
export class PageRequests {
  constructor(private readonly panel: PagePanel) {}

  receive(value: unknown): void {
    const { services, source } = this.panel;
    const message = decodeWebviewMessage(value, askableOf(source.snapshot));
    if (message.type === 'malformed-message') services.log(`panel: ignored a message: ${message.problem}`);
    else this.obey(message);
  }

  // eslint-disable-next-line max-lines-per-function -- one case for each kind of message
  private obey(message: WebviewMessage): void {
    const { panel } = this;
    switch (message.type) {
      case 'announce-ready':
        panel.pageIsReady();
        return;
      case 'acknowledge-steps':
        panel.acknowledge(message.batch);
        return;
      case 'pause-runs':
        panel.source.pause();
        return;
      case 'resume-runs':
        panel.source.resume();
        return;
      case 'step-runs':
        panel.source.step();
        return;
      case 'run-to':
        panel.source.runTo(message.iteration);
        return;
      case 'stop-runs':
        panel.source.stop();
        return;
      case 'restart-runs':
        panel.source.restart();
        return;
      case 'read-again':
        panel.openSource();
        return;
      case 'fix-program':
        this.fixProgram();
        return;
      case 'run-variation':
        panel.train(message.variation);
        return;
      case 'preview-variation':
        panel.preview.show(message);
        return;
      case 'end-preview':
        panel.preview.dispose();
        return;
      case 'acknowledge-preview':
        panel.preview.acknowledge(message.preview, message.batch);
        return;
      case 'apply-variation':
        panel.applyVariation(message.variation);
        return;
      case 'copy-schedule':
        this.copySchedule(message.target, message.variation);
        return;
      case 'choose-train-op':
        this.chooseTrainOp(message.index);
        return;
      case 'reveal-source':
        // Only what the program's own plan points at: a page cannot have any other file opened.
        if (namesFile(panel.source.snapshot, message.location.file)) panel.services.reveal(message.location);
        else panel.services.log(`panel: ${message.location.file} is no file of this training`);
        return;
      case 'set-values':
        panel.setValues(message.values);
        return;
      case 'mark-run': {
        const { runId, name, isPinned, isHidden } = message;
        panel.shelf.mark(runId, { name, isPinned, isHidden });
        panel.source.runsChanged();
        return;
      }
      case 'delete-run':
        panel.shelf.remove(message.runId);
        panel.source.runsChanged();
        return;
      case 'replay-run':
        panel.replay(message.runId);
        return;
      case 'highlight-source':
        if (message.location === null || namesFile(panel.source.snapshot, message.location.file)) {
          panel.services.highlight(message.location);
        }
        return;
      case 'trace-step':
        panel.trace(message.iteration);
        return;
      case 'save-picture': {
        const { format, column, content } = message;
        reportSaving(savePicture(this.saving(`${panel.stem}-${column}`), format, content), panel.services.log);
        return;
      }
      case 'export-rows':
        reportSaving(saveRows(this.saving(panel.stem), message.format, panel.source), panel.services.log);
        return;
      default:
        assertNever(message, 'webview message');
    }
  }

  private saving(name: string): Saving {
    const { panel } = this;
    return {
      document: panel.document,
      name,
      download: (file, bytes) => {
        panel.post({ type: 'download-file', name: file, bytes: new Uint8Array(bytes).buffer });
      },
    };
  }

  /** Shows the training of another train op of the same program. */
  private chooseTrainOp(index: number): void {
    const { current, source } = this.panel;
    const location = source.snapshot.trainOps?.ops[index]?.location;
    if (current === null || location === undefined) return;
    const { file, line, cell } = location;
    this.panel.show({ uri: current.uri, line, cell, ...(file !== current.uri && { file }) });
  }

  private fixProgram(): void {
    const { panel } = this;
    const { current } = panel;
    if (current === null) return;
    panel.services.fixCall(current).then(
      (isFixed) => {
        if (isFixed && current === panel.current) panel.openSource();
      },
      (error: unknown) => {
        void notify('warning', localized(reasonOf(error)));
      },
    );
  }

  private copySchedule(target: PortTarget, variation: Variation): void {
    const { playground } = this.panel.source.snapshot;
    if (playground === null) return;
    this.panel.services.copySchedule(target, playground, variation).catch((error: unknown) => {
      void notify('warning', localized(reasonOf(error)));
    });
  }
}

/** Whether a file is one of those that the program's plan points at. */
function namesFile({ runs, entries, unresolved }: TrainingSnapshot, file: string): boolean {
  return [...runs, ...entries, ...unresolved].some(({ location }) => location?.file === file);
}
