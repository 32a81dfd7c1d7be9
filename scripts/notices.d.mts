/** See notices.mjs. */
export function thirdPartyNotices(inputs: readonly string[]): string;
