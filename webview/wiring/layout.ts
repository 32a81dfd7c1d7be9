import { Graph, layout } from '@dagrejs/dagre';
import type { Wiring, WiringEdge, WiringNode } from '../../src/protocol/wiring';
import { said } from '../ui/language';
import { text } from '../ui/text';

/** A node with its place: the middle of its box. */
export interface PlacedNode {
  readonly node: WiringNode;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** An edge with the points that its line goes through, from border to border. */
export interface PlacedEdge {
  readonly edge: WiringEdge;
  readonly points: readonly { readonly x: number; readonly y: number }[];
  /** The middle of the room that is kept for its label; null where it has none. */
  readonly sign: { readonly x: number; readonly y: number } | null;
}

/** A laid out picture. */
export interface PlacedWiring {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
}

const letterWidth = 6.6;
/** The cross of a missing edge, before its label. */
export const crossWidth = 16;
const lineHeight = 14;
/** Longer names are broken into lines, so that a picture fits a narrow panel. */
const longestLine = 15;

/** A name in lines, each broken where a word ends: at an underscore, before a capital, behind a comma. A word is never cut. */
export function labelLines(label: string): readonly string[] {
  const words = label.match(/[^_,]*?(?:_+(?=[^_])|, |[a-z](?=[A-Z])|$)/g) ?? [label];
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (word === '') continue;
    if (last === undefined || (last + word).trimEnd().length > longestLine) lines.push(word);
    else lines[lines.length - 1] = last + word;
  }
  return lines.map((line) => line.trimEnd());
}

/** How many letters a text is as wide as: a Chinese character is as wide as two. */
function lettersIn(written: string): number {
  return written.length + (written.match(/[\u2e80-\uffef]/g)?.length ?? 0);
}

/** Size of a node: its lines, and one more where it shows a value. */
function sizeOf({ label, column }: WiringNode): { readonly width: number; readonly height: number } {
  const lines = labelLines(said(label));
  const letters = Math.max(column === null ? 0 : 10, ...lines.map(lettersIn));
  return { width: letters * letterWidth + 16, height: (lines.length + (column === null ? 0 : 1)) * lineHeight + 12 };
}

type Box = Omit<PlacedNode, 'node'>;

/** Lays one wiring out. */
export function placed(wiring: Wiring): PlacedWiring {
  const [picture] = placedTogether([wiring]);
  return picture ?? { width: 0, height: 0, nodes: [], edges: [] };
}

/**
 * Lays wirings out from top to bottom, by dagre: what comes first in a step stands above what follows from it. All have one layout, that
 * of everything in any of them, so that a node stands at the same place in each.
 */
export function placedTogether(wirings: readonly Wiring[]): readonly PlacedWiring[] {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'TB', nodesep: 14, ranksep: 22, edgesep: 10, marginx: 6, marginy: 6 });
  graph.setDefaultEdgeLabel(() => ({}));
  // dagre gives a graph of nothing an endless size.
  if (wirings.every(({ nodes }) => nodes.length === 0))
    return wirings.map(() => ({ width: 0, height: 0, nodes: [], edges: [] }));
  for (const { nodes } of wirings) for (const node of nodes) graph.setNode(node.id, { ...sizeOf(node) });
  const routes = wirings.map(({ edges }) => edges.map((edge) => ({ edge, route: routeOf(edge, edges) })));
  for (const { edge, route } of routes.flat()) {
    // What closes a circle must not turn the picture upside down: dagre breaks circles where edges weigh least.
    const weight = edge.kind === 'reads' ? 3 : 1;
    const known = graph.edge({ v: edge.from, w: edge.to, name: route }) as { readonly width?: number } | undefined;
    const width = Math.max(known?.width ?? 0, labelWidth(edge));
    // Room for the sign that tells what the edge does to the step.
    const sign = width === 0 ? {} : { width, height: lineHeight + 4, labelpos: 'c' };
    graph.setEdge(edge.from, edge.to, { weight, minlen: edge.to === 'step' ? 2 : 1, ...sign }, route);
  }
  layout(graph);
  // dagre's labels are untyped; these are the fields that its layout sets.
  const { width = 0, height = 0 } = graph.graph() as { readonly width?: number; readonly height?: number };
  return wirings.map(({ nodes }, index) => ({
    width,
    height,
    nodes: nodes.map((node) => ({ node, ...(graph.node(node.id) as Box) })),
    edges: (routes[index] ?? []).map(({ edge, route }) => {
      const made = graph.edge({ v: edge.from, w: edge.to, name: route }) as Omit<PlacedEdge, 'edge' | 'sign'> & Sign;
      const sign = made.x === undefined || made.y === undefined ? null : { x: made.x, y: made.y };
      return { edge, points: made.points, sign };
    }),
  }));
}

/** Whether pictures are too wide to be read beside each other in a narrow page: they would be drawn at less than three quarters of their size. */
export function isWide(pictures: readonly PlacedWiring[]): boolean {
  return pictures.some(({ width }) => width > 290);
}

/** Where dagre has put an edge's label. */
interface Sign {
  readonly x?: number;
  readonly y?: number;
}

/** An edge that is missing in one run goes the way that it has in the other; of several between the same two, each has its own. */
function routeOf(edge: WiringEdge, edges: readonly WiringEdge[]): string {
  const same = edges.filter(({ from, to }) => from === edge.from && to === edge.to);
  return `${edge.from} ${edge.to} ${same.indexOf(edge)}`;
}

/** Width of a label on its edge, its cross included where it has one; 0 without a label. */
export function labelWidth(edge: WiringEdge): number {
  const letters = lettersIn(edgeLabel(edge));
  return letters === 0 ? 0 : letters * letterWidth + 8 + (edge.kind === 'missing' ? crossWidth : 0);
}

/** What is written at an edge: that it is missing or never run, or that it adds to the step; "" for the others. */
export function edgeLabel({ kind, to, phase }: WiringEdge): string {
  if (kind === 'missing') return text.wiring.missing;
  if (phase === null) return text.wiring.never;
  return kind === 'moves' && to === 'step' ? text.wiring.addsOne : '';
}
