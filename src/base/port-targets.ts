/** What a schedule is copied as. */
export const portTargets = ['tf1', 'compat.v1', 'keras', 'pytorch', 'optax', 'paddle'] as const;

/** One of them. */
export type PortTarget = (typeof portTargets)[number];
