/** What a schedule is copied as. */
export const portTargets = ['tf1', 'compat.v1', 'keras', 'pytorch'] as const;

/** One of them. */
export type PortTarget = (typeof portTargets)[number];
