import { decodeHostMessage } from '../src/protocol/decode';
import type { MakeChart } from './chart/chart';
import type { Host } from './host';
import { drawnRuns, initialState, isRefused, type PageState, presentRuns, reduce, RowsOutOfOrderError } from './store';
import { RowCheck } from './row-check';
import { download, element } from './ui/dom';
import { Tabs } from './ui/tabs';
import { text } from './ui/text';
import { Announcer } from './views/announcer';
import { AnswerView } from './views/answer-view';
import { ChartsView } from './views/charts-view';
import { HeaderView } from './views/header-view';
import { NoticeView } from './views/notice-view';
import { PlanView } from './views/plan-view';
import { Preview } from './playground/preview';
import { PreviewView } from './playground/preview-view';
import { PlaygroundView } from './playground/playground-view';
import { OutputView } from './views/output-view';
import { OutOfDateView } from './views/out-of-date-view';
import { VariedView } from './views/varied-view';
import { RowsView } from './views/rows-view';
import { StepView } from './views/step-view';
import { RunListView } from './views/run-list-view';
import { TrainOpsView } from './views/train-ops-view';
import { StandInsView } from './views/stand-ins-view';
import { RunRowsView } from './views/run-rows-view';
import type { Intents, View } from './views/view';
import { WaitingView } from './views/waiting-view';

/** The page: messages go through the store, and the views follow it, at most once a frame. */
export class TrainingPage {
  private state: PageState = initialState;
  private frame: number | null = null;
  private readonly charts: ChartsView;
  private readonly rows: RowsView;
  private readonly step: StepView;
  private readonly playground: PlaygroundView;
  private readonly runList: RunListView;
  private readonly tabs: Tabs;
  private readonly views: readonly View[];
  private readonly rowCheck: RowCheck;
  private readonly preview: Preview;
  /** How often the page may still ask for everything again after lost rows: a host that keeps losing them must not be asked for ever. */
  private resyncsLeft = 3;

  // eslint-disable-next-line max-lines-per-function -- the page put together: each view made once, and put in its place
  constructor(
    main: HTMLElement,
    private readonly host: Host,
    makeChart: MakeChart,
  ) {
    const intents = intentsOf(host);
    this.preview = new Preview(host, () => {
      this.renderSoon();
    });
    this.rowCheck = new RowCheck((damaged, tallies) => {
      if (damaged === null) main.dataset['rowsChecked'] = JSON.stringify(tallies);
      else this.resync(`rows of "${damaged}" are not what the training thread made`);
    });
    this.charts = new ChartsView(['learning_rate', 'loss'], makeChart, this, intents);
    this.rows = new RowsView(this, intents);
    this.step = new StepView(intents, this);
    const header = new HeaderView(intents);
    const notice = new NoticeView(intents);
    const waiting = new WaitingView();
    const answer = new AnswerView(intents);
    const runs = new RunRowsView(intents);
    const trainOps = new TrainOpsView(intents);
    const plan = new PlanView(intents);
    this.runList = new RunListView(intents);
    const standIns = new StandInsView(() => {
      this.tabs.show('program');
    });
    const output = new OutputView();
    const outOfDate = new OutOfDateView(intents);
    const varied = new VariedView(intents, () => {
      this.playground.reveal();
    });
    this.playground = new PlaygroundView(makeChart, intents, new PreviewView(this.preview));
    const announcer = new Announcer();
    this.views = [
      header,
      notice,
      outOfDate,
      waiting,
      answer,
      trainOps,
      standIns,
      varied,
      runs,
      this.rows,
      output,
      this.step,
      this.playground,
      plan,
      announcer,
    ];
    this.tabs = new Tabs(
      text.page.tabs,
      [
        {
          id: 'training',
          label: text.page.training,
          content: element(
            'div',
            {},
            ...[waiting, answer, trainOps, standIns, varied, runs].map(({ root }) => root),
            element(
              'div',
              { class: 'workbench' },
              element('div', { class: 'workbench-curves' }, this.charts.root, this.runList.root),
              this.playground.root,
              element(
                'div',
                { class: 'workbench-rows' },
                element('div', { class: 'rows-and-output' }, this.rows.root, output.root),
              ),
            ),
          ),
        },
        { id: 'step', label: text.page.step, content: this.step.root },
        { id: 'program', label: text.page.program, content: element('div', {}, plan.root) },
      ],
      (id) => {
        this.step.setOpen(id === 'step');
        this.render();
      },
    );
    header.root.append(this.tabs.list);
    main.replaceChildren(header.root, notice.root, outOfDate.root, ...this.tabs.panels, announcer.root);
    this.render();
  }

  /** Listens, and tells the host so. */
  start(): void {
    this.host.listen((message) => {
      this.receive(message);
    });
    this.host.post({ type: 'announce-ready' });
  }

  /** After VS Code's theme has changed. */
  refreshTheme(): void {
    this.charts.refreshTheme();
    this.playground.refreshTheme();
  }

  /** Puts every chart's cursor, and the tables' mark, on a row. */
  moveCursor(row: number | null): void {
    this.charts.showCursor(row);
    this.rows.showCursor(row);
    this.step.showCursor(row);
  }

  private receive(value: unknown): void {
    const message = decodeHostMessage(value);
    if (message.type === 'malformed-message') {
      console.warn(`Global Step: ignored a message: ${message.problem}`);
      return;
    }
    if (message.type === 'preview-told') {
      this.preview.receive(message);
      return;
    }
    if (message.type === 'download-file') {
      download(message.name, message.bytes);
      return;
    }
    try {
      this.state = reduce(this.state, message);
    } catch (error) {
      if (!(error instanceof RowsOutOfOrderError)) throw error;
      this.resync(error.message);
      return;
    }
    if (message.type === 'snapshot-taken') this.preview.forget();
    if (message.type === 'steps-recorded') this.host.post({ type: 'acknowledge-steps', batch: message.batch });
    this.renderSoon();
  }

  private renderSoon(): void {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = null;
      this.render();
    });
  }

  /** Asks for everything again. */
  private resync(problem: string): void {
    console.warn(`Global Step: ${problem}`);
    if (this.resyncsLeft > 0) this.host.post({ type: 'announce-ready' });
    this.resyncsLeft--;
  }

  private render(): void {
    const state = { ...this.state, preview: this.preview.state };
    this.rowCheck.update(state);
    const present = { ...state, runs: presentRuns(state) };
    for (const view of this.views) view.update(present);
    this.charts.update({ ...state, runs: drawnRuns(state) });
    this.runList.update(state);
    this.tabs.leaveOut(emptyTabs(present));
  }
}

/** The views that have nothing to show: all but the first of a program that trains nothing, and the step of a scheduler that is run alone. */
function emptyTabs(state: PageState): ReadonlySet<string> {
  const { runs } = state;
  if (isRefused(state)) return new Set(['step', 'program']);
  const hasGraph = runs.length === 0 || runs.some(({ view }) => view.wiring.nodes.length > 0);
  return new Set(hasGraph ? [] : ['step']);
}

// eslint-disable-next-line max-lines-per-function -- one entry for each thing that a view may ask of the host
function intentsOf(host: Host): Intents {
  return {
    pause: () => {
      host.post({ type: 'pause-runs' });
    },
    resume: () => {
      host.post({ type: 'resume-runs' });
    },
    step: () => {
      host.post({ type: 'step-runs' });
    },
    stop: () => {
      host.post({ type: 'stop-runs' });
    },
    restart: () => {
      host.post({ type: 'restart-runs' });
    },
    chooseTrainOp: (index) => {
      host.post({ type: 'choose-train-op', index });
    },
    reveal: (location) => {
      host.post({ type: 'reveal-source', location });
    },
    highlight: (location) => {
      host.post({ type: 'highlight-source', location });
    },
    trace: (iteration) => {
      host.post({ type: 'trace-step', iteration });
    },
    runTo: (iteration) => {
      host.post({ type: 'run-to', iteration });
    },
    setValues: (values) => {
      host.post({ type: 'set-values', values });
    },
    markRun: (runId, mark) => {
      host.post({ type: 'mark-run', runId, ...mark });
    },
    deleteRun: (runId) => {
      host.post({ type: 'delete-run', runId });
    },
    replayRun: (runId) => {
      host.post({ type: 'replay-run', runId });
    },
    savePicture: (format, column, content) => {
      host.post({ type: 'save-picture', format, column, content });
    },
    readAgain: () => {
      host.post({ type: 'read-again' });
    },
    fixProgram: () => {
      host.post({ type: 'fix-program' });
    },
    runVariation: (variation) => {
      host.post({ type: 'run-variation', variation });
    },
    applyVariation: (variation) => {
      host.post({ type: 'apply-variation', variation });
    },
    copySchedule: (target, variation) => {
      host.post({ type: 'copy-schedule', target, variation });
    },
    exportRows: (format) => {
      host.post({ type: 'export-rows', format });
    },
  };
}
