import { Graph, layout } from '@dagrejs/dagre';
import type { Wiring, WiringEdge, WiringNode } from '../../src/protocol/wiring';

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
}

/** A laid out picture. */
export interface PlacedWiring {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
}

const letterWidth = 6.6;
const lineHeight = 14;
/** Longer names are broken in two, so that a picture fits a narrow panel. */
const longestLine = 15;

/** A name in at most two lines, broken where a word ends: at an underscore, or before a capital. */
export function labelLines(label: string): readonly string[] {
  if (label.length <= longestLine) return [label];
  const breaks = [...label.matchAll(/_(?=[^_])|[a-z](?=[A-Z])|, /g)].map(({ index, 0: { length } }) => index + length);
  const middle = label.length / 2;
  const at = breaks.reduce((best, place) => (Math.abs(place - middle) < Math.abs(best - middle) ? place : best), 0);
  const lines = at === 0 ? [label] : [label.slice(0, at).trimEnd(), label.slice(at)];
  return lines.map((line) => (line.length > 24 ? `${line.slice(0, 23)}…` : line));
}

/** Size of a node: its lines, and one more where it shows a value. */
function sizeOf({ label, column }: WiringNode): { readonly width: number; readonly height: number } {
  const lines = labelLines(label);
  const letters = Math.max(column === null ? 0 : 10, ...lines.map(({ length }) => length));
  return { width: letters * letterWidth + 16, height: (lines.length + (column === null ? 0 : 1)) * lineHeight + 12 };
}

type Box = Omit<PlacedNode, 'node'>;

/** Lays the wiring out from top to bottom, by dagre: what comes first in a step stands above what follows from it. */
export function placed({ nodes, edges }: Wiring): PlacedWiring {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'TB', nodesep: 14, ranksep: 26, edgesep: 10, marginx: 6, marginy: 6 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const node of nodes) graph.setNode(node.id, { ...sizeOf(node) });
  edges.forEach((edge, index) => {
    // What closes a circle must not turn the picture upside down: dagre breaks circles where edges weigh least.
    const weight = edge.kind === 'reads' ? 3 : 1;
    // Room for the sign that tells what the edge does to the step.
    const minlen = edge.to === 'step' ? 2 : 1;
    graph.setEdge(edge.from, edge.to, { weight, minlen }, String(index));
  });
  layout(graph);
  // dagre's labels are untyped; these are the fields that its layout sets.
  const { width = 0, height = 0 } = graph.graph() as { readonly width?: number; readonly height?: number };
  return {
    width,
    height,
    nodes: nodes.map((node) => ({ node, ...(graph.node(node.id) as Box) })),
    edges: edges.map((edge, index) => {
      const { points } = graph.edge({ v: edge.from, w: edge.to, name: String(index) }) as Pick<PlacedEdge, 'points'>;
      return { edge, points };
    }),
  };
}
