import type { OwnLine } from '../analysis/walk/own-line';
import type { Edit } from './finding';

/** The line that comes before all of several places in one scope; null where they share none. */
export function earliestLine(lines: readonly (OwnLine | null)[]): OwnLine | null {
  const [first] = lines;
  if (first === undefined || first === null) return null;
  let earliest = first;
  for (const line of lines) {
    if (line?.scope !== first.scope || line.at.cell !== first.at.cell) return null;
    if (line.at.start < earliest.at.start) earliest = line;
  }
  // What is made in a block may not be there for what stands outside of it.
  return earliest.isOutermost || lines.every((line) => line?.block === earliest.block) ? earliest : null;
}

/** The statement that makes the step, on a line of its own. */
export function creationEdit({ at, indent, newline }: OwnLine, text: string): Edit {
  return { range: at, text: `global_step = ${text}${newline}${indent}` };
}
