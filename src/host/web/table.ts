/** Puts a language's table where the bundled look-up of texts finds it: in a browser it is loaded before any text is said. */
export function useTable(table: unknown): void {
  Object.assign(globalThis, { globalStepTable: table });
}
