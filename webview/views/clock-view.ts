import { setAttribute, svgElement } from '../ui/dom';
import { text } from '../ui/text';
import { arcPath, type DialScale, handAngle } from './dial-scale';

const centre = '50';
const rimRadius = 46;
/** No hand reaches the numbers: the one that stands at 0 must leave the 0 to be read. */
const lengths = { only: 24, hour: 18, minute: 26, second: 26 } as const;

/** A dial whose hands show the global step, inside a rim that fills with the iterations made: a still hand in a full rim is the bug. */
export class ClockView {
  readonly root: SVGSVGElement;
  private readonly hands: { readonly line: SVGLineElement; readonly turn: number }[];
  private readonly rim = svgElement('path', { class: 'clock-made', d: '' });

  constructor(private readonly scale: DialScale) {
    this.hands = scale.hands.map(({ kind, turn }) => {
      const length = scale.hands.length === 1 ? lengths.only : lengths[kind];
      const line = svgElement('line', {
        class: `clock-${kind}`,
        x1: centre,
        y1: '56',
        x2: centre,
        y2: String(50 - length),
      });
      return { line, turn };
    });
    this.root = svgElement(
      'svg',
      { class: 'clock', viewBox: '0 0 100 100', role: 'img' },
      svgElement('circle', { class: 'clock-face', cx: centre, cy: centre, r: '43' }),
      svgElement('circle', { class: 'clock-rim', cx: centre, cy: centre, r: String(rimRadius) }),
      this.rim,
      ...faceMarks(),
      ...this.hands.map(({ line }) => line),
      svgElement('circle', { class: 'clock-pin', cx: centre, cy: centre, r: '2.5' }),
    );
  }

  /** Shows a step (NaN: the program has none, so no hand) after so many iterations. */
  show(step: number, iterations: number): void {
    const hasStep = Number.isFinite(step);
    for (const { line, turn } of this.hands) {
      line.style.transform = `rotate(${handAngle(step, turn)}deg)`;
      setAttribute(line, 'visibility', hasStep ? null : 'hidden');
    }
    setAttribute(this.rim, 'd', arcPath(rimRadius, handAngle(iterations, 12 * this.scale.unit)));
    setAttribute(
      this.root,
      'aria-label',
      hasStep ? text.clock.label(step, iterations) : text.clock.labelNoHand(iterations),
    );
  }
}

/** Twelve marks, and the numbers 0, 3, 6 and 9: a count starts at 0 where a clock says 12. */
function faceMarks(): SVGElement[] {
  const marks: SVGElement[] = Array.from({ length: 12 }, (_, hour) =>
    svgElement('line', {
      class: 'clock-mark',
      x1: centre,
      y1: '8.5',
      x2: centre,
      y2: hour % 3 === 0 ? '13' : '11.5',
      transform: `rotate(${hour * 30} 50 50)`,
    }),
  );
  const numbers = [
    ['0', '50', '22'],
    ['3', '81', '53'],
    ['6', '50', '85'],
    ['9', '19', '53'],
  ] as const;
  for (const [number, x, y] of numbers) marks.push(svgElement('text', { class: 'clock-number', x, y }, number));
  return marks;
}
