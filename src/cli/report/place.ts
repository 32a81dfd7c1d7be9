import { cellNumber } from '../../base/source-range';

/** A place as the command line writes it, for editors and terminals to follow: file, cell where there is one, line, column. */
export function placeText(
  path: string,
  {
    line,
    column = null,
    cell,
  }: { readonly line: number; readonly column?: number | null; readonly cell: number | null },
): string {
  const parts = [
    path,
    ...(cell === null ? [] : [`cell ${cellNumber(cell)}`]),
    line,
    ...(column === null ? [] : [column]),
  ];
  return parts.join(':');
}
