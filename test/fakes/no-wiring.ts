import type { Wiring } from '../../src/protocol/wiring';

/** A program of which no step flow is known. */
export const noWiring: Wiring = {
  nodes: [],
  edges: [],
  places: { feed: null, forward: null, gradients: null, rate: null, update: null, increment: null, read: null },
};
