/** The places that a text may have: `{0}` to `{8}`. A word as in `{#tab}` is none: it tells two uses of one English text apart. */
type PlaceNumber = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8';

/** The numbers of a text's places. */
export type PlacesOf<T extends string> = {
  [N in PlaceNumber]: T extends `${string}{${N}}${string}` ? N : never;
}[PlaceNumber];

/** The English texts whose translation in a table lacks one of their places, or has another one. */
export type Misfits<Table extends Readonly<Record<string, string>>> = {
  [T in keyof Table & string]: [PlacesOf<T>] extends [PlacesOf<Table[T]>]
    ? [PlacesOf<Table[T]>] extends [PlacesOf<T>]
      ? never
      : T
    : T;
}[keyof Table & string];

/** As many parts as a text has places. */
export type PartsOf<T extends string, Part> = T extends `${string}{8}${string}`
  ? [Part, Part, Part, Part, Part, Part, Part, Part, Part]
  : T extends `${string}{7}${string}`
    ? [Part, Part, Part, Part, Part, Part, Part, Part]
    : T extends `${string}{6}${string}`
      ? [Part, Part, Part, Part, Part, Part, Part]
      : T extends `${string}{5}${string}`
        ? [Part, Part, Part, Part, Part, Part]
        : T extends `${string}{4}${string}`
          ? [Part, Part, Part, Part, Part]
          : T extends `${string}{3}${string}`
            ? [Part, Part, Part, Part]
            : T extends `${string}{2}${string}`
              ? [Part, Part, Part]
              : T extends `${string}{1}${string}`
                ? [Part, Part]
                : T extends `${string}{0}${string}`
                  ? [Part]
                  : [];

/** The table itself. One with a translation that lacks a part of its text, or has one too many, is a compile error that names the text. */
export function fitting<const Table extends Readonly<Record<string, string>>>(
  table: [Misfits<Table>] extends [never] ? Table : Misfits<Table>,
): Table;
export function fitting(table: unknown): unknown {
  return table;
}
