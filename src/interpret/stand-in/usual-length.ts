/** A length that nobody knows, where it is no number of rows: columns, steps of a sequence, sides of a picture. */
export const usualLength = 16;
