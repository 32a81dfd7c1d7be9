/** The path of a Chromium; sets one up where there is none. */
export function ensureBrowser(): Promise<string>;
/** Switches for Chromium in tests. */
export const browserArguments: string[];
