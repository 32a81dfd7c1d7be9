import { Shown } from '../ui/shown';
import type { PageState, RunState, StepAnswer } from '../store';
import { movedByStep, movedPast, movedTo, startPosition, type StepPosition } from '../step/step-position';
import { valuesAt } from '../step/phase-words';
import { element, setAttribute, setText } from '../ui/dom';
import { ownFileOf } from '../ui/place-text';
import { lineSwatch, lookOf, runName, runOrigin } from '../ui/run-look';
import { text } from '../ui/text';
import { isWide, placed, placedTogether } from '../wiring/layout';
import { WiringDiagram } from '../wiring/wiring-diagram';
import type { CursorOwner } from './charts-view';
import { CodeView } from './code-view';
import { pressStepKey } from './step-keys';
import { stepNotice } from './step-notice';
import { StepTransport, type Transport } from './step-transport';
import type { Intents, View } from './view';
import { announcement, emptyPhases, StepPhases, traceOf } from './step-phases';
import type { PlaygroundView } from '../../src/protocol/playground';
import type { StepPhase } from '../../src/protocol/step-trace';
import type { Schedule } from '../../src/schedules/schedule';

/** How long a phase stands while it plays, at normal speed. */
const phaseMs = 1800;
/** Answers kept, so that going back shows at once what was seen. */
const answersKept = 100;
/** An answer that takes longer is announced as a replay. */
const patienceMs = 150;

/**
 * One training step taken apart: phase by phase, for both runs side by side, with the wiring that takes part and the line of the
 * program. Everything shown was computed by making that very step again.
 */
export class StepView implements View, Transport {
  readonly root: HTMLElement;
  private readonly transport = new StepTransport(this);
  private readonly code = new CodeView();
  private readonly diagrams = element('div', { class: 'side-by-side wirings' });
  private readonly phases = new StepPhases((phase) => {
    this.stop();
    this.moveTo({ ...this.position, phase });
  });
  private readonly notice = element('p', { class: 'note step-notice' });
  private readonly said = element('div', { class: 'visually-hidden', role: 'status', 'aria-live': 'polite' });
  private readonly body: HTMLElement;
  private shown: readonly WiringDiagram[] = [];
  private runs: readonly RunState[] = [];
  private readonly seen = new Shown();
  private position: StepPosition = startPosition;
  private isOpen = false;
  private isPlaying = false;
  private speed = 1;
  private timer: number | null = null;
  private patience: number | null = null;
  /** An iteration that is not recorded yet, to be shown when it is. */
  private awaited: number | null = null;
  private asked: number | null = null;
  private readonly answers = new Map<number, StepAnswer>();
  private lastAnswer: StepAnswer | null = null;
  private highlighted = '';
  private schedule: Schedule | null = null;
  private ownFile: string | null = null;
  /** Phases in which nothing happens, as the last answer has it: every step of a program has the same. */
  private empty: ReadonlySet<StepPhase> = new Set();

  constructor(
    private readonly intents: Intents,
    private readonly cursorOwner: CursorOwner,
  ) {
    this.body = element(
      'div',
      { class: 'step-body' },
      element('div', { class: 'step-pictures' }, this.diagrams, this.code.root),
      this.phases.root,
    );
    this.root = element(
      'section',
      { class: 'step-view', 'aria-labelledby': 'step-title' },
      element('h2', { id: 'step-title' }, text.step.title),
      element('p', { class: 'note' }, text.step.note),
      this.transport.root,
      this.notice,
      this.body,
      element('p', { class: 'note help' }, text.step.help),
      this.said,
    );
    this.root.addEventListener('keydown', (event) => {
      if (pressStepKey(event, this)) event.preventDefault();
    });
  }

  update({ runs, snapshot, trace }: PageState): void {
    const before = this.recorded();
    this.runs = runs;
    if (this.seen.changes(...runs.map(({ view }) => view)) || this.recorded() < before) this.rebuild();
    this.schedule = scheduleOf(snapshot?.playground ?? null);
    this.ownFile = ownFileOf(snapshot);
    this.code.update(snapshot?.sources ?? []);
    if (trace !== null && trace !== this.lastAnswer) this.receive(trace);
    this.lastAnswer = trace;
    if (this.awaited !== null && this.recorded() >= this.awaited) {
      this.moveTo(movedTo(this.position, this.awaited, this.recorded()));
      this.awaited = null;
    }
    if (this.isOpen) this.render();
  }

  /** The view comes to sight, or leaves it: only then is anything asked, played or marked in the editor. */
  setOpen(isOpen: boolean): void {
    this.isOpen = isOpen;
    if (!isOpen) {
      this.stop();
      this.highlighted = '';
      this.intents.highlight(null);
      return;
    }
    this.render();
  }

  /** Shows the step of a row that was pointed at elsewhere. */
  showCursor(row: number | null): void {
    if (row !== null && row + 1 !== this.position.iteration && !this.isPlaying) {
      this.position = movedTo(this.position, row + 1, this.recorded());
      if (this.isOpen) this.render();
    }
  }

  back(): void {
    this.stop();
    this.moveTo(movedPast(this.position, -1, this.recorded(), this.empty));
  }

  forward(): void {
    this.stop();
    this.moveTo(movedPast(this.position, 1, this.recorded(), this.empty));
  }

  previousStep(): void {
    this.stop();
    this.moveTo(movedByStep(this.position, -1, this.recorded()));
  }

  nextStep(): void {
    this.stop();
    this.moveTo(movedByStep(this.position, 1, this.recorded()));
  }

  togglePlay(): void {
    if (this.isPlaying) this.stop();
    else {
      this.isPlaying = true;
      this.playOn();
    }
    this.render();
  }

  scrubTo(iteration: number): void {
    this.moveTo(movedTo(this.position, iteration, this.recorded()));
  }

  runTo(iteration: number): void {
    this.stop();
    if (iteration <= this.recorded()) this.scrubTo(iteration);
    else {
      this.awaited = iteration;
      this.intents.runTo(iteration);
      this.render();
    }
  }

  changeSpeed(speed: number): void {
    this.speed = speed;
    if (this.isPlaying) this.playOn();
  }

  private recorded(): number {
    return Math.max(0, ...this.runs.map(({ rows }) => rows.count));
  }

  private moveTo(position: StepPosition): void {
    const isOther = position.iteration !== this.position.iteration;
    this.position = position;
    if (isOther) this.cursorOwner.moveCursor(position.iteration - 1);
    this.render();
    if (this.isOpen) this.phases.reveal(this.position.phase);
  }

  private stop(): void {
    this.isPlaying = false;
    if (this.timer !== null) window.clearTimeout(this.timer);
    this.timer = null;
  }

  private playOn(): void {
    if (this.timer !== null) window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => {
      this.timer = null;
      // A phase is left when it could be seen: the answer must be there.
      if (this.answers.has(this.position.iteration)) {
        const next = movedPast(this.position, 1, this.recorded(), this.empty);
        if (next.iteration === this.position.iteration && next.phase === this.position.phase) this.stop();
        else this.moveTo(next);
      }
      if (this.isPlaying) this.playOn();
      this.render();
    }, phaseMs / this.speed);
  }

  private rebuild(): void {
    this.answers.clear();
    this.asked = null;
    this.stop();
    this.position = movedTo(this.position, this.position.iteration, this.recorded());
    const pictures = placedTogether(this.runs.map(({ view }) => view.wiring));
    this.diagrams.classList.toggle('is-wide', isWide(pictures));
    this.shown = this.runs.map(
      ({ view }, index) => new WiringDiagram(view.wiring, pictures[index] ?? placed(view.wiring), runName(view)),
    );
    this.diagrams.replaceChildren(
      ...this.shown.map(({ root }, index) => {
        const view = this.runs[index]?.view;
        if (view === undefined) return root;
        const look = lookOf(view);
        const origin = element('span', { class: 'origin' }, runOrigin(view) ?? '');
        return element(
          'div',
          { class: `wiring-run ${look.className}`, 'data-wiring': view.id },
          element('h3', {}, lineSwatch(look), runName(view), origin),
          root,
        );
      }),
    );
  }

  private receive(answer: StepAnswer): void {
    if (answer.iteration === this.asked) this.asked = null;
    this.answers.delete(answer.iteration);
    this.answers.set(answer.iteration, answer);
    for (const iteration of this.answers.keys()) {
      if (this.answers.size <= answersKept) break;
      this.answers.delete(iteration);
    }
  }

  private render(): void {
    const recorded = this.recorded();
    const { iteration, phase } = this.position;
    this.transport.show(iteration, recorded, this.isPlaying);
    if (!this.isOpen) return;
    const answer = this.answers.get(iteration) ?? null;
    if (answer === null && recorded >= iteration && this.asked !== iteration) this.ask(iteration);
    if (answer !== null) this.empty = emptyPhases(this.runs, answer);
    if (this.empty.has(phase)) {
      this.position = movedPast(this.position, 1, recorded, this.empty);
      if (this.position.phase !== phase) {
        this.render();
        return;
      }
    }
    this.showNotice(answer);
    const isKnown = answer !== null && answer.problem === null;
    setAttribute(this.body, 'aria-busy', isKnown ? null : 'true');
    this.runs.forEach((run, index) => {
      const trace = traceOf(answer, run);
      this.shown[index]?.showValues(trace === null ? new Map() : valuesAt(phase, trace));
      this.shown[index]?.showPhase(isKnown ? phase : null);
    });
    const answered = { answer, schedule: this.schedule, ownFile: this.ownFile };
    this.phases.show(phase, this.runs, answered);
    const place = this.runs[0]?.view.wiring.places[phase] ?? null;
    this.code.show(place);
    const key = JSON.stringify(place);
    if (key !== this.highlighted) {
      this.highlighted = key;
      this.intents.highlight(place);
    }
    if (isKnown) setText(this.said, announcement(this.position, this.runs, answered));
  }

  private ask(iteration: number): void {
    this.asked = iteration;
    this.intents.trace(iteration);
    if (this.patience !== null) window.clearTimeout(this.patience);
    this.patience = window.setTimeout(() => {
      if (this.asked !== null) this.render();
    }, patienceMs);
  }

  private showNotice(answer: StepAnswer | null): void {
    const notice = stepNotice(this.position.iteration, this.runs, answer, this.awaited);
    setText(this.notice, notice);
    // It keeps its height, so that nothing jumps from step to step.
    this.notice.classList.toggle('is-empty', notice === '');
  }
}

/** The schedule that the run was trained with; null where the program's rate is none of TensorFlow's. */
function scheduleOf(playground: PlaygroundView | null): Schedule | null {
  if (playground === null) return null;
  return playground.variation.schedule ?? (playground.source.isWholeRate ? playground.source.schedule : null);
}
