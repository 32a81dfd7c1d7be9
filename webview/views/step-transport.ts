import { element, setAttribute, setText } from '../ui/dom';
import { icon } from '../ui/icons';
import { text } from '../ui/text';
import { makeDropdown, makeIconButton, makeTextField } from '../ui/toolkit';

/** What the transport's controls ask for. */
export interface Transport {
  back(): void;
  forward(): void;
  previousStep(): void;
  nextStep(): void;
  togglePlay(): void;
  scrubTo(iteration: number): void;
  /** May lie beyond what is recorded: the training is to go on until there. */
  runTo(iteration: number): void;
  changeSpeed(speed: number): void;
}

const speeds = [0.5, 1, 2, 4, 8];

/** The controls of the step-through: back and on by phase and by step, play, scrub, run to a step, speed. */
export class StepTransport {
  readonly root: HTMLElement;
  private readonly scrub = element('input', { type: 'range', class: 'scrub', min: '1', step: '1' });
  private readonly field;
  private readonly of = element('span', { class: 'of' });
  private readonly play;

  constructor(transport: Transport) {
    const labels = text.step.controls;
    const button = (label: string, name: Parameters<typeof icon>[0], press: () => void) =>
      makeIconButton(label, icon(name), press);
    this.play = makeIconButton(labels.play, icon('play'), () => {
      transport.togglePlay();
    });
    const buttons = [
      button(labels.previousStep, 'first', () => {
        transport.previousStep();
      }),
      button(labels.back, 'back', () => {
        transport.back();
      }),
      this.play,
      button(labels.forward, 'forward', () => {
        transport.forward();
      }),
      button(labels.nextStep, 'last', () => {
        transport.nextStep();
      }),
    ];
    this.field = makeTextField(labels.step, (written) => {
      const iteration = Number(written.replaceAll(/[\s,]/g, ''));
      if (Number.isSafeInteger(iteration) && iteration > 0) transport.runTo(iteration);
    });
    const speed = makeDropdown(
      labels.speed,
      speeds.map((value) => [String(value), `${value}×`] as const),
      true,
      (value) => {
        transport.changeSpeed(Number(value));
      },
    );
    speed.show('1');
    setAttribute(this.scrub, 'aria-label', labels.scrub);
    this.scrub.addEventListener('input', () => {
      transport.scrubTo(Number(this.scrub.value));
    });
    this.root = element(
      'div',
      { class: 'transport', role: 'group', 'aria-label': labels.group },
      element('div', { class: 'transport-buttons' }, ...buttons.map(({ root }) => root)),
      element(
        'span',
        { class: 'labelled run-to' },
        element('span', { 'aria-hidden': 'true' }, labels.step),
        this.field.root,
        this.of,
      ),
      this.scrub,
      speed.root,
    );
  }

  show(iteration: number, iterations: number, isPlaying: boolean): void {
    if (isPlaying) this.play.relabel(text.step.controls.pause, icon('pause'));
    else this.play.relabel(text.step.controls.play, icon('play'));
    setAttribute(this.scrub, 'max', String(Math.max(1, iterations)));
    if (this.scrub.value !== String(iteration)) this.scrub.value = String(iteration);
    setAttribute(this.scrub, 'aria-valuetext', text.step.stepOf(iteration, iterations));
    this.field.show(String(iteration));
    setText(this.of, text.step.ofRecorded(iterations));
  }
}
