import { svgElement } from './dom';

/** Shapes drawn on a 16 x 16 field in the text's own colour. */
const shapes = {
  pause: 'M4 3h3v10H4zM9 3h3v10H9z',
  resume: 'M4 2.5 13 8l-9 5.5z',
  step: 'M3 2.5 10 8l-7 5.5zM11 3h2v10h-2z',
  stop: 'M3.5 3.5h9v9h-9z',
  restart: 'M8 2a6 6 0 1 0 6 6h-1.6A4.4 4.4 0 1 1 8 3.6V6l4-3.2L8 0z',
  closer:
    'M6.5 1a5.5 5.5 0 0 1 4.4 8.8l4 4-1.1 1.1-4-4A5.5 5.5 0 1 1 6.500 1zm0 1.500a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM5.800 4h1.400v1.800H9v1.400H7.200V9H5.800V7.200H4V5.800h1.800z',
  wider:
    'M6.500 1a5.500 5.500 0 0 1 4.400 8.800l4 4-1.100 1.100-4-4A5.500 5.500 0 1 1 6.500 1zm0 1.500a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4 5.800h5v1.400H4z',
  all: 'M1 2.500h1.500v11H1zm12.500 0H15v11h-1.500zM6 4.500v2.800h4V4.500L13 8l-3 3.500V8.700H6v2.800L3 8z',
  first: 'M3 2.500h2v11H3zM13 2.500v11L6 8z',
  back: 'M12 2.500v11L4 8z',
  play: 'M4 2.500 13 8l-9 5.500z',
  forward: 'M4 2.500v11L12 8z',
  last: 'M11 2.500h2v11h-2zM3 2.500v11L10 8z',
  pin: 'M5 1h6v1.500l-1 .700v4l2.500 2V10.500h-3.700V15h-1.600v-4.500H3.500V9.200L6 7.200v-4l-1-.700z',
  right: 'M6 10.6 2.9 7.500 1.500 8.900 6 13.400 14.500 4.900 13.100 3.500z',
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
