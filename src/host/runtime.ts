/** Whether this script runs in Node, and not in a browser's worker. The bundles of the threads serve both. */
export function isNode(): boolean {
  const { process } = globalThis as { readonly process?: { readonly versions?: { readonly node?: string } } };
  return process?.versions?.node !== undefined;
}
