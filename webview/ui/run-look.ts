import { isRunRight } from '../../src/case/clock-case';
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

const asWritten: RunLook = {
  className: 'run-as-written',
  colourVariable: '--run-as-written-colour',
  dash: [],
  marker: 'circle',
};
const counterpart: RunLook = {
  className: 'run-counterpart',
  colourVariable: '--run-counterpart-colour',
  dash: [6, 4],
  marker: 'square',
};

const preview: RunLook = {
  className: 'run-preview',
  colourVariable: '--run-preview-colour',
  dash: [1, 3],
  marker: 'none',
};

/** The look follows the run's role: the program as written looks the same whatever is wrong or right with it. */
export function lookOf({ kept, variant }: RunView): RunLook {
  if (kept !== null) return keptLook(kept.training, variant);
  if (variant === 'preview') return preview;
  return variant === 'as-written' ? asWritten : counterpart;
}

/** Earlier trainings take turns with the colours that are left; their two runs differ by the dash. */
function keptLook(training: number, variant: RunView['variant']): RunLook {
  const turn = ((training - 1) % 3) + 1;
  return {
    className: `run-kept-${turn}`,
    colourVariable: `--run-kept-${turn}-colour`,
    dash: variant === 'as-written' ? [2, 3] : [8, 3, 2, 3],
    marker: 'none',
  };
}

/** What every heading, legend and caption calls a run: its role. */
export function runName({ variant, case: kind, kept }: RunView): string {
  const { run } = text;
  if (variant === 'preview') return run.preview;
  const name = variant === 'as-written' ? run.asWritten : isRunRight(kind) ? run.withoutTheStep : run.corrected;
  return kept === null ? name : (kept.name ?? run.earlier(kept.training, name));
}

/** What a run is of beside its program: values of the playground. "As written" says already whose program it is. */
export function runOrigin({ variant, isVaried }: RunView): string | null {
  return variant === 'as-written' && isVaried ? text.run.varied : null;
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
