import { svgElement } from './dom';

/** Shapes drawn on a 16 x 16 field in the text's own colour. */
const shapes = {
  pause: 'M4 3h3v10H4zM9 3h3v10H9z',
  resume: 'M4 2.5 13 8l-9 5.5z',
  step: 'M3 2.5 10 8l-7 5.5zM11 3h2v10h-2z',
  stop: 'M3.5 3.5h9v9h-9z',
  restart: 'M8 2a6 6 0 1 0 6 6h-1.6A4.4 4.4 0 1 1 8 3.6V6l4-3.2L8 0z',
  warning: 'M8 1 15.5 14.5H.5zM7.2 6v4.2h1.6V6zm0 5.2v1.6h1.6v-1.6z',
} as const;

/** Names of the icons that the page draws. */
export type IconName = keyof typeof shapes;

/** An icon; the label beside it carries the meaning. */
export function icon(name: IconName): SVGSVGElement {
  return svgElement(
    'svg',
    { viewBox: '0 0 16 16', width: '16', height: '16', class: 'icon', 'aria-hidden': 'true', focusable: 'false' },
    svgElement('path', { d: shapes[name], 'fill-rule': 'evenodd', fill: 'currentColor' }),
  );
}
