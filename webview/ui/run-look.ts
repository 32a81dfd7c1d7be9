import type { RunView } from '../../src/protocol/training-messages';
import { svgElement } from './dom';
import { text } from './text';

/** How a run is told apart, by three means besides its name: colour, dash and marker. */
export interface RunLook {
  /** Class that sets `--run-colour` for what is inside it. */
  readonly className: string;
  /** Custom property of VS Code's theme that holds the colour, for the canvas. */
  readonly colourVariable: string;
  readonly dash: readonly number[];
  readonly marker: 'circle' | 'square' | 'none';
}

const withStep: RunLook = {
  className: 'run-with-step',
  colourVariable: '--run-with-step-colour',
  dash: [],
  marker: 'circle',
};
const withoutStep: RunLook = {
  className: 'run-without-step',
  colourVariable: '--run-without-step-colour',
  dash: [6, 4],
  marker: 'square',
};

/** The look follows what the run does, not its place: "with global_step" looks the same whichever of the two the user wrote. */
export function lookOf(run: RunView): RunLook {
  if (run.kept !== null) return keptLook(run.kept.training, run.passesGlobalStep);
  return run.passesGlobalStep ? withStep : withoutStep;
}

/** Earlier trainings take turns with the colours that are left; their two runs differ by the dash. */
function keptLook(training: number, passesGlobalStep: boolean): RunLook {
  const turn = ((training - 1) % 3) + 1;
  return {
    className: `run-kept-${turn}`,
    colourVariable: `--run-kept-${turn}-colour`,
    dash: passesGlobalStep ? [2, 3] : [8, 3, 2, 3],
    marker: 'none',
  };
}

/** What every heading, legend and caption calls a run. */
export function runName(run: RunView): string {
  const name = run.passesGlobalStep ? text.run.withStep : text.run.withoutStep;
  return run.kept === null ? name : (run.kept.name ?? text.run.earlier(run.kept.training, name));
}

/** Whose program it is: the user's own, or the same one with the argument the other way. */
export function runOrigin(run: RunView): string {
  if (run.variant === 'as-written') return run.isVaried ? text.run.varied : text.run.asWritten;
  return run.passesGlobalStep ? text.run.argumentAdded : text.run.argumentRemoved;
}

/** The run's line as the chart draws it: dash and marker in its colour. */
export function lineSwatch({ dash, marker }: RunLook): SVGSVGElement {
  const shape =
    marker === 'none'
      ? svgElement('g')
      : marker === 'circle'
        ? svgElement('circle', { cx: '14', cy: '6', r: '3.5' })
        : svgElement('rect', { x: '10', y: '2', width: '8', height: '8', 'stroke-dasharray': 'none' });
  return svgElement(
    'svg',
    { class: 'swatch', viewBox: '0 0 28 12', width: '28', height: '12', 'aria-hidden': 'true' },
    svgElement('line', { x1: '0', y1: '6', x2: '28', y2: '6', 'stroke-dasharray': dash.join(' ') || 'none' }),
    shape,
  );
}
