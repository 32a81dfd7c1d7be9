import type { StepPhase } from '../../src/protocol/step-trace';
import type { Wiring, WiringEdge } from '../../src/protocol/wiring';
import { element, setAttribute, setText, svgElement } from '../ui/dom';
import { said } from '../ui/language';
import { text } from '../ui/text';
import {
  crossWidth,
  edgeLabel,
  labelLines,
  labelWidth,
  type PlacedEdge,
  type PlacedNode,
  type PlacedWiring,
} from './layout';

// The diagram of the calls that take part in a step.

const radius = 5;
const lineHeight = 14;
/** Moves a node's words to its middle, while it has no value. */
const middle = `translate(0 ${lineHeight / 2})`;
/** Tells the arrow heads of several pictures on a page apart. */
let pictures = 0;

/**
 * The step flow of one run as a picture: what reads the step, what moves it, and the edge that is missing where nothing does. What takes
 * part in a phase stands out by a thicker line, not by colour alone; the same is said in words below.
 */
export class WiringDiagram {
  readonly root: HTMLElement;
  private readonly values = new Map<string, { readonly value: SVGElement; readonly words: SVGElement }>();
  private readonly shapes: { readonly shape: SVGElement; readonly phases: ReadonlySet<StepPhase> }[] = [];

  constructor(wiring: Wiring, { width, height, nodes, edges }: PlacedWiring, run: string) {
    const arrow = `arrow-${pictures++}`;
    const picture = svgElement(
      'svg',
      {
        class: 'wiring',
        viewBox: `0 0 ${Math.ceil(width)} ${Math.ceil(height)}`,
        width: String(Math.ceil(width)),
        height: String(Math.ceil(height)),
        role: 'img',
        'aria-label': text.wiring.picture(run),
      },
      svgElement('defs', {}, arrowHead(arrow)),
      ...edges.map((edge) => this.edge(edge, arrow)),
      ...nodes.map((node) => this.node(node, wiring.edges)),
    );
    this.root = element(
      'div',
      { class: 'wiring-part' },
      element('div', { class: 'wiring-picture' }, picture),
      element(
        'details',
        { class: 'in-words' },
        element('summary', {}, text.wiring.inWords),
        element('ul', {}, ...wordsOf(wiring).map((words) => element('li', {}, words))),
      ),
    );
  }

  /** Shows values on the nodes, by the columns that hold them. */
  showValues(values: ReadonlyMap<string, string>): void {
    for (const [column, { value, words }] of this.values) {
      const shown = values.get(column) ?? '';
      setText(value, shown);
      setAttribute(words, 'transform', shown === '' ? middle : null);
    }
  }

  /** Makes what takes part in a phase stand out; nothing where that is null. */
  showPhase(phase: StepPhase | null): void {
    for (const { shape, phases } of this.shapes) {
      shape.classList.toggle('is-active', phase !== null && phases.has(phase));
    }
  }

  private node({ node, x, y, width, height }: PlacedNode, edges: readonly WiringEdge[]): SVGElement {
    const lines = labelLines(said(node.label));
    const top = 4 - ((lines.length - (node.column === null ? 1 : 0)) * lineHeight) / 2;
    const words = svgElement(
      'g',
      node.column === null ? {} : { transform: middle },
      ...lines.map((line, index) =>
        svgElement('text', { class: 'node-label', y: String(top + index * lineHeight) }, line),
      ),
    );
    const shape = svgElement(
      'g',
      { class: `node node-${node.kind}`, transform: `translate(${x} ${y})`, 'data-node': node.id },
      svgElement('rect', {
        x: String(-width / 2),
        y: String(-height / 2),
        width: String(width),
        height: String(height),
        rx: node.kind === 'step' ? '16' : '3',
      }),
      words,
    );
    if (node.column !== null) {
      const value = svgElement('text', { class: 'node-value', y: String(top + lines.length * lineHeight) });
      this.values.set(node.column, { value, words });
      shape.append(value);
    }
    const phases = edges.flatMap(({ from, to, phase, kind }) =>
      phase !== null && kind !== 'missing' && (from === node.id || to === node.id) ? [phase] : [],
    );
    if (node.kind === 'loss') phases.push('forward');
    this.shapes.push({ shape, phases: new Set(phases) });
    return shape;
  }

  private edge({ edge, points, sign }: PlacedEdge, arrow: string): SVGElement {
    const isNever = edge.phase === null;
    const line = svgElement('path', {
      class: 'edge-line',
      d: smoothPath(points),
      ...(edge.kind === 'missing' ? {} : { 'marker-end': `url(#${arrow})` }),
    });
    const shape = svgElement(
      'g',
      { class: `edge edge-${edge.kind}${isNever ? ' edge-never' : ''}`, 'data-edge': `${edge.from} ${edge.to}` },
      line,
    );
    const label = edgeLabel(edge);
    if (label !== '' && sign !== null) {
      const isMissing = edge.kind === 'missing';
      if (isMissing) shape.append(cross({ x: sign.x - labelWidth(edge) / 2 + crossWidth / 2, y: sign.y }));
      const x = sign.x + (isMissing ? crossWidth / 2 : 0);
      shape.append(svgElement('text', { class: 'edge-label', x: String(x), y: String(sign.y + 4) }, label));
    }
    this.shapes.push({ shape, phases: new Set(edge.phase === null ? [] : [edge.phase]) });
    return shape;
  }
}

/** What the picture shows, a sentence an edge. Exported for tests. */
export function wordsOf({ nodes, edges }: Wiring): string[] {
  const label = (id: string): string => {
    const node = nodes.find((one) => one.id === id);
    return node === undefined ? id : said(node.label);
  };
  const movers = edges.filter(({ to, kind, phase }) => to === 'step' && kind === 'moves' && phase !== null);
  return [
    ...edges.map(({ from, to, kind, phase }) => {
      const [source, target] = [label(from), label(to)];
      if (kind === 'missing') return text.wiring.wordsMissing(source, target);
      if (phase === null) return text.wiring.wordsNever(source, target);
      if (kind === 'moves')
        return to === 'step' ? text.wiring.wordsAdds(source, target) : text.wiring.wordsWrites(source, target);
      return text.wiring.wordsReads(target, source);
    }),
    ...(movers.length > 1 ? [text.wiring.wordsTwice(label('step'), movers.length)] : []),
  ];
}

function arrowHead(id: string): SVGElement {
  return svgElement(
    'marker',
    {
      id,
      viewBox: '0 0 8 8',
      refX: '7',
      refY: '4',
      markerWidth: '8',
      markerHeight: '8',
      markerUnits: 'userSpaceOnUse',
      orient: 'auto-start-reverse',
    },
    svgElement('path', { d: 'M0 0 8 4 0 8z', class: 'arrow-head' }),
  );
}

function cross({ x, y }: { readonly x: number; readonly y: number }): SVGElement {
  const arm = 6;
  return svgElement('path', {
    class: 'missing-cross',
    d: `M${x - arm} ${y - arm}L${x + arm} ${y + arm}M${x + arm} ${y - arm}L${x - arm} ${y + arm}`,
  });
}

/** Straight stretches with rounded corners. */
function smoothPath(points: PlacedEdge['points']): string {
  const [start, ...rest] = points;
  if (start === undefined) return '';
  let path = `M${start.x} ${start.y}`;
  let before = start;
  rest.forEach((point, index) => {
    const next = rest[index + 1];
    if (next === undefined) {
      path += `L${point.x} ${point.y}`;
      return;
    }
    const enter = towards(point, before, radius);
    const leave = towards(point, next, radius);
    path += `L${enter.x} ${enter.y}Q${point.x} ${point.y} ${leave.x} ${leave.y}`;
    before = point;
  });
  return path;
}

function towards(
  from: { readonly x: number; readonly y: number },
  to: { readonly x: number; readonly y: number },
  by: number,
): { readonly x: number; readonly y: number } {
  const distance = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const part = Math.min(by / distance, 0.5);
  return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
}
